import { isUuid, uuidv7, yen } from '@warifu/base';
import { type Tx, transact } from '@warifu/pg';
import { type AuditRow, insertAudit } from '../../audit/record.ts';
import type { BankMoment } from '../../calendar/bank-day.ts';
import { SETTLEMENT_ACCOUNT } from '../../ledger/internal-accounts.ts';
import { type Posting, post } from '../../ledger/posting.ts';
import { insertNotices } from '../../notices/record.ts';
import type { ZenginReturn } from '../../ports.ts';
import type { BankTables } from '../../tables.ts';
import type { TransferPorts } from '../transfer-ports.ts';
import {
  findCursor,
  insertReturns,
  listReturnable,
  listUnapplied,
  lockCursor,
  markSent,
  moveCursor,
  type SentTransfer,
} from './queries.ts';

const ROUNDS_MAX = 100;
const REASON_LENGTH_MAX = 200;

/**
 * The job that credits what other banks sent back, and says how many. 入金不能.
 * The amount comes back, the fee does not, and the customer is told. Each return is applied once, and at most one to a
 * transfer, whatever the network repeats. A network that is away leaves them for the next run.
 */
export function openSettling(ports: TransferPorts): () => Promise<number> {
  const { database, zengin, configuration, bankDay } = ports;
  const limit = configuration.zengin.batchMax;
  return async () => {
    let settled = 0;
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const after = await findCursor(database);
      const returns = await fetchReturns(zengin, after, limit);
      if (returns.length === 0) break;
      const moment = await bankDay();
      settled += await transact(database.kysely, (tx) => applyReturns(tx, returns, moment));
      if (returns.length < limit) break;
    }
    return settled;
  };
}

async function fetchReturns(
  zengin: TransferPorts['zengin'],
  after: string | undefined,
  limit: number,
): Promise<readonly ZenginReturn[]> {
  try {
    return await zengin.fetchReturns({ ...(after === undefined ? {} : { after }), limit });
  } catch (error) {
    if (error instanceof Error && error.name === 'NetworkUnavailable') return [];
    throw error;
  }
}

interface Applied {
  readonly item: ZenginReturn;
  /** `undefined` where no transfer of ours is behind the payment, or its amount came back before. */
  readonly transfer: SentTransfer | undefined;
  readonly postingId: string;
}

async function applyReturns(
  tx: Tx<BankTables>,
  returns: readonly ZenginReturn[],
  moment: BankMoment,
): Promise<number> {
  await lockCursor(tx);
  const unapplied = await listUnapplied(
    tx,
    returns.map((item) => item.returnId),
  );
  const fresh = distinct(returns).filter((item) => unapplied.has(item.returnId));
  const returnable = new Map(await listReturnable(tx, fresh.map((item) => item.paymentId).filter(isUuid)));
  const applied = fresh.map((item): Applied => {
    const transfer = returnable.get(item.paymentId);
    returnable.delete(item.paymentId); // a second return of one payment finds nothing left
    return { item, transfer, postingId: uuidv7() };
  });
  const credited = applied.flatMap(({ transfer, ...rest }) => (transfer ? [{ ...rest, transfer }] : []));

  // A return proves that the payment arrived, even where the answer to it was lost.
  const orderIds = credited.map(({ transfer }) => transfer.orderId);
  if (orderIds.length > 0) await markSent(tx, orderIds, moment.now);
  await post(
    tx,
    moment,
    credited.map(({ transfer, postingId }) => postingOf(transfer, postingId)),
  );
  await writeDown(tx, applied, moment);
  const last = returns.at(-1);
  if (last) await moveCursor(tx, last.returnId);
  return credited.length;
}

const distinct = (returns: readonly ZenginReturn[]): readonly ZenginReturn[] => [
  ...new Map(returns.map((item) => [item.returnId, item])).values(),
];

const postingOf = (transfer: SentTransfer, postingId: string): Posting => ({
  postingId,
  orderId: transfer.orderId,
  kind: 'transfer_return',
  lines: [
    {
      accountId: SETTLEMENT_ACCOUNT,
      amount: yen(-transfer.amount),
      kind: 'transfer_return',
      counterparty: transfer.payeeKana,
    },
    {
      accountId: transfer.fromAccountId,
      amount: transfer.amount,
      kind: 'transfer_return',
      counterparty: transfer.payeeKana,
    },
  ],
});

async function writeDown(
  tx: Tx<BankTables>,
  applied: readonly Applied[],
  { now }: BankMoment,
): Promise<void> {
  if (applied.length === 0) return;
  await insertReturns(
    tx,
    applied.map(({ item, transfer, postingId }) => ({
      ...item,
      reason: item.reason.slice(0, REASON_LENGTH_MAX),
      orderId: transfer?.orderId,
      postingId: transfer && postingId,
    })),
    now,
  );
  await insertNotices(
    tx,
    applied.flatMap(({ transfer }) =>
      transfer
        ? [
            {
              contractId: transfer.contractId,
              kind: 'transfer_returned' as const,
              at: now,
              receiptNumber: transfer.receiptNumber,
            },
          ]
        : [],
    ),
  );
  await insertAudit(
    tx,
    applied.map(
      ({ item, transfer }): AuditRow => ({
        at: now,
        actor: { kind: 'system' },
        act: transfer ? 'transfer_returned' : 'return_without_transfer',
        ...(transfer ? { contractId: transfer.contractId, orderId: transfer.orderId } : {}),
        detail: { returnId: item.returnId, paymentId: item.paymentId, reason: item.reason },
      }),
    ),
  );
}
