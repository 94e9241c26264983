import { present } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { insertAudit } from '../../audit/record.ts';
import { insertNotices } from '../../notices/record.ts';
import type { BankTables } from '../../tables.ts';
import { actOf, type Made, type TermsOf, type Underway } from './procedure.ts';
import { findRecallOrder } from './queries.ts';

/**
 * 組戻し: records that the customer wants an executed transfer to another bank back, with the fee of that day. Nothing is
 * posted and nothing is sent by it: the message to the other bank, its answer, the credit and the fee follow from the
 * record, once for each order.
 */
export async function recordRecall(
  tx: Tx<BankTables>,
  { contractId, receiptNumber }: TermsOf<'transfer_recall'>,
  underway: Underway,
): Promise<Made> {
  const { ground, now, request } = underway;
  const order = present(
    await findRecallOrder(tx, contractId, receiptNumber),
    'a transfer that is recalled is there',
  );
  const fee = ground.ports.configuration.fees.recall;
  await tx
    .insertInto('bank.recall')
    .values({
      order_id: order.orderId,
      contract_id: contractId,
      request_id: request.requestId,
      fee_yen: fee,
      recorded_at: at(now),
    })
    .execute();
  const act = actOf(underway, 'transfer_recall_recorded', contractId, { fee: String(fee) });
  await insertAudit(tx, [{ ...act, orderId: order.orderId }]);
  await insertNotices(tx, [{ contractId, kind: 'transfer_recall_accepted', at: now, receiptNumber }]);
  return {};
}
