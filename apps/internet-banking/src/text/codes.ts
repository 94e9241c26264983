import type { Turn } from '../http/route.ts';
import { digitsOf, halfWidth } from './normalise.ts';

/** How long after the first code the next one may follow. */
const SECOND_CODE_SECONDS = 180;

const CODE_FIELDS = ['code', 'firstCode', 'nextCode'] as const;
export type CodeFormField = (typeof CODE_FIELDS)[number];
export const codeFields: readonly CodeFormField[] = CODE_FIELDS;

/** The codes of a form: one, or the first (which travelled sealed) and the next. */
export type CodesRead =
  | { readonly read: 'codes'; readonly code: string; readonly nextCode?: string }
  | { readonly read: 'empty'; readonly field: 'code' }
  | { readonly read: 'empty'; readonly field: 'nextCode'; readonly sealedCode: string };

const plain = (text: string): string => digitsOf(text) ?? halfWidth(text);

const scopeOf = (turn: Turn, purpose: string) => ({
  purpose: `first code ${purpose}`,
  binding: turn.cookies.session ?? turn.cookies.flow ?? turn.cookies.visitor,
});

/** Hides a first code in the page that asks for the next one. */
export const sealCode = (turn: Turn, purpose: string, code: string): string =>
  turn.site.keys.seal(code, scopeOf(turn, purpose), turn.now + SECOND_CODE_SECONDS);

/**
 * Reads the codes as typed: full-width digits and spaces are taken.
 * A first code that is no longer readable (too old, or from another flow) is as if it had not been given.
 */
export function readCodes(turn: Turn<CodeFormField>, purpose: string): CodesRead {
  const { code, firstCode, nextCode } = turn.form;
  const first =
    firstCode === '' ? undefined : turn.site.keys.unseal(firstCode, scopeOf(turn, purpose), turn.now);
  if (first !== undefined) {
    return nextCode.trim() === ''
      ? { read: 'empty', field: 'nextCode', sealedCode: firstCode }
      : { read: 'codes', code: first, nextCode: plain(nextCode) };
  }
  // The page of the second code, sent too late: its code is taken as a first one.
  const only = code.trim() === '' ? nextCode : code;
  return only.trim() === '' ? { read: 'empty', field: 'code' } : { read: 'codes', code: plain(only) };
}
