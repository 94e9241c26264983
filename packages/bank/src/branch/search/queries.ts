import type { BusinessDate, EpochSeconds } from '@warifu/base';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Address } from '../../contract-changes/address/address.ts';
import type { Channel, ContractState, Language, OtpMark } from '../../contracts/contract.ts';
import type { LimitKind } from '../../limits/limit.ts';
import type { BankTables } from '../../tables.ts';
import type { RecallState } from '../../transfers/recalls/recall.ts';
import type { BookingState } from '../../transfers/transfer.ts';

type Queryable = Kysely<BankTables>;

export interface ContractRow {
  readonly contractId: string;
  readonly contractNumber: string;
  readonly kanji: string;
  readonly kana: string;
  readonly branchCode: string;
  readonly state: ContractState;
  readonly otpMark: OtpMark;
}

const CONTRACT = sql`
  contract.id as "contractId", contract.contract_number as "contractNumber", customer.kanji_name as "kanji",
  customer.kana_name as "kana", contract.branch_code as "branchCode", contract.state, contract.otp_mark as "otpMark"`;

/** As the indexes of 0012 spell them: without spaces, kana large and with one sign for long vowels. */
const KEYS = {
  number: sql`contract.contract_number`,
  name: sql`translate(customer.kanji_name, ' 　', '')`,
  kana: sql`translate(customer.kana_name, 'ァィゥェォャュョッヮヵヶー 　', 'アイウエオヤユヨツワカケ-')`,
} as const;

/** After every text that begins with this one, in the order of code points. */
const endOf = (prefix: string): string => `${prefix}\u{10ffff}`;

/**
 * Contracts whose key begins with a text, in the order of the key. `~<~` compares code points whatever the database's
 * language is, and is what the indexes are made for; `like` with a parameter would read the whole table.
 */
export async function listBeginning(
  db: Queryable,
  by: keyof typeof KEYS,
  prefix: string,
  after: string | undefined,
  limit: number,
): Promise<readonly ContractRow[]> {
  const key: RawBuilder<unknown> = KEYS[by];
  const last =
    after === undefined
      ? sql``
      : sql`cross join (
          select ${key} as key, customer.id as customer_id, contract.id as contract_id
          from bank.contract as contract
          join bank.customer as customer on customer.id = contract.customer_id
          where contract.id = ${after}::uuid) as last`;
  const isLater =
    after === undefined
      ? sql``
      : sql`and ${key} ~>=~ last.key
          and (${key} ~>~ last.key or (customer.id, contract.id) > (last.customer_id, last.contract_id))`;
  const { rows } = await sql<ContractRow>`
    select ${CONTRACT}
    from bank.customer as customer
    join bank.contract as contract on contract.customer_id = customer.id ${last}
    where ${key} ~>=~ ${prefix} and ${key} ~<~ ${endOf(prefix)} ${isLater}
    order by ${key} using ~<~, customer.id, contract.id limit ${limit}`.execute(db);
  return rows;
}

/** Contracts that have an account with this number, of whichever branch and kind. */
export async function listByAccount(
  db: Queryable,
  accountNumber: string,
  after: string | undefined,
  limit: number,
): Promise<readonly ContractRow[]> {
  const { rows } = await sql<ContractRow>`
    select ${CONTRACT}
    from bank.contract as contract
    join bank.customer as customer on customer.id = contract.customer_id
    where contract.id in (
        select account.contract_id from bank.account as account
        where account.account_number = ${accountNumber} and account.kind <> 'internal')
      and (${after ?? null}::uuid is null or contract.id > ${after ?? null}::uuid)
    order by contract.id limit ${limit}`.execute(db);
  return rows;
}

export interface FileRow extends ContractRow {
  readonly subject: string;
  readonly language: Language;
  readonly createdAt: EpochSeconds;
  readonly mailAddress: string | null;
  readonly address: Address | null;
  readonly mustChangePassword: boolean;
  readonly confirmation: 'none' | 'set' | 'locked';
  readonly otpChangedAt: EpochSeconds | null;
  readonly coolDownUntil: EpochSeconds | null;
  readonly otpLockedAt: EpochSeconds | null;
}

