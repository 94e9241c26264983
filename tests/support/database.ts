import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../apps/warifu/src/database/migrate.ts';
import { LOGIN_ROLES, type LoginRole } from '../../apps/warifu/src/database/roles.ts';
import { findKeeper } from '../../apps/warifu/src/embedded/keeper.ts';
import { openEmbedded } from '../../apps/warifu/src/embedded/open-embedded.ts';
import { stopOrphan } from '../../apps/warifu/src/embedded/postmaster.ts';
import { livesStill } from '../../apps/warifu/src/embedded/process-identity.ts';

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
  const dataDir = await mkdtemp(join(tmpdir(), 'warifu-test-'));
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
    settings: { fsync: 'off', full_page_writes: 'off', shared_buffers: '64MB', log_min_messages: 'error' },
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

/** A run that was killed leaves its folder and maybe its server. One that is under way has a living keeper. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith('warifu-test-')) continue;
    const dataDir = join(tmpdir(), name);
    const keeper = await findKeeper(dataDir);
    if (keeper === undefined || (await livesStill(keeper))) continue;
    await stopOrphan(join(dataDir, 'postgres'));
    await rm(dataDir, { recursive: true, force: true });
  }
}
