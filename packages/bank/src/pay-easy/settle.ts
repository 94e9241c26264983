import { present, uuidv7 } from '@warifu/base';
import { type Tx, transact } from '@warifu/pg';
import { insertAudit } from '../audit/record.ts';
import { noteWrongAnswer } from '../audit/wrong-answer.ts';
import type { BankMoment } from '../calendar/bank-day.ts';
import { post } from '../ledger/posting.ts';
import { giveBackLimit } from '../limits/give-back.ts';
import { insertNotices } from '../notices/record.ts';
import type { PayBillOutcome } from '../ports.ts';
import type { BankTables } from '../tables.ts';
import type { BillPaymentTerms } from './bill-payment.ts';
import type { PayEasyPorts } from './pay-easy-ports.ts';
import { linesOf } from './plan.ts';
import {
  type ConfirmingPayment,
  lockConfirming,
  markSettled,
  putOff,
  releaseHold,
  takeDue,
  takeFirst,
} from './queries.ts';
import { decodeTerms } from './terms.ts';

/** Payments under way to the network at once. */
const UNDER_WAY_MAX = 8;

/** A payment whose money is held. */
interface Held {
  readonly orderId: string;
  readonly contractId: string;
  readonly terms: BillPaymentTerms;
}

/** A payment that is being settled. `later`: the customer saw it confirming, or no page at all. */
interface Settled extends Held {
  readonly receiptNumber: string;
  readonly when: 'at_once' | 'later';
}

/**
 * The second phase: the network is told, and what it says is posted, or the money set free.
 *
 * The order's id is the payment's id there. An answer that never came leaves the payment confirming, and it is asked for
 * under the same id, after a growing wait. One that the network says it never heard of is sent again under that id: only
 * its own refusal is a refusal, because what was sent may still be on its way. So nothing is paid twice, and nothing is
 * set free that is paid.
 */
export function openSettling(ports: PayEasyPorts) {
  const { database, payEasy, configuration, bankDay } = ports;
  const { retrySeconds, batchMax } = configuration.payEasy;
  const settle = openSettle(ports);

  /** What the network says of a payment, or `undefined` where it is away, or says what is no answer. */
  const hear = async <T>(held: Held, question: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await question();
    } catch (error) {
      if (!(error instanceof Error && error.name === 'NetworkUnavailable')) throw error;
      await noteWrongAnswer(ports, held, 'pay_easy', error);
      return undefined;
    }
  };

  const pay = (held: Held): Promise<PayBillOutcome | undefined> => {
    const { orderId, terms } = held;
    return hear(held, () => payEasy.pay({ paymentId: orderId, bill: terms.numbers, amount: terms.amount }));
  };

  const ask = async (held: Held): Promise<PayBillOutcome | undefined> => {
    const known = await hear(held, () => payEasy.askOutcome(held.orderId));
    return known?.outcome === 'unknown' ? pay(held) : known;
  };

  return {
    /** Tells the network of an order that was executed just now, once; what it does not answer is left to the job. */
    tell: async (held: Held): Promise<void> => {
      if (!(await takeFirst(database.kysely, held.orderId))) return;
      const outcome = await pay(held);
      if (outcome !== undefined) return settle(held, outcome, 'at_once');
      const { now } = await bankDay();
      await putOff(database.kysely, held.orderId, now + present(retrySeconds[0], 'there is a first wait'));
    },
    /** The job. */
    settleBillPayments: async (): Promise<number> => {
      const { now, isOpen } = await bankDay();
      // Nothing is posted on a day whose own work is not done.
      if (!isOpen) return 0;
      const left = [...(await takeDue(database, { now, retrySeconds, limit: batchMax }))];
      const taken = left.length;
      let settled = 0;
      let fault: unknown;
      const work = async (): Promise<void> => {
        for (let due = left.shift(); due !== undefined; due = left.shift()) {
          try {
            const held = heldOf(due);
            const outcome = await ask(held);
            if (outcome === undefined) continue;
            await settle(held, outcome, 'later');
            settled += 1;
          } catch (error) {
            // The others go on; this one is asked for again after its wait.
            fault = error;
          }
        }
      };
      await Promise.all(Array.from({ length: Math.min(UNDER_WAY_MAX, taken) }, work));
      if (fault !== undefined) throw fault;
      return settled;
    },
  };
}

const heldOf = ({ orderId, contractId, terms }: ConfirmingPayment): Held => ({
  orderId,
  contractId,
  terms: decodeTerms(terms),
});

/** Writes down what the network said of a payment, once, whoever heard it. */
function openSettle({ database, bankDay }: PayEasyPorts) {
  return (held: Held, outcome: PayBillOutcome, when: Settled['when']): Promise<void> =>
    transact(database.kysely, async (tx) => {
      const receiptNumber = await lockConfirming(tx, held.orderId);
      if (receiptNumber === undefined) return;
      const moment = await bankDay(tx);
      // Midnight went by while the network thought: the job settles it when the new day is open.
      if (!moment.isOpen) return;
      const settled = { ...held, receiptNumber, when };
      if (outcome.outcome === 'paid') await settlePaid(tx, settled, moment);
      else await settleNotTaken(tx, settled, outcome, moment);
    });
}

async function settlePaid(
  tx: Tx<BankTables>,
  { orderId, contractId, terms, receiptNumber, when }: Settled,
  moment: BankMoment,
): Promise<void> {
  const { now } = moment;
  await markSettled(tx, orderId, { state: 'paid' }, now);
  // The hold is what allows the posting, and it is used up by it.
  await post(tx, moment, [{ postingId: uuidv7(), orderId, kind: 'bill_payment', lines: linesOf(terms) }]);
  await insertAudit(tx, [
    {
      at: now,
      actor: { kind: 'system' },
      act: 'bill_payment_paid',
      contractId,
      orderId,
      detail: { receiptNumber, amount: String(terms.amount), when },
    },
  ]);
  // Who saw it confirming was promised a word.
  if (when === 'later')
    await insertNotices(tx, [{ contractId, kind: 'bill_payment_confirmed', at: now, receiptNumber }]);
}

async function settleNotTaken(
  tx: Tx<BankTables>,
  { orderId, contractId, terms, receiptNumber, when }: Settled,
  { reason }: Extract<PayBillOutcome, { readonly outcome: 'not_taken' }>,
  { now, today }: BankMoment,
): Promise<void> {
  await markSettled(tx, orderId, { state: 'not_taken', reason }, now);
  await giveBackLimit(tx, orderId, 'bill_payment', today);
  await releaseHold(tx, orderId, now);
  await insertAudit(tx, [
    {
      at: now,
      actor: { kind: 'system' },
      act: 'bill_payment_not_taken',
      contractId,
      orderId,
      detail: { receiptNumber, amount: String(terms.amount), reason, when },
    },
  ]);
  await insertNotices(tx, [
    { contractId, kind: 'order_failed', at: now, receiptNumber, params: { kind: 'bill_payment' } },
  ]);
}
