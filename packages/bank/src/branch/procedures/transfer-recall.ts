import { present, uuidv7 } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import { insertAudit } from '../../audit/record.ts';
import { insertNotices } from '../../notices/record.ts';
import type { BankTables } from '../../tables.ts';
import { actOf, type Made, type TermsOf, type Underway } from './procedure.ts';
import { findRecallOrder } from './queries.ts';

/**
 * 組戻し: records that the customer wants an executed transfer to another bank back, and takes the fee of that day from the
 * account that it was paid from, both by the one function that the branch may use for it. The fee is due whatever the other
 * bank answers. The message to the other bank, its answer and the credit follow from the record, once for each order.
 */
export async function recordRecall(
  tx: Tx<BankTables>,
  { contractId, receiptNumber }: TermsOf<'transfer_recall'>,
  underway: Underway,
): Promise<Made> {
  const { ground, now, today, request } = underway;
  const order = present(
    await findRecallOrder(tx, contractId, receiptNumber),
    'a transfer that is recalled is there',
  );
  const fee = ground.ports.configuration.fees.recall;
  await sql`select bank.record_recall(
    ${request.requestId}::uuid, ${order.orderId}::uuid, ${uuidv7()}::uuid, ${String(fee)}::bigint,
    ${at(now)}::timestamptz, ${today}::date)`.execute(tx);
  const act = actOf(underway, 'transfer_recall_recorded', contractId, { fee: String(fee) });
  await insertAudit(tx, [{ ...act, orderId: order.orderId }]);
  await insertNotices(tx, [{ contractId, kind: 'transfer_recall_accepted', at: now, receiptNumber }]);
  return {};
}
