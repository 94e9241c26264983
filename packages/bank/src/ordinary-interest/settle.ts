import { assert, type BusinessDate, businessDate, present, uuidv7, type Yen, yen } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import type { DayMoment } from '../day/day.ts';
import type { DepositConfiguration } from '../deposit-configuration.ts';
import { rate } from '../interest/rate.ts';
import { type Taxed, taxOf } from '../interest/taxes.ts';
import {
  LOCAL_TAX_ACCOUNT,
  NATIONAL_TAX_ACCOUNT,
  ORDINARY_INTEREST_ACCOUNT,
} from '../ledger/internal-accounts.ts';
import { type Posting, type PostingLine, post } from '../ledger/posting.ts';
import { listOrdinaryRates } from '../rates/rate-of.ts';
import type { BankTables } from '../tables.ts';
import {
  type BalanceFrom,
  type InterestPeriod,
  type OrdinaryRules,
  ordinaryInterest,
  periodTo,
  type RateFrom,
} from './formulas.ts';
import {
  type DayChange,
  insertSettled,
  listChanges,
  listStarts,
  type Settled,
  type Start,
} from './queries.ts';

/** Before any day of the bank. */
const LONG_AGO = businessDate('1970-01-01');

/** Reckons and posts the interest of one settlement day for these accounts, net of tax. 普通預金利息の元加. */
export async function settle(
  tx: Tx<BankTables>,
  day: DayMoment,
  deposits: DepositConfiguration,
  settlement: BusinessDate,
  accountIds: readonly string[],
): Promise<void> {
  const rates = await listRates(tx, settlement);
  const starts = await listStarts(tx, settlement, accountIds);
  const changes = await listChanges(tx, starts);
  const settled: Settled[] = [];
  const postings: Posting[] = [];
  for (const start of starts) {
    const book = bookOf(start, changes.get(start.accountId) ?? [], settlement);
    const period = periodTo(settlement, book.openedOn, deposits.ordinaryInterest);
    const interest = interestOf(period, book, rates, deposits.ordinaryInterest);
    const taxed = taxOf(interest, day.today, deposits.taxes);
    const posting = interest > 0n ? postingOf(start.accountId, taxed) : undefined;
    if (posting) postings.push(posting);
    settled.push({
      accountId: start.accountId,
      firstDay: period.first,
      interest,
      national: taxed.national,
      local: taxed.local,
      postingId: posting?.postingId ?? null,
      balance: book.balance,
      entriesBefore: book.entriesBefore,
    });
  }
  await post(tx, day, postings);
  await insertSettled(tx, settlement, day.today, settled);
}

/** Before the first entry of the table an ordinary deposit bears nothing. */
async function listRates(tx: Tx<BankTables>, until: BusinessDate): Promise<readonly RateFrom[]> {
  const entries = await listOrdinaryRates(tx, until);
  return [
    { from: LONG_AGO, rate: rate(0n) },
    ...entries.map(({ validFrom, rateThousandths }) => ({
      from: validFrom,
      rate: rate(BigInt(rateThousandths)),
    })),
  ];
}

/** The balances of an account as far as a period needs them. */
interface Book {
  readonly openedOn: BusinessDate;
  readonly balances: readonly BalanceFrom[];
  /** At 24:00 of the settlement day. */
  readonly balance: Yen;
  readonly entriesBefore: bigint;
}

/**
 * The balance at 24:00 of each day on which it changed. By the dates of the entries, not by their order: around a midnight
 * an entry of the new day may stand before one of the old.
 */
function bookOf(start: Start, changes: readonly DayChange[], settlement: BusinessDate): Book {
  const balances: BalanceFrom[] =
    start.settledOn === null ? [] : [{ from: start.settledOn, balance: start.balance }];
  let balance = start.balance;
  let entriesBefore = start.entriesBefore;
  for (const { day, change, lastSeq } of changes) {
    if (day > settlement) break;
    balance = yen(balance + change);
    balances.push({ from: day, balance });
    if (lastSeq > entriesBefore) entriesBefore = lastSeq;
  }
  for (const { day, firstSeq } of changes) {
    if (day > settlement && firstSeq <= entriesBefore) entriesBefore = firstSeq - 1n;
  }
  assert(entriesBefore > 0n, 'an account whose interest is due had an entry by then');
  const openedOn =
    start.settledOn === null ? present(changes[0], 'an account begins with an entry').day : LONG_AGO;
  return { openedOn, balances, balance, entriesBefore };
}

const interestOf = (
  period: InterestPeriod,
  { balances }: Book,
  rates: readonly RateFrom[],
  rules: OrdinaryRules,
): Yen => ordinaryInterest(period, balances, rates, rules).interest;

/** Interest, and what is withheld of it, as lines of their own. */
function postingOf(accountId: string, { gross, national, local }: Taxed): Posting {
  const both = (
    from: string,
    to: string,
    amount: Yen,
    kind: 'interest' | 'tax_national' | 'tax_local',
  ): readonly PostingLine[] =>
    amount === 0n
      ? []
      : [
          { accountId: from, amount: yen(-amount), kind, counterparty: '' },
          { accountId: to, amount, kind, counterparty: '' },
        ];
  return {
    postingId: uuidv7(),
    kind: 'ordinary_interest',
    lines: [
      ...both(ORDINARY_INTEREST_ACCOUNT, accountId, gross, 'interest'),
      ...both(accountId, NATIONAL_TAX_ACCOUNT, national, 'tax_national'),
      ...both(accountId, LOCAL_TAX_ACCOUNT, local, 'tax_local'),
    ],
  };
}
