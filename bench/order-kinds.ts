import type { Bank, OrderKind } from '@warifu/bank';
import { assert, present, yen } from '@warifu/base';
import type { LoadPerson } from '../tests/load/people.ts';
import type { OrderToExecute } from './generator.ts';

/** One kind of order, from a customer to an order behind its confirm page. */
export interface MeasuredKind {
  readonly name: OrderKind;
  readonly needsCode: boolean;
  /** Prepares an order by the bank's own functions; `place` is the customer's among all. */
  readonly prepare: (bank: Bank, person: LoadPerson, place: number) => Promise<string>;
  readonly pathOf: (orderId: string) => string;
  /** Where 実行 leads: most orders show their receipt where they were confirmed. */
  readonly receiptPathOf?: (orderId: string) => string;
}

export async function prepareOrder(
  { needsCode, prepare, pathOf, receiptPathOf = pathOf }: MeasuredKind,
  bank: Bank,
  person: LoadPerson,
  place: number,
): Promise<OrderToExecute> {
  const orderId = await prepare(bank, person, place);
  const { contractId } = person;
  return { contractId, path: pathOf(orderId), receiptPath: receiptPathOf(orderId), needsCode };
}

type Outcome =
  | { readonly outcome: 'prepared'; readonly order: { readonly orderId: string } }
  | { readonly outcome: 'refused'; readonly reason: string };

function orderIdOf(outcome: Outcome): string {
  if (outcome.outcome === 'prepared') return outcome.order.orderId;
  throw new Error(`an order was refused before it was confirmed: ${outcome.reason}`);
}

const callOf = ({ contractId }: LoadPerson) => ({ contractId, channel: 'pc' }) as const;

/** At みずほ銀行: another bank, so that every transfer credits the one settlement account. */
const PAYEE = {
  payee: { bankCode: '0001', branchCode: '001', accountKind: 'ordinary', accountNumber: '1234567' },
  payeeKana: 'ﾐﾎﾝ ﾀﾛｳ',
  nameSource: 'typed',
} as const;
const AMOUNT = yen(1_000n);
const DEPOSIT = yen(10_000n);

/** What every other kind is compared with. */
export const TRANSFER: MeasuredKind = {
  name: 'transfer',
  needsCode: true,
  prepare: async (bank, person) => {
    const { draftId } = await bank.startDraft(person.contractId, 'transfer', 'pc');
    return orderIdOf(
      await bank.prepareTransfer({
        ...callOf(person),
        ...PAYEE,
        draftId,
        fromAccountId: person.accountId,
        amount: AMOUNT,
      }),
    );
  },
  pathOf: (orderId) => `/transfer/orders/${orderId}`,
  receiptPathOf: (orderId) => `/transfer/receipts/${orderId}`,
};

async function prepareDeposit(bank: Bank, person: LoadPerson): Promise<string> {
  const wish = {
    fromAccountId: person.accountId,
    amount: DEPOSIT,
    termMonths: 12,
    atMaturity: 'renew_principal',
  } as const;
  return orderIdOf(await bank.prepareTimeDeposit({ ...callOf(person), wish }));
}

/** A deposit of its own for the order that ends it. */
async function openDeposit(bank: Bank, person: LoadPerson): Promise<string> {
  const before = new Set((await bank.listTimeDeposits(person.contractId)).map(({ depositId }) => depositId));
  const orderId = await prepareDeposit(bank, person);
  const executed = await bank.executeTimeDeposit({ ...callOf(person), orderId });
  assert(executed.outcome === 'executed', 'a time deposit is opened');
  const opened = (await bank.listTimeDeposits(person.contractId)).find((one) => !before.has(one.depositId));
  return present(opened, 'an opened deposit is listed').depositId;
}

const prepareSavings = async (bank: Bank, person: LoadPerson, chosenDay: number): Promise<string> => {
  const wish = { fromAccountId: person.accountId, instalment: AMOUNT, instalments: 6, chosenDay };
  return orderIdOf(await bank.prepareSavingsOpening({ ...callOf(person), wish }));
};

/** Savings that can be closed later, once a day has debited the first instalment. */
export async function openSavings(bank: Bank, person: LoadPerson, chosenDay: number): Promise<void> {
  const orderId = await prepareSavings(bank, person, chosenDay);
  const executed = await bank.executeSavingsOpening({ ...callOf(person), orderId });
  assert(executed.outcome === 'executed', 'instalment savings are opened');
}

