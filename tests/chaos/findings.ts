import type pg from 'pg';
import { AMOUNT, type Story } from './customers.ts';

/** Holds what customers saw against what the book says. Each fault is a sentence that names it. */
export async function findFaults(
  owner: pg.Client,
  stories: readonly Story[],
  acknowledged: readonly string[],
  acceptedByZengin: number,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const { rows: transfers } = await owner.query<{ order_id: string; contract_id: string }>(
    'select order_id, contract_id from bank.transfer',
  );
  const done = new Map(transfers.map((row) => [row.order_id, row.contract_id]));
  for (const orderId of acknowledged) {
    if (!done.has(orderId)) faults.push(`acknowledged, but lost: order ${orderId}`);
  }
  const perContract = new Map<string, number>();
  for (const { contract_id } of transfers)
    perContract.set(contract_id, (perContract.get(contract_id) ?? 0) + 1);
  for (const { person, forgotten } of stories) {
    if (forgotten !== undefined) faults.push(`contract ${person.contractId}: ${forgotten}`);
    const count = perContract.get(person.contractId) ?? 0;
    if (count !== 1) faults.push(`contract ${person.contractId} made one transfer and the book has ${count}`);
  }
  const { rows: balances } = await owner.query<{ account_id: string; paid: string; fee: string }>(
    `select e.account_id, -sum(e.amount_yen) filter (where e.amount_yen < 0) as paid, max(t.fee_yen) as fee
     from bank.entry e join bank.transfer t on t.from_account_id = e.account_id group by e.account_id`,
  );
  for (const row of balances) {
    if (BigInt(row.paid) !== AMOUNT + BigInt(row.fee))
      faults.push(`account ${row.account_id} was debited ${row.paid} yen for one transfer`);
  }
  if (acceptedByZengin !== transfers.length)
    faults.push(`${transfers.length} transfers, and Zengin has ${acceptedByZengin} payments`);
  return faults;
}
