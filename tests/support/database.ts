import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../apps/warifu/src/database/migrate.ts';
import { LOGIN_ROLES, type LoginRole } from '../../apps/warifu/src/database/roles.ts';
import { findKeeper } from '../../apps/warifu/src/embedded/keeper.ts';
import { openEmbedded } from '../../apps/warifu/src/embedded/open-embedded.ts';
import { stopOrphan } from '../../apps/warifu/src/embedded/postmaster.ts';
import { livesStill } from '../../apps/warifu/src/embedded/process-identity.ts';
import { SCRATCH_PLACES, scratchPlace } from './scratch.ts';

/** The database that every test clones. */
export const TEMPLATE = 'warifu_template';

declare module 'vitest' {
  interface ProvidedContext {
    templateUrl: string;
    rolePasswords: Readonly<Record<LoginRole, string>>;
  }
}

/** One real PostgreSQL for the whole run, with a migrated template, in a folder that goes away with it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers();
  const dataDir = await mkdtemp(join(await scratchPlace(), 'warifu-test-'));
  await chmod(dataDir, 0o700);
  const passwords = Object.fromEntries(
    LOGIN_ROLES.map((role) => [role, randomBytes(12).toString('hex')]),
  ) as Record<LoginRole, string>;
  const embedded = await openEmbedded({
    dataDir,
    ownerPassword: randomBytes(12).toString('hex'),
    databaseName: TEMPLATE,
    syncs: false,
    // The databases are thrown away: waiting for the disk would prove nothing here. What proves it is the chaos test.
    settings: {
      fsync: 'off',
      full_page_writes: 'off',
      wal_level: 'minimal',
      max_wal_senders: '0',
      // The folder may lie in memory, and what is written ahead would stay there.
      max_wal_size: '256MB',
      shared_buffers: '64MB',
      log_min_messages: 'error',
    },
  });
  const teardown = async () => {
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await migrate({ ownerUrl: embedded.ownerUrl, passwords });
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('templateUrl', embedded.ownerUrl);
  project.provide('rolePasswords', passwords);
  return teardown;
}

const UNKEPT_MS_MAX = 3_600_000;

/**
 * A run that was killed leaves its folders and maybe its servers, and those in memory cost more than a place. One that is
 * under way has a living keeper, or is too young to have one.
 */
async function removeLeftovers(): Promise<void> {
  for (const dataDir of await listFolders()) {
    const keeper = await findKeeper(dataDir);
    if (keeper === undefined ? await isYoung(dataDir) : await livesStill(keeper)) continue;
    await stopOrphan(join(dataDir, 'postgres'));
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** One that has gone meanwhile is somebody else's work, and no concern of ours. */
const isYoung = (folder: string): Promise<boolean> =>
  stat(folder).then(
    ({ mtimeMs }) => Date.now() - mtimeMs < UNKEPT_MS_MAX,
    () => true,
  );

async function listFolders(): Promise<readonly string[]> {
  const lists = SCRATCH_PLACES.map(async (place) => {
    const names = await readdir(place).catch(() => []);
    return names.filter((name) => /^warifu-(?:test|e2e)-/.test(name)).map((name) => join(place, name));
  });
  return (await Promise.all(lists)).flat();
}
