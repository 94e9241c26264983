import { present, type Yen } from '@warifu/base';
import type { ListBookedOrders } from '../orders/booked-order.ts';
import { openPlannedOrders } from '../orders/planned/open-planned-orders.ts';
import type { BillPaymentRefusal, BillPayments, BillPaymentWish, BillView } from './bill-payment.ts';
import { openInquiry } from './inquire.ts';
import type { PayEasyPorts } from './pay-easy-ports.ts';
import { BILL_PAYMENT } from './plan.ts';
import { listConfirming } from './queries.ts';
import { openBillReceipts } from './receipts.ts';
import { openSettling } from './settle.ts';
import { payEasyStopOf } from './stop/watch.ts';

const CONFIRMING_MAX = 200;

/** How much is paid: what the bill says, or what its payer chose within its bounds. */
function amountOf(
  { amount }: BillView,
  chosen: Yen | undefined,
): Yen | Extract<BillPaymentRefusal, { readonly reason: 'amount_not_chosen' | 'amount_out_of_bounds' }> {
  if (amount.kind === 'fixed') return amount.amount;
  const { amountMin, amountMax } = amount;
  if (chosen === undefined) return { reason: 'amount_not_chosen', amountMin, amountMax };
  return chosen < amountMin || chosen > amountMax
    ? { reason: 'amount_out_of_bounds', amountMin, amountMax }
    : chosen;
}

const wishOf = (bill: BillView, fromAccountId: string, amount: Yen): BillPaymentWish => ({
  fromAccountId,
  numbers: bill.numbers,
  billerKind: bill.biller.kind,
  billerName: bill.billerName,
  billerKana: bill.biller.kana,
  payerKana: bill.payerKana,
  content: bill.content,
  ...(bill.dueDate === undefined ? {} : { dueDate: bill.dueDate }),
  amount,
  isAmountChosen: bill.amount.kind === 'chosen',
});

/** All of 税金・各種料金の払込み, from the biller number to what the network said; and what it has not said yet. */
export function openBillPayments(
  ports: PayEasyPorts,
): BillPayments & { readonly listConfirmingPayments: ListBookedOrders } {
  const { database, bankDay } = ports;
  const orders = openPlannedOrders(ports, BILL_PAYMENT);
  const inquiry = openInquiry(ports);
  const receipts = openBillReceipts(ports);
  const { tell, settleBillPayments } = openSettling(ports);
  return {
    ...inquiry,
    ...receipts,
    settleBillPayments,
    listConfirmingPayments: (contractId) => listConfirming(database.kysely, contractId, CONFIRMING_MAX),
    payEasyStop: async (contractId) => payEasyStopOf(database.kysely, contractId, (await bankDay()).today),
    prepareBillPayment: async (call) => {
      const { contractId, channel, draftId, fromAccountId } = call;
      const found = await inquiry.inquireBill(call);
      if (found.outcome === 'refused') return found;
      const amount = amountOf(found.bill, call.amount);
      if (typeof amount !== 'bigint') return { outcome: 'refused', ...amount };
      return orders.prepare({
        contractId,
        channel,
        draftId,
        wish: wishOf(found.bill, fromAccountId, amount),
      });
    },
    billPaymentOf: orders.find,
    executeBillPayment: async (call) => {
      const outcome = await orders.execute(call);
      if (outcome.outcome === 'refused') return outcome;
      const { contractId, orderId } = call;
      await tell({ orderId, contractId, terms: outcome.order.terms });
      const receipt = await receipts.billReceiptOf(contractId, orderId);
      return { outcome: 'executed', receipt: present(receipt, 'an executed order has a receipt') };
    },
  };
}
