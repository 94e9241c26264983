import { unreachable } from '@warifu/base';
import type { RecallView } from '../recalls/recall.ts';
import type { TransferState } from '../transfer.ts';
import type { FateRow } from './queries.ts';

/** Where the money of a transfer is, in a word. */
export function stateOf(row: FateRow): TransferState {
  if (row.bookingState !== null && row.bookingState !== 'executed') return row.bookingState;
  if (row.recallState === 'returned') return 'recalled';
  if (row.returnedAt !== null) return 'returned';
  switch (row.outboxState) {
    case null:
      return 'credited';
    case 'due':
      return 'waiting';
    case 'sent':
    case 'stopped':
      return 'sent';
    default:
      return unreachable(row.outboxState);
  }
}

/** What was asked of the other bank, where the branch recorded that it is to be. */
export function recallOf(row: FateRow): RecallView | undefined {
  const { recallState: state, recalledAt: recordedAt, recallAnsweredAt: answeredAt } = row;
  if (state === null || recordedAt === null) return undefined;
  return { state, recordedAt, ...(answeredAt === null ? {} : { answeredAt }) };
}
