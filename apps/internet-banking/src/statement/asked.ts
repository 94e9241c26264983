import type { AccountView, StatementPeriods } from '@warifu/bank';
import type { BusinessDate } from '@warifu/base';
import { readDay } from '@warifu/site';
import { dateText, type Language } from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import type { Period, RangeField } from './choices.ts';
import { STATEMENT_WORDS } from './words.ts';

export interface Range {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}
type RangeErrors = Partial<Record<RangeField, string>>;

const periodOf = (text: string): Period =>
  text === 'last' || text === 'before_last' || text === 'range' ? text : 'this';

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
  if (from > periods.today) return { errors: { from: errors.inFuture } };
  if (to < from) return { errors: { to: errors.endsBeforeItBegins } };
  return { range: { from, to } };
}

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

/** What a page of an account and a period begins with. */
export interface AskedPeriod {
  readonly account: AccountView;
  readonly accounts: readonly AccountView[];
  readonly period: Period;
  readonly periods: StatementPeriods;
  /** As typed. */
  readonly typed: Readonly<Record<RangeField, string>>;
  readonly errors: Readonly<RangeErrors>;
  /** Undefined until one is given that can be shown. */
  readonly range: Range | undefined;
}

/** The account of the address, among all of the customer's; undefined where it is none of them. */
export async function findAccount(
  turn: SessionTurn,
): Promise<Pick<AskedPeriod, 'account' | 'accounts'> | undefined> {
  const accounts = await turn.site.bank.listAccounts(turn.session.contractId);
  const account = accounts.find((one) => one.accountId === turn.params['accountId']);
  return account && { account, accounts };
}

/** The account and period that a page is asked for. */
export async function findAsked(
  turn: SessionTurn,
  asked: Readonly<Record<'period' | RangeField, string>>,
): Promise<AskedPeriod | undefined> {
  const found = await findAccount(turn);
  if (found === undefined) return undefined;
  const period = periodOf(asked.period);
  const periods = await turn.site.bank.statementPeriods();
  const { range, errors = {} } = rangeOf(period, asked, periods, turn.language);
  const typed = { from: asked.from || periods.thisMonth.from, to: asked.to || periods.today };
  return { ...found, period, periods, typed, errors, range };
}

/** A period as it stands in an address. */
export const questionOf = ({ period, range }: Pick<AskedPeriod, 'period' | 'range'>) =>
  period === 'range' && range !== undefined ? { period, ...range } : { period };