const BILLER = '90101';
const CONFIRMATION_DIGITS = 4;
/** Six digits of amount, and an ending of bills like any other. */
const BILL_END = '00100001';

/** 架空電力 of the counterpart: the first digits tell one bill from another. */
function billOf(place: number) {
  const paymentNumber = `${String(place).padStart(5, '0')}${BILL_END}`;
  const confirmationNumber = paymentNumber.slice(0, CONFIRMATION_DIGITS);
  return { billerNumber: BILLER, paymentNumber, confirmationNumber, paymentCategory: '' };
}

const orderAt =
  (path: string) =>
  (orderId: string): string =>
    `${path}/${orderId}`;

const LAST_DAY = 31;

/** What is measured beside the transfer. */
export const MEASURED_KINDS: readonly MeasuredKind[] = [
  {
    name: 'own_transfer',
    needsCode: false,
    prepare: async (bank, person) => {
      const [fromAccountId = '', toAccountId = ''] = person.accountIds;
      const wish = { fromAccountId, toAccountId, amount: AMOUNT };
      return orderIdOf(await bank.prepareOwnTransfer({ ...callOf(person), wish }));
    },
    pathOf: orderAt('/own-transfer/orders'),
  },
  {
    name: 'scheduled_transfer',
    needsCode: true,
    prepare: async (bank, person) => {
      const day = (await bank.listBookingDays()).find(({ isBookable }) => isBookable);
      const { date } = present(day, 'a month has a business day');
      const wish = { ...PAYEE, fromAccountId: person.accountId, amount: AMOUNT, date };
      return orderIdOf(await bank.prepareScheduledTransfer({ ...callOf(person), wish }));
    },
    pathOf: orderAt('/transfer/bookings'),
  },
  {
    name: 'bill_payment',
    needsCode: true,
    prepare: async (bank, person, place) => {
      const { draftId } = await bank.startDraft(person.contractId, 'bill_payment', 'pc');
      const bill = { ...billOf(place), draftId, fromAccountId: person.accountId };
      return orderIdOf(await bank.prepareBillPayment({ ...callOf(person), ...bill }));
    },
    pathOf: orderAt('/pay-easy/orders'),
    receiptPathOf: orderAt('/pay-easy/receipts'),
  },
  {
    name: 'time_deposit_opening',
    needsCode: false,
    prepare: prepareDeposit,
    pathOf: orderAt('/time-deposits/open/orders'),
  },
  {
    name: 'time_deposit_closing',
    needsCode: true,
    prepare: async (bank, person) => {
      const wish = { depositId: await openDeposit(bank, person) };
      return orderIdOf(await bank.prepareClosing({ ...callOf(person), wish }));
    },
    pathOf: orderAt('/time-deposits/close/orders'),
  },
  {
    name: 'maturity_booking',
    needsCode: true,
    prepare: async (bank, person) => {
      const wish = { depositId: await openDeposit(bank, person) };
      return orderIdOf(await bank.prepareBooking({ ...callOf(person), wish }));
    },
    pathOf: orderAt('/time-deposits/book/orders'),
  },
  {
    name: 'savings_opening',
    needsCode: false,
    prepare: (bank, person) => prepareSavings(bank, person, LAST_DAY),
    pathOf: orderAt('/savings/open'),
  },
  {
    name: 'savings_closing',
    needsCode: true,
    prepare: async (bank, person) => {
      const paid = (await bank.listSavings(person.contractId)).find((one) => one.paid > 0);
      const { savingsId } = present(paid, 'a day has debited the first instalment');
      return orderIdOf(await bank.prepareSavingsClosing({ ...callOf(person), wish: { savingsId } }));
    },
    pathOf: orderAt('/savings/closing'),
  },
  {
    name: 'limit_raise',
    needsCode: true,
    prepare: async (bank, person) => {
      const { limits } = await bank.limitStates(person.contractId);
      const { limitKind, limitMax } = present(limits[0], 'a contract has limits');
      const wish = { limitKind, limit: limitMax };
      return orderIdOf(await bank.prepareLimitChange({ ...callOf(person), wish }));
    },
    pathOf: orderAt('/settings/limits/orders'),
  },
  {
    name: 'payee',
    needsCode: true,
    prepare: async (bank, person) => {
      const wish = { ...PAYEE, nickname: '' };
      return orderIdOf(await bank.preparePayee({ ...callOf(person), wish }));
    },
    pathOf: orderAt('/payees/orders'),
  },
];
