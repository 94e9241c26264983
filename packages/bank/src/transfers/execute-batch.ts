import { assert, present, type Yen, yen } from '@warifu/base';
import { type Tx, transact } from '@warifu/pg';
import type { Approval } from '../approval/approval.ts';
import { keepUnspent } from '../approval/approve.ts';
import type { BankMoment } from '../calendar/bank-day.ts';
import type { Channel } from '../contracts/contract.ts';
import type { LimitKind } from '../limits/limit.ts';
import type { BankTables } from '../tables.ts';
import { type MoneyFacts, transferNeedOf } from './facts.ts';
import { judgeTransfer } from './judge.ts';
import { type LockedRow, lockOrderRows } from './queries.ts';
import type { TransferOrder } from './read-order.ts';
import { areTermsChanged, postingLinesOf, totalOf } from './terms.ts';
import { timingOf } from './timing.ts';
import type { TransferRefusal } from './transfer.ts';
import type { TransferPorts } from './transfer-ports.ts';
import { type LimitChange, writeExecuted } from './write-executed.ts';

/** An order whose customer said yes. */
export interface ApprovedTransfer {
  readonly order: TransferOrder;
  readonly approval: Approval;
  readonly channel: Channel;
}

/** `before`: it was executed already, in another call; its first receipt is to be read. */
export type BatchOutcome =
  | { readonly outcome: 'executed'; readonly moment: BankMoment }
  | { readonly outcome: 'before' }
  | ({ readonly outcome: 'refused' } & (
      | TransferRefusal
      | { readonly reason: 'order_expired' }
      | { readonly reason: 'terms_outdated' }
      | { readonly reason: 'approval_outdated' }
    ));

interface LimitRow {
  readonly contractId: string;
  readonly kind: LimitKind;
}

/** The book under lock, as the calls decided so far leave it. */
interface Book {
  readonly rows: ReadonlyMap<string, LockedRow>;
  readonly balances: Map<string, Yen>;
  /** By contract: what this batch has executed, on top of what the rows say. */
  readonly more: Map<string, Yen>;
  readonly executed: Set<string>;
}

/**
 * Runs the transfers that their customers saw and approved, in one transaction. 振込実行.
 *
 * First as they were read, in one statement that finds out whether that still holds; where it does not, or one of them
 * is to be refused, under locks.
 */
export async function executeBatch(
  ports: TransferPorts,
  calls: readonly ApprovedTransfer[],
): Promise<readonly BatchOutcome[]> {
  const moment = await ports.bankDay();
  return (await executeAsSeen(ports, calls, moment)) ?? executeLocked(ports, calls);
}

/** `undefined`: nothing was done. */
async function executeAsSeen(
  ports: TransferPorts,
  calls: readonly ApprovedTransfer[],
  moment: BankMoment,
): Promise<readonly BatchOutcome[] | undefined> {
  const contracts = new Set(calls.map(({ order }) => order.contractId));
  if (contracts.size < calls.length || !calls.every(({ order }) => isUsual(order))) return undefined;
  const rows = calls.map(({ order }) => ({ ...order, fromAccountId: order.terms.fromAccountId }));
  const book = bookOf(new Map(rows.map((row) => [row.orderId, row])));
  const outcomes = calls.map((call) => decide(ports, call, book, moment));
  if (!outcomes.every(({ outcome }) => outcome === 'executed')) return undefined;
  try {
    await write(ports.database.kysely, ports, calls, book, moment, true);
    return outcomes;
  } catch (error) {
    if (isOutdated(error)) return undefined;
    throw error;
  }
}

/** Whether `bank.execute_transfers` can tell by itself that this contract still is what it was. */
const isUsual = ({ contractState, otpMark }: MoneyFacts): boolean =>
  contractState === 'active' && otpMark === 'registered';

/**
 * Without a token the limit of 振込 and Pay-easy together holds. With one it may hold as well, in a cool-down: the mark of
 * the contract is no sign of it.
 */
const countsTogether = ({ otpMark, coolDownUntil }: MoneyFacts): boolean =>
  otpMark !== 'registered' || coolDownUntil !== null;

/**
 * Each is judged against the book as the ones before it left it, so two that drain one account cannot both pass.
 */
const executeLocked = (
  ports: TransferPorts,
  calls: readonly ApprovedTransfer[],
): Promise<readonly BatchOutcome[]> =>
  transact(ports.database.kysely, async (tx) => {
    const moment = await ports.bankDay(tx);
    const book = await openBook(tx, calls, moment);
    const outcomes = calls.map((call) => decide(ports, call, book, moment));

    // From here on every transfer that `decide` let through must succeed: what fails below is a bug.
    const executed = calls.filter((_, index) => outcomes[index]?.outcome === 'executed');
    const refused = calls.filter((_, index) => outcomes[index]?.outcome === 'refused');
    if (executed.length > 0) await write(tx, ports, executed, book, moment, false);
    await keepUnspent(
      tx,
      refused.map((call) => call.approval),
    );
    return outcomes;
  });

