import { type Yen, yen } from '@warifu/base';
import type { BillPaymentOrder, BillReceipt } from '../../src/pay-easy/bill-payment.ts';
import type { BillNumbers } from '../../src/ports.ts';
import type { Customer, MoneyGround } from './money.ts';
import { powerBill } from './pay-easy.ts';

let drawn = 100;
/** A bill of the power company that no other test pays. */
export const newBill = (ground: MoneyGround, amount: bigint): BillNumbers => {
  drawn += 1;
  return ground.payEasy.addBill(powerBill(String(drawn)), amount);
};

/** As the pages send it. */
export const typedOf = (numbers: BillNumbers) => ({ paymentCategory: '', ...numbers });

export async function callOf(ground: MoneyGround, customer: Customer, numbers: BillNumbers, amount?: bigint) {
  const { contractId, accountId } = customer;
  const { draftId } = await ground.bank.startDraft(contractId, 'bill_payment', 'pc');
  return {
    contractId,
    channel: 'pc' as const,
    draftId,
    fromAccountId: accountId,
    ...typedOf(numbers),
    ...(amount === undefined ? {} : { amount: yen(amount) }),
  };
}

/** Prepares a payment that must be let through. */
export async function preparedBill(
  ground: MoneyGround,
  customer: Customer,
  numbers: BillNumbers,
  amount?: bigint,
): Promise<BillPaymentOrder> {
  const outcome = await ground.bank.prepareBillPayment(await callOf(ground, customer, numbers, amount));
  if (outcome.outcome !== 'prepared') throw new Error(`refused: ${outcome.reason}`);
  return outcome.order;
}

export const executeBill = (
  ground: MoneyGround,
  customer: Customer,
  orderId: string,
  proof: { readonly code?: string; readonly confirmationPassword?: string } = { code: '123456' },
  bank = ground.bank,
) => bank.executeBillPayment({ contractId: customer.contractId, channel: 'pc', orderId, ...proof });

/** Pays a bill that must be let through, and gives its receipt. */
export async function payBill(
  ground: MoneyGround,
  customer: Customer,
  numbers: BillNumbers,
): Promise<BillReceipt> {
  const { orderId } = await preparedBill(ground, customer, numbers);
  const outcome = await executeBill(ground, customer, orderId);
  if (outcome.outcome !== 'executed') throw new Error(`refused: ${outcome.reason}`);
  return outcome.receipt;
}

/** What is on the account, and what of it may go out. */
export async function moneyOf(
  ground: MoneyGround,
  customer: Customer,
): Promise<{ readonly balance: Yen; readonly available: Yen }> {
  const account = await ground.bank.accountOf(customer.contractId, customer.accountId);
  if (account === undefined) throw new Error('the customer has an account');
  return { balance: account.balance, available: account.available };
}
