import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';

const DAY_SECONDS = 86_400;
const VALUE_LENGTH_MAX = 1_000;

/** The cookies of every site; a site has others besides. */
const COMMON_AGES = { session: undefined, visitor: undefined, language: 400 * DAY_SECONDS } as const;
export type CommonCookie = keyof typeof COMMON_AGES;

/** A cookie to set, or to take away where the value is `undefined`. */
export interface CookieChange<Own extends string> {
  readonly name: CommonCookie | Own;
  readonly value: string | undefined;
}

/** A site's cookies, by what they are for. */
export interface CookiePlan<Own extends string> {
  /** `warifu_`: begins the name of each, and no two sites have the same. */
  readonly prefix: string;
  readonly isSecure: boolean;
  /** How long a browser keeps each; those without a number end with the browser. */
  readonly ageSeconds: Readonly<Record<Own, number | undefined>>;
}

/** `warifu_session`; over TLS `__Host-warifu_session`, which no other host and no path can set. */
export const cookieNameOf = <Own extends string>(plan: CookiePlan<Own>, name: CommonCookie | Own): string =>
  `${plan.isSecure ? '__Host-' : ''}${plan.prefix}${name}`;

export function cookieOptionsOf<Own extends string>(
  plan: CookiePlan<Own>,
  name: CommonCookie | Own,
): CookieSerializeOptions {
  const ages: Readonly<Record<string, number | undefined>> = { ...COMMON_AGES, ...plan.ageSeconds };
  const maxAge = ages[name];
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: plan.isSecure,
    ...(maxAge === undefined ? {} : { maxAge }),
  };
}

/** What the browser sent under a name; the empty and the overlong are nothing. */
export function cookieOf<Own extends string>(
  request: FastifyRequest,
  plan: CookiePlan<Own>,
  name: CommonCookie | Own,
): string | undefined {
  // A request whose address cannot be read at all never reaches the hook that reads cookies.
  const cookies = request.cookies as typeof request.cookies | undefined;
  const value = cookies?.[cookieNameOf(plan, name)];
  return value === undefined || value === '' || value.length > VALUE_LENGTH_MAX ? undefined : value;
}
