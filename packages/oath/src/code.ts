/** How long a code is. RFC 4226 §5.3 allows 6, and 7 and 8 as extensions; fewer are guessed, more are mistyped. */
export type Digits = 6 | 7 | 8;

/** What makes the form of a code. */
export interface CodeOptions {
  /** Length of the code; 6 where not said. */
  readonly digits?: Digits;
}

const DIGITS_DEFAULT = 6;

/** Whether `digits` is a length that a code can have. */
export function isDigits(digits: unknown): digits is Digits {
  return digits === 6 || digits === 7 || digits === 8;
}

/** The length asked for. A `RangeError` for callers whom no compiler stopped. */
export function digitsOf(options: CodeOptions | undefined): Digits {
  const digits = options?.digits ?? DIGITS_DEFAULT;
  if (!isDigits(digits)) throw new RangeError('a code has 6, 7 or 8 digits');
  return digits;
}

/**
 * Whether `text` has the shape of a code: exactly so many ASCII digits, and nothing else.
 *
 * Full-width digits and spaces are for the form to tidy, before it asks here.
 */
export function isCode(text: string, digits: Digits = DIGITS_DEFAULT): boolean {
  return text.length === digits && /^[0-9]+$/.test(text);
}

/**
 * Whether two codes are the same, in a time that does not tell how many of their digits agree.
 *
 * Only the length is allowed to show: it is no secret.
 */
export function equalCodes(presented: string, expected: string): boolean {
  let difference = presented.length ^ expected.length;
  for (let index = 0; index < expected.length; index += 1) {
    // Past the end `charCodeAt` is NaN, which `^` takes for 0; the lengths have been counted above.
    difference |= presented.charCodeAt(index) ^ expected.charCodeAt(index);
  }
  return difference === 0;
}
