import { typedCode } from '../contracts/typed-code.ts';

const TOKEN_ID = /^[A-Z]{4}[0-9]{8}$/;
/** What a maker may have printed on a hardware token. */
const SERIAL = /^[A-Z0-9]{4,32}$/;
/** So begin the IDs of this house's tokens: what is no whole ID after that is a slip of the finger, and costs no attempt. */
const OWN_FORM = /^WR(?:SM|SD|HT)/;
const SEPARATORS = /[\s\p{Pd}\u00AD\u200B-\u200D\u2060\uFEFF\u2212\u2500\u2501\u30FC._/:]/gu;
const TYPED_MAX = 64;

/**
 * A token ID as typed, four letters and eight digits, or the serial that a hardware token's maker printed on it; or
 * `undefined` where it can be neither. Full-width and lower-case letters, spaces and hyphens are taken. Whether there is
 * such a token, and which one a serial means, the authority alone says.
 */
export function typedTokenId(text: string): string | undefined {
  if (text.length > TYPED_MAX) return undefined;
  const name = text.normalize('NFKC').replaceAll(SEPARATORS, '').toUpperCase();
  const isSerial = SERIAL.test(name) && !OWN_FORM.test(name);
  return TOKEN_ID.test(name) || isSerial ? name : undefined;
}

export interface TypedCodes {
  readonly code: string;
  readonly nextCode?: string;
}

/** The code, and the next one where it was asked for; `undefined` where one of them cannot be a code. */
export function typedCodes(
  typed: { readonly code: string; readonly nextCode?: string },
  lengths: readonly number[],
): TypedCodes | undefined {
  const code = typedCode(typed.code, lengths);
  if (code === undefined) return undefined;
  if (typed.nextCode === undefined || typed.nextCode.trim() === '') return { code };
  const nextCode = typedCode(typed.nextCode, lengths);
  return nextCode === undefined ? undefined : { code, nextCode };
}
