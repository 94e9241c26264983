import type { EpochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { BankTables } from '../tables.ts';
import type { ContractState } from './contract.ts';

/** Locks the contract, also against every new row that refers to it: no order is made meanwhile. */
export async function lockContractAlone(
  tx: Tx<BankTables>,
  contractId: string,
): Promise<ContractState | undefined> {
  const row = await tx
    .selectFrom('bank.contract')
    .where('id', '=', contractId)
    .select('state')
    .forUpdate()
    .executeTakeFirst();
  return row?.state;
}

export async function markState(tx: Tx<BankTables>, contractId: string, state: ContractState): Promise<void> {
  await tx.updateTable('bank.contract').set({ state }).where('id', '=', contractId).execute();
}

export async function endStoppedSession(
  tx: Tx<BankTables>,
  contractId: string,
  now: EpochSeconds,
): Promise<void> {
  await tx
    .updateTable('bank.session')
    .set({ ended_at: at(now), end_reason: 'stopped' })
    .where('contract_id', '=', contractId)
    .where('ended_at', 'is', null)
    .execute();
}

/** Ends the flows of a contract, but those that wait for the authority's answer: what it did there must become known here. */
export async function endFlows(tx: Tx<BankTables>, contractId: string, now: EpochSeconds): Promise<void> {
  await tx
    .updateTable('bank.otp_flow')
    .set({ ended_at: at(now), replacement_proof: null })
    .where('contract_id', '=', contractId)
    .where('ended_at', 'is', null)
    .where('asked_key', 'is', null)
    .execute();
}

/** Ends the changes of a mail address whose number was not typed yet. */
export async function endAddressChanges(
  tx: Tx<BankTables>,
  contractId: string,
  now: EpochSeconds,
): Promise<void> {
  await sql`update bank.mail_address_change set ended_at = ${at(now)}
    where contract_id = ${contractId} and ended_at is null and done_at is null`.execute(tx);
}
