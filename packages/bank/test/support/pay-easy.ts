import { epochSeconds, yen } from '@warifu/base';
import type {
  Bill,
  BillAmount,
  Biller,
  BillNumbers,
  BillPayment,
  InquireBillOutcome,
  PayBillOutcome,
  PayEasyNetwork,
} from '../../src/ports.ts';

export const TAX: Biller = {
  billerNumber: '00200',
  kind: 'national',
  name: 'デモ国税',
  kana: 'ﾃﾞﾓｺｸｾﾞｲ',
  paymentNumber: { lengthMin: 16, lengthMax: 16 },
  confirmationNumber: { lengthMin: 6, lengthMax: 6 },
  paymentCategory: { lengthMin: 10, lengthMax: 10 },
};
const POWER: Biller = {
  billerNumber: '90101',
  kind: 'private',
  name: '架空電力',
  kana: 'ｶｸｳﾃﾞﾝﾘﾖｸ',
  paymentNumber: { lengthMin: 11, lengthMax: 13 },
  confirmationNumber: { lengthMin: 4, lengthMax: 4 },
};

/** A bill of the power company, by the last digits of its number. */
export const powerBill = (ending: string): BillNumbers => ({
  billerNumber: POWER.billerNumber,
  paymentNumber: ending.padStart(13, '1'),
  confirmationNumber: '1111',
});

type BillState = 'unpaid' | Exclude<InquireBillOutcome['outcome'], 'found'>;

/** The network of the billers in a test's hand. */
export interface FakePayEasy {
  readonly port: PayEasyNetwork;
  /** By payment number; a number that is not here has no bill. */
  readonly bills: Map<string, { readonly bill: Bill; state: BillState }>;
  /** What was decided, by payment id: its first word on a payment is its last. */
  readonly decided: Map<string, { readonly payment: BillPayment; readonly outcome: PayBillOutcome }>;
  /** Every call that arrived, repeats included: `pay <id>`, `ask <id>`, `inquire <number>`. */
  readonly calls: string[];
  /** `answer_lost`: payments are taken, and their answers are lost. */
  weather: 'clear' | 'away' | 'answer_lost';
  /** Happens when a payment was decided, and before its answer. */
  meanwhile: () => unknown;
  readonly addBill: (numbers: BillNumbers, amount: bigint | BillAmount, state?: BillState) => BillNumbers;
}

export function fakePayEasy(): FakePayEasy {
  const fake: FakePayEasy = {
    bills: new Map(),
    decided: new Map(),
    calls: [],
    weather: 'clear',
    meanwhile: () => undefined,
    addBill: (numbers, amount, state = 'unpaid') => {
      const bill: Bill = {
        billerName: numbers.billerNumber === TAX.billerNumber ? TAX.name : POWER.name,
        payerKana: 'ﾐﾎﾝ ﾀﾛｳ',
        content: numbers.billerNumber === TAX.billerNumber ? 'デモ所得税' : '電気料金',
        amount: typeof amount === 'bigint' ? { kind: 'fixed', amount: yen(amount) } : amount,
        dueDate: '2026-12-31',
      };
      fake.bills.set(numbers.paymentNumber, { bill, state });
      return numbers;
    },
    port: portOf(() => fake),
  };
  return fake;
}

const away = () => Object.assign(new Error('away'), { name: 'NetworkUnavailable' });

function decide({ bills }: FakePayEasy, { bill: numbers, amount }: BillPayment): PayBillOutcome {
  const found = bills.get(numbers.paymentNumber);
  if (found === undefined) return { outcome: 'not_taken', reason: 'unknown' };
  if (found.state === 'paid') return { outcome: 'not_taken', reason: 'already_paid' };
  if (found.state !== 'unpaid') return { outcome: 'not_taken', reason: found.state };
  if (found.bill.amount.kind === 'fixed' && found.bill.amount.amount !== amount)
    return { outcome: 'not_taken', reason: 'amount_differs' };
  found.state = 'paid';
  return { outcome: 'paid', paidAt: epochSeconds(1) };
}

const portOf = (get: () => FakePayEasy): PayEasyNetwork => ({
  findBiller: async (billerNumber) => {
    if (get().weather === 'away') throw away();
    const biller = [TAX, POWER].find((one) => one.billerNumber === billerNumber);
    return biller === undefined ? { outcome: 'biller_unknown' } : { outcome: 'found', biller };
  },
  inquireBill: async ({ paymentNumber }) => {
    const fake = get();
    if (fake.weather === 'away') throw away();
    fake.calls.push(`inquire ${paymentNumber}`);
    const found = fake.bills.get(paymentNumber);
    if (found === undefined) return { outcome: 'unknown' };
    return found.state === 'unpaid' ? { outcome: 'found', bill: found.bill } : { outcome: found.state };
  },
  pay: async (payment) => {
    const fake = get();
    if (fake.weather === 'away') throw away();
    fake.calls.push(`pay ${payment.paymentId}`);
    const outcome = fake.decided.get(payment.paymentId)?.outcome ?? decide(fake, payment);
    fake.decided.set(payment.paymentId, { payment, outcome });
    await fake.meanwhile();
    if (fake.weather === 'answer_lost') throw away();
    return outcome;
  },
  askOutcome: async (paymentId) => {
    const fake = get();
    if (fake.weather === 'away') throw away();
    fake.calls.push(`ask ${paymentId}`);
    return fake.decided.get(paymentId)?.outcome ?? { outcome: 'unknown' };
  },
});
