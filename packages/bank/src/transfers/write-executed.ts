import { type EpochSeconds, uuidv7, type Yen } from '@warifu/base';
import { at, type Database, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { Approval } from '../approval/approval.ts';
import type { BankMoment } from '../calendar/bank-day.ts';
import type { Channel } from '../contracts/contract.ts';
import type { BankTables } from '../tables.ts';
import type { TransferOrder } from './read-order.ts';
import { postingLinesOf } from './terms.ts';

/** A transfer that was judged and must succeed now. */
export interface Judged {
  readonly order: TransferOrder;
  readonly approval: Approval;
  readonly channel: Channel;
  /** From which second of the value date the payment may go to the network; `undefined` where it is credited here. */
  readonly dueSecond: number | undefined;
}

/** The limit of one contract as it was seen, and what these transfers add to what it has used. */
export interface LimitChange {
  readonly contractId: string;
  /** Whether what Pay-easy has used counts against it as well, and how much that is. */
  readonly bills: Yen | undefined;
  readonly coolDownUntil: EpochSeconds | null;
  /** `null`: the default. */
  readonly setting: Yen | null;
  readonly used: Yen;
  readonly added: Yen;
}

const instants = (times: readonly EpochSeconds[]): readonly string[] => times.map(at);

/**
 * Marks the orders, counts the limits, posts, and writes transfers, outbox, notices and audit, in one statement.
 *
 * @param isSeen nothing is locked: the contracts are read again, and whatever is not as it was seen throws
 *   serialization_failure (40001), and an overdraft check_violation (23514); nothing is written then
 */
export async function writeExecuted(
  db: Database<BankTables>['kysely'] | Tx<BankTables>,
  judged: readonly Judged[],
  limits: readonly LimitChange[],
  { now, today }: BankMoment,
  isSeen: boolean,
): Promise<void> {
  const approvals = judged.map(({ approval }) => approval);
  const together = limits.filter(({ bills }) => bills !== undefined);
  const terms = judged.map(({ order }) => order.terms);
  const lines = terms.flatMap((one, index) =>
    postingLinesOf(one).map((line) => ({ ...line, posting: index + 1 })),
  );
  await sql`select bank.execute_transfers(
    ${at(now)}::timestamptz, ${today}::date, ${isSeen}::boolean,
    ${together.map((limit) => limit.contractId)}::uuid[],
    ${together.map((limit) => String(limit.bills))}::bigint[],
    ${limits.map((limit) => limit.contractId)}::uuid[],
    ${limits.map(({ coolDownUntil }) => (coolDownUntil === null ? null : at(coolDownUntil)))}::timestamptz[],
    ${limits.map((limit) => (limit.setting === null ? null : String(limit.setting)))}::bigint[],
    ${limits.map((limit) => String(limit.used))}::bigint[],
    ${limits.map((limit) => String(limit.added))}::bigint[],
    ${judged.map(({ order }) => order.orderId)}::uuid[],
    ${judged.map(({ order }) => order.contractId)}::uuid[],
    ${approvals.map((approval) => approval.termsDigest)}::bytea[],
    ${approvals.map((approval) => approval.method)}::text[],
    ${instants(approvals.map((approval) => approval.approvedAt))}::timestamptz[],
    ${instants(approvals.map((approval) => approval.expiresAt))}::timestamptz[],
    ${terms.map((one) => one.fromAccountId)}::uuid[],
    ${terms.map((one) => one.toAccountId ?? null)}::uuid[],
    ${terms.map((one) => one.payee.bankCode)}::text[],
    ${terms.map((one) => one.payee.branchCode)}::text[],
    ${terms.map((one) => one.payee.accountKind)}::text[],
    ${terms.map((one) => one.payee.accountNumber)}::text[],
    ${terms.map((one) => one.payee.kana)}::text[],
    ${terms.map((one) => one.senderKana)}::text[],
    ${terms.map((one) => String(one.amount))}::bigint[],
    ${terms.map((one) => String(one.fee))}::bigint[],
    ${terms.map((one) => one.mode)}::text[],
    ${terms.map((one) => one.valueDate)}::date[],
    ${judged.map(({ dueSecond }) => dueSecond ?? null)}::integer[],
    ${lines.map((line) => line.posting)}::integer[],
    ${lines.map((line) => line.accountId)}::uuid[],
    ${lines.map((line) => String(line.amount))}::bigint[],
    ${lines.map((line) => line.kind)}::text[],
    ${lines.map((line) => line.counterparty)}::text[],
    ${judged.map(() => uuidv7())}::uuid[],
    ${judged.map(({ order }) => order.receiptNumber)}::text[],
    ${judged.map(() => uuidv7())}::uuid[],
    ${judged.map(auditDetailOf)}::jsonb[]
  )`.execute(db);
}

const auditDetailOf = ({ order, approval, channel }: Judged): string =>
  JSON.stringify({
    receiptNumber: order.receiptNumber,
    amount: String(order.terms.amount),
    method: approval.method,
    channel,
  });
