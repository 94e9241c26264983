import { type EpochSeconds, present } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { type Kysely, sql } from 'kysely';
import type { BankTables } from '../tables.ts';
import type { Channel, ContractState, Language, OtpMark } from './contract.ts';

type Queryable = Kysely<BankTables>;

export interface CheckedContract {
  readonly id: string;
  readonly contractNumber: string;
  readonly subject: string;
  readonly state: ContractState;
  readonly loginPasswordHash: string;
  readonly language: Language;
  readonly mustChangePassword: boolean;
  /** Whether the browser that asks has logged in on this contract before. */
  readonly isKnownBrowser: boolean;
  /** Whether an account of the contract has the number that was typed; not asked where none was. */
  readonly isAccountTheirs: boolean;
}

export async function findContractForCheck(
  db: Queryable,
  contractNumber: string,
  browserKey: Uint8Array,
  accountNumber: string | undefined,
): Promise<CheckedContract | undefined> {
  return await db
    .selectFrom('bank.contract as contract')
    .leftJoin('bank.device as device', (join) =>
      join.onRef('device.contract_id', '=', 'contract.id').on('device.browser_key', '=', browserKey),
    )
    .where('contract.contract_number', '=', contractNumber)
    .select([
      'contract.id',
      'contract.contract_number as contractNumber',
      'contract.subject',
      'contract.state',
      'contract.login_password_hash as loginPasswordHash',
      'contract.language',
      'contract.must_change_password as mustChangePassword',
      sql<boolean>`device.browser_key is not null`.as('isKnownBrowser'),
      (accountNumber === undefined
        ? sql<boolean>`false`
        : sql<boolean>`exists (
            select from bank.account where contract_id = contract.id and account_number = ${accountNumber})`
      ).as('isAccountTheirs'),
    ])
    .executeTakeFirst();
}

export async function deleteDevice(tx: Tx<BankTables>, browserKey: Uint8Array, contractId: string) {
  await tx
    .deleteFrom('bank.device')
    .where('browser_key', '=', browserKey)
    .where('contract_id', '=', contractId)
    .execute();
}

