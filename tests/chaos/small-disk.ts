import { rmdirSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopOrphan } from '../../apps/warifu/src/embedded/postmaster.ts';
import { isAlive } from '../../apps/warifu/src/embedded/process-identity.ts';
import { runProgram, runProgramNow } from './programs.ts';

/** A disk in memory that is small enough to fill. Root alone mounts it. */
export interface SmallDisk {
  readonly path: string;
  /** Where the database's data go. */
  readonly dataDir: string;
  readonly close: () => Promise<void>;
}

const PREFIX = 'warifu-chaos-full-';
/** The process whose disk it is stands in the name. */
const OWNED = new RegExp(`^${PREFIX}(?:([0-9]+)-)?`);

const dataDirOn = (path: string): string => join(path, 'data');

/** @param size as mount understands it, for example `260m` */
export async function openSmallDisk(size: string): Promise<SmallDisk> {
  await removeLeftDisks();
  const path = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // Cut short, the run still takes its disk along: it leaves the tree now, and memory when its last file is closed.
  const leaveWithUs = (): void => {
    if (runProgramNow('umount', ['-l', path])) rmdirSync(path);
  };
  process.once('exit', leaveWithUs);
  await runProgram('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0700`, 'warifu-chaos', path]);
  return {
    path,
    dataDir: dataDirOn(path),
    close: async () => {
      await runProgram('umount', [path]);
      process.off('exit', leaveWithUs);
      await rm(path, { recursive: true, force: true });
    },
  };
}

/** What a run left that was killed before it could tidy up: its database is stopped, its disk unmounted. */
async function removeLeftDisks(): Promise<void> {
  const mounts = await readFile('/proc/self/mounts', 'utf8');
  for (const name of await readdir(tmpdir())) {
    const owned = OWNED.exec(name);
    if (owned === null || (owned[1] !== undefined && isAlive(Number(owned[1])))) continue;
    const path = join(tmpdir(), name);
    await stopOrphan(join(dataDirOn(path), 'postgres'));
    if (mounts.includes(` ${path} tmpfs `)) await runProgram('umount', ['-l', path]);
    await rm(path, { recursive: true, force: true });
  }
}
