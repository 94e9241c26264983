import type { AccountView, StatementPeriods } from '@warifu/bank';
import type { BusinessDate } from '@warifu/base';
import { readDay } from '@warifu/site';
import { dateText, type Language } from '@warifu/ui';
import {
  type Answer,
  page,
  type Route,
  redirect,
  type SessionTurn,
  sessionRoute,
  UNKNOWN_PAGE,
} from '../http/route.ts';
import { noAccountsPage, statementPage } from './looks.ts';
import type { RangeField, StatementShown } from './pages.tsx';
import { type Period, STATEMENT_WORDS } from './words.ts';

type Range = { readonly from: BusinessDate; readonly to: BusinessDate };
type RangeErrors = Partial<Record<RangeField, string>>;

/** So many lines keep a plain page light. */
const PLAIN_LINES_SHOWN = 10;

const SEQ = /^[1-9][0-9]{0,17}$/;

function readRange(
  typed: Readonly<Record<RangeField, string>>,
  periods: StatementPeriods,
  language: Language,
): { readonly range: Range } | { readonly errors: RangeErrors } {
  const { errors } = STATEMENT_WORDS[language];
  const [from, to] = [readDay(typed.from), readDay(typed.to)];
  if (from === undefined || to === undefined) {
    return {
      errors: {
        ...(from === undefined ? { from: errors.fromMalformed } : {}),
        ...(to === undefined ? { to: errors.toMalformed } : {}),
      },
    };
  }
  if (from < periods.earliest)
    return { errors: { from: errors.tooEarly(dateText(periods.earliest, language)) } };
  if (to < from) return { errors: { to: errors.endsBeforeItBegins } };
  return { range: { from, to } };
}

const periodOf = (text: string): Period =>
  text === 'last' || text === 'before_last' || text === 'range' ? text : 'this';

function rangeOf(
  period: Period,
  typed: Readonly<Record<RangeField, string>>,
  periods: StatementPeriods,
  language: Language,
): { readonly range?: Range; readonly errors?: RangeErrors } {
  switch (period) {
    case 'this':
      return { range: periods.thisMonth };
    case 'last':
      return { range: periods.lastMonth };
    case 'before_last':
      return { range: periods.monthBeforeLast };
    case 'range':
      return typed.from === '' && typed.to === '' ? {} : readRange(typed, periods, language);
  }
}

async function show(
  turn: SessionTurn<never, 'period' | 'from' | 'to' | 'before'>,
  account: AccountView,
  accounts: readonly AccountView[],
): Promise<Answer> {
  const { bank } = turn.site;
  const { contractId } = turn.session;
  const { query, language } = turn;
  const period = periodOf(query.period);
  const periods = await bank.statementPeriods();
  const typed = { from: query.from, to: query.to };
  const asked = rangeOf(period, typed, periods, language);
  const isOlderPage = SEQ.test(query.before);
  const statement =
    asked.range === undefined
      ? undefined
      : await bank.statement({
          contractId,
          accountId: account.accountId,
          ...asked.range,
          ...(turn.base === '/m' ? { limit: PLAIN_LINES_SHOWN } : {}),
          ...(isOlderPage ? { before: BigInt(query.before) } : {}),
        });
  const shown: StatementShown = {
    account,
    accounts,
    period,
    periods,
    range: { from: typed.from || periods.thisMonth.from, to: typed.to || periods.today },
    errors: asked.errors ?? {},
    statement,
    isOlderPage,
  };
  return page(statementPage(turn, shown), asked.errors === undefined ? 200 : 422);
}

const first: Route = sessionRoute({
  method: 'GET',
  path: '/statement',
  answer: async (turn) => {
    const [account] = await turn.site.bank.listAccounts(turn.session.contractId);
    return account === undefined ? page(noAccountsPage(turn)) : redirect(`/statement/${account.accountId}`);
  },
});

const ofAccount: Route = sessionRoute({
  method: 'GET',
  path: '/statement/:accountId',
  query: ['period', 'from', 'to', 'before'],
  isResumable: true,
  answer: async (turn) => {
    const accounts = await turn.site.bank.listAccounts(turn.session.contractId);
    const account = accounts.find((one) => one.accountId === turn.params['accountId']);
    return account === undefined ? UNKNOWN_PAGE : show(turn, account, accounts);
  },
});

const csv: Route = sessionRoute({
  method: 'GET',
  path: '/statement/:accountId/csv',
  query: ['from', 'to'],
  answer: async (turn) => {
    const accountId = turn.params['accountId'] ?? '';
    const [from, to] = [readDay(turn.query.from), readDay(turn.query.to)];
    if (from === undefined || to === undefined) return redirect(`/statement/${accountId}`);
    const lines = await turn.site.bank.statementCsv({
      contractId: turn.session.contractId,
      accountId,
      from,
      to,
    });
    if (lines === undefined) return UNKNOWN_PAGE;
    return { kind: 'file', type: 'text/csv; charset=utf-8', fileName: `statement-${from}-${to}.csv`, lines };
  },
});

/** 入出金明細. */
export const statementRoutes: readonly Route[] = [first, ofAccount, csv];
