import { type Clock, type EpochSeconds, unreachable } from '@warifu/base';
import { type Journal, openJournal } from '../journal.ts';
import { type Amount, type Bill, behaviourOf, findBill } from './behaviour.ts';
import type { BillNumbers, Payment } from './shapes.ts';

/** Why a payment was not taken. `already_paid`: under another id, or before the demo began. */
export type NotTakenReason =
  | 'already_paid'
  | 'unknown'
  | 'expired'
  | 'withdrawn'
  | 'maintenance'
  | 'amount_differs';

export type InquiryOutcome =
  | { readonly outcome: 'found'; readonly bill: Bill }
  | { readonly outcome: 'unknown' | 'paid' | 'expired' | 'withdrawn' | 'maintenance' };

type Decision =
  | { readonly outcome: 'paid'; readonly paidAt: EpochSeconds }
  | { readonly outcome: 'not_taken'; readonly reason: NotTakenReason };
export type PaymentOutcome = Decision | { readonly outcome: 'conflict' | 'full' };
export type AskOutcome = Decision | { readonly outcome: 'unknown' };

interface Line {
  readonly payment: Payment;
  readonly decision: Decision;
}

interface Decided extends Line {
  /** Resolves when the decision is on the disk: not before is it said. */
  readonly written: Promise<void>;
}

/** Payments that are remembered; the next one is refused, and the bank asks again later. */
const PAYMENTS_MAX = 2_000_000;
const TOKYO_SECONDS = 9 * 3_600;

/** The network of the billers: finds bills, takes each payment once, and knows ever after what it said to it. */
export interface Counterpart {
  readonly inquire: (bill: BillNumbers) => InquiryOutcome;
  /** The first decision under a payment's id is the last: sent again, it gets the same one. */
  readonly pay: (payment: Payment) => Promise<PaymentOutcome>;
  readonly ask: (paymentId: string) => Promise<AskOutcome>;
  readonly counts: () => { readonly paid: number; readonly notTaken: number };
  readonly close: () => Promise<void>;
}

export interface CounterpartOptions {
  readonly file: string;
  readonly clock: Clock;
}

const billOf = ({ billerNumber, paymentNumber, paymentCategory = '' }: BillNumbers): string =>
  `${billerNumber}/${paymentNumber}/${paymentCategory}`;

const isSame = (one: Payment, other: Payment): boolean =>
  billOf(one.bill) === billOf(other.bill) &&
  one.bill.confirmationNumber === other.bill.confirmationNumber &&
  one.amount === other.amount;

/** Bills are due at the end of the next month, whenever one looks. */
const dueDateOf = (now: EpochSeconds): string =>
  Temporal.Instant.fromEpochMilliseconds((now + TOKYO_SECONDS) * 1_000)
    .toZonedDateTimeISO('UTC')
    .toPlainDate()
    .with({ day: 1 })
    .add({ months: 2 })
    .subtract({ days: 1 })
    .toString();

const isPayable = (amount: Amount, paid: string): boolean =>
  amount.kind === 'fixed'
    ? amount.amount === paid
    : BigInt(paid) >= BigInt(amount.amountMin) && BigInt(paid) <= BigInt(amount.amountMax);

/** Opens the counterpart on its file: what it took before it was killed, it has taken. */
export async function openCounterpart({ file, clock }: CounterpartOptions): Promise<Counterpart> {
  const decided = new Map<string, Decided>();
  /** The payment that a bill was paid with. */
  const paidBy = new Map<string, string>();

  const remember = (line: Line, written: Promise<void>): void => {
    decided.set(line.payment.paymentId, { ...line, written });
    if (line.decision.outcome === 'paid') paidBy.set(billOf(line.payment.bill), line.payment.paymentId);
  };
  const forget = ({ payment, decision }: Line): void => {
    decided.delete(payment.paymentId);
    if (decision.outcome === 'paid') paidBy.delete(billOf(payment.bill));
  };
  const journal: Journal<Line> = await openJournal<Line>(file, (line) => remember(line, Promise.resolve()));

  const inquire = (numbers: BillNumbers): InquiryOutcome => {
    const found = findBill(numbers, dueDateOf(clock()));
    if (found.outcome !== 'found') return found;
    if (paidBy.has(billOf(numbers))) return { outcome: 'paid' };
    switch (found.behaviour) {
      case 'paid':
      case 'expired':
      case 'withdrawn':
      case 'unknown':
        return { outcome: found.behaviour };
      case 'ordinary':
      case 'chosen':
      case 'withdrawn_when_paid':
      case 'silent':
      case 'slow':
        return { outcome: 'found', bill: found.bill };
      default:
        return unreachable(found.behaviour);
    }
  };
  const decide = ({ bill, amount }: Payment): Decision => {
    const notTaken = (reason: NotTakenReason): Decision => ({ outcome: 'not_taken', reason });
    const inquired = inquire(bill);
    if (inquired.outcome === 'paid') return notTaken('already_paid');
    if (inquired.outcome !== 'found') return notTaken(inquired.outcome);
    if (behaviourOf(bill.paymentNumber) === 'withdrawn_when_paid') return notTaken('withdrawn');
    if (!isPayable(inquired.bill.amount, amount)) return notTaken('amount_differs');
    return { outcome: 'paid', paidAt: clock() };
  };
  const recall = async (before: Decided): Promise<Decision> => {
    await before.written;
    return before.decision;
  };

  return {
    inquire,
    pay: async (payment) => {
      const before = decided.get(payment.paymentId);
      if (before !== undefined)
        return isSame(before.payment, payment) ? recall(before) : { outcome: 'conflict' };
      if (decided.size >= PAYMENTS_MAX) return { outcome: 'full' };
      const line: Line = { payment, decision: decide(payment) };
      const written = journal.append(line);
      remember(line, written);
      try {
        await written;
      } catch (error) {
        forget(line);
        throw error;
      }
      return line.decision;
    },
    ask: async (paymentId) => {
      const before = decided.get(paymentId);
      return before === undefined ? { outcome: 'unknown' } : recall(before);
    },
    counts: () => ({ paid: paidBy.size, notTaken: decided.size - paidBy.size }),
    close: journal.close,
  };
}
