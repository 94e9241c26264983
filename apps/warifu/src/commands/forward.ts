import { setTimeout as wait } from 'node:timers/promises';
import type { Bank } from '@warifu/bank';
import { businessDate } from '@warifu/base';
import { findMark, judgeMark, moveBusinessDate } from '../demo/demo-mark.ts';
import { PlainFault } from '../plain-fault.ts';
import { untilSignal } from '../server/until-signal.ts';
import { withBank, withDatabase } from './with-bank.ts';

const TOLD_EVERY_MS = 1_000;
const REST_MS = 100;
/** The holidays of later years are not known. */
const LAST_YEAR = 2_049;

const UNITS: Readonly<Record<string, 'days' | 'weeks' | 'months' | 'years'>> = {
  d: 'days',
  w: 'weeks',
  m: 'months',
  y: 'years',
};

/** `6m`, `10d`, `2w`, `1y`. */
function readSpan(text: string | undefined): {
  readonly [unit in 'days' | 'weeks' | 'months' | 'years']?: number;
} {
  const match = /^([1-9]\d{0,2})([dwmy])$/.exec(text ?? '');
  const unit = UNITS[match?.[2] ?? ''];
  if (match === null || unit === undefined)
    throw new PlainFault('warifu demo forward takes a time such as 10d, 2w, 6m or 1y.');
  return { [unit]: Number(match[1]) };
}

/**
 * `demo forward`: moves the demo's business date, and works all days up to it. Codes, sessions and the audit trail stay at
 * the real instant. A demo that runs works along: whoever comes first takes the next piece.
 */
export async function forward(words: readonly string[]): Promise<void> {
  const span = readSpan(words.length === 1 ? words[0] : undefined);
  await withDatabase(async (reached) => {
    const { ownerUrl } = reached;
    if (ownerUrl === undefined) throw new PlainFault('demo forward runs as the owner: set DATABASE_URL.');
    const mark = await findMark(ownerUrl);
    if (mark !== 'filled') {
      if (mark === 'none') await judgeMark(ownerUrl, mark);
      throw new PlainFault('There is no demo here that could be moved: npm start makes one.');
    }
    await withBank(reached, async (bank) => {
      const from = await bank.today();
      const to = businessDate(Temporal.PlainDate.from(from).add(span).toString());
      if (Number(to.slice(0, 4)) > LAST_YEAR) throw new PlainFault(`A demo ends with the year ${LAST_YEAR}.`);
      // Today first: what is still to be done is done at its own date's rates and with its own balances.
      const { signal } = untilSignal();
      await work(bank, from, signal);
      await moveBusinessDate(ownerUrl, Temporal.PlainDate.from(from).until(to).days);
      process.stdout.write(`The demo's business date goes from ${from} to ${to}.\n`);
      await work(bank, to, signal);
    });
  });
}

/** Works days until the one is open, and says now and then how far it is. */
async function work(bank: Bank, to: string, signal: AbortSignal): Promise<void> {
  let toldAt = performance.now();
  for (;;) {
    const pieces = await bank.runDay();
    const isTimeToTell = performance.now() - toldAt > TOLD_EVERY_MS;
    if (pieces === 0 || isTimeToTell) {
      const { openedOn } = await bank.dayState();
      if (pieces === 0 && openedOn !== undefined && openedOn >= to) return;
      if (isTimeToTell) {
        process.stdout.write(`  ${openedOn ?? '…'}\n`);
        toldAt = performance.now();
      }
    }
    if (signal.aborted) throw new PlainFault('Stopped: the demo, or warifu day run, goes on from here.');
    // The bank reads its offset once a second.
    if (pieces === 0) await wait(REST_MS);
  }
}
