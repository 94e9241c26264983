import { type CodeFormField, type CodesRead, readCodeFields, sealFirstCode } from '@warifu/site';
import type { Turn } from '../http/route.ts';

export { type CodeFormField, type CodesRead, codeFields } from '@warifu/site';

const scopeOf = (turn: Turn, purpose: string) => ({
  keys: turn.site.keys,
  now: turn.now,
  purpose,
  binding: turn.cookies.session ?? turn.cookies.flow ?? turn.cookies.visitor,
});

/** Hides a first code in the page that asks for the next one. */
export const sealCode = (turn: Turn, purpose: string, code: string): string =>
  sealFirstCode(scopeOf(turn, purpose), code);

/** Reads the codes as typed: one, or the first and the next. */
export const readCodes = (turn: Turn<CodeFormField>, purpose: string): CodesRead =>
  readCodeFields(scopeOf(turn, purpose), turn.form);

/** What a form proves an order with, as the bank takes it; nothing where nothing was typed. */
export interface TypedProof {
  readonly code?: string;
  readonly nextCode?: string;
  readonly confirmationPassword?: string;
}

export function proofOf(codes: CodesRead, confirmationPassword = ''): TypedProof {
  if (confirmationPassword !== '') return { confirmationPassword };
  if (codes.read === 'empty') return {};
  return codes.nextCode === undefined ? { code: codes.code } : { code: codes.code, nextCode: codes.nextCode };
}
