import { uuidv7, yen } from '@warifu/base';
import { type Tx, transact } from '@warifu/pg';
import { insertAudit } from '../../audit/record.ts';
import type { BankMoment } from '../../calendar/bank-day.ts';
import { SETTLEMENT_ACCOUNT } from '../../ledger/internal-accounts.ts';
import { post } from '../../ledger/posting.ts';
import { insertNotices } from '../../notices/record.ts';
import type { RecallAnswer } from '../../ports.ts';
import type { BankTables } from '../../tables.ts';
import type { TransferPorts } from '../transfer-ports.ts';
import {
  type DueRecall,
  insertRecallReturn,
  type LockedRecall,
  lockRecall,
  markAnswered,
  markAsked,
  markStopped,
  takeDueRecalls,
} from './queries.ts';

const REASON_LENGTH_MAX = 200;

/** What is to be done about a recall as things stand: `ask` the other bank, ask for its `answer`, or nothing for now. */
type Step = 'ask' | 'answer' | 'wait' | 'over';

/**
 * The job that carries recalls through to the answer of the other bank, and says how many it took up. 組戻し.
 *
 * A payment that was never handed to the network is stopped and credited here; one that may have arrived is asked for when
 * it is known to have. A network that is away leaves all of it for the next run.
 */
export function openRecalling(ports: TransferPorts): () => Promise<number> {
  const { database, configuration, bankDay } = ports;
  const { batchMax, retrySeconds } = configuration.zengin;
  return async () => {
    const { now } = await bankDay();
    const due = await takeDueRecalls(database, { now, retrySeconds, limit: batchMax });
    let fault: unknown;
    for (const recall of due) {
      try {
        await carryOn(ports, recall);
      } catch (error) {
        // Whether the question arrived is not known, and need not be: it is asked again under the same id.
        if (!(error instanceof Error && error.name === 'NetworkUnavailable')) fault = error;
      }
    }
    if (fault !== undefined) throw fault;
    return due.length;
  };
}

async function carryOn(ports: TransferPorts, { orderId }: DueRecall): Promise<void> {
  const { database, zengin, bankDay } = ports;
  const step = await transact(database.kysely, async (tx) => judgeStep(tx, orderId, await bankDay(tx)));
  if (step === 'ask') {
    await zengin.recall({ paymentId: orderId });
    await transact(database.kysely, async (tx) => noteAsked(tx, orderId, await bankDay(tx)));
  }
  if (step === 'ask' || step === 'answer') {
    const answer = await zengin.recallAnswer(orderId);
    if (answer.answer === 'waiting') return;
    await transact(database.kysely, async (tx) => settle(tx, orderId, answer, await bankDay(tx)));
  }
}

/** Looks under the locks, and settles at once what needs nobody's answer. */
async function judgeStep(tx: Tx<BankTables>, orderId: string, moment: BankMoment): Promise<Step> {
  const recall = await lockRecall(tx, orderId);
  if (recall === undefined || recall.state === 'returned' || recall.state === 'refused') return 'over';
  if (recall.isReturned) {
    await refuse(tx, recall, 'returned_before', moment);
    return 'over';
  }
  if (recall.outboxState === 'due' && recall.sentTries === 0) {
    await markStopped(tx, orderId);
    await credit(tx, recall, 'not_sent', moment);
    return 'over';
  }
  if (recall.outboxState === 'due') return 'wait';
  return recall.state === 'recorded' ? 'ask' : 'answer';
}

async function noteAsked(tx: Tx<BankTables>, orderId: string, { now }: BankMoment): Promise<void> {
  const recall = await lockRecall(tx, orderId);
  if (recall?.state !== 'recorded') return;
  await markAsked(tx, orderId, now);
  await insertAudit(tx, [actOf(recall, 'transfer_recall_asked', now)]);
}

/** The other bank's answer, once; where the amount came back as 入金不能 meanwhile, nothing is credited any more. */
async function settle(
  tx: Tx<BankTables>,
  orderId: string,
  answer: Exclude<RecallAnswer, { readonly answer: 'waiting' }>,
  moment: BankMoment,
): Promise<void> {
  const recall = await lockRecall(tx, orderId);
  if (recall === undefined || recall.state === 'returned' || recall.state === 'refused') return;
  if (recall.isReturned) return refuse(tx, recall, 'returned_before', moment);
  if (answer.answer === 'refused')
    return refuse(tx, recall, answer.reason.slice(0, REASON_LENGTH_MAX), moment);
  return credit(tx, recall, 'recalled', moment);
}

async function credit(
  tx: Tx<BankTables>,
  recall: LockedRecall,
  reason: 'not_sent' | 'recalled',
  moment: BankMoment,
): Promise<void> {
  const { orderId, contractId, receiptNumber, amount, fromAccountId, payeeKana } = recall;
  const { now } = moment;
  const postingId = uuidv7();
  const line = { kind: 'transfer_return' as const, counterparty: payeeKana };
  await post(tx, moment, [
    {
      postingId,
      orderId,
      kind: 'transfer_return',
      lines: [
        { ...line, accountId: SETTLEMENT_ACCOUNT, amount: yen(-amount) },
        { ...line, accountId: fromAccountId, amount },
      ],
    },
  ]);
  await insertRecallReturn(tx, { orderId, postingId, reason }, now);
  await markAnswered(tx, { orderId, state: 'returned', reason }, now);
  await insertNotices(tx, [{ contractId, kind: 'transfer_recalled', at: now, receiptNumber }]);
  await insertAudit(tx, [{ ...actOf(recall, 'transfer_recalled', now), detail: { reason } }]);
}

async function refuse(
  tx: Tx<BankTables>,
  recall: LockedRecall,
  reason: string,
  { now }: BankMoment,
): Promise<void> {
  const { orderId, contractId, receiptNumber, isReturned } = recall;
  await markAnswered(tx, { orderId, state: 'refused', reason }, now);
  // Who was told that the amount came back as 入金不能 need not hear that it does not.
  if (!isReturned)
    await insertNotices(tx, [{ contractId, kind: 'transfer_recall_refused', at: now, receiptNumber }]);
  await insertAudit(tx, [{ ...actOf(recall, 'transfer_recall_refused', now), detail: { reason } }]);
}

const actOf = ({ orderId, contractId }: LockedRecall, act: string, now: BankMoment['now']) => ({
  at: now,
  actor: { kind: 'system' as const },
  act,
  contractId,
  orderId,
});