/** Locks the contract against another login or change at the same time. `no key`: orders may still refer to it. */
export async function lockContract(
  tx: Tx<BankTables>,
  contractId: string,
): Promise<{ readonly state: ContractState; readonly login_password_hash: string } | undefined> {
  return await tx
    .selectFrom('bank.contract')
    .where('id', '=', contractId)
    .select(['state', 'login_password_hash'])
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Ends the open session, if there is one, under the reason that is true of it; says whether it was cut short. */
export async function endOpenSession(
  tx: Tx<BankTables>,
  contractId: string,
  now: EpochSeconds,
  idleSeconds: number,
): Promise<boolean> {
  const instant = at(now);
  const { rows } = await sql<{ end_reason: string }>`
    update bank.session set
      ended_at = ${instant},
      end_reason = case
        when expires_at <= ${instant}::timestamptz then 'expired'
        when last_seen_at + make_interval(secs => ${idleSeconds}::integer) <= ${instant}::timestamptz then 'idle'
        else 'replaced' end
    where contract_id = ${contractId} and ended_at is null
    returning end_reason`.execute(tx);
  return rows.some((row) => row.end_reason === 'replaced');
}

export interface NewSession {
  readonly id: string;
  readonly tokenHash: Uint8Array;
  readonly contractId: string;
  readonly channel: Channel;
}

export async function insertSessions(
  tx: Tx<BankTables>,
  sessions: readonly NewSession[],
  openedAt: EpochSeconds,
  expiresAt: EpochSeconds,
): Promise<void> {
  const instant = at(openedAt);
  await sql`
    insert into bank.session (id, token_hash, contract_id, channel, opened_at, last_seen_at, expires_at)
    select id, token_hash, contract_id, channel, ${instant}, ${instant}, ${at(expiresAt)}
    from unnest(
      ${sessions.map((session) => session.id)}::uuid[],
      ${sessions.map((session) => session.tokenHash)}::bytea[],
      ${sessions.map((session) => session.contractId)}::uuid[],
      ${sessions.map((session) => session.channel)}::text[]
    ) as session (id, token_hash, contract_id, channel)`.execute(tx);
}

export async function markDeviceUsed(
  tx: Tx<BankTables>,
  browserKey: Uint8Array,
  contractId: string,
  now: EpochSeconds,
): Promise<void> {
  await tx
    .updateTable('bank.device')
    .set({ last_login_at: at(now) })
    .where('browser_key', '=', browserKey)
    .where('contract_id', '=', contractId)
    .execute();
}

/** The browser under its new cookie: for this contract, and for those that it was known to under its old one. */
export async function insertDevice(
  tx: Tx<BankTables>,
  device: {
    readonly browserKey: Uint8Array;
    readonly oldBrowserKey: Uint8Array;
    readonly contractId: string;
  },
  now: EpochSeconds,
  contractsMax: number,
): Promise<void> {
  const instant = at(now);
  await sql`
    insert into bank.device (browser_key, contract_id, first_login_at, last_login_at)
    select ${device.browserKey}::bytea, ${device.contractId}::uuid, ${instant}::timestamptz, ${instant}::timestamptz
    union all
    (select ${device.browserKey}::bytea, contract_id, first_login_at, last_login_at from bank.device
     where browser_key = ${device.oldBrowserKey} and contract_id <> ${device.contractId}
     order by last_login_at desc limit ${contractsMax - 1}::integer)`.execute(tx);
}

export interface NewLogin {
  readonly id: string;
  readonly contractId: string;
  readonly channel: Channel;
  readonly address: string;
  readonly isNewBrowser: boolean;
}

export async function insertLogin(tx: Tx<BankTables>, login: NewLogin, now: EpochSeconds): Promise<void> {
  await tx
    .insertInto('bank.login')
    .values({
      id: login.id,
      contract_id: login.contractId,
      at: at(now),
      channel: login.channel,
      address: login.address.slice(0, 64),
      new_browser: login.isNewBrowser,
    })
    .execute();
}

export async function endSession(
  tx: Tx<BankTables>,
  tokenHash: Uint8Array,
  now: EpochSeconds,
): Promise<{ readonly id: string; readonly contract_id: string } | undefined> {
  return await tx
    .updateTable('bank.session')
    .set({ ended_at: at(now), end_reason: 'logout' })
    .where('token_hash', '=', Buffer.from(tokenHash))
    .where('ended_at', 'is', null)
    .returning(['id', 'contract_id'])
    .executeTakeFirst();
}

/** Sets the new password where the old one still stands; `false` where another change came first. */
export async function markPasswordChanged(
  tx: Tx<BankTables>,
  change: { readonly contractId: string; readonly oldHash: string; readonly newHash: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('bank.contract')
    .set({ login_password_hash: change.newHash, must_change_password: false })
    .where('id', '=', change.contractId)
    .where('login_password_hash', '=', change.oldHash)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function findPasswordHash(db: Queryable, contractId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('bank.contract')
    .where('id', '=', contractId)
    .select('login_password_hash')
    .executeTakeFirst();
  return row?.login_password_hash;
}

export async function markLanguage(db: Queryable, contractId: string, language: Language): Promise<void> {
  await db.updateTable('bank.contract').set({ language }).where('id', '=', contractId).execute();
}

export interface HolderRow {
  readonly kanji: string;
  readonly kana: string;
  readonly otpMark: OtpMark;
  readonly coolDownUntil: EpochSeconds | null;
  readonly otpLockedAt: EpochSeconds | null;
}

export async function findHolder(db: Queryable, contractId: string): Promise<HolderRow> {
  const row = await db
    .selectFrom('bank.contract as contract')
    .innerJoin('bank.customer as customer', 'customer.id', 'contract.customer_id')
    .where('contract.id', '=', contractId)
    .select([
      'customer.kanji_name as kanji',
      'customer.kana_name as kana',
      'contract.otp_mark as otpMark',
      'contract.cool_down_until as coolDownUntil',
      'contract.otp_locked_at as otpLockedAt',
    ])
    .executeTakeFirst();
  const found = present(row, 'a session has a contract');
  return {
    ...found,
    coolDownUntil: found.coolDownUntil as EpochSeconds | null,
    otpLockedAt: found.otpLockedAt as EpochSeconds | null,
  };
}

export async function listLogins(
  db: Queryable,
  contractId: string,
  limit: number,
): Promise<readonly { readonly at: EpochSeconds; readonly channel: Channel; readonly address: string }[]> {
  const rows = await db
    .selectFrom('bank.login')
    .where('contract_id', '=', contractId)
    .orderBy('id', 'desc')
    .limit(limit)
    .select(['at', 'channel', 'address'])
    .execute();
  return rows.map((row) => ({ ...row, at: row.at as EpochSeconds }));
}
