import type { EpochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { BankTables } from '../tables.ts';
import type { Language } from './contract.ts';

export interface NewContractRow {
  readonly contractId: string;
  readonly customerId: string;
  readonly contractNumber: string;
  readonly subject: string;
  readonly branchCode: string;
  readonly kanji: string;
  readonly kana: string;
  readonly mailAddress: string | null;
  readonly language: Language;
  readonly loginPasswordHash: string;
  readonly mustChangePassword: boolean;
  readonly confirmationPasswordHash: string | null;
}

export async function insertContracts(
  tx: Tx<BankTables>,
  rows: readonly NewContractRow[],
  now: EpochSeconds,
): Promise<void> {
  if (rows.length === 0) return;
  const column = <K extends keyof NewContractRow>(key: K) => rows.map((row) => row[key]);
  await sql`
    insert into bank.customer (id, kanji_name, kana_name, mail_address, created_at)
    select id, kanji, kana, mail, ${at(now)} from unnest(
      ${column('customerId')}::uuid[], ${column('kanji')}::text[], ${column('kana')}::text[],
      ${column('mailAddress')}::text[]
    ) as customer (id, kanji, kana, mail)`.execute(tx);
  await sql`
    insert into bank.contract (id, contract_number, customer_id, branch_code, subject, login_password_hash,
      must_change_password, confirmation_password_hash, language, created_at)
    select contract.*, ${at(now)} from unnest(
      ${column('contractId')}::uuid[], ${column('contractNumber')}::text[], ${column('customerId')}::uuid[],
      ${column('branchCode')}::text[], ${column('subject')}::text[], ${column('loginPasswordHash')}::text[],
      ${column('mustChangePassword')}::boolean[], ${column('confirmationPasswordHash')}::text[],
      ${column('language')}::text[]
    ) as contract`.execute(tx);
}

export async function listTakenNumbers(
  tx: Tx<BankTables>,
  numbers: readonly string[],
): Promise<readonly string[]> {
  if (numbers.length === 0) return [];
  const rows = await tx
    .selectFrom('bank.contract')
    .where('contract_number', '=', sql<string>`any(${[...numbers]}::text[])`)
    .select('contract_number')
    .execute();
  return rows.map((row) => row.contract_number);
}
