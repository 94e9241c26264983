import { randomBytes } from 'node:crypto';
import { isUuid } from '@warifu/base';
import { isLanguage, type Language } from '@warifu/ui';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type CookieName, cookieNameOf } from './cookies.ts';

const FIELD_LENGTH_MAX = 300;

/** The shape of a form or of a question: every field may be missing, none is long, and none comes twice. */
export const fieldsShape = (names: readonly string[]) =>
  Type.Object(
    Object.fromEntries(
      names.map((name) => [name, Type.Optional(Type.String({ maxLength: FIELD_LENGTH_MAX }))]),
    ),
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

export function cookieOf(request: FastifyRequest, name: CookieName, isSecure: boolean): string | undefined {
  // A request whose address cannot be read at all never reaches the hook that reads cookies.
  const cookies = request.cookies as typeof request.cookies | undefined;
  const value = cookies?.[cookieNameOf(name, isSecure)];
  return value === undefined || value === '' || value.length > 1_000 ? undefined : value;
}

/** Japanese unless the customer chose otherwise by the link, or the contract says so. */
export function languageOf(cookie: string | undefined, contract: Language | undefined): Language {
  return isLanguage(cookie) ? cookie : (contract ?? 'ja');
}

/** Only what a browser says of itself: decides nothing but the row of the policy table and the login's record. */
export function channelOf(userAgent: string | undefined): 'pc' | 'smartphone' {
  return /\b(?:Mobi|Mobile|Android|iPhone|iPad)\b/i.test(userAgent ?? '') ? 'smartphone' : 'pc';
}

export const newVisitor = (): string => randomBytes(18).toString('base64url');

/** A path of this site and nothing else: no other host, no scheme, no control characters. */
export function localPathOf(text: string): string {
  return /^\/(?![/\\])[\w\-./?&=%:~]*$/.test(text) ? text : '/';
}
