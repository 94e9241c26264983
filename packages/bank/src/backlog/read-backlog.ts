import type { BankDay } from '../calendar/bank-day.ts';
import { daysBetween, secondOfDay } from '../calendar/business-date.ts';
import type { BankPorts } from '../ports.ts';
import type { Backlog, Queue } from './backlog.ts';
import { findBacklogRow } from './queries.ts';

const DAY_SECONDS = 86_400;
const MILLISECOND_DIGITS = 12;

/** When a UUIDv7 was made. @see RFC 9562 section 5.7 */
const secondMadeOf = (id: string): number =>
  Math.floor(Number.parseInt(id.replaceAll('-', '').slice(0, MILLISECOND_DIGITS), 16) / 1_000);

const queueOf = (count: number, ageSeconds: number | undefined): Queue => ({
  count,
  oldestSeconds: Math.max(0, ageSeconds ?? 0),
});

/** Reads how far the bank is behind. A few seeks in small indexes, whatever the size of the bank. */
export function openBacklog(
  ports: Pick<BankPorts, 'database'> & { readonly bankDay: BankDay },
): () => Promise<Backlog> {
  return async () => {
    const { now, today, isOpen } = await ports.bankDay();
    const row = await findBacklogRow(ports.database, today, secondOfDay(now));
    /** Of an id that was made when its row was. */
    const ageOf = (id: string | null) => (id === null ? undefined : now - secondMadeOf(id));
    return {
      queues: {
        transfers: queueOf(
          row.transfers,
          row.transferDue === null
            ? undefined
            : daysBetween(row.transferDue, today) * DAY_SECONDS +
                secondOfDay(now) -
                (row.transferDueSecond ?? 0),
        ),
        bill_payments: queueOf(row.billPayments, ageOf(row.oldestBillPayment)),
        mails: queueOf(row.mails, row.oldestMailAt === null ? undefined : now - row.oldestMailAt),
        audit: queueOf(row.unsealed, ageOf(row.oldestUnsealed)),
      },
      isBrakeOn: (row.brakeOnUntil ?? 0) > now,
      day: {
        isOpen,
        lagDays: row.openedOn === null ? 0 : Math.max(0, daysBetween(row.openedOn, today)),
        faults: row.dayFaults,
      },
    };
  };
}
