import { Bug, present, unreachable } from '@warifu/base';
import { isDatabaseFault, type Tx, transact } from '@warifu/pg';
import type { Approval } from '../../approval/approval.ts';
import { type ApprovalOutcome, type Approve, keepUnspent, openApprove } from '../../approval/approve.ts';
import { judgeCodes } from '../../approval/judge-codes.ts';
import type { OrderNeed } from '../../approval/need.ts';
import { limitKindOf } from '../../approval/policy.ts';
import { insertAudit } from '../../audit/record.ts';
import type { BankMoment } from '../../calendar/bank-day.ts';
import type { Channel } from '../../contracts/contract.ts';
import { post } from '../../ledger/posting.ts';
import type { LimitKind } from '../../limits/limit.ts';
import { insertNotices } from '../../notices/record.ts';
import type { BankTables } from '../../tables.ts';
import { executeWithoutMoney, lockOrder } from '../execute-order.ts';
import { movesMoneyNow, orderStateOf } from '../order.ts';
import type {
  CarriedOut,
  ExecuteCall,
  ExecuteOutcome,
  ExecuteRefusal,
  OrderPlan,
  PrepareOutcome,
  Queryable,
  Reason,
} from './plan.ts';
import type { PlannedPorts } from './planned-ports.ts';
import { countAgainstLimit, lockMoney, markExecuted } from './queries.ts';
import { judgeLimit, limitYenOf, needFor, type ReadOrder, readOrder, viewOf } from './read.ts';

type Refused<Refusal extends Reason> = { readonly outcome: 'refused' } & ExecuteRefusal<Refusal>;
type Judged<Refusal extends Reason> =
  | { readonly outcome: 'passed'; readonly need: OrderNeed }
  | { readonly outcome: 'outdated' }
  | Refused<Refusal>;

export interface ExecutionParts<Wish, Terms, Refusal extends Reason> {
  readonly ports: PlannedPorts;
  readonly plan: OrderPlan<Wish, Terms, Refusal>;
  /** The same wish with the terms of now, as an order of its own. */
  readonly renew: (order: ReadOrder<Terms>, channel: Channel) => Promise<PrepareOutcome<Terms, Refusal>>;
}

/**
 * The code, and the order is carried out. 実行.
 *
 * All that can be judged is judged before a code is spent, and again under the locks. Executing an order twice returns
 * what the first time gave and asks for no second code.
 */
export function openExecution<Wish, Terms, Refusal extends Reason>(
  parts: ExecutionParts<Wish, Terms, Refusal>,
): (call: ExecuteCall) => Promise<ExecuteOutcome<Terms, Refusal>> {
  const { ports, plan } = parts;
  const { database, configuration, bankDay } = ports;
  const approve = openApprove(ports);
  const read = async (call: ExecuteCall) => readOrder(database.kysely, plan, call, (await bankDay()).today);
  const executed = async (call: ExecuteCall): Promise<ExecuteOutcome<Terms, Refusal>> => {
    const order = present(await read(call), 'an executed order is there');
    return {
      outcome: 'executed',
      order: viewOf(plan.kind, order, call.channel, await bankDay(), configuration),
    };
  };
  return async (call) => {
    const order = await read(call);
    if (order === undefined) return { outcome: 'refused', reason: 'order_unknown' };
    if (order.state === 'executed') return executed(call);
    // What refuses it may be its own execution, by another press of the button: then it is executed.
    const unlessExecuted = async (
      refusal: () => Promise<ExecuteOutcome<Terms, Refusal>>,
    ): Promise<ExecuteOutcome<Terms, Refusal>> =>
      (await read(call))?.state === 'executed' ? executed(call) : refusal();
    const judged = await judge(parts, database.kysely, order, call.channel, await bankDay());
    if (judged.outcome === 'outdated') return unlessExecuted(() => renewed(parts, order, call));
    if (judged.outcome === 'refused') return unlessExecuted(() => note(parts, order, call, judged));
    const approved = await askForApproval(approve, parts, order, call, judged.need);
    if (approved?.outcome === 'refused') return unlessExecuted(async () => ({ ...approved }));
    const run = await runOnce(parts, order, call, approved?.approval);
    if (run.outcome === 'outdated') return renewed(parts, order, call);
    return run.outcome === 'refused' ? note(parts, order, call, run) : executed(call);
  };
}

