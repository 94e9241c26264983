import type { BusinessDate, Yen } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { BankTables } from '../tables.ts';
import type { InterimRow } from './queries.ts';
import type { AtMaturity, TimeDepositEnd } from './time-deposit.ts';

export interface NewDeposit {
  readonly depositId: string;
  readonly accountId: string;
  readonly contractId: string;
  readonly toAccountId: string;
  readonly principal: Yen;
  readonly termMonths: number;
  readonly rateThousandths: number;
  readonly rateValidFrom: BusinessDate;
  readonly openedOn: BusinessDate;
  readonly maturityOn: BusinessDate;
  readonly atMaturity: AtMaturity;
  readonly nextInterimOn: BusinessDate | undefined;
  readonly openingOrderId: string | undefined;
  readonly renewedFrom: string | undefined;
}

export async function insertDeposits(tx: Tx<BankTables>, rows: readonly NewDeposit[]): Promise<void> {
  await sql`
    insert into bank.time_deposit (
      id, account_id, contract_id, ordinary_account_id, principal_yen, term_months, rate_thousandths, rate_valid_from,
      opened_on, maturity_on, at_maturity, next_interim_on, opening_order_id, renewed_from
    )
    select * from unnest(
      ${rows.map((row) => row.depositId)}::uuid[],
      ${rows.map((row) => row.accountId)}::uuid[],
      ${rows.map((row) => row.contractId)}::uuid[],
      ${rows.map((row) => row.toAccountId)}::uuid[],
      ${rows.map((row) => String(row.principal))}::bigint[],
      ${rows.map((row) => row.termMonths)}::integer[],
      ${rows.map((row) => row.rateThousandths)}::integer[],
      ${rows.map((row) => row.rateValidFrom)}::date[],
      ${rows.map((row) => row.openedOn)}::date[],
      ${rows.map((row) => row.maturityOn)}::date[],
      ${rows.map((row) => row.atMaturity)}::text[],
      ${rows.map((row) => row.nextInterimOn ?? null)}::date[],
      ${rows.map((row) => row.openingOrderId ?? null)}::uuid[],
      ${rows.map((row) => row.renewedFrom ?? null)}::uuid[]
    )`.execute(tx);
}

export async function markTreatment(
  tx: Tx<BankTables>,
  depositId: string,
  atMaturity: AtMaturity,
): Promise<void> {
  await sql`update bank.time_deposit set at_maturity = ${atMaturity} where id = ${depositId}::uuid`.execute(
    tx,
  );
}

/** `orderId` absent: the booking is taken back. */
export async function markBooked(
  tx: Tx<BankTables>,
  depositId: string,
  orderId: string | undefined,
): Promise<void> {
  await sql`
    update bank.time_deposit set booking_order_id = ${orderId ?? null}::uuid
    where id = ${depositId}::uuid`.execute(tx);
}

export interface EndedDeposit {
  readonly depositId: string;
  readonly state: 'renewed' | 'closed';
  readonly endedOn: BusinessDate;
  readonly endedBy: TimeDepositEnd;
  readonly interest: Yen;
  readonly national: Yen;
  readonly local: Yen;
  readonly afterMaturity: Yen;
  readonly paidOut: Yen;
  readonly postingId: string | undefined;
}

export async function markEnded(tx: Tx<BankTables>, rows: readonly EndedDeposit[]): Promise<void> {
  await sql`
    update bank.time_deposit as d
    set state = e.state, ended_on = e.ended_on, ended_by = e.ended_by, interest_yen = e.interest,
      national_yen = e.national, local_yen = e.local, after_maturity_yen = e.after_maturity, paid_out_yen = e.paid_out,
      end_posting_id = e.posting_id
    from unnest(
      ${rows.map((row) => row.depositId)}::uuid[],
      ${rows.map((row) => row.state)}::text[],
      ${rows.map((row) => row.endedOn)}::date[],
      ${rows.map((row) => row.endedBy)}::text[],
      ${rows.map((row) => String(row.interest))}::bigint[],
      ${rows.map((row) => String(row.national))}::bigint[],
      ${rows.map((row) => String(row.local))}::bigint[],
      ${rows.map((row) => String(row.afterMaturity))}::bigint[],
      ${rows.map((row) => String(row.paidOut))}::bigint[],
      ${rows.map((row) => row.postingId ?? null)}::uuid[]
    ) as e (id, state, ended_on, ended_by, interest, national, local, after_maturity, paid_out, posting_id)
    where d.id = e.id and d.state = 'running'`.execute(tx);
}

export async function markTooLarge(tx: Tx<BankTables>, ids: readonly string[]): Promise<void> {
  await sql`update bank.time_deposit set is_too_large = true where id = any (${ids}::uuid[])`.execute(tx);
}

export async function markTold(
  tx: Tx<BankTables>,
  ids: readonly string[],
  today: BusinessDate,
): Promise<void> {
  await sql`update bank.time_deposit set told_on = ${today}::date where id = any (${ids}::uuid[])`.execute(
    tx,
  );
}

export interface PaidInterim extends InterimRow {
  readonly depositId: string;
  readonly postingId: string | undefined;
  readonly nextOn: BusinessDate | undefined;
}

/** Writes down interim interest as it was paid, and when the next is due. */
export async function insertInterims(tx: Tx<BankTables>, rows: readonly PaidInterim[]): Promise<void> {
  const ids = rows.map((row) => row.depositId);
  await sql`
    insert into bank.time_deposit_interim (time_deposit_id, due_on, gross_yen, national_yen, local_yen, posting_id)
    select * from unnest(
      ${ids}::uuid[],
      ${rows.map((row) => row.on)}::date[],
      ${rows.map((row) => String(row.gross))}::bigint[],
      ${rows.map((row) => String(row.national))}::bigint[],
      ${rows.map((row) => String(row.local))}::bigint[],
      ${rows.map((row) => row.postingId ?? null)}::uuid[]
    )`.execute(tx);
  await sql`
    update bank.time_deposit as d set next_interim_on = n.next_on
    from unnest(${ids}::uuid[], ${rows.map((row) => row.nextOn ?? null)}::date[]) as n (id, next_on)
    where d.id = n.id`.execute(tx);
}
