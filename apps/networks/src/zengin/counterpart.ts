import { createHash } from 'node:crypto';
import { type Clock, type EpochSeconds, epochSeconds } from '@warifu/base';
import { holderOf } from '../holder.ts';
import { type Journal, openJournal } from '../journal.ts';
import { behaviourOf, isHolder } from './behaviour.ts';
import { openRecalls, type RecallAnsweredLine, type RecalledLine, type Recalls } from './recalls.ts';
import type { Account, Payment } from './shapes.ts';

/** Why a payment came back. 入金不能. */
export type ReturnReason = 'account_closed' | 'no_such_account' | 'name_mismatch';

export interface Return {
  /** Grows with every return: what is asked for is what comes after the last one taken. */
  readonly returnId: string;
  readonly paymentId: string;
  readonly reason: ReturnReason;
  readonly returnedAt: EpochSeconds;
}

export type TransferOutcome =
  | { readonly outcome: 'accepted'; readonly acceptedAt: EpochSeconds }
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'full' };

interface AcceptedLine {
  readonly kind: 'accepted';
  readonly payment: Payment;
  readonly at: EpochSeconds;
}
interface ReturnedLine extends Return {
  readonly kind: 'returned';
}
type Line = AcceptedLine | ReturnedLine | RecalledLine | RecallAnsweredLine;

interface Accepted {
  readonly digest: string;
  readonly accountNumber: string;
  readonly at: EpochSeconds;
  /** Resolves when the acceptance is on the disk: not before is it said. */
  readonly written: Promise<void>;
}

/** Payments that are remembered; the next one is refused, and the bank keeps it in its outbox. */
const PAYMENTS_MAX = 2_000_000;

/** 全銀 and the banks behind it: accepts payments once each, and sends some of them back. */
export interface Counterpart extends Pick<Recalls, 'recall' | 'recallAnswer'> {
  readonly inquireName: (
    account: Account,
  ) =>
    | { readonly outcome: 'found'; readonly kana: string }
    | { readonly outcome: 'unavailable' | 'no_such_account' };
  readonly accept: (payment: Payment) => Promise<TransferOutcome>;
  readonly listReturns: (after: string | undefined, limit: number) => Promise<readonly Return[]>;
  readonly counts: () => { readonly accepted: number; readonly returned: number };
  readonly close: () => Promise<void>;
}

export interface CounterpartOptions {
  readonly file: string;
  readonly clock: Clock;
  /** From acceptance to the day when a payment that cannot be credited is sent back. */
  readonly returnAfterSeconds: () => number;
}

const digestOf = ({ paymentId, payee, payeeKana, senderKana, amount, valueDate }: Payment): string =>
  createHash('sha256')
    .update(JSON.stringify([paymentId, payee.bankCode, payee.branchCode, payee.accountKind]))
    .update(JSON.stringify([payee.accountNumber, payeeKana, senderKana, amount, valueDate]))
    .digest('base64');

function returnReasonOf({ payee, payeeKana }: Payment): ReturnReason | undefined {
  const behaviour = behaviourOf(payee.accountNumber);
  if (behaviour === 'closed') return 'account_closed';
  if (behaviour === 'unknown') return 'no_such_account';
  return isHolder(payee.accountNumber, payeeKana) ? undefined : 'name_mismatch';
}

const returnIdOf = (number: number): string => String(number).padStart(12, '0');

/** Opens the counterpart on its file: what it accepted before it was killed, it has accepted. */
export async function openCounterpart(options: CounterpartOptions): Promise<Counterpart> {
  const accepted = new Map<string, Accepted>();
  const pending = new Map<string, { readonly reason: ReturnReason; readonly acceptedAt: EpochSeconds }>();
  const returns: Return[] = [];

  const remember = (payment: Payment, at: EpochSeconds, written: Promise<void>): void => {
    accepted.set(payment.paymentId, {
      digest: digestOf(payment),
      accountNumber: payment.payee.accountNumber,
      at,
      written,
    });
    const reason = returnReasonOf(payment);
    if (reason !== undefined) pending.set(payment.paymentId, { reason, acceptedAt: at });
  };
  const recalls = openRecalls({
    clock: options.clock,
    answerAfterSeconds: options.returnAfterSeconds,
    paymentOf: (paymentId) => {
      const payment = accepted.get(paymentId);
      if (payment === undefined) return undefined;
      const isReturned = pending.has(paymentId) || returns.some((made) => made.paymentId === paymentId);
      return { accountNumber: payment.accountNumber, isReturned };
    },
    write: (line) => journal.append(line),
  });
  const journal: Journal<Line> = await openJournal<Line>(options.file, (line) => {
    if (line.kind === 'accepted') remember(line.payment, line.at, Promise.resolve());
    else if (line.kind === 'returned') {
      const { returnId, paymentId, reason, returnedAt } = line;
      pending.delete(paymentId);
      returns.push({ returnId, paymentId, reason, returnedAt });
    } else recalls.take(line);
  });

  /** Sends back what has waited long enough. A return is on the disk before anybody is told of it. */
  const returnDue = async (): Promise<void> => {
    const now = options.clock();
    const writes: Promise<void>[] = [];
    const due: Return[] = [];
    for (const [paymentId, { reason, acceptedAt }] of pending) {
      if (acceptedAt + options.returnAfterSeconds() > now) continue;
      pending.delete(paymentId);
      const returnId = returnIdOf(returns.length + due.length + 1);
      const made = { returnId, paymentId, reason, returnedAt: epochSeconds(now) };
      due.push(made);
      writes.push(journal.append({ kind: 'returned', ...made }));
    }
    returns.push(...due);
    await Promise.all(writes);
  };

  return {
    inquireName: ({ accountNumber }) => {
      const behaviour = behaviourOf(accountNumber);
      if (behaviour === 'silent') return { outcome: 'unavailable' };
      if (behaviour === 'unknown') return { outcome: 'no_such_account' };
      return { outcome: 'found', kana: holderOf(accountNumber) };
    },
    accept: async (payment) => {
      const before = accepted.get(payment.paymentId);
      if (before !== undefined) {
        if (before.digest !== digestOf(payment)) return { outcome: 'conflict' };
        await before.written;
        return { outcome: 'accepted', acceptedAt: before.at };
      }
      if (accepted.size >= PAYMENTS_MAX) return { outcome: 'full' };
      const at = options.clock();
      const written = journal.append({ kind: 'accepted', payment, at });
      remember(payment, at, written);
      try {
        await written;
      } catch (error) {
        accepted.delete(payment.paymentId);
        pending.delete(payment.paymentId);
        throw error;
      }
      return { outcome: 'accepted', acceptedAt: at };
    },
    listReturns: async (after, limit) => {
      await returnDue();
      // Numbers are given without a gap, so the one after `after` stands at that place.
      const from = after === undefined ? 0 : Number(after);
      return returns.slice(from, from + limit);
    },
    recall: recalls.recall,
    recallAnswer: recalls.recallAnswer,
    counts: () => ({ accepted: accepted.size, returned: returns.length }),
    close: journal.close,
  };
}
