import { defaultConfiguration } from '@warifu/bank';
import { connectAsOwner } from '../database/connect.ts';
import { detachMonths, listParts, type Part } from '../database/months.ts';
import { PlainFault } from '../plain-fault.ts';
import { withDatabase } from './with-bank.ts';

const NAME_WIDTH = 22;
const FIGURE_WIDTH = 14;
const MEBIBYTE = 2 ** 20;

/** `months`: the parts of the tables that lie by months. `months detach`: takes an old month of the book off. 月ごとの区画 */
export async function months([act, month, ...more]: readonly string[]): Promise<void> {
  const isRead =
    act === undefined ||
    (act === 'detach' && /^\d{4}-(0[1-9]|1[0-2])$/.test(month ?? '') && more.length === 0);
  if (!isRead) throw new PlainFault('warifu months takes detach YYYY-MM, or nothing.');
  await withDatabase(async ({ ownerUrl }) => {
    if (ownerUrl === undefined)
      throw new PlainFault('This is for the owner of the database: set DATABASE_URL.');
    const owner = await connectAsOwner(ownerUrl);
    try {
      if (month === undefined) {
        process.stdout.write(textOf(await listParts(owner)));
        return;
      }
      const taken = await detachMonths(owner, month, defaultConfiguration.statements.monthsMax);
      process.stdout.write(
        `Taken off: ${taken.join(', ')}.\nStatements, histories and the branch's search begin after ${month} now; balances are carried forward, and verify proves what follows. Write the tables away before you drop them: approvals, transfers and the audit trail stay.\n`,
      );
    } finally {
      await owner.end();
    }
  });
}

const textOf = (parts: readonly Part[]): string =>
  parts
    .map(({ name, end, rows, bytes }) =>
      [
        name.padEnd(NAME_WIDTH),
        (end === undefined ? 'the rest' : `before ${end}`).padEnd(FIGURE_WIDTH + 4),
        `${Math.max(0, rows)} rows`.padStart(FIGURE_WIDTH),
        `${(bytes / MEBIBYTE).toFixed(1)} MiB`.padStart(FIGURE_WIDTH),
      ].join(' '),
    )
    .join('\n')
    .concat('\n');
