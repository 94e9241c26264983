import { isLanguage } from '@warifu/ui';
import type { CookieChange } from './cookies.ts';
import { localPathOf } from './read.ts';

/** What a flow answers; the server turns it into a reply. */
export type Answer<Own extends string> =
  | {
      readonly kind: 'page';
      readonly status: number;
      readonly html: string;
      readonly cookies?: readonly CookieChange<Own>[];
    }
  /** Always 303: what follows is fetched by GET. `to` is a path of this site. */
  | { readonly kind: 'redirect'; readonly to: string; readonly cookies?: readonly CookieChange<Own>[] }
  | { readonly kind: 'nothing' }
  /** There is no such thing for whoever asks: the page that says so. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'file';
      readonly type: string;
      readonly fileName: string;
      readonly lines: AsyncIterable<string | Uint8Array>;
    }
  | {
      readonly kind: 'document';
      readonly type: string;
      readonly fileName: string;
      readonly bytes: Uint8Array;
    };

export const page = <Own extends string = never>(
  html: string,
  status = 200,
  cookies?: readonly CookieChange<Own>[],
): Answer<Own> =>
  cookies === undefined ? { kind: 'page', status, html } : { kind: 'page', status, html, cookies };

export const UNKNOWN_PAGE: Answer<never> = { kind: 'unknown' };

export const redirect = <Own extends string = never>(
  to: string,
  cookies?: readonly CookieChange<Own>[],
): Answer<Own> => (cookies === undefined ? { kind: 'redirect', to } : { kind: 'redirect', to, cookies });

/** The other language, remembered in a cookie, and back to where the link was. It changes nothing else, so it is a GET. */
export function chooseLanguage(language: string | undefined, back: string): Answer<never> {
  if (!isLanguage(language)) return UNKNOWN_PAGE;
  return redirect<never>(localPathOf(back), [{ name: 'language', value: language }]);
}

/** The address that changes the language and comes back. `back` is a path of this site. */
export const languageHref = (other: string, back: string): string =>
  `/language/${other}?back=${encodeURIComponent(back)}`;
