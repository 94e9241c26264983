import { readSought, SOUGHT_LENGTH_MAX, sealSought } from '@warifu/site';
import { page, type Route, redirect, type SessionTurn, sessionRoute, UNKNOWN_PAGE } from '../http/route.ts';
import { type AskedPeriod, findAsked, questionOf } from './asked.ts';
import { SEARCH_FIELDS } from './choices.ts';
import { noAccountsPage, statementPage } from './looks.ts';
import { viewHref } from './parts.tsx';
import { isSearched, NO_SEARCH, readSearch, type SearchTyped, typedOf } from './search.ts';

const PURPOSE = 'statement';
const SEQ = /^[1-9][0-9]{0,17}$/;

/** So many lines keep a plain page light. */
const PLAIN_LINES_SHOWN = 10;

const first: Route = sessionRoute({
  method: 'GET',
  path: '/statement',
  answer: async (turn) => {
    const [account] = await turn.site.bank.listAccounts(turn.session.contractId);
    return account === undefined ? page(noAccountsPage(turn)) : redirect(`/statement/${account.accountId}`);
  },
});

async function findStatement(turn: SessionTurn, asked: AskedPeriod, typed: SearchTyped, before: string) {
  if (asked.range === undefined) return undefined;
  const read = readSearch(typed, turn.language);
  return turn.site.bank.statement({
    contractId: turn.session.contractId,
    accountId: asked.account.accountId,
    ...asked.range,
    // What was sealed could be read when it was.
    ...(read.errors === undefined ? { search: read.search } : {}),
    ...(turn.base === '/m' ? { limit: PLAIN_LINES_SHOWN } : {}),
    ...(SEQ.test(before) ? { before: BigInt(before) } : {}),
  });
}

const ofAccount: Route = sessionRoute({
  method: 'GET',
  path: '/statement/:accountId',
  query: ['period', 'from', 'to', 'before', 'sought'],
  fieldLengthMax: SOUGHT_LENGTH_MAX,
  isResumable: true,
  answer: async (turn) => {
    const { query } = turn;
    const asked = await findAsked(turn, query);
    if (asked === undefined) return UNKNOWN_PAGE;
    const sought = readSought(turn, PURPOSE, query.sought, SEARCH_FIELDS);
    const typed = sought ?? NO_SEARCH;
    const statement = await findStatement(turn, asked, typed, query.before);
    const search = { typed, errors: {}, sought: sought === undefined ? '' : query.sought };
    const html = statementPage(turn, { asked, search, statement, isOlderPage: SEQ.test(query.before) });
    return page(html, Object.keys(asked.errors).length === 0 ? 200 : 422);
  },
});

const search: Route = sessionRoute({
  method: 'POST',
  path: '/statement/:accountId/search',
  fields: ['period', 'from', 'to', ...SEARCH_FIELDS],
  answer: async (turn) => {
    const asked = await findAsked(turn, turn.form);
    if (asked === undefined) return UNKNOWN_PAGE;
    const typed = typedOf(turn.form);
    const { errors } = readSearch(typed, turn.language);
    if (errors !== undefined) {
      const shown = { typed, errors, sought: '' };
      return page(
        statementPage(turn, { asked, search: shown, statement: undefined, isOlderPage: false }),
        422,
      );
    }
    const sought = isSearched(typed) ? { sought: sealSought(turn, PURPOSE, typed) } : {};
    return redirect(viewHref(asked.account.accountId, 'lines', { ...questionOf(asked), ...sought }));
  },
});

/** Where a search that was answered with its mistakes is reloaded, or read in the other language. */
const afterSearch: Route = sessionRoute({
  method: 'GET',
  path: '/statement/:accountId/search',
  answer: (turn) => redirect(`/statement/${turn.params['accountId']}`),
});

/** 入出金明細. */
export const statementRoutes: readonly Route[] = [first, ofAccount, search, afterSearch];
