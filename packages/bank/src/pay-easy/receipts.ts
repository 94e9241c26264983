import { isUuid, present } from '@warifu/base';
import { addDays } from '../calendar/business-date.ts';
import type { BillPaymentState, BillPayments, BillReceipt } from './bill-payment.ts';
import type { PayEasyPorts } from './pay-easy-ports.ts';
import { listReceiptRows, type ReceiptRow } from './queries.ts';
import { decodeTerms } from './terms.ts';

const HISTORY_LIMIT_DEFAULT = 20;
const HISTORY_LIMIT_MAX = 100;

function stateOf({ state, reason, settledAt }: ReceiptRow): BillPaymentState {
  if (state === 'confirming') return { state };
  const at = present(settledAt, 'a settled payment was settled some time');
  return state === 'paid'
    ? { state, settledAt: at }
    : { state, settledAt: at, reason: present(reason, 'what was not taken has a reason') };
}

const receiptOfRow = (row: ReceiptRow): BillReceipt => ({
  orderId: row.orderId,
  receiptNumber: row.receiptNumber,
  executedAt: row.executedAt,
  channel: row.channel,
  terms: decodeTerms(row.terms),
  payment: stateOf(row),
});

/** What is known of payments: one, or those of the last 100 days. */
export function openBillReceipts(
  ports: PayEasyPorts,
): Pick<BillPayments, 'billReceiptOf' | 'billPaymentHistory'> {
  const { database, configuration, bankDay } = ports;
  return {
    billReceiptOf: async (contractId, orderId) => {
      if (!isUuid(orderId)) return undefined;
      const [row] = await listReceiptRows(database, { contractId, orderId, limit: 1 });
      return row && receiptOfRow(row);
    },
    billPaymentHistory: async ({ contractId, before, limit = HISTORY_LIMIT_DEFAULT }) => {
      if (before !== undefined && !isUuid(before)) return { receipts: [] };
      const shown = Math.min(HISTORY_LIMIT_MAX, Math.max(1, Math.trunc(limit)));
      const { today } = await bankDay();
      const rows = await listReceiptRows(database, {
        contractId,
        ...(before === undefined ? {} : { before }),
        since: addDays(today, -configuration.payEasy.historyDays),
        limit: shown + 1,
      });
      const receipts = rows.slice(0, shown).map(receiptOfRow);
      const last = receipts.at(-1);
      return rows.length > shown && last ? { receipts, next: last.orderId } : { receipts };
    },
  };
}
