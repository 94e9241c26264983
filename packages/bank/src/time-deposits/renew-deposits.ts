import { assert, type BusinessDate, uuidv7, yen } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import type { DayMoment } from '../day/day.ts';
import { rate } from '../interest/rate.ts';
import { type Posting, post } from '../ledger/posting.ts';
import { insertNotices } from '../notices/record.ts';
import { type RateEntry, rateOf } from '../rates/rate-of.ts';
import type { BankTables } from '../tables.ts';
import {
  type EndedDeposit,
  insertDeposits,
  markEnded,
  markTooLarge,
  type NewDeposit,
} from './deposit-rows.ts';
import { interimsPaid, termsOf } from './facts.ts';
import {
  interimInterests,
  maturityOf,
  type Renewal,
  renew,
  renewedTerms,
  type TimeDepositRules,
} from './formulas.ts';
import { interestLines, namedDeposit } from './lines.ts';
import type { DepositRow, LockedDeposits } from './queries.ts';

interface Renewed {
  readonly row: DepositRow;
  readonly renewal: Renewal;
  readonly postingId: string | undefined;
}

/**
 * 元利金継続 and 元金継続, on the maturity date itself, bank holiday or not, at the rate of that day. What would be too
 * large is marked, and closed by the day's closings.
 */
export async function renewDeposits(
  { tx, rows }: LockedDeposits,
  day: DayMoment,
  rules: TimeDepositRules,
): Promise<void> {
  const renewed: Renewed[] = [];
  const tooLarge: string[] = [];
  for (const row of rows) {
    const { atMaturity } = row;
    assert(
      atMaturity === 'renew_with_interest' || atMaturity === 'renew_principal',
      'what is due is renewed at maturity',
    );
    const renewal = renew(termsOf(row), interimsPaid(row), atMaturity, rules);
    if (renewal === undefined) tooLarge.push(row.depositId);
    else renewed.push({ row, renewal, postingId: renewal.interest.gross > 0n ? uuidv7() : undefined });
  }
  await markTooLarge(tx, tooLarge);
  if (renewed.length === 0) return;
  await markEnded(tx, renewed.map(endedOf));
  const rates = openRates(tx);
  const next: NewDeposit[] = [];
  for (const one of renewed)
    next.push(nextOf(one, await rates(one.row.termMonths, one.row.maturityOn), rules));
  await insertDeposits(tx, next);
  await post(tx, day, renewed.flatMap(postingOf));
  await insertNotices(
    tx,
    renewed.map(({ row }) => ({ contractId: row.contractId, kind: 'time_deposit_renewed', at: day.now })),
  );
}

const endedOf = ({ row, renewal, postingId }: Renewed): EndedDeposit => ({
  depositId: row.depositId,
  state: 'renewed',
  endedOn: row.maturityOn,
  endedBy: 'renewal',
  interest: renewal.interest.gross,
  national: renewal.interest.national,
  local: renewal.interest.local,
  afterMaturity: yen(0n),
  paidOut: renewal.paidOut,
  postingId,
});

/** Where the bank offers the term no more, the rate of the term that ends goes on. */
function nextOf(
  { row, renewal }: Renewed,
  entry: RateEntry | undefined,
  rules: TimeDepositRules,
): NewDeposit {
  const { rateThousandths, validFrom: rateValidFrom } = entry ?? {
    rateThousandths: row.rateThousandths,
    validFrom: row.rateValidFrom,
  };
  const terms = renewedTerms(termsOf(row), renewal, rate(BigInt(rateThousandths)));
  return {
    depositId: uuidv7(),
    accountId: row.accountId,
    contractId: row.contractId,
    toAccountId: row.toAccountId,
    principal: terms.principal,
    termMonths: terms.termMonths,
    rateThousandths,
    rateValidFrom,
    openedOn: terms.openedOn,
    maturityOn: maturityOf(terms),
    atMaturity: row.atMaturity,
    nextInterimOn: interimInterests(terms, rules)[0]?.to,
    openingOrderId: undefined,
    renewedFrom: row.depositId,
  };
}

/** The interest goes to the deposit itself where it is renewed with it, else to the ordinary account. */
function postingOf({ row, renewal, postingId }: Renewed): readonly Posting[] {
  if (postingId === undefined) return [];
  const to = row.atMaturity === 'renew_principal' ? row.toAccountId : row.accountId;
  const lines = interestLines(to, renewal.interest, namedDeposit(row.accountNumber));
  return [{ postingId, kind: 'time_deposit_renewal', lines }];
}

/** A piece of a day has thousands of deposits and a handful of terms. */
function openRates(tx: Tx<BankTables>) {
  const known = new Map<string, RateEntry | undefined>();
  return async (termMonths: number, on: BusinessDate): Promise<RateEntry | undefined> => {
    const key = `${termMonths} ${on}`;
    if (!known.has(key)) known.set(key, await rateOf(tx, { product: 'time_deposit', termMonths }, on));
    return known.get(key);
  };
}
