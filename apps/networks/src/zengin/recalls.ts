import type { Clock, EpochSeconds } from '@warifu/base';
import { behaviourOf } from './behaviour.ts';

export type RecallAnswer =
  | { readonly answer: 'waiting' }
  | { readonly answer: 'returned' }
  | { readonly answer: 'refused'; readonly reason: 'payee_refused' | 'returned_before' };

export interface RecalledLine {
  readonly kind: 'recalled';
  readonly paymentId: string;
  readonly at: EpochSeconds;
}
export interface RecallAnsweredLine {
  readonly kind: 'recall_answered';
  readonly paymentId: string;
  readonly answer: Exclude<RecallAnswer, { readonly answer: 'waiting' }>;
}

/** 組戻し at the other banks: each payment is asked back once, and answered once. */
export interface Recalls {
  /** From the journal. */
  readonly take: (line: RecalledLine | RecallAnsweredLine) => void;
  readonly recall: (paymentId: string) => Promise<{ readonly outcome: 'accepted' | 'unknown_payment' }>;
  /** `undefined` where nobody asked for the payment. */
  readonly recallAnswer: (paymentId: string) => Promise<RecallAnswer | undefined>;
}

export interface RecallGround {
  readonly clock: Clock;
  readonly answerAfterSeconds: () => number;
  /** What is known of a payment: the account it went to, and whether it came back, or will. */
  readonly paymentOf: (
    paymentId: string,
  ) => { readonly accountNumber: string; readonly isReturned: boolean } | undefined;
  readonly write: (line: RecalledLine | RecallAnsweredLine) => Promise<void>;
}

interface Asked {
  readonly at: EpochSeconds;
  readonly written: Promise<void>;
  answered?: { readonly answer: RecallAnsweredLine['answer']; readonly written: Promise<void> };
}

/** A bank that hesitates takes so many times the usual time. */
const HESITATION = 10;

export function openRecalls(ground: RecallGround): Recalls {
  const asked = new Map<string, Asked>();
  const done = Promise.resolve();
  return {
    take: (line) => {
      const before = asked.get(line.paymentId);
      if (line.kind === 'recalled') asked.set(line.paymentId, { at: line.at, written: done });
      else if (before) before.answered = { answer: line.answer, written: done };
    },
    recall: async (paymentId) => {
      if (ground.paymentOf(paymentId) === undefined) return { outcome: 'unknown_payment' };
      let recall = asked.get(paymentId);
      if (recall === undefined) {
        const at = ground.clock();
        recall = { at, written: ground.write({ kind: 'recalled', paymentId, at }) };
        asked.set(paymentId, recall);
      }
      await recall.written;
      return { outcome: 'accepted' };
    },
    recallAnswer: async (paymentId) => {
      const recall = asked.get(paymentId);
      const payment = ground.paymentOf(paymentId);
      if (recall === undefined || payment === undefined) return undefined;
      if (recall.answered === undefined) {
        const answer = answerOf(ground, recall, payment);
        if (answer === undefined) return { answer: 'waiting' };
        // It stands from here on; it is on the disk before anybody is told.
        recall.answered = { answer, written: ground.write({ kind: 'recall_answered', paymentId, answer }) };
      }
      await recall.answered.written;
      return recall.answered.answer;
    },
  };
}

function answerOf(
  ground: RecallGround,
  recall: Asked,
  payment: { readonly accountNumber: string; readonly isReturned: boolean },
): RecallAnsweredLine['answer'] | undefined {
  const behaviour = behaviourOf(payment.accountNumber);
  const wait = ground.answerAfterSeconds() * (behaviour === 'hesitates' ? HESITATION : 1);
  if (recall.at + wait > ground.clock()) return undefined;
  if (payment.isReturned) return { answer: 'refused', reason: 'returned_before' };
  return behaviour === 'keeps' ? { answer: 'refused', reason: 'payee_refused' } : { answer: 'returned' };
}
