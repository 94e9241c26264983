import { normaliseTokenId } from '@warifu/provisioning';

const TYPED_MAX = 64;
/** Spaces and hyphens of every kind, those of a Japanese keyboard among them, and what makers print between groups. */
const SEPARATORS = /[\s\p{Pd}\u00AD\u200B-\u200D\u2060\uFEFF\u2212\u2500\u2501\u30FC._/:]/gu;

/**
 * A maker's serial in the one spelling in which serials are compared, or `undefined` where it can be none: half width,
 * upper case, 4 to 32 letters and digits.
 */
export function normaliseSerial(text: string): string | undefined {
  if (text.length > TYPED_MAX) return undefined;
  const characters = text.normalize('NFKC').replaceAll(SEPARATORS, '').toUpperCase();
  return /^[A-Z0-9]{4,32}$/.test(characters) ? characters : undefined;
}

/** Whether it begins like an ID of our own, so that it could mean two tokens or be a slip of the finger in one. */
export const isLikeTokenId = (normalised: string): boolean => /^WR(?:SM|SD|HT)/.test(normalised);

/** What was typed for a token, in its one spelling. What is neither ID nor serial stays a name that no token has. */
export const typedName = (typed: string): string =>
  normaliseTokenId(typed) ?? normaliseSerial(typed) ?? typed.slice(0, TYPED_MAX);
