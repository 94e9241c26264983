import type { Bank, Channel, Session } from '@warifu/bank';
import { assert, type EpochSeconds } from '@warifu/base';
import type { Language } from '@warifu/ui';
import type { InternetBankingOptions } from '../options.ts';
import type { Base } from './base.ts';
import type { CookieChange } from './cookies.ts';
import type { Keys } from './keys.ts';

/** A built picture, and the size at which it is shown. */
export interface Picture {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

/** What every route may use. */
export interface Site {
  readonly bank: Bank;
  readonly keys: Keys;
  readonly options: InternetBankingOptions;
  readonly assets: {
    readonly stylesheet: string;
    readonly script: string;
    readonly icon: string;
    /** The stylesheet of the plain pages. */
    readonly mobile: string;
    readonly pictureOf: (name: string, language: Language) => Picture;
  };
}

/** One request, read and checked, as a flow sees it. A missing field of a form or address is the empty text. */
export interface Turn<Field extends string = string, Query extends string = string> {
  readonly site: Site;
  readonly language: Language;
  readonly base: Base;
  readonly now: EpochSeconds;
  /** The path and question of this page, for the link to the other language. */
  readonly address: string;
  /** A form token for the forms of this page; made when it is asked for. */
  readonly csrf: string;
  /** Whether a login brought the customer back into the middle of a flow. */
  readonly isResumed: boolean;
  /** `mobile` for what is done under `/m`, whatever the browser says of itself. */
  readonly channel: Channel;
  readonly remoteAddress: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<Query, string>>;
  readonly form: Readonly<Record<Field, string>>;
  readonly cookies: {
    readonly session: string | undefined;
    readonly device: string | undefined;
    readonly visitor: string;
    readonly flow: string | undefined;
    readonly stop: string | undefined;
    readonly resume: string | undefined;
  };
}

export interface SessionTurn<Field extends string = string, Query extends string = string>
  extends Turn<Field, Query> {
  readonly session: Session;
}

/** What a flow answers; the server turns it into a reply. */
export type Answer =
  | {
      readonly kind: 'page';
      readonly status: number;
      readonly html: string;
      readonly cookies?: readonly CookieChange[];
    }
  /** Always 303: what follows is fetched by GET. `to` is a path under the base of the route. */
  | { readonly kind: 'redirect'; readonly to: string; readonly cookies?: readonly CookieChange[] }
  | { readonly kind: 'nothing' }
  /** There is no such thing for this customer: the page that says so. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'file';
      readonly type: string;
      readonly fileName: string;
      readonly lines: AsyncIterable<string>;
    };

export const page = (html: string, status = 200, cookies?: readonly CookieChange[]): Answer =>
  cookies === undefined ? { kind: 'page', status, html } : { kind: 'page', status, html, cookies };

export const UNKNOWN_PAGE: Answer = { kind: 'unknown' };

export const redirect = (to: string, cookies?: readonly CookieChange[]): Answer =>
  cookies === undefined ? { kind: 'redirect', to } : { kind: 'redirect', to, cookies };

/** `open`: for everybody; `session`: after login alone; `login`: open, and counted against guessing by address. */
export type Access = 'open' | 'login' | 'session';

interface RouteShape<Field extends string, Query extends string> {
  readonly method: 'GET' | 'POST';
  /** A parameter ending in `Id` must be a UUID, or the page is unknown. */
  readonly path: string;
  /** The fields of the form, other than the form token. */
  readonly fields?: readonly Field[];
  readonly query?: readonly Query[];
}

/** A route of the table. What it runs is given a turn with a session where `access` says so. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** Whole, with its base. */
  readonly path: string;
  readonly base: Base;
  readonly access: Access;
  readonly fields: readonly string[];
  readonly query: readonly string[];
  /** Whether a closed session sends the customer back here after the next login. */
  readonly isResumable: boolean;
  /** Served also before the first password is changed. */
  readonly isBeforePasswordChange: boolean;
  readonly run: (turn: Turn | SessionTurn) => Promise<Answer>;
}

/** A page for everybody. */
export function openRoute<Field extends string = never, Query extends string = never>(
  shape: RouteShape<Field, Query> & {
    readonly access?: 'open' | 'login';
    readonly answer: (turn: Turn<Field, Query>) => Promise<Answer> | Answer;
  },
): Route {
  return {
    method: shape.method,
    path: shape.path,
    base: '',
    access: shape.access ?? 'open',
    fields: shape.fields ?? [],
    query: shape.query ?? [],
    isResumable: false,
    isBeforePasswordChange: true,
    run: async (turn) => shape.answer(turn as Turn<Field, Query>),
  };
}

/** A page after login. */
export function sessionRoute<Field extends string = never, Query extends string = never>(
  shape: RouteShape<Field, Query> & {
    readonly isResumable?: boolean;
    readonly isBeforePasswordChange?: boolean;
    readonly answer: (turn: SessionTurn<Field, Query>) => Promise<Answer> | Answer;
  },
): Route {
  return {
    method: shape.method,
    path: shape.path,
    base: '',
    access: 'session',
    fields: shape.fields ?? [],
    query: shape.query ?? [],
    isResumable: shape.isResumable ?? false,
    isBeforePasswordChange: shape.isBeforePasswordChange ?? false,
    run: async (turn) => {
      assert('session' in turn, 'a page after login is run with its session');
      return shape.answer(turn as SessionTurn<Field, Query>);
    },
  };
}
