import { type EpochSeconds, isUuid } from '@warifu/base';
import type { Directory } from '../../banks/directory.ts';
import type { ListBookedOrders } from '../../orders/booked-order.ts';
import { decodeTerms, totalOf } from '../terms.ts';
import type { PayeeView, Receipt, TransferTerms } from '../transfer.ts';
import type { TransferPorts } from '../transfer-ports.ts';
import { recallOf, stateOf } from './fate.ts';
import { findReceiptRow, listRecentPayees, listWaiting, type ReceiptRow } from './queries.ts';

/** Recent payees are looked for among so many transfers. */
const RECENT_TRANSFERS_MAX = 200;
const BOOKED_MAX = 200;

export interface Receipts {
  readonly receiptOf: (contractId: string, orderId: string) => Promise<Receipt | undefined>;
  readonly recentPayees: (contractId: string) => Promise<readonly PayeeView[]>;
  readonly listBookedTransfers: ListBookedOrders;
}

/** What became of transfers: receipts, and those whom money was sent to. */
export function openReceipts(ports: TransferPorts): Receipts {
  const { database, configuration, directory } = ports;
  return {
    receiptOf: async (contractId, orderId) => {
      const row = isUuid(orderId) ? await findReceiptRow(database.kysely, contractId, orderId) : undefined;
      return row && receiptOfRow(row);
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
    listBookedTransfers: (contractId) => listWaiting(database, contractId, BOOKED_MAX),
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

const receiptOfRow = (row: ReceiptRow): Receipt => {
  const terms = decodeTerms(row.terms);
  const recall = recallOf(row);
  const isReturned = row.returnedAt !== null && row.recallState !== 'returned';
  return {
    orderId: row.orderId,
    receiptNumber: row.receiptNumber,
    executedAt: row.executedAt,
    terms,
    total: totalOf(terms),
    transferState: stateOf(row),
    ...bookingOf(row),
    ...(isReturned && row.returnedAt !== null
      ? { returned: { at: row.returnedAt, reason: row.returnReason ?? '' } }
      : {}),
    ...(recall === undefined ? {} : { recall }),
  };
};

const bookingOf = ({
  bookingState,
  bookingReason,
  bookingSettledAt,
}: ReceiptRow): Pick<Receipt, 'booking'> =>
  bookingState === null
    ? {}
    : {
        booking: {
          state: bookingState,
          ...(bookingSettledAt === null ? {} : { settledAt: bookingSettledAt }),
          ...(bookingReason === null ? {} : { reason: bookingReason }),
        },
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
