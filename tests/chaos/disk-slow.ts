import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rest } from './customers.ts';
import { actsOfAll, openMoments } from './moments.ts';
import { ANSWERS_TOO_EARLY } from './plants.ts';
import { missingProgram, runProgram } from './programs.ts';
import { judge, live, type Scenario } from './scenario.ts';
import { openWorld } from './world.ts';

const SOURCE = new URL('slow-sync.c', import.meta.url).pathname;
/** A disk that has grown slow, and one that stalls, for a while. */
const SLOW_MS = 150;
const STALLED_MS = 3_000;
const STALL_MS = 10_000;
/** With more the slow part is longer, and says nothing else. */
const CUSTOMERS_MAX = 150;

/** Each sync of PostgreSQL's write-ahead log takes long, and PostgreSQL is killed meanwhile. */
export const DISK_SLOW: Scenario = {
  name: 'disk-slow',
  planted: 'commits are answered before they are on the disk',
  missing: () => missingProgram('gcc', ['--version'], 'gcc'),
  run: async (options) => {
    const { isPlanted } = options;
    const customers = Math.min(options.customers, CUSTOMERS_MAX);
    const folder = await mkdtemp(join(tmpdir(), 'warifu-chaos-disk-'));
    const library = join(folder, 'slow-sync.so');
    const delayFile = join(folder, 'delay');
    const setDelay = (milliseconds: number): Promise<void> =>
      writeFile(delayFile, String(milliseconds), { mode: 0o644 });
    await runProgram('gcc', ['-O2', '-shared', '-fPIC', '-o', library, SOURCE, '-ldl']);
    await setDelay(0);
    const environment = { LD_PRELOAD: library, CHAOS_SYNC_FILE: delayFile };
    const world = await openWorld({
      customers,
      postgres: { environment },
      plant: isPlanted ? ANSWERS_TOO_EARLY : [],
    });
    try {
      const all = actsOfAll(customers);
      const at = (part: number, name: string, happen: () => Promise<void>) => ({
        count: Math.floor(all * part),
        name,
        happen,
      });
      const moments = openMoments([
        at(0.1, 'slow', () => setDelay(SLOW_MS)),
        at(0.25, 'postgres', () => world.kill('postgres')),
        at(0.4, 'stalled', async () => {
          await setDelay(STALLED_MS);
          await rest(STALL_MS);
        }),
        at(0.4, 'postgres', () => world.kill('postgres')),
        at(0.4, 'slow again', () => setDelay(SLOW_MS)),
        at(0.6, 'well', () => setDelay(0)),
      ]);
      const owner = await world.openOwner();
      const { rows } = await owner.query<{ wal_sync_method: string }>('show wal_sync_method');
      await owner.end();
      const lived = await live(world, { onReceipt: moments.onReceipt });
      const faults = [...(await moments.finish())];
      await setDelay(0);
      const method = rows[0]?.wal_sync_method ?? '';
      // open_datasync has no call that could be delayed: such a run would have slowed nothing.
      if (method !== 'fdatasync' && method !== 'fsync')
        faults.push(`wal_sync_method ${method} was not slowed`);
      const kills = moments.happened.filter((name) => name === 'postgres');
      const more = { walSyncMethod: method, slowMs: SLOW_MS, stalledMs: STALLED_MS };
      return await judge(world, DISK_SLOW, options, lived, { kills, faults, more });
    } finally {
      await world.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
