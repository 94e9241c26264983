import { type EpochSeconds, isUuid, unreachable } from '@warifu/base';
import type { Directory } from '../../banks/directory.ts';
import type { ListBookedOrders } from '../../orders/booked-order.ts';
import { orderStateOf } from '../../orders/order.ts';
import { decodeTerms, totalOf } from '../terms.ts';
import type {
  HistoryLine,
  OrderView,
  PayeeView,
  Receipt,
  TransferState,
  TransferTerms,
} from '../transfer.ts';
import type { TransferPorts } from '../transfer-ports.ts';
import {
  findOrderState,
  listReceiptRows,
  listRecentPayees,
  listWaiting,
  type ReceiptRow,
} from './queries.ts';

const HISTORY_LIMIT_DEFAULT = 20;
const HISTORY_LIMIT_MAX = 100;
/** Recent payees are looked for among so many transfers. */
const RECENT_TRANSFERS_MAX = 200;
const BOOKED_MAX = 100;

export interface Receipts {
  readonly receiptOf: (contractId: string, orderId: string) => Promise<Receipt | undefined>;
  readonly orderOf: (contractId: string, orderId: string) => Promise<OrderView | undefined>;
  readonly history: (call: {
    readonly contractId: string;
    readonly before?: string;
    readonly limit?: number;
  }) => Promise<{ readonly lines: readonly HistoryLine[]; readonly next?: string }>;
  readonly recentPayees: (contractId: string) => Promise<readonly PayeeView[]>;
  readonly listBookedOrders: ListBookedOrders;
}

/** What became of orders: receipts, 取引履歴, and those whom money was sent to. */
export function openReceipts(ports: TransferPorts): Receipts {
  const { database, clock, configuration, directory } = ports;
  return {
    receiptOf: async (contractId, orderId) => {
      if (!isUuid(orderId)) return undefined;
      const [row] = await listReceiptRows(database, { contractId, orderId, limit: 1 });
      return row && receiptOfRow(row);
    },
    orderOf: async (contractId, orderId) => {
      if (!isUuid(orderId)) return undefined;
      const row = await findOrderState(database, contractId, orderId);
      if (!row) return undefined;
      const { receiptNumber, ...order } = row;
      return {
        ...order,
        kind: 'transfer',
        state: orderStateOf(row, clock()),
        ...(row.state === 'executed' ? { receiptNumber } : {}),
      };
    },
    history: async ({ contractId, before, limit = HISTORY_LIMIT_DEFAULT }) => {
      if (before !== undefined && !isUuid(before)) return { lines: [] };
      const shown = Math.min(HISTORY_LIMIT_MAX, Math.max(1, Math.trunc(limit)));
      const rows = await listReceiptRows(database, {
        contractId,
        ...(before === undefined ? {} : { before }),
        limit: shown + 1,
      });
      const lines = rows.slice(0, shown).map(lineOf);
      const last = lines.at(-1);
      return rows.length > shown && last ? { lines, next: last.orderId } : { lines };
    },
    recentPayees: async (contractId) => {
      const rows = await listRecentPayees(
        database,
        contractId,
        RECENT_TRANSFERS_MAX,
        configuration.transfers.recentPayeesMax,
      );
      return rows.flatMap((row) => payeeViewOf(row, directory));
    },
    listBookedOrders: (contractId) => listWaiting(database, contractId, BOOKED_MAX),
  };
}

/** A payee whose bank or branch is gone since is not offered again. */
function payeeViewOf(
  { payeeKana, ...payee }: Awaited<ReturnType<typeof listRecentPayees>>[number],
  directory: Directory,
): readonly PayeeView[] {
  const bank = directory.bankOf(payee.bankCode);
  const branch = directory.branchOf(payee.bankCode, payee.branchCode);
  return bank && branch ? [{ ...payee, bankName: bank.name, branchName: branch.name, kana: payeeKana }] : [];
}

function stateOf(row: ReceiptRow): TransferState {
  if (row.returnedAt !== null) return 'returned';
  switch (row.outboxState) {
    case null:
      return 'credited';
    case 'due':
      return 'waiting';
    case 'sent':
      return 'sent';
    default:
      return unreachable(row.outboxState);
  }
}

const receiptOfRow = (row: ReceiptRow): Receipt => {
  const terms = decodeTerms(row.terms);
  return {
    orderId: row.orderId,
    receiptNumber: row.receiptNumber,
    executedAt: row.executedAt,
    terms,
    total: totalOf(terms),
    transferState: stateOf(row),
    ...(row.returnedAt === null ? {} : { returned: { at: row.returnedAt, reason: row.returnReason ?? '' } }),
  };
};

const lineOf = (row: ReceiptRow): HistoryLine => {
  const { payee, amount, fee, valueDate } = decodeTerms(row.terms);
  return {
    orderId: row.orderId,
    kind: 'transfer',
    channel: row.channel,
    receiptNumber: row.receiptNumber,
    executedAt: row.executedAt,
    payee,
    amount,
    fee,
    valueDate,
    transferState: stateOf(row),
  };
};

/** The receipt of an order that was executed this very moment, without asking the book again. */
export const firstReceiptOf = (
  order: { readonly orderId: string; readonly receiptNumber: string; readonly terms: TransferTerms },
  executedAt: EpochSeconds,
): Receipt => ({
  orderId: order.orderId,
  receiptNumber: order.receiptNumber,
  executedAt,
  terms: order.terms,
  total: totalOf(order.terms),
  transferState: order.terms.mode === 'same_bank_now' ? 'credited' : 'waiting',
});
