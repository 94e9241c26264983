import type { EpochSeconds } from '@warifu/base';
import type { Language } from '@warifu/ui';
import type { FastifyRequest } from 'fastify';
import type { Answer } from './answer.ts';
import type { CookiePlan } from './cookies.ts';
import type { Failure } from './failure.ts';
import type { Keys } from './keys.ts';
import type { SiteOptions } from './options.ts';
import type { Who } from './refusals.ts';

/** `open`: for everybody; `session`: after login alone; `login`: open, and counted against guessing by address. */
export type Access = 'open' | 'login' | 'session';

/** The shape of a request, as a flow states it. */
export interface RouteShape<Field extends string, Query extends string> {
  readonly method: 'GET' | 'POST';
  /** A parameter ending in `Id` must be a UUID, or the page is unknown. */
  readonly path: string;
  /** The fields of the form, other than the form token. */
  readonly fields?: readonly Field[];
  /** Of each field and each part of the question; 300 by default. */
  readonly fieldLengthMax?: number;
  readonly query?: readonly Query[];
}

/** A line of the route table, as the server needs it. */
export interface TableRoute<Turn, Own extends string> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly access: Access;
  readonly fields: readonly string[];
  readonly fieldLengthMax?: number;
  readonly query: readonly string[];
  readonly run: (turn: Turn) => Promise<Answer<Own>>;
}

/** One request, read and checked. A missing field of a form or address is the empty text. */
export interface TurnRead<Own extends string, Field extends string = string, Query extends string = string> {
  readonly now: EpochSeconds;
  /** The path and question of this page, for the link to the other language. */
  readonly address: string;
  /** A form token for the forms of this page; made when it is asked for. */
  readonly csrf: string;
  readonly remoteAddress: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<Query, string>>;
  readonly form: Readonly<Record<Field, string>>;
  readonly cookies: Readonly<Record<Own | 'session', string | undefined>> & { readonly visitor: string };
}

/** What a page of a failure is drawn with. */
export interface Around {
  readonly language: Language;
  readonly address: string;
}

/** The way on from a failure. */
export interface WayOn {
  /** The page to open anew, where there is one. */
  readonly again?: string;
  readonly isLoggedIn: boolean;
  /** 問い合わせ番号, where it is we who failed: the log knows the request by it. */
  readonly requestId?: string;
}

/** A request for a page after login, and the token that came with it. */
export interface SessionAsked<Route> {
  readonly route: Route;
  readonly token: string | undefined;
  readonly around: Around;
}

/** What one site is, for the server that all sites share. */
export interface SitePlan<Turn, Session, Own extends string, Route extends TableRoute<Turn, Own>> {
  readonly options: SiteOptions;
  readonly cookies: CookiePlan<Own>;
  readonly keys: Keys;
  readonly routes: readonly Route[];
  /** The open session behind a page after login, or what is answered instead. */
  readonly findSession: (asked: SessionAsked<Route>) => Promise<
    | { readonly session: Session }
    /** `notFor`: an open session that the page is not for. */
    | { readonly answer: Answer<Own>; readonly notFor?: Session }
  >;
  readonly whoOf: (session: Session) => Who;
  /** Adds to what was read what the flows of this site need besides. */
  readonly completeTurn: (
    read: TurnRead<Own>,
    known: {
      readonly session: Session | undefined;
      /** Chosen by the link. */
      readonly language: Language | undefined;
      readonly request: FastifyRequest;
    },
  ) => Turn;
  /** Where the pages around an address begin; `/` where it is not said. */
  readonly homeOf?: (address: string) => string;
  readonly failurePage: (around: Around, failure: Failure, way: WayOn) => string;
}