/** Takes every lock, in the house's order, and then, in a statement of its own, reads what they waited for. */
async function openBook(
  tx: Tx<BankTables>,
  calls: readonly ApprovedTransfer[],
  { today }: BankMoment,
): Promise<Book> {
  const orders = calls.map((call) => call.order);
  const limits = orders.flatMap((order): LimitRow[] => [
    ...(countsTogether(order) ? [{ contractId: order.contractId, kind: 'bill_payment' as const }] : []),
    { contractId: order.contractId, kind: 'transfer' },
  ]);
  const rows = await lockOrderRows(tx, {
    orders: orders.map(({ orderId, terms }) => ({ orderId, fromAccountId: terms.fromAccountId })),
    limits,
    accountIds: [
      ...new Set(orders.flatMap(({ terms }) => postingLinesOf(terms).map((line) => line.accountId))),
    ],
    today,
  });
  return bookOf(rows);
}

const bookOf = (rows: ReadonlyMap<string, LockedRow>): Book => ({
  rows,
  balances: new Map([...rows.values()].map((row) => [row.fromAccountId, row.balance])),
  more: new Map(),
  executed: new Set(),
});

/** Judges one call, and, where it passes, changes the book in memory for the ones after it. */
function decide(
  { configuration }: TransferPorts,
  call: ApprovedTransfer,
  book: Book,
  moment: BankMoment,
): BatchOutcome {
  const { order, approval, channel } = call;
  const { orderId, contractId, terms } = order;
  const row = book.rows.get(orderId);
  assert(row, 'a locked order is there');
  if (row.state === 'executed' || book.executed.has(orderId)) return { outcome: 'before' };
  if (row.state !== 'prepared' || order.expiresAt <= moment.now)
    return { outcome: 'refused', reason: 'order_expired' };
  const timing = timingOf(moment, terms.payee.bankCode, configuration);
  if (areTermsChanged(terms, timing, configuration.fees))
    return { outcome: 'refused', reason: 'terms_outdated' };
  const more = book.more.get(contractId) ?? yen(0n);
  const need = transferNeedOf(row, channel, moment, configuration, more);
  const refusal = judgeTransfer({
    fromAccountId: terms.fromAccountId,
    toAccountId: terms.toAccountId,
    amount: terms.amount,
    total: totalOf(terms),
    balance: book.balances.get(terms.fromAccountId) ?? yen(0n),
    need,
  });
  if (refusal) return { outcome: 'refused', ...refusal };
  // A token registered in between asks for its code: what was given before is not enough any more.
  if (approval.expiresAt <= moment.now || approval.method !== need.need)
    return { outcome: 'refused', reason: 'approval_outdated' };

  book.executed.add(orderId);
  book.more.set(contractId, yen(more + terms.amount));
  for (const { accountId, amount } of postingLinesOf(terms)) {
    const balance = book.balances.get(accountId);
    if (balance !== undefined) book.balances.set(accountId, yen(balance + amount));
  }
  return { outcome: 'executed', moment };
}

const write = (
  db: Parameters<typeof writeExecuted>[0],
  { configuration }: TransferPorts,
  executed: readonly ApprovedTransfer[],
  book: Book,
  moment: BankMoment,
  isSeen: boolean,
): Promise<void> => {
  const limits = new Map<string, LimitChange>();
  for (const { order } of executed) {
    const { contractId } = order;
    const row = present(book.rows.get(order.orderId), 'what was judged was read');
    const added = present(book.more.get(contractId), 'what was let through was counted');
    const bills = countsTogether(order) ? row.usedByBills : undefined;
    const { limit: setting, used, coolDownUntil } = row;
    limits.set(contractId, { contractId, bills, coolDownUntil, setting, used, added });
  }
  const judged = executed.map((call) => ({
    ...call,
    dueSecond: dueSecondOf(call.order.terms.mode, configuration.transfers.coreFromSeconds),
  }));
  return writeExecuted(db, judged, [...limits.values()], moment, isSeen);
};

/** From which second of the value date the payment may go to the network; `undefined` where it is credited here. */
const dueSecondOf = (mode: TransferOrder['terms']['mode'], coreFromSeconds: number): number | undefined => {
  if (mode === 'same_bank_now') return undefined;
  return mode === 'next_opening' ? coreFromSeconds : 0;
};

/** serialization_failure, deadlock_detected, and check_violation: a balance that would fall below zero. */
const OUTDATED = new Set(['40001', '40P01', '23514']);

const isOutdated = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && OUTDATED.has(String(error.code));
