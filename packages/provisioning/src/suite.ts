/** How a token makes its codes. A row here and the authority's consent are all that another suite needs. */
export const SUITES = {
  'totp-sha1-6-30': { hash: 'SHA-1', secretBits: 160, digits: 6, periodSeconds: 30 },
} as const;

/** Name of a suite, as it stands on the wire and in every derivation. */
export type Suite = keyof typeof SUITES;

/** The suite of a token of which nothing else was said: RFC 6238 with SHA-1, 6 digits, 30 s. */
export const SUITE_DEFAULT: Suite = 'totp-sha1-6-30';

/** Whether a value from a wire names a suite. */
export function isSuite(value: unknown): value is Suite {
  return typeof value === 'string' && Object.hasOwn(SUITES, value);
}
