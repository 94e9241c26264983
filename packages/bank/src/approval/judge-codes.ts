import { typedCode } from '../contracts/typed-code.ts';

/** Suites of six and of eight digits; which one a token has is known to the authority alone. */
const CODE_LENGTHS = [6, 8] as const;

/** Codes as a form of 実行 gives them. */
export interface TypedCodes {
  readonly code?: string;
  readonly nextCode?: string;
}

/** The digits to be asked about, or why there is nothing to ask. */
export function judgeCodes(
  typed: TypedCodes,
):
  | { readonly reason: 'code_missing' | 'code_malformed' }
  | { readonly code: string; readonly nextCode?: string } {
  if ((typed.code ?? '').trim() === '') return { reason: 'code_missing' };
  const code = typedCode(typed.code ?? '', CODE_LENGTHS);
  if (code === undefined) return { reason: 'code_malformed' };
  if ((typed.nextCode ?? '').trim() === '') return { code };
  const nextCode = typedCode(typed.nextCode ?? '', CODE_LENGTHS);
  return nextCode === undefined ? { reason: 'code_malformed' } : { code, nextCode };
}
