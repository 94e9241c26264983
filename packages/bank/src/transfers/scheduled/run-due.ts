import { assert, present, uuidv7, type Yen, yen } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import { type AuditRow, insertAudit } from '../../audit/record.ts';
import type { Directory } from '../../banks/directory.ts';
import type { BankConfiguration } from '../../configuration.ts';
import type { DayJob, DayMoment } from '../../day/day.ts';
import { post } from '../../ledger/posting.ts';
import { insertNotices } from '../../notices/record.ts';
import { digestOf, isSameDigest } from '../../orders/terms-digest.ts';
import type { BankTables } from '../../tables.ts';
import { judgePayee } from '../judge-payee.ts';
import { decodeTerms, encodeTerms, postingLinesOf, totalOf } from '../terms.ts';
import type { BookingFailure } from '../transfer.ts';
import {
  type DueRow,
  insertOutbox,
  insertTransfers,
  listAvailable,
  listDueBookings,
  lockAccounts,
  lockDueBookings,
} from './due-queries.ts';
import { markSettled } from './queries.ts';
import type { ScheduledTransferTerms } from './scheduled-transfer.ts';

interface DueBooking extends Omit<DueRow, 'terms' | 'termsDigest'> {
  readonly terms: ScheduledTransferTerms;
}

interface Judged {
  readonly booking: DueBooking;
  readonly failure: BookingFailure | undefined;
}

/**
 * The day's booked transfers, by their receipt numbers: each is debited with its fee, or fails and is told. 予約振込の実行.
 *
 * Each is judged against the book as the ones before it left it. A booking is of a later day than the one it was given on,
 * so one that fails has no limit to give back.
 */
export function openScheduledTransferJob(ground: {
  readonly directory: Directory;
  readonly configuration: BankConfiguration;
}): DayJob {
  const { coreFromSeconds } = ground.configuration.transfers;
  return {
    name: 'scheduled_transfers',
    when: 'business_days',
    listDue: (tx, { today }, { limit, except }) => listDueBookings(tx, today, limit, except),
    run: async (tx, day, items) => {
      const bookings = (await lockDueBookings(tx, items)).map(read);
      await lockAccounts(tx, [
        ...new Set(bookings.flatMap(({ terms }) => postingLinesOf(terms).map((line) => line.accountId))),
      ]);
      const available = await listAvailable(
        tx,
        bookings.flatMap(({ terms }) => [terms.fromAccountId, ...toAccount(terms)]),
      );
      const judged = bookings.map((booking) => decide(ground.directory, booking, available));

      // From here on every transfer that was let through must succeed.
      await carryOut(tx, day, judged, coreFromSeconds);
    },
  };
}

const toAccount = ({ toAccountId }: ScheduledTransferTerms): readonly string[] =>
  toAccountId === undefined ? [] : [toAccountId];

function read({ terms: encoded, termsDigest, ...row }: DueRow): DueBooking {
  const terms = decodeTerms(encoded);
  assert(
    isSameDigest(digestOf(encodeTerms(terms)), termsDigest) && totalOf(terms) === row.total,
    'what is debited on its day is what was booked',
  );
  return { ...row, terms };
}

/** Judges one, and, where it passes, changes the balances in memory for the ones after it. */
function decide(directory: Directory, booking: DueBooking, available: Map<string, Yen>): Judged {
  const { terms } = booking;
  const failure = failureOf(directory, terms, available);
  if (failure === undefined) {
    for (const { accountId, amount } of postingLinesOf(terms)) {
      const before = available.get(accountId);
      if (before !== undefined) available.set(accountId, yen(before + amount));
    }
  }
  return { booking, failure };
}

function failureOf(
  directory: Directory,
  terms: ScheduledTransferTerms,
  available: ReadonlyMap<string, Yen>,
): BookingFailure | undefined {
  const misdirected = judgePayee(terms.payee, directory)?.reason;
  if (misdirected === 'payee_bank_unknown' || misdirected === 'payee_branch_unknown') return misdirected;
  if (terms.toAccountId !== undefined && !available.has(terms.toAccountId)) return 'payee_account_unknown';
  const balance = present(available.get(terms.fromAccountId), 'the account of a booking is there');
  return totalOf(terms) > balance ? 'funds_insufficient' : undefined;
}

async function carryOut(
  tx: Tx<BankTables>,
  day: DayMoment,
  judged: readonly Judged[],
  coreFromSeconds: number,
): Promise<void> {
  const debited = judged.flatMap(({ booking, failure }) => (failure === undefined ? [booking] : []));
  const failed = judged.flatMap(({ booking, failure }) =>
    failure === undefined ? [] : [{ orderId: booking.orderId, state: 'failed' as const, reason: failure }],
  );
  await post(
    tx,
    day,
    debited.map(({ orderId, terms }) => ({
      postingId: uuidv7(),
      orderId,
      kind: 'scheduled_transfer',
      lines: postingLinesOf(terms),
    })),
  );
  await insertTransfers(tx, debited, day.today);
  const outgoing = debited.filter(({ terms }) => terms.toAccountId === undefined);
  await insertOutbox(tx, outgoing, day, coreFromSeconds);
  await markSettled(tx, failed, day);
  await insertNotices(
    tx,
    judged.map(({ booking: { contractId, receiptNumber }, failure }) => ({
      contractId,
      receiptNumber,
      at: day.now,
      kind: failure === undefined ? ('transfer_executed' as const) : ('scheduled_transfer_failed' as const),
    })),
  );
  await insertAudit(
    tx,
    judged.map((one) => auditOf(one, day)),
  );
}

const auditOf = ({ booking, failure }: Judged, { now, today }: DayMoment): AuditRow => ({
  at: now,
  actor: { kind: 'system' },
  act: failure === undefined ? 'scheduled_transfer_debited' : 'scheduled_transfer_failed',
  contractId: booking.contractId,
  orderId: booking.orderId,
  detail: {
    receiptNumber: booking.receiptNumber,
    businessDate: today,
    ...(failure === undefined ? { total: String(booking.total) } : { reason: failure }),
  },
});
