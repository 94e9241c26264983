import { holderOf } from '../holder.ts';
import { type DigitCount, findBiller } from './billers.ts';
import type { BillNumbers } from './shapes.ts';

/** How a bill behaves: told by the last two digits of its payment number, so that a demo can choose. */
export type Behaviour =
  | 'ordinary'
  | 'paid'
  | 'expired'
  | 'withdrawn'
  | 'chosen'
  | 'withdrawn_when_paid'
  | 'unknown'
  | 'silent'
  | 'slow';

const BEHAVIOUR: Readonly<Record<string, Behaviour>> = {
  '90': 'paid',
  '91': 'expired',
  '92': 'withdrawn',
  '93': 'chosen',
  '95': 'withdrawn_when_paid',
  '97': 'unknown',
  '98': 'silent',
  '99': 'slow',
};

export const behaviourOf = (paymentNumber: string): Behaviour =>
  BEHAVIOUR[paymentNumber.slice(-2)] ?? 'ordinary';

/** What each behaviour means, for the page. */
export const BEHAVIOUR_RULES: readonly {
  readonly ending: string;
  readonly ja: string;
  readonly en: string;
}[] = [
  { ending: '90', ja: '支払済みです', en: 'has been paid' },
  { ending: '91', ja: '支払期限が過ぎています', en: 'is past its date' },
  { ending: '92', ja: '取り消されています', en: 'was withdrawn' },
  { ending: '93', ja: '金額を自分で決めます', en: 'lets the payer choose the amount' },
  {
    ending: '95',
    ja: '照会では払えますが、払うときには取り消されています',
    en: 'is withdrawn between the inquiry and the payment',
  },
  { ending: '97', ja: '見つかりません', en: 'is not found' },
  {
    ending: '98',
    ja: '払込みを受け付けても返事をしません。あとで問い合わせると本当のことを答えます',
    en: 'takes the payment and never answers; asked later, it tells the truth',
  },
  { ending: '99', ja: '応答に数秒かかります', en: 'answers after some seconds' },
];

/** What a payer may choose where the amount is free. */
const CHOSEN_MIN = 100n;
const CHOSEN_MAX = 100_000n;
const AMOUNT_DEFAULT = 10_000n;

export type Amount =
  | { readonly kind: 'fixed'; readonly amount: string }
  | { readonly kind: 'chosen'; readonly amountMin: string; readonly amountMax: string };

/** As the biller states it. Amounts are strings of digits. */
export interface Bill {
  readonly billerName: string;
  readonly payerKana: string;
  readonly content: string;
  readonly amount: Amount;
  readonly dueDate: string;
}

export type FoundBill =
  | { readonly outcome: 'found'; readonly bill: Bill; readonly behaviour: Behaviour }
  | { readonly outcome: 'unknown' | 'maintenance' };

/** The confirmation number of a bill: the first digits of its payment number. */
export const confirmationOf = (paymentNumber: string, length: number): string =>
  paymentNumber.slice(0, length);

const fits = (number: string, { lengthMin, lengthMax }: DigitCount): boolean =>
  number.length >= lengthMin && number.length <= lengthMax;

/** The six digits before the last two of a payment number are its yen. */
function amountOf(paymentNumber: string, behaviour: Behaviour): Amount {
  if (behaviour === 'chosen') {
    return { kind: 'chosen', amountMin: String(CHOSEN_MIN), amountMax: String(CHOSEN_MAX) };
  }
  const amount = BigInt(paymentNumber.slice(-8, -2));
  return { kind: 'fixed', amount: String(amount === 0n ? AMOUNT_DEFAULT : amount) };
}

/** A bill by its numbers: every payment number is one where its confirmation number and category belong to it. */
export function findBill(numbers: BillNumbers, dueDate: string): FoundBill {
  const { billerNumber, paymentNumber, confirmationNumber, paymentCategory } = numbers;
  const biller = findBiller(billerNumber);
  if (biller === undefined) return { outcome: 'unknown' };
  if (biller.isUnderMaintenance === true) return { outcome: 'maintenance' };
  const behaviour = behaviourOf(paymentNumber);
  const content = biller.contents[paymentCategory ?? ''];
  const isKnown =
    behaviour !== 'unknown' &&
    fits(paymentNumber, biller.paymentNumber) &&
    confirmationNumber === confirmationOf(paymentNumber, biller.confirmationNumber.lengthMax);
  if (!isKnown || content === undefined) return { outcome: 'unknown' };
  return {
    outcome: 'found',
    behaviour,
    bill: {
      billerName: biller.name,
      payerKana: holderOf(paymentNumber),
      content,
      amount: amountOf(paymentNumber, behaviour),
      dueDate,
    },
  };
}
