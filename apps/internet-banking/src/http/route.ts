import type { Bank, Channel, Session } from '@warifu/bank';
import { assert } from '@warifu/base';
import {
  type Answer as AnyAnswer,
  page as anyPage,
  redirect as anyRedirect,
  type Keys,
  type MoreAssets,
  type RouteShape,
  type TableRoute,
  type TurnRead,
  UNKNOWN_PAGE,
} from '@warifu/site';
import type { Language } from '@warifu/ui';
import type { InternetBankingOptions } from '../options.ts';
import type { Base } from './base.ts';
import type { CookieChange, OwnCookie } from './cookies.ts';

export { UNKNOWN_PAGE };

/** What every route may use. */
export interface Site {
  readonly bank: Bank;
  readonly keys: Keys;
  readonly options: InternetBankingOptions;
  readonly assets: MoreAssets;
}

/** One request, read and checked, as a flow sees it. A missing field of a form or address is the empty text. */
export interface Turn<Field extends string = string, Query extends string = string>
  extends TurnRead<OwnCookie, Field, Query> {
  readonly site: Site;
  readonly language: Language;
  readonly base: Base;
  /** Whether a login brought the customer back into the middle of a flow. */
  readonly isResumed: boolean;
  /** `mobile` for what is done under `/m`, whatever the browser says of itself. */
  readonly channel: Channel;
}

export interface SessionTurn<Field extends string = string, Query extends string = string>
  extends Turn<Field, Query> {
  readonly session: Session;
}

/** What a flow answers; the server turns it into a reply. */
export type Answer = AnyAnswer<OwnCookie>;

export const page: (html: string, status?: number, cookies?: readonly CookieChange[]) => Answer = anyPage;
export const redirect: (to: string, cookies?: readonly CookieChange[]) => Answer = anyRedirect;

/** A route of the table. What it runs is given a turn with a session where `access` says so. */
export interface Route extends TableRoute<Turn | SessionTurn, OwnCookie> {
  /** Where its path stands; what it answers as a redirect is a path under it. */
  readonly base: Base;
  /** Whether a closed session sends the customer back here after the next login. */
  readonly isResumable: boolean;
  /** Served also before the first password is changed. */
  readonly isBeforePasswordChange: boolean;
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
    ...(shape.fieldLengthMax === undefined ? {} : { fieldLengthMax: shape.fieldLengthMax }),
    isResumable: shape.isResumable ?? false,
    isBeforePasswordChange: shape.isBeforePasswordChange ?? false,
    run: async (turn) => {
      assert('session' in turn, 'a page after login is run with its session');
      return shape.answer(turn as SessionTurn<Field, Query>);
    },
  };
}

/** An answer of a flow that stands under a base: its redirects lead to paths there. */
export const under = (base: Base, answer: Answer): Answer =>
  answer.kind === 'redirect' ? { ...answer, to: `${base}${answer.to}` } : answer;
