import { type Branch, type BranchSession, OPERATOR_ROLES, type OperatorRole } from '@warifu/bank';
import { assert } from '@warifu/base';
import {
  type Answer as AnyAnswer,
  type Assets,
  page as anyPage,
  redirect as anyRedirect,
  type Keys,
  type RouteShape,
  type TableRoute,
  type TurnRead,
  UNKNOWN_PAGE,
} from '@warifu/site';
import type { Language } from '@warifu/ui';
import type { BranchOfficeOptions } from '../options.ts';
import type { CookieChange, OwnCookie } from './cookies.ts';

export { UNKNOWN_PAGE };

/** What every route may use. */
export interface Site {
  readonly branch: Branch;
  readonly keys: Keys;
  readonly options: BranchOfficeOptions;
  readonly assets: Assets;
}

/** One request, read and checked, as a flow sees it. A missing field of a form or address is the empty text. */
export interface Turn<Field extends string = string, Query extends string = string>
  extends TurnRead<OwnCookie, Field, Query> {
  readonly site: Site;
  readonly language: Language;
}

export interface SessionTurn<Field extends string = string, Query extends string = string>
  extends Turn<Field, Query> {
  readonly session: BranchSession;
}

/** What a flow answers; the server turns it into a reply. */
export type Answer = AnyAnswer<OwnCookie>;

export const page: (html: string, status?: number, cookies?: readonly CookieChange[]) => Answer = anyPage;
export const redirect: (to: string, cookies?: readonly CookieChange[]) => Answer = anyRedirect;

/** A route of the table. What it runs is given a turn with a session where `access` says so. */
export interface Route extends TableRoute<Turn | SessionTurn, OwnCookie> {
  /** Who is shown this page. What is done is decided by the bank, whoever sends the form. */
  readonly roles: readonly OperatorRole[];
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
    access: shape.access ?? 'open',
    fields: shape.fields ?? [],
    query: shape.query ?? [],
    roles: [],
    run: async (turn) => shape.answer(turn as Turn<Field, Query>),
  };
}

/** A page after sign-in, for the roles named; for all of them where none is. */
export function sessionRoute<Field extends string = never, Query extends string = never>(
  shape: RouteShape<Field, Query> & {
    readonly roles?: readonly OperatorRole[];
    readonly answer: (turn: SessionTurn<Field, Query>) => Promise<Answer> | Answer;
  },
): Route {
  return {
    method: shape.method,
    path: shape.path,
    access: 'session',
    fields: shape.fields ?? [],
    ...(shape.fieldLengthMax === undefined ? {} : { fieldLengthMax: shape.fieldLengthMax }),
    query: shape.query ?? [],
    roles: shape.roles ?? OPERATOR_ROLES,
    run: async (turn) => {
      assert('session' in turn, 'a page after sign-in is run with its session');
      return shape.answer(turn as SessionTurn<Field, Query>);
    },
  };
}
