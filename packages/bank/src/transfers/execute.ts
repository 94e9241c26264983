import { Bug, present, unreachable } from '@warifu/base';
import { batched, grouped, isDatabaseFault, transact } from '@warifu/pg';
import { type ApprovalCall, type Approve, openApprove } from '../approval/approve.ts';
import { judgeCodes } from '../approval/judge-codes.ts';
import type { OrderNeed } from '../approval/need.ts';
import { insertAudit } from '../audit/record.ts';
import type { Channel } from '../contracts/contract.ts';
import { orderStateOf } from '../orders/order.ts';
import { type ApprovedTransfer, type BatchOutcome, executeBatch } from './execute-batch.ts';
import { judgeChannel, transferNeedOf } from './facts.ts';
import { judgeTransfer } from './judge.ts';
import type { Preparation } from './prepare.ts';
import type { ReadOrder, TransferOrder } from './read-order.ts';
import { firstReceiptOf, type Receipts } from './receipts/receipts.ts';
import { areTermsChanged, totalOf } from './terms.ts';
import { timingOf } from './timing.ts';
import type { ExecuteRefusal, ExecuteTransfer, ExecuteTransferOutcome } from './transfer.ts';
import type { TransferPorts } from './transfer-ports.ts';

type Refused = { readonly outcome: 'refused' } & ExecuteRefusal;
const refused = (refusal: ExecuteRefusal): Refused => ({ outcome: 'refused', ...refusal });

interface ExecutionParts {
  readonly readOrder: ReadOrder;
  readonly renew: Preparation['renew'];
  readonly receiptOf: Receipts['receiptOf'];
}

/**
 * The second half of 振込: the code, and the money moves. 実行.
 *
 * All that can be judged is judged before a code is spent, and again under the locks. Executing an order twice returns
 * its first receipt and asks for no second code.
 */
export function openExecution(
  ports: TransferPorts,
  parts: ExecutionParts,
): (call: ExecuteTransfer) => Promise<ExecuteTransferOutcome> {
  const approve = openApprove(ports);
  const note = openNoting(ports);
  const run = openRunning(ports, parts);
  const together = grouped();
  // Reading, attempt and verdict of a whole group are one batch each, while the group before it is executed; the next
  // comes in when this one is, and not before: it would only wait, and be a smaller one.
  return (call) =>
    together(async (leave) => {
      const order = await parts.readOrder(call.contractId, call.orderId);
      if (!order) return refused({ reason: 'order_unknown' });
      if (order.state === 'executed') return firstTime(parts, order);
      const judged = await judgeBefore(ports, parts, order, call);
      if (judged.outcome === 'refused') return note(order, call, judged);
      // Nobody is made to wait for another's password to be hashed, or for an authority that is elsewhere.
      if (judged.need.need !== 'otp' || ports.authority.validateInLog === undefined) leave();
      const approved = await askForApproval(approve, order, call, judged.need);
      if (approved.outcome === 'refused') return approved;
      const outcome = await run({ order, approval: approved.approval, channel: call.channel, leave });
      return outcome.outcome === 'refused' ? note(order, call, outcome) : outcome;
    });
}

const firstTime = async (
  { receiptOf }: ExecutionParts,
  order: Pick<TransferOrder, 'contractId' | 'orderId'>,
): Promise<ExecuteTransferOutcome> => ({
  outcome: 'executed',
  receipt: present(await receiptOf(order.contractId, order.orderId), 'an executed order has a receipt'),
});

/** All that can be said before a code is asked for. */
async function judgeBefore(
  { bankDay, configuration }: TransferPorts,
  parts: ExecutionParts,
  order: TransferOrder,
  call: ExecuteTransfer,
): Promise<{ readonly outcome: 'passed'; readonly need: OrderNeed } | Refused> {
  const moment = await bankDay();
  const { terms } = order;
  if (orderStateOf(order, moment.now) !== 'prepared') return refused({ reason: 'order_expired' });
  const elsewhere = judgeChannel(order, call.channel);
  if (elsewhere) return refused({ reason: 'not_allowed', because: elsewhere });
  const timing = timingOf(moment, terms.payee.bankCode, configuration);
  if (areTermsChanged(terms, timing, configuration.fees)) return renewed(parts, order, call.channel);
  const need = transferNeedOf(order, call.channel, moment, configuration);
  const refusal = judgeTransfer({
    fromAccountId: terms.fromAccountId,
    toAccountId: terms.toAccountId,
    amount: terms.amount,
    total: totalOf(terms),
    balance: order.balance,
    need,
  });
  return refusal ? refused(refusal) : { outcome: 'passed', need };
}

