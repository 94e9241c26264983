import type { BusinessDate, Yen } from '@warifu/base';
import type { Database } from '@warifu/pg';
import { sql } from 'kysely';
import type { BankTables } from '../tables.ts';
import type { StatementLine } from './statement.ts';

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

/** `undefined` where the account is not the contract's. Dates only grow with the number, so two look-ups bound a period. */
export async function findSpan(
  database: Database<BankTables>,
  call: {
    readonly contractId: string;
    readonly accountId: string;
    readonly from: BusinessDate;
    readonly to: BusinessDate;
  },
): Promise<Span | undefined> {
  const { rows } = await sql<Span>`
    select coalesce(before.seq, 0) + 1 as "first", coalesce(latest.seq, 0) as "last",
      coalesce(before.balance_after_yen, 0) as "openingBalance",
      coalesce(latest.balance_after_yen, 0) as "closingBalance"
    from bank.account as account
    left join lateral (
      select seq, balance_after_yen from bank.entry
      where account_id = account.id and business_date < ${call.from}::date order by seq desc limit 1
    ) as before on true
    left join lateral (
      select seq, balance_after_yen from bank.entry
      where account_id = account.id and business_date <= ${call.to}::date order by seq desc limit 1
    ) as latest on true
    where account.id = ${call.accountId}::uuid and account.contract_id = ${call.contractId}::uuid`.execute(
    database.kysely,
  );
  return rows[0];
}

/** Newest first. */
export async function listNewest(
  database: Database<BankTables>,
  accountId: string,
  first: bigint,
  last: bigint,
  limit: number,
): Promise<readonly StatementLine[]> {
  const { rows } = await sql<StatementLine>`
    select ${LINE} from bank.entry
    where account_id = ${accountId}::uuid and seq between ${first} and ${last}
    order by seq desc limit ${limit}`.execute(database.kysely);
  return rows;
}

/** Oldest first. */
export async function listOldest(
  database: Database<BankTables>,
  accountId: string,
  first: bigint,
  last: bigint,
  limit: number,
): Promise<readonly StatementLine[]> {
  const { rows } = await sql<StatementLine>`
    select ${LINE} from bank.entry
    where account_id = ${accountId}::uuid and seq between ${first} and ${last}
    order by seq limit ${limit}`.execute(database.kysely);
  return rows;
}
