import type { Keys } from './keys.ts';
import { digitsOf, halfWidth } from './typed.ts';

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

/** For which step of whom a first code travels sealed. */
export interface CodesScope {
  readonly keys: Keys;
  readonly now: number;
  readonly purpose: string;
  /** The cookie that stands for whoever types. */
  readonly binding: string;
}

const plain = (text: string): string => digitsOf(text) ?? halfWidth(text);

const sealScopeOf = ({ purpose, binding }: CodesScope) => ({ purpose: `first code ${purpose}`, binding });

/** Hides a first code in the page that asks for the next one. */
export const sealFirstCode = (scope: CodesScope, code: string): string =>
  scope.keys.seal(code, sealScopeOf(scope), scope.now + SECOND_CODE_SECONDS);

/**
 * Reads the codes as typed: full-width digits and spaces are taken.
 * A first code that is no longer readable (too old, or from another flow) is as if it had not been given.
 */
export function readCodeFields(scope: CodesScope, form: Readonly<Record<CodeFormField, string>>): CodesRead {
  const { code, firstCode, nextCode } = form;
  const first = firstCode === '' ? undefined : scope.keys.unseal(firstCode, sealScopeOf(scope), scope.now);
  if (first !== undefined) {
    return nextCode.trim() === ''
      ? { read: 'empty', field: 'nextCode', sealedCode: firstCode }
      : { read: 'codes', code: first, nextCode: plain(nextCode) };
  }
  // The page of the second code, sent too late: its code is taken as a first one.
  const only = code.trim() === '' ? nextCode : code;
  return only.trim() === '' ? { read: 'empty', field: 'code' } : { read: 'codes', code: plain(only) };
}