/** Everything that decides, from what `db` sees: before the code without locks, and after it under them. */
async function judge<Wish, Terms, Refusal extends Reason>(
  { ports, plan }: ExecutionParts<Wish, Terms, Refusal>,
  db: Queryable,
  order: ReadOrder<Terms>,
  channel: Channel,
  moment: BankMoment,
): Promise<Judged<Refusal>> {
  if (orderStateOf(order, moment.now) !== 'prepared') return { outcome: 'refused', reason: 'order_expired' };
  const { contractId, terms } = order;
  const need: OrderNeed =
    order.channel === channel
      ? needFor(plan.kind, order, channel, moment, ports.configuration)
      : { need: 'refused', reason: 'other_channel', channel: order.channel };
  if (need.need === 'refused') return { outcome: 'refused', reason: 'not_allowed', because: need };
  const drawn = await plan.termsNow(db, { contractId, wish: plan.wishOf(terms), moment });
  if ('reason' in drawn) return { outcome: 'refused', ...drawn };
  if (plan.encode(drawn.terms) !== plan.encode(terms)) return { outcome: 'outdated' };
  const over = judgeLimit(need, limitYenOf(plan, terms));
  return over ? { outcome: 'refused', ...over } : { outcome: 'passed', need };
}

/** A new confirm page with the terms of now; where even that is refused, this is what the customer must hear. */
async function renewed<Wish, Terms, Refusal extends Reason>(
  parts: ExecutionParts<Wish, Terms, Refusal>,
  order: ReadOrder<Terms>,
  call: ExecuteCall,
): Promise<ExecuteOutcome<Terms, Refusal>> {
  const outcome = await parts.renew(order, call.channel);
  return outcome.outcome === 'prepared'
    ? note(parts, order, call, {
        outcome: 'refused',
        reason: 'terms_changed',
        newOrderId: outcome.order.orderId,
      })
    : outcome;
}

/** `undefined`: the kind asks for nothing. */
async function askForApproval<Wish, Terms, Refusal extends Reason>(
  approve: Approve,
  { plan }: ExecutionParts<Wish, Terms, Refusal>,
  order: ReadOrder<Terms>,
  call: ExecuteCall,
  { need }: OrderNeed,
): Promise<ApprovalOutcome | (Refused<Refusal> & { readonly outcome: 'refused' }) | undefined> {
  const { orderId, contractId, subject, termsDigest } = order;
  const asked = { orderId, contractId, subject, termsDigest, purpose: plan.kind, channel: call.channel };
  switch (need) {
    case 'nothing':
      return undefined;
    case 'otp': {
      const typed = judgeCodes(call);
      return 'reason' in typed
        ? { outcome: 'refused', ...typed }
        : approve.byCode(asked, typed.code, typed.nextCode);
    }
    case 'confirmation_password': {
      const { confirmationPassword = '' } = call;
      if (confirmationPassword === '') return { outcome: 'refused', reason: 'code_missing' };
      return approve.byConfirmationPassword(asked, confirmationPassword);
    }
    case 'refused':
      throw new Bug('an order that was let through is not refused');
    default:
      return unreachable(need);
  }
}

type Run<Refusal extends Reason> = { readonly outcome: 'executed' | 'outdated' } | Refused<Refusal>;

async function runOnce<Wish, Terms, Refusal extends Reason>(
  parts: ExecutionParts<Wish, Terms, Refusal>,
  order: ReadOrder<Terms>,
  call: ExecuteCall,
  approval: Approval | undefined,
): Promise<Run<Refusal>> {
  const { ports, plan } = parts;
  try {
    return await transact(ports.database.kysely, (tx) => run(tx, parts, order, call, approval));
  } catch (error) {
    // The answer to COMMIT may be what was lost: the order is read before anything is said to have failed.
    if (error instanceof Bug || !isDatabaseFault(error)) throw error;
    const { today } = await ports.bankDay();
    const now = await readOrder(ports.database.kysely, plan, call, today);
    if (now?.state === 'executed') return { outcome: 'executed' };
    throw error;
  }
}

