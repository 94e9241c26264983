import type { BusinessDate, Yen } from '@warifu/base';
import type { Database } from '@warifu/pg';
import { type RawBuilder, sql } from 'kysely';
import type { AccountKind } from '../ledger/account.ts';
import type { EntryKind } from '../ledger/posting.ts';
import type { BankTables } from '../tables.ts';
import type { PeriodCall, StatementLine, Totals } from './statement.ts';

const LINE = sql`
  seq, business_date as "businessDate", posted_at as "postedAt", kind, counterparty, amount_yen as "amount",
  balance_after_yen as "balanceAfter"`;

/** A period of one account as the numbers of its entries: both included; empty where `last` is below `first`. */
export interface Span {
  readonly first: bigint;
  readonly last: bigint;
  readonly openingBalance: Yen;
  readonly closingBalance: Yen;
}

/** What is searched for, in the form in which the book compares it. */
export interface Sought {
  /** Half-width kana without spaces and dashes, or empty. */
  readonly counterparty: string;
  readonly amountMin: bigint;
  readonly amountMax: bigint;
  /** -1: out, 1: in, 0: both. */
  readonly sign: -1 | 0 | 1;
  readonly kind: EntryKind | '';
}

const matches = (sought: Sought | undefined): RawBuilder<unknown> =>
  sought === undefined
    ? sql`true`
    : sql`(${sought.counterparty}::text = '' or strpos(translate(counterparty, ' -', ''), ${sought.counterparty}) > 0)
      and abs(amount_yen) between ${sought.amountMin} and ${sought.amountMax}
      and (${sought.sign}::int = 0 or sign(amount_yen) = ${sought.sign}::int)
      and (${sought.kind}::text = '' or kind = ${sought.kind})`;

/** `undefined` where the account is not the contract's. Dates only grow with the number, so two look-ups bound a period. */
export async function findSpan(database: Database<BankTables>, call: PeriodCall): Promise<Span | undefined> {
  const { rows } = await sql<Span>`
    select coalesce(before.seq, carried.entries_count, 0) + 1 as "first",
      coalesce(latest.seq, carried.entries_count, 0) as "last",
      coalesce(before.balance_after_yen, carried.balance_yen, 0) as "openingBalance",
      coalesce(latest.balance_after_yen, carried.balance_yen, 0) as "closingBalance"
    from bank.account as account
    left join bank.balance_carried as carried on carried.account_id = account.id
    left join lateral (
      select seq, balance_after_yen from bank.entry
      where account_id = account.id and business_date < ${call.from}::date
      order by business_date desc, seq desc limit 1
    ) as before on true
    left join lateral (
      select seq, balance_after_yen from bank.entry
      where account_id = account.id and business_date <= ${call.to}::date
      order by business_date desc, seq desc limit 1
    ) as latest on true
    where account.id = ${call.accountId}::uuid and account.contract_id = ${call.contractId}::uuid`.execute(
    database.kysely,
  );
  return rows[0];
}

/** Entries of a period: by number, and by day, which tells in what months they lie. */
export type Bounds = Pick<Span, 'first' | 'last'> & Pick<PeriodCall, 'from' | 'to'>;

const isWithin = (accountId: string, { first, last, from, to }: Bounds): RawBuilder<unknown> => sql`
  account_id = ${accountId}::uuid and business_date between ${from}::date and ${to}::date
  and seq between ${first} and ${last}`;

/** Newest first. */
export async function listNewest(
  database: Database<BankTables>,
  accountId: string,
  bounds: Bounds,
  sought: Sought | undefined,
  limit: number,
): Promise<readonly StatementLine[]> {
  const { rows } = await sql<StatementLine>`
    select ${LINE} from bank.entry
    where ${isWithin(accountId, bounds)} and ${matches(sought)}
    order by business_date desc, seq desc limit ${limit}`.execute(database.kysely);
  return rows;
}

/** Oldest first. */
export async function listOldest(
  database: Database<BankTables>,
  accountId: string,
  bounds: Bounds,
  limit: number,
): Promise<readonly StatementLine[]> {
  const { rows } = await sql<StatementLine>`
    select ${LINE} from bank.entry
    where ${isWithin(accountId, bounds)}
    order by business_date, seq limit ${limit}`.execute(database.kysely);
  return rows;
}

const PAID_IN = sql`coalesce(sum(amount_yen) filter (where amount_yen > 0), 0)::bigint as "paidIn"`;
const PAID_OUT = sql`coalesce(-sum(amount_yen) filter (where amount_yen < 0), 0)::bigint as "paidOut"`;

export async function sumFound(
  database: Database<BankTables>,
  accountId: string,
  bounds: Bounds,
  sought: Sought | undefined,
): Promise<Totals> {
  const { rows } = await sql<Totals>`
    select ${PAID_IN}, ${PAID_OUT} from bank.entry
    where ${isWithin(accountId, bounds)} and ${matches(sought)}`.execute(database.kysely);
  const [totals] = rows;
  return { paidIn: totals?.paidIn ?? (0n as Yen), paidOut: totals?.paidOut ?? (0n as Yen) };
}

/** By month and kind, for each that has an entry. The month is its first day. */
export async function sumByMonth(
  database: Database<BankTables>,
  accountId: string,
  bounds: Bounds,
): Promise<readonly (Totals & { readonly month: BusinessDate; readonly kind: EntryKind })[]> {
  const { rows } = await sql<Totals & { readonly month: BusinessDate; readonly kind: EntryKind }>`
    select date_trunc('month', business_date)::date as "month", kind, ${PAID_IN}, ${PAID_OUT} from bank.entry
    where ${isWithin(accountId, bounds)}
    group by 1, 2`.execute(database.kysely);
  return rows;
}

/** The balance at the end of each of these days, in their order; each is one look-up. */
export async function listBalances(
  database: Database<BankTables>,
  accountId: string,
  dates: readonly BusinessDate[],
): Promise<readonly { readonly date: BusinessDate; readonly balance: Yen }[]> {
  const { rows } = await sql<{ readonly date: BusinessDate; readonly balance: Yen }>`
    select day.date, coalesce(latest.balance_after_yen, carried.balance_yen, 0) as "balance"
    from unnest(${dates}::date[]) with ordinality as day (date, place)
    left join lateral (
      select balance_after_yen from bank.entry
      where account_id = ${accountId}::uuid and business_date <= day.date
      order by business_date desc, seq desc limit 1
    ) as latest on true
    left join bank.balance_carried as carried on carried.account_id = ${accountId}::uuid
    order by day.place`.execute(database.kysely);
  return rows;
}

export interface HeldAccount {
  readonly kanji: string;
  readonly kana: string;
  readonly kind: AccountKind;
  readonly branchCode: string;
  readonly accountNumber: string;
}

/** An account and whose it is; `undefined` where it is not the contract's. */
export async function findHeldAccount(
  database: Database<BankTables>,
  call: Pick<PeriodCall, 'contractId' | 'accountId'>,
): Promise<HeldAccount | undefined> {
  const { rows } = await sql<HeldAccount>`
    select customer.kanji_name as "kanji", customer.kana_name as "kana", account.kind,
      account.branch_code as "branchCode", account.account_number as "accountNumber"
    from bank.account as account
    join bank.contract as contract on contract.id = account.contract_id
    join bank.customer as customer on customer.id = contract.customer_id
    where account.id = ${call.accountId}::uuid and account.contract_id = ${call.contractId}::uuid`.execute(
    database.kysely,
  );
  return rows[0];
}
