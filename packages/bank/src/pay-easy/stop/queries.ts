import type { BusinessDate, EpochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { type Kysely, sql } from 'kysely';
import type { BankTables } from '../../tables.ts';

export interface StopRow {
  /** Pay-easy is stopped on the days before this one. */
  readonly stoppedUntil: BusinessDate | null;
  /** Until the branch lifts it. */
  readonly waitsForBranch: boolean;
  /** Since the branch last lifted one. */
  readonly stops: number;
}

const STOP = sql`stopped_until as "stoppedUntil", waits_for_branch as "waitsForBranch", stops`;

export async function findStop(db: Kysely<BankTables>, contractId: string): Promise<StopRow | undefined> {
  const { rows } = await sql<StopRow>`
    select ${STOP} from bank.pay_easy_stop where contract_id = ${contractId}::uuid`.execute(db);
  return rows[0];
}

/** The row of the contract, made where it is not there: whoever counts tries of a contract waits for it. */
export async function lockStop(tx: Tx<BankTables>, contractId: string): Promise<StopRow> {
  await sql`insert into bank.pay_easy_stop (contract_id) values (${contractId}::uuid)
    on conflict do nothing`.execute(tx);
  const { rows } = await sql<StopRow>`
    select ${STOP} from bank.pay_easy_stop where contract_id = ${contractId}::uuid for update`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('the row that was made is there');
  return row;
}

export async function writeStop(tx: Tx<BankTables>, contractId: string, stop: StopRow): Promise<void> {
  await sql`update bank.pay_easy_stop set stopped_until = ${stop.stoppedUntil}::date,
      waits_for_branch = ${stop.waitsForBranch}::boolean, stops = ${stop.stops}::integer
    where contract_id = ${contractId}::uuid`.execute(tx);
}

/** Tries that were found wrong or may still be: one that was asked before `since` and has no answer is forgotten. */
export async function countTries(
  tx: Tx<BankTables>,
  contractId: string,
  since: EpochSeconds,
): Promise<number> {
  await sql`delete from bank.bill_try
    where contract_id = ${contractId}::uuid and not is_unknown and asked_at < ${at(since)}::timestamptz`.execute(
    tx,
  );
  const { rows } = await sql<{ tries: number }>`
    select count(*)::integer as tries from bank.bill_try where contract_id = ${contractId}::uuid`.execute(tx);
  return rows[0]?.tries ?? 0;
}

export async function insertTry(
  tx: Tx<BankTables>,
  row: { readonly tryId: string; readonly contractId: string; readonly at: EpochSeconds },
): Promise<void> {
  await sql`insert into bank.bill_try (id, contract_id, asked_at)
    values (${row.tryId}::uuid, ${row.contractId}::uuid, ${at(row.at)}::timestamptz)`.execute(tx);
}

/** How many in a row were unknown, this one included; 0 where a bill was found meanwhile, or the tries ended otherwise. */
export async function markUnknown(tx: Tx<BankTables>, contractId: string, tryId: string): Promise<number> {
  const { numAffectedRows } = await sql`update bank.bill_try set is_unknown = true
    where id = ${tryId}::uuid`.execute(tx);
  if (numAffectedRows === 0n) return 0;
  const { rows } = await sql<{ unknown: number }>`
    select count(*)::integer as unknown from bank.bill_try
    where contract_id = ${contractId}::uuid and is_unknown`.execute(tx);
  return rows[0]?.unknown ?? 0;
}

export async function deleteTry(db: Kysely<BankTables>, tryId: string): Promise<void> {
  await sql`delete from bank.bill_try where id = ${tryId}::uuid`.execute(db);
}

export async function deleteTries(tx: Tx<BankTables>, contractId: string): Promise<void> {
  await sql`delete from bank.bill_try where contract_id = ${contractId}::uuid`.execute(tx);
}
