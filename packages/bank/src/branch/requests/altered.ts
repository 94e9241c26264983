import type { Tx } from '@warifu/pg';
import type { Fault } from '../../ledger/fault.ts';
import type { BankTables } from '../../tables.ts';
import { digestOf } from './digest.ts';
import { listRequestsAfter } from './queries.ts';

const REQUESTS_READ = 2_000;
const FAULTS_MAX = 10;

/** That each request still says what was digested when it was entered. */
export async function findAlteredRequests(tx: Tx<BankTables>): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  let after: string | undefined;
  for (;;) {
    const rows = await listRequestsAfter(tx, after, REQUESTS_READ);
    for (const row of rows) {
      if (digestOf(row).equals(row.digest)) continue;
      const sentence = `request ${row.requestId} says something else than was entered.`;
      faults.push({ name: 'request_altered', sentence });
      if (faults.length >= FAULTS_MAX) return faults;
    }
    after = rows.at(-1)?.requestId;
    if (rows.length < REQUESTS_READ) return faults;
  }
}