/** A new confirm page with the terms of now; where even that is refused, this is what the customer must hear. */
async function renewed(parts: ExecutionParts, order: TransferOrder, channel: Channel): Promise<Refused> {
  const outcome = await parts.renew(order, channel);
  return outcome.outcome === 'prepared'
    ? refused({ reason: 'terms_changed', newOrderId: outcome.order.orderId })
    : outcome;
}

async function askForApproval(
  approve: Approve,
  order: TransferOrder,
  call: ExecuteTransfer,
  { need }: OrderNeed,
): Promise<Refused | Awaited<ReturnType<Approve['byCode']>>> {
  const asked: ApprovalCall = {
    orderId: order.orderId,
    contractId: order.contractId,
    subject: order.subject,
    termsDigest: order.termsDigest,
    purpose: 'transfer',
    channel: call.channel,
  };
  switch (need) {
    case 'otp': {
      const typed = judgeCodes(call);
      return 'reason' in typed ? refused(typed) : approve.byCode(asked, typed.code, typed.nextCode);
    }
    case 'confirmation_password': {
      const { confirmationPassword = '' } = call;
      if (confirmationPassword === '') return refused({ reason: 'code_missing' });
      return approve.byConfirmationPassword(asked, confirmationPassword);
    }
    // bank.post debits a customer for an approved order alone, so a table that asks for nothing here is a mistake.
    case 'nothing':
    case 'refused':
      throw new Bug('a transfer that was let through asks for an approval');
    default:
      return unreachable(need);
  }
}

interface InItsGroup extends ApprovedTransfer {
  readonly leave: () => void;
}

/** Under load one commit serves dozens of customers, and alone a call waits for nobody. */
function openRunning(ports: TransferPorts, parts: ExecutionParts) {
  const runTogether = batched(
    (calls: readonly InItsGroup[]) => {
      for (const { leave } of calls) leave();
      return executeBatch(ports, calls);
    },
    { isolates: (error) => !isFault(error), name: 'transfer execution', watch: ports.database.watch },
  );
  return async (call: InItsGroup): Promise<ExecuteTransferOutcome> => {
    const { order } = call;
    let outcome: BatchOutcome;
    try {
      outcome = await runTogether(call);
    } catch (error) {
      // The answer to COMMIT may be what was lost: the order is read before anything is said to have failed.
      if (isFault(error) && (await wasExecuted(parts, order))) return firstTime(parts, order);
      throw error;
    }
    if (outcome.outcome === 'executed') {
      return { outcome: 'executed', receipt: firstReceiptOf(order, outcome.moment.now) };
    }
    if (outcome.outcome === 'before') return firstTime(parts, order);
    if (outcome.reason === 'terms_outdated') return renewed(parts, order, call.channel);
    if (outcome.reason === 'approval_outdated') return refused({ reason: 'code_missing' });
    return outcome;
  };
}

const wasExecuted = async ({ readOrder }: ExecutionParts, order: TransferOrder): Promise<boolean> =>
  (await readOrder(order.contractId, order.orderId))?.state === 'executed';

/** Whether the database failed, and not one call of the batch: a bug meets its own alone. */
const isFault = (error: unknown): boolean => !(error instanceof Bug) && isDatabaseFault(error);

/** Writes down, with the others of the moment, what was refused and why. */
function openNoting({ database, clock }: TransferPorts) {
  interface Noted {
    readonly order: TransferOrder;
    readonly call: ExecuteTransfer;
    readonly reason: string;
  }
  const write = batched(
    async (notes: readonly Noted[]) => {
      const now = clock();
      await transact(database.kysely, (tx) =>
        insertAudit(
          tx,
          notes.map(({ order, call, reason }) => ({
            at: now,
            actor: { kind: 'customer', id: order.contractId },
            act: 'transfer_refused',
            contractId: order.contractId,
            orderId: order.orderId,
            detail: { reason, channel: call.channel },
          })),
        ),
      );
      return notes.map(() => undefined);
    },
    { name: 'refusal notes', watch: database.watch },
  );
  return async (order: TransferOrder, call: ExecuteTransfer, outcome: Refused): Promise<Refused> => {
    await write({ order, call, reason: outcome.reason });
    return outcome;
  };
}
