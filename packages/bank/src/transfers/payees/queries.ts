import type { EpochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { AccountKind } from '../../ledger/account.ts';
import type { Queryable } from '../../orders/planned/plan.ts';
import type { BankTables } from '../../tables.ts';
import type { Payee } from '../transfer.ts';

export interface PayeeRow extends Payee {
  readonly payeeId: string;
  readonly accountKind: AccountKind;
  readonly kana: string;
  readonly nickname: string;
  readonly registeredAt: EpochSeconds;
}

const PAYEE = sql`
  id as "payeeId", bank_code as "bankCode", branch_code as "branchCode", account_kind as "accountKind",
  account_number as "accountNumber", payee_kana as kana, nickname, registered_at as "registeredAt"`;

/** In the order of their kana. */
export async function listPayeeRows(
  db: Queryable,
  contractId: string,
  limit: number,
): Promise<readonly PayeeRow[]> {
  const { rows } = await sql<PayeeRow>`
    select ${PAYEE} from bank.payee where contract_id = ${contractId}::uuid
    order by payee_kana collate "C", bank_code, branch_code, account_number, account_kind
    limit ${limit}`.execute(db);
  return rows;
}

export async function findPayeeRow(
  db: Queryable,
  contractId: string,
  payeeId: string,
): Promise<PayeeRow | undefined> {
  const { rows } = await sql<PayeeRow>`
    select ${PAYEE} from bank.payee where id = ${payeeId}::uuid and contract_id = ${contractId}::uuid`.execute(
    db,
  );
  return rows[0];
}

/** How many payees a contract has, and whether this account is one of them. */
export async function countPayees(
  db: Queryable,
  contractId: string,
  payee: Payee,
): Promise<{ readonly count: number; readonly isRegistered: boolean }> {
  const { rows } = await sql<{ count: number; isRegistered: boolean }>`
    select count(*)::int as count, coalesce(bool_or(
      bank_code = ${payee.bankCode} and branch_code = ${payee.branchCode} and account_kind = ${payee.accountKind}
        and account_number = ${payee.accountNumber}
    ), false) as "isRegistered"
    from bank.payee where contract_id = ${contractId}::uuid`.execute(db);
  return rows[0] ?? { count: 0, isRegistered: false };
}

export async function insertPayee(
  tx: Tx<BankTables>,
  payee: Omit<PayeeRow, 'registeredAt'> & { readonly contractId: string; readonly orderId: string },
  now: EpochSeconds,
): Promise<void> {
  await tx
    .insertInto('bank.payee')
    .values({
      id: payee.payeeId,
      contract_id: payee.contractId,
      order_id: payee.orderId,
      bank_code: payee.bankCode,
      branch_code: payee.branchCode,
      account_kind: payee.accountKind,
      account_number: payee.accountNumber,
      payee_kana: payee.kana,
      nickname: payee.nickname,
      registered_at: at(now),
    })
    .execute();
}

/** Whether there was such a payee. */
export async function setNickname(
  tx: Tx<BankTables>,
  call: { readonly contractId: string; readonly payeeId: string; readonly nickname: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update bank.payee set nickname = ${call.nickname}
    where id = ${call.payeeId}::uuid and contract_id = ${call.contractId}::uuid`.execute(tx);
  return numAffectedRows === 1n;
}

/** The order by which it was registered; `undefined` where there was no such payee. */
export async function deletePayee(
  tx: Tx<BankTables>,
  call: { readonly contractId: string; readonly payeeId: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ orderId: string }>`
    delete from bank.payee where id = ${call.payeeId}::uuid and contract_id = ${call.contractId}::uuid
    returning order_id as "orderId"`.execute(tx);
  return rows[0]?.orderId;
}
