import type { CookieChange as Change } from '@warifu/site';

/** How long a browser keeps the cookies that this site alone has; those without a number end with the browser. */
export const COOKIE_AGES = { enrolment: undefined } as const;
export type OwnCookie = keyof typeof COOKIE_AGES;

/** A cookie to set, or to take away where the value is `undefined`. */
export type CookieChange = Change<OwnCookie>;
