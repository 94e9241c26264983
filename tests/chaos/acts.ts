import { type Customer, locationOf, PAYEE, prepareTransfer } from '../load/customer.ts';
import { AnswerLost } from '../load/http.ts';
import type { LoadPerson } from '../load/people.ts';

/** What the customers of a scenario do: each kind is an order of the bank. */
export type ActKind =
  | 'own_transfer'
  | 'transfer'
  | 'bill_payment'
  | 'scheduled_transfer'
  | 'order_cancelling';

/** One customer, and what his orders are made of. */
export interface Actor {
  readonly person: LoadPerson;
  /** His place among all: tells one bill from another. */
  readonly place: number;
  /** Of a 予約振込: far enough off that it never falls due in a run. */
  readonly bookingDate: string;
  /** The booking that 取消 takes back. */
  readonly booked?: string;
}

export interface Act {
  readonly needsCode: boolean;
  /** Through the pages to the one with 実行; its path. */
  readonly prepare: (customer: Customer, actor: Actor) => Promise<string>;
  readonly receiptPathOf: (orderId: string) => string;
}

export const AMOUNT = 1_000n;

/** 架空電力 of the counterpart: six digits of amount, and an ending of bills like any other. */
const BILLER = '90101';
const BILL_END = `${String(AMOUNT).padStart(6, '0')}01`;
const CONFIRMATION_DIGITS = 4;

const orderAt =
  (path: string) =>
  (orderId: string): string =>
    `${path}/${orderId}`;

/** A network that cannot be asked now is asked again by the customer: the same form once more. */
async function goOn(answer: ReturnType<Customer['post']>, what: string): Promise<string> {
  const got = await answer;
  if (got.status === 429) throw new AnswerLost('429');
  return locationOf(got, what);
}

async function prepareBill(customer: Customer, { person, place }: Actor): Promise<string> {
  const paymentNumber = `${String(place).padStart(5, '0')}${BILL_END}`;
  const confirmationNumber = paymentNumber.slice(0, CONFIRMATION_DIGITS);
  const numbers = { paymentNumber, confirmationNumber, paymentCategory: '' };
  const numbersPath = await goOn(customer.post('/pay-easy', { billerNumber: BILLER }), 'biller');
  const billPath = await goOn(customer.post(numbersPath, numbers), 'numbers');
  const { accountId: fromAccountId } = person;
  return goOn(customer.post(billPath, { fromAccountId, amount: '' }), 'bill');
}

export const ACTS: Readonly<Record<ActKind, Act>> = {
  own_transfer: {
    needsCode: false,
    prepare: async (customer, { person }) => {
      const [from = '', to = ''] = person.accountIds;
      return goOn(customer.post('/own-transfer', { from, to, amount: String(AMOUNT) }), '振替');
    },
    receiptPathOf: orderAt('/own-transfer/orders'),
  },
  transfer: {
    needsCode: true,
    prepare: (customer, { person }) => prepareTransfer(customer, person.accountId, PAYEE, AMOUNT),
    receiptPathOf: orderAt('/transfer/receipts'),
  },
  bill_payment: { needsCode: true, prepare: prepareBill, receiptPathOf: orderAt('/pay-easy/receipts') },
  scheduled_transfer: {
    needsCode: true,
    prepare: (customer, { person, bookingDate }) =>
      prepareTransfer(customer, person.accountId, PAYEE, AMOUNT, bookingDate),
    receiptPathOf: orderAt('/transfer/bookings'),
  },
  order_cancelling: {
    needsCode: true,
    prepare: async (customer, { booked = '' }) =>
      goOn(customer.post(`/transfer/bookings/${booked}/cancel`, {}), '取消'),
    receiptPathOf: orderAt('/transfer/cancellings'),
  },
};

/** What each customer does, in this order: money between his own accounts, and then something that needs codes. */
const DAYS: readonly (readonly ActKind[])[] = [
  ['own_transfer', 'transfer'],
  ['own_transfer', 'bill_payment'],
  ['own_transfer', 'transfer'],
  ['own_transfer', 'scheduled_transfer', 'order_cancelling'],
];

export const actsOf = (place: number): readonly ActKind[] => DAYS[place % DAYS.length] ?? [];
