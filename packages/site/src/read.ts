import { randomBytes } from 'node:crypto';
import { isUuid } from '@warifu/base';
import { Type } from 'typebox';

const FIELD_LENGTH_MAX = 300;

/** The shape of a form or of a question: every field may be missing, none is long, and none comes twice. */
export const fieldsShape = (names: readonly string[], lengthMax = FIELD_LENGTH_MAX) =>
  Type.Object(
    Object.fromEntries(names.map((name) => [name, Type.Optional(Type.String({ maxLength: lengthMax }))])),
  );

/** Values by name; those that did not come are the empty text. */
export function fieldsOf(source: unknown, names: readonly string[]): Readonly<Record<string, string>> {
  const given = (source ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    names.map((name) => {
      const value = given[name];
      return [name, typeof value === 'string' ? value : ''];
    }),
  );
}

/** Whether the identifiers in the path are such at all; what is not is an unknown page. */
export const arePathIds = (params: Readonly<Record<string, string>>): boolean =>
  Object.entries(params).every(([name, value]) => !name.endsWith('Id') || isUuid(value));

export const newVisitor = (): string => randomBytes(18).toString('base64url');

/** A path of this site and nothing else: no other host, no scheme, no control characters. */
export function localPathOf(text: string): string {
  return /^\/(?![/\\])[\w\-./?&=%:~]*$/.test(text) ? text : '/';
}
