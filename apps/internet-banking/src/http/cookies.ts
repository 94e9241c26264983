import type { CookieSerializeOptions } from '@fastify/cookie';

/** The site's own cookies, by what they are for. */
export const COOKIES = ['session', 'device', 'visitor', 'flow', 'stop', 'language', 'resume'] as const;
export type CookieName = (typeof COOKIES)[number];

/** A cookie to set, or to take away where the value is `undefined`. */
export interface CookieChange {
  readonly name: CookieName;
  readonly value: string | undefined;
}

const DAY_SECONDS = 86_400;

/** How long a browser keeps each; those without a number end with the browser. */
const AGE_SECONDS: Readonly<Record<CookieName, number | undefined>> = {
  session: undefined,
  device: 400 * DAY_SECONDS,
  visitor: undefined,
  flow: 600,
  stop: 600,
  language: 400 * DAY_SECONDS,
  resume: 3_600,
};

/** `warifu_session`; over TLS `__Host-warifu_session`, which no other host and no path can set. */
export const cookieNameOf = (name: CookieName, isSecure: boolean): string =>
  `${isSecure ? '__Host-' : ''}warifu_${name}`;

export function cookieOptionsOf(name: CookieName, isSecure: boolean): CookieSerializeOptions {
  const maxAge = AGE_SECONDS[name];
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure,
    ...(maxAge === undefined ? {} : { maxAge }),
  };
}