export async function findFileRow(db: Queryable, contractId: string): Promise<FileRow | undefined> {
  const { rows } = await sql<FileRow>`
    select ${CONTRACT}, contract.subject, contract.language, contract.created_at as "createdAt",
      customer.mail_address as "mailAddress",
      case when customer.postal_code is null then null else jsonb_build_object(
        'postalCode', customer.postal_code, 'prefecture', customer.prefecture, 'city', customer.city,
        'street', customer.street, 'building', customer.building, 'telephone', customer.telephone) end as "address",
      contract.must_change_password as "mustChangePassword",
      case when not contract.has_confirmation then 'none'
        when contract.confirmation_locked_at is not null then 'locked' else 'set' end as "confirmation",
      contract.otp_changed_at as "otpChangedAt", contract.cool_down_until as "coolDownUntil",
      contract.otp_locked_at as "otpLockedAt"
    from bank.contract as contract
    join bank.customer as customer on customer.id = contract.customer_id
    where contract.id = ${contractId}::uuid`.execute(db);
  return rows[0];
}

export async function listLimitRows(
  db: Queryable,
  contractId: string,
): Promise<readonly { readonly kind: LimitKind; readonly limit: bigint }[]> {
  return db
    .selectFrom('bank.limit_setting')
    .where('contract_id', '=', contractId)
    .select(['kind', 'limit_yen as limit'])
    .execute();
}

export interface OrderRow {
  readonly orderId: string;
  readonly receiptNumber: string;
  readonly kind: string;
  readonly state: 'prepared' | 'executed' | 'refused' | 'expired' | 'cancelled';
  readonly contractId: string;
  readonly contractNumber: string;
  readonly holder: string;
  readonly channel: Channel;
  readonly preparedAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
  readonly executedAt: EpochSeconds | null;
  readonly limitYen: bigint;
  readonly payeeKana: string | null;
  readonly bookingState: BookingState | null;
  readonly dueDate: BusinessDate | null;
  readonly recall: RecallState | null;
}

/** Newest first. Instants bound when the order was given, `before` not included. */
export async function listOrderRows(
  db: Queryable,
  call: {
    readonly receiptNumber: string | undefined;
    readonly contractNumber: string | undefined;
    readonly from: string | undefined;
    readonly before: string | undefined;
    readonly after: string | undefined;
    readonly limit: number;
  },
): Promise<readonly OrderRow[]> {
  const where = [
    call.receiptNumber === undefined ? undefined : sql`o.receipt_number = ${call.receiptNumber}`,
    call.contractNumber === undefined
      ? undefined
      : sql`o.contract_id = (select id from bank.contract where contract_number = ${call.contractNumber})`,
    call.from === undefined ? undefined : sql`o.prepared_at >= ${call.from}::timestamptz`,
    call.before === undefined ? undefined : sql`o.prepared_at < ${call.before}::timestamptz`,
    call.after === undefined ? undefined : sql`o.id < ${call.after}::uuid`,
  ].filter((one) => one !== undefined);
  const { rows } = await sql<OrderRow>`
    select o.id as "orderId", o.receipt_number as "receiptNumber", o.kind, o.state, o.contract_id as "contractId",
      contract.contract_number as "contractNumber", customer.kanji_name as "holder", o.channel,
      o.prepared_at as "preparedAt", o.expires_at as "expiresAt", o.executed_at as "executedAt",
      o.limit_yen as "limitYen", coalesce(
        transfer.payee_kana, case o.kind when 'scheduled_transfer' then o.terms ->> 'payeeKana' end
      ) as "payeeKana",
      booking.state as "bookingState", booking.due_date as "dueDate", recall.state as recall
    from (
      select * from bank.order as o
      ${where.length === 0 ? sql`` : sql`where ${sql.join(where, sql` and `)}`}
      order by o.id desc limit ${call.limit}
    ) as o
    join bank.contract as contract on contract.id = o.contract_id
    join bank.customer as customer on customer.id = contract.customer_id
    left join bank.transfer as transfer on transfer.contract_id = o.contract_id and transfer.order_id = o.id
    left join bank.scheduled_transfer as booking on booking.order_id = o.id
    left join bank.recall as recall on recall.order_id = o.id
    order by o.id desc`.execute(db);
  return rows;
}

export interface UnsentRow {
  readonly noticeId: string;
  readonly contractId: string;
  readonly contractNumber: string;
  readonly holder: string;
  readonly kind: string;
  readonly at: EpochSeconds;
}

/** Newest first. */
export async function listUnsentRows(db: Queryable, limit: number): Promise<readonly UnsentRow[]> {
  const { rows } = await sql<UnsentRow>`
    select notice.id as "noticeId", notice.contract_id as "contractId", contract.contract_number as "contractNumber",
      customer.kanji_name as "holder", notice.kind, notice.at
    from bank.notice as notice
    join bank.contract as contract on contract.id = notice.contract_id
    join bank.customer as customer on customer.id = contract.customer_id
    where notice.mail_state = 'failed'
    order by notice.id desc limit ${limit}`.execute(db);
  return rows;
}
