import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { rest } from './customers.ts';
import { actsOfAll, openMoments } from './moments.ts';
import { ANSWERS_TOO_EARLY } from './plants.ts';
import { missingProgram } from './programs.ts';
import { judge, live, type Scenario } from './scenario.ts';
import { openSmallDisk } from './small-disk.ts';
import { openWorld } from './world.ts';

const SIZE = '260m';
const BLOCK = Buffer.alloc(1_048_576, 1);
/** Little enough that the write-ahead log meets the end of the disk, and not the tables alone. */
const SETTINGS = { max_wal_size: '64MB', min_wal_size: '32MB', wal_recycle: 'off' };
const FULL_MS_MAX = 25_000;
const FULL_MS_MIN = 4_000;
const LOOK_MS = 200;
const NO_SPACE = /No space left on device/g;

/** The disk of the database fills up until PostgreSQL refuses or gives up, and is freed again. */
export const DISK_FULL: Scenario = {
  name: 'disk-full',
  planted: 'commits are answered before they are on the disk',
  missing: async () =>
    (await missingProgram('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt'], 'util-linux')) &&
    'a small disk is mounted by root only: run as root where mount is permitted',
  run: async (options) => {
    const { customers, isPlanted } = options;
    const disk = await openSmallDisk(SIZE);
    try {
      const world = await openWorld({
        customers,
        postgres: { folder: disk.dataDir, settings: SETTINGS },
        plant: isPlanted ? ANSWERS_TOO_EARLY : [],
      });
      try {
        const refusals = async (): Promise<number> =>
          [...((await world.postgres?.readLog()) ?? '').matchAll(NO_SPACE)].length;
        const all = actsOfAll(customers);
        const fillUp = async (): Promise<void> => {
          const before = await refusals();
          const ballast = await fill(join(disk.path, 'ballast'));
          for (
            const begun = performance.now();
            performance.now() - begun < FULL_MS_MAX;
            await rest(LOOK_MS)
          ) {
            await ballast.again();
            if (performance.now() - begun > FULL_MS_MIN && (await refusals()) > before) break;
          }
          if (isPlanted) await world.kill('postgres').catch(() => undefined);
          await ballast.remove();
          await world.postgres?.bringBack();
        };
        const moments = openMoments(
          [0.2, 0.6].map((part) => ({ count: Math.floor(all * part), name: 'disk full', happen: fillUp })),
        );
        const lived = await live(world, { onReceipt: moments.onReceipt });
        const faults = [...(await moments.finish())];
        const log = (await world.postgres?.readLog()) ?? '';
        const more = { refusals: await refusals(), panics: [...log.matchAll(/PANIC/g)].length };
        if (more.refusals === 0) faults.push('the disk was never full');
        return await judge(world, DISK_FULL, options, lived, { kills: [], faults, more });
      } finally {
        await world.close();
      }
    } finally {
      await disk.close();
    }
  },
};

/** Takes all that is left of a disk, to the last block, and whatever the database gives back meanwhile. */
async function fill(path: string) {
  const file = await open(path, 'a', 0o600);
  const again = async (): Promise<void> => {
    for (let size = BLOCK.length; size >= 4_096; ) {
      try {
        await file.appendFile(BLOCK.subarray(0, size));
      } catch {
        size = Math.floor(size / 4);
      }
    }
  };
  await again();
  return {
    again,
    remove: async (): Promise<void> => {
      await file.close();
      await rm(path, { force: true });
    },
  };
}
