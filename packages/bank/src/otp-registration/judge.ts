import { typedCode } from '../contracts/typed-code.ts';

const TOKEN_ID = /^[A-Z]{4}[0-9]{8}$/;
const TYPED_MAX = 64;

/**
 * A token ID as typed → four letters and eight digits, or `undefined`. Full-width and lower-case letters, spaces and
 * hyphens are taken. Whether there is such a token, the authority alone says.
 */
export function typedTokenId(text: string): string | undefined {
  if (text.length > TYPED_MAX) return undefined;
  const tokenId = text
    .normalize('NFKC')
    .replace(/[\s_\u002d\u2010-\u2015\u2212\u30fc]/gu, '')
    .toUpperCase();
  return TOKEN_ID.test(tokenId) ? tokenId : undefined;
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
