import type { EpochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { type Kysely, sql } from 'kysely';
import type { Channel, ContractState, Language, OtpMark } from '../../contracts/contract.ts';
import type { OrderState } from '../../orders/order.ts';
import type { BankTables } from '../../tables.ts';

type Queryable = Kysely<BankTables>;

/** What a contract is judged by, and its holder's address. */
export interface HolderRow {
  readonly contractId: string;
  readonly subject: string;
  readonly contractNumber: string;
  readonly language: Language;
  readonly contractState: ContractState;
  readonly otpMark: OtpMark;
  readonly coolDownUntil: EpochSeconds | null;
  readonly currentAddress: string | null;
}

const HOLDER = sql`
  contract.id as "contractId", contract.subject, contract.contract_number as "contractNumber", contract.language,
  contract.state as "contractState", contract.otp_mark as "otpMark", contract.cool_down_until as "coolDownUntil",
  customer.mail_address as "currentAddress"`;

export async function findHolder(db: Queryable, contractId: string): Promise<HolderRow | undefined> {
  const { rows } = await sql<HolderRow>`
    select ${HOLDER}
    from bank.contract as contract
    join bank.customer as customer on customer.id = contract.customer_id
    where contract.id = ${contractId}::uuid`.execute(db);
  return rows[0];
}

export interface OrderRow extends HolderRow {
  readonly orderId: string;
  readonly channel: Channel;
  readonly state: OrderState;
  readonly terms: unknown;
  readonly termsDigest: Uint8Array;
  readonly receiptNumber: string;
  readonly expiresAt: EpochSeconds;
  /** Null where the order was not executed, and so for all below. */
  readonly numbersMade: number | null;
  readonly tries: number | null;
  readonly numberExpiresAt: EpochSeconds | null;
  readonly nextNumberAt: EpochSeconds | null;
  readonly numberSentAt: EpochSeconds | null;
  readonly endedAt: EpochSeconds | null;
  readonly doneAt: EpochSeconds | null;
}

/** An order of the kind `mail_address`, with what it is judged by and what has become of it. */
export async function findOrder(
  db: Queryable,
  contractId: string,
  orderId: string,
): Promise<OrderRow | undefined> {
  const { rows } = await sql<OrderRow>`
    select o.id as "orderId", o.channel, o.state, o.terms, o.terms_digest as "termsDigest",
      o.receipt_number as "receiptNumber", o.expires_at as "expiresAt", ${HOLDER},
      change.numbers_made as "numbersMade", change.tries, change.number_expires_at as "numberExpiresAt",
      change.next_number_at as "nextNumberAt", change.number_sent_at as "numberSentAt", change.ended_at as "endedAt",
      change.done_at as "doneAt"
    from bank.order as o
    join bank.contract as contract on contract.id = o.contract_id
    join bank.customer as customer on customer.id = contract.customer_id
    left join bank.mail_address_change as change on change.order_id = o.id
    where o.id = ${orderId}::uuid and o.contract_id = ${contractId}::uuid and o.kind = 'mail_address'`.execute(
    db,
  );
  return rows[0];
}

/** A number that may be typed until `expiresAt`; a further one may be asked for from `nextNumberAt` on. */
export interface NewNumber {
  readonly hash: Uint8Array;
  readonly expiresAt: EpochSeconds;
  readonly nextNumberAt: EpochSeconds;
}

/** Opens the change of an executed order, in the place of any earlier one of the contract. */
export async function insertChange(
  tx: Tx<BankTables>,
  change: { readonly orderId: string; readonly contractId: string; readonly mailAddress: string },
  number: NewNumber,
  now: EpochSeconds,
): Promise<void> {
  await sql`update bank.mail_address_change set ended_at = ${at(now)}
    where contract_id = ${change.contractId}::uuid and ended_at is null and done_at is null`.execute(tx);
  await sql`
    insert into bank.mail_address_change (
      order_id, contract_id, mail_address, number_hash, number_expires_at, next_number_at, made_at
    ) values (
      ${change.orderId}, ${change.contractId}, ${change.mailAddress}, ${number.hash}, ${at(number.expiresAt)},
      ${at(number.nextNumberAt)}, ${at(now)}
    )`.execute(tx);
}

/** A new number in the place of the last one; `false` where the change has gone on meanwhile. */
export async function takeNewNumber(
  tx: Tx<BankTables>,
  orderId: string,
  numbersMade: number,
  number: NewNumber,
  now: EpochSeconds,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update bank.mail_address_change set number_hash = ${number.hash}, numbers_made = numbers_made + 1, tries = 0,
      number_expires_at = ${at(number.expiresAt)}, next_number_at = ${at(number.nextNumberAt)}, number_sent_at = null
    where order_id = ${orderId}::uuid and numbers_made = ${numbersMade}::integer and ended_at is null
      and done_at is null and next_number_at <= ${at(now)}::timestamptz`.execute(tx);
  return numAffectedRows === 1n;
}

export async function markNumberSent(
  db: Queryable,
  orderId: string,
  hash: Uint8Array,
  now: EpochSeconds,
): Promise<void> {
  await sql`update bank.mail_address_change set number_sent_at = ${at(now)}
    where order_id = ${orderId}::uuid and number_hash = ${hash}`.execute(db);
}

/**
 * Counts a try before its number is looked at, in a statement that commits by itself: of many at once no more are looked
 * at than may be. `undefined` where none may.
 */
export async function takeTry(
  db: Queryable,
  orderId: string,
  triesMax: number,
  now: EpochSeconds,
): Promise<{ readonly numberHash: Uint8Array } | undefined> {
  const { rows } = await sql<{ numberHash: Uint8Array }>`
    update bank.mail_address_change set tries = tries + 1
    where order_id = ${orderId}::uuid and tries < ${triesMax}::integer and ended_at is null and done_at is null
      and number_expires_at > ${at(now)}::timestamptz
    returning number_hash as "numberHash"`.execute(db);
  return rows[0];
}

/** The address becomes the customer's, in the database's own function. */
export async function takeAddress(
  tx: Tx<BankTables>,
  taking: {
    readonly orderId: string;
    readonly numberHash: Uint8Array;
    readonly notifiedUntil: EpochSeconds;
    readonly formersMax: number;
  },
  now: EpochSeconds,
): Promise<void> {
  await sql`select bank.take_mail_address(
    ${at(now)}::timestamptz, ${taking.orderId}::uuid, ${taking.numberHash}::bytea,
    ${at(taking.notifiedUntil)}::timestamptz, ${taking.formersMax}::integer)`.execute(tx);
}
