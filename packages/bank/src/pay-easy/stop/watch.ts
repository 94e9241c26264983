import { type BusinessDate, epochSeconds, uuidv7 } from '@warifu/base';
import { type Tx, transact } from '@warifu/pg';
import { insertAudit } from '../../audit/record.ts';
import type { BankMoment } from '../../calendar/bank-day.ts';
import { addDays } from '../../calendar/business-date.ts';
import type { Channel } from '../../contracts/contract.ts';
import { insertNotices } from '../../notices/record.ts';
import type { BankTables } from '../../tables.ts';
import type { BillRefusal, PayEasyStop } from '../bill-payment.ts';
import type { PayEasyPorts } from '../pay-easy-ports.ts';
import {
  countTries,
  deleteTries,
  deleteTry,
  findStop,
  insertTry,
  lockStop,
  markUnknown,
  type StopRow,
  writeStop,
} from './queries.ts';

type Stopped = Extract<BillRefusal, { readonly reason: 'pay_easy_stopped' }>;
type TryRefusal = Stopped | Extract<BillRefusal, { readonly reason: 'too_many_at_once' }>;
type UnknownRefusal = Stopped | Extract<BillRefusal, { readonly reason: 'bill_unknown' }>;

/** An inquiry that was let through, and is to be told how it ended. */
export interface BillTry {
  readonly tryId: string;
  readonly contractId: string;
}

/** An inquiry that has no answer after so long has none: its process ended. Above the network client's own limit. */
const IN_FLIGHT_SECONDS = 60;

const stoppedOf = ({ stoppedUntil, waitsForBranch }: StopRow, today: BusinessDate): Stopped | undefined => {
  if (waitsForBranch) return { reason: 'pay_easy_stopped' };
  return stoppedUntil !== null && today < stoppedUntil
    ? { reason: 'pay_easy_stopped', until: stoppedUntil }
    : undefined;
};

/** Whether Pay-easy is stopped for a contract, as the book has it. */
export async function judgeStop(
  db: Parameters<typeof findStop>[0],
  contractId: string,
  today: BusinessDate,
): Promise<Stopped | undefined> {
  const row = await findStop(db, contractId);
  return row && stoppedOf(row, today);
}

/** How long Pay-easy is stopped for a contract; `undefined` where it is not. */
export async function payEasyStopOf(
  db: Parameters<typeof findStop>[0],
  contractId: string,
  today: BusinessDate,
): Promise<PayEasyStop | undefined> {
  const stopped = await judgeStop(db, contractId, today);
  return stopped && (stopped.until === undefined ? {} : { until: stopped.until });
}

/**
 * Watches for strangers' bills being looked for by trying numbers.
 *
 * A try is written down before the network is asked, so that many at once find no more than one after the other. It counts
 * when no bill is found under its numbers; a bill that is found ends the row of tries.
 */
export function openWatch({ database, configuration, bankDay }: PayEasyPorts) {
  const { triesMax, stopsMax } = configuration.payEasy;

  const stop = async (
    tx: Tx<BankTables>,
    { contractId }: BillTry,
    before: StopRow,
    { now, today }: BankMoment,
  ): Promise<Stopped> => {
    const stops = before.stops + 1;
    const row = { stoppedUntil: addDays(today, 1), stops, waitsForBranch: stops >= stopsMax };
    await writeStop(tx, contractId, row);
    await deleteTries(tx, contractId);
    const detail = { stops, waitsForBranch: row.waitsForBranch };
    await insertAudit(tx, [
      { at: now, actor: { kind: 'system' }, act: 'pay_easy_stopped', contractId, detail },
    ]);
    await insertNotices(tx, [{ contractId, kind: 'pay_easy_stopped', at: now }]);
    return row.waitsForBranch
      ? { reason: 'pay_easy_stopped' }
      : { reason: 'pay_easy_stopped', until: row.stoppedUntil };
  };

  return {
    /** Lets an inquiry through, or says why not. */
    take: async (contractId: string): Promise<BillTry | TryRefusal> => {
      const { now, today } = await bankDay();
      const tryId = uuidv7();
      return transact(database.kysely, async (tx) => {
        const row = await lockStop(tx, contractId);
        const stopped = stoppedOf(row, today);
        if (stopped) return stopped;
        const tries = await countTries(tx, contractId, epochSeconds(now - IN_FLIGHT_SECONDS));
        if (tries >= triesMax) return { reason: 'too_many_at_once' };
        await insertTry(tx, { tryId, contractId, at: now });
        return { tryId, contractId };
      });
    },
    /** No bill under these numbers: it counts, and the last one of the row stops Pay-easy for the contract. */
    unknown: async (made: BillTry, channel: Channel): Promise<UnknownRefusal> => {
      const moment = await bankDay();
      const { contractId } = made;
      return transact(database.kysely, async (tx) => {
        const row = await lockStop(tx, contractId);
        const unknown = await markUnknown(tx, contractId, made.tryId);
        await insertAudit(tx, [
          {
            at: moment.now,
            actor: { kind: 'customer', id: contractId },
            act: 'bill_unknown',
            contractId,
            detail: { inARow: unknown, channel },
          },
        ]);
        if (unknown >= triesMax) return stop(tx, made, row, moment);
        return stoppedOf(row, moment.today) ?? { reason: 'bill_unknown', triesLeft: triesMax - unknown };
      });
    },
    /** A bill was found: the tries of the contract begin anew. */
    found: ({ contractId }: BillTry): Promise<void> =>
      transact(database.kysely, async (tx) => {
        await lockStop(tx, contractId);
        await deleteTries(tx, contractId);
      }),
    /** Neither found nor unknown: as if it had not been asked. */
    forget: ({ tryId }: BillTry): Promise<void> => deleteTry(database.kysely, tryId),
  };
}