async function run<Wish, Terms, Refusal extends Reason>(
  tx: Tx<BankTables>,
  parts: ExecutionParts<Wish, Terms, Refusal>,
  order: ReadOrder<Terms>,
  call: ExecuteCall,
  approval: Approval | undefined,
): Promise<Run<Refusal>> {
  const { ports, plan } = parts;
  const { contractId, orderId } = order;
  await lockOrder(tx, contractId, orderId);
  const moment = await ports.bankDay(tx);
  await plan.lock?.(tx, order.terms);
  const limitKind = limitKindOf(plan.kind);
  const accounts = plan.accountsOf?.(order.terms) ?? [];
  if (limitKind !== undefined || accounts.length > 0)
    await lockMoney(tx, limitKind === undefined ? [] : bothLimits(contractId), accounts, moment.today);

  const locked = present(await readOrder(tx, plan, call, moment.today), 'a locked order is there');
  if (locked.state === 'executed') return { outcome: 'executed' };
  const judged = await judge(parts, tx, locked, call.channel, moment);
  const outcome = judged.outcome === 'passed' ? judgeApproval(judged.need, approval, moment) : judged;
  if (outcome) {
    if (approval) await keepUnspent(tx, [approval]);
    return outcome;
  }
  await carryOut(tx, parts, locked, approval, moment);
  return { outcome: 'executed' };
}

/** Without a token, and in a cool-down, both count together: so both rows are locked, whichever is counted. */
const bothLimits = (
  contractId: string,
): readonly { readonly contractId: string; readonly kind: LimitKind }[] => [
  { contractId, kind: 'bill_payment' },
  { contractId, kind: 'transfer' },
];

/** A token registered in between asks for its code: what was given before is not enough any more. */
const judgeApproval = (
  { need }: OrderNeed,
  approval: Approval | undefined,
  { now }: BankMoment,
): { readonly outcome: 'refused'; readonly reason: 'code_missing' } | undefined =>
  need === 'nothing' || (approval && approval.expiresAt > now && approval.method === need)
    ? undefined
    : { outcome: 'refused', reason: 'code_missing' };

/** From here on the order must succeed: what fails below is a bug. */
async function carryOut<Wish, Terms, Refusal extends Reason>(
  tx: Tx<BankTables>,
  { plan }: ExecutionParts<Wish, Terms, Refusal>,
  order: ReadOrder<Terms>,
  approval: Approval | undefined,
  moment: BankMoment,
): Promise<void> {
  const { orderId, contractId, receiptNumber, channel, terms } = order;
  const { now, today } = moment;
  const isMoneyMoved = movesMoneyNow(plan.kind);
  if (approval !== undefined && !isMoneyMoved) await executeWithoutMoney(tx, approval, now, today);
  else await markExecuted(tx, orderId, now, today);
  const limitKind = limitKindOf(plan.kind);
  const amount = limitYenOf(plan, terms);
  if (limitKind !== undefined && amount > 0n)
    await countAgainstLimit(tx, { contractId, kind: limitKind, today, amount });

  const carried = await plan.carryOut(tx, { orderId, contractId, receiptNumber, channel, terms, moment });
  if (isMoneyMoved !== (carried.posting !== undefined))
    throw new Bug('a kind of order moves money or does not');
  if (carried.posting)
    await post(tx, moment, [
      { postingId: orderId, orderId, ...carried.posting, ...(approval === undefined ? {} : { approval }) },
    ]);
  await tellExecuted(tx, plan.kind, order, carried, approval, now);
}

async function tellExecuted<Terms>(
  tx: Tx<BankTables>,
  kind: string,
  { contractId, orderId, receiptNumber, channel }: ReadOrder<Terms>,
  { notice = { kind: 'order_executed', params: { kind } }, detail = {} }: CarriedOut,
  approval: Approval | undefined,
  now: BankMoment['now'],
): Promise<void> {
  await insertNotices(tx, [{ contractId, at: now, receiptNumber, ...notice }]);
  await insertAudit(tx, [
    {
      at: now,
      actor: { kind: 'customer', id: contractId },
      act: `${kind}_executed`,
      contractId,
      orderId,
      detail: { receiptNumber, ...detail, method: approval?.method ?? 'none', channel },
    },
  ]);
}

/** Writes down what was refused and why. */
async function note<Wish, Terms, Refusal extends Reason>(
  { ports, plan }: ExecutionParts<Wish, Terms, Refusal>,
  { contractId, orderId }: ReadOrder<Terms>,
  { channel }: ExecuteCall,
  refused: Refused<Refusal>,
): Promise<Refused<Refusal>> {
  await transact(ports.database.kysely, (tx) =>
    insertAudit(tx, [
      {
        at: ports.clock(),
        actor: { kind: 'customer', id: contractId },
        act: `${plan.kind}_refused`,
        contractId,
        orderId,
        detail: { reason: refused.reason, channel },
      },
    ]),
  );
  return refused;
}
