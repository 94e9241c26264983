import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { codeOf, PlainFault } from '../plain-fault.ts';
import { findText, removeFile } from '../private-files.ts';
import { identityOf, livesStill, worksIn } from './process-identity.ts';

/** What a running server writes into `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly socketFolder: string;
  readonly isReady: boolean;
}

/** Reads `postmaster.pid`; it stays behind where the server was killed, so it proves nothing by itself. */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await findText(join(cluster, 'postmaster.pid'));
  if (text === undefined) return undefined;
  // pid, data folder, start, port, socket folder, address, shared memory, status
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid < 1) return undefined;
  return {
    pid,
    port: Number(lines[3] ?? 0),
    socketFolder: lines[4] ?? '',
    isReady: lines[7]?.trim() === 'ready',
  };
}

const FAST_STOP_MS = 20_000;
const HARD_STOP_MS = 5_000;
const LOOK_EVERY_MS = 20;

/**
 * Stops a server that outlived the process that started it. Never one that works elsewhere: its number may be another
 * program's by now.
 */
export async function stopOrphan(cluster: string): Promise<void> {
  const found = await findPostmaster(cluster);
  if (found === undefined) return;
  const known = await identityOf(found.pid);
  const works = known === undefined ? false : await worksIn(found.pid, cluster);
  if (known === undefined || works === false) {
    // A killed server's mark. PostgreSQL would find out by itself, unless another program has the number now.
    if (known !== undefined) await removeFile(join(cluster, 'postmaster.pid'));
    return;
  }
  try {
    // SIGINT: a fast stop, which rolls back what is under way and writes a checkpoint.
    process.kill(found.pid, 'SIGINT');
    if (await isGone(known, FAST_STOP_MS)) return;
    process.kill(found.pid, 'SIGQUIT');
    if (await isGone(known, HARD_STOP_MS)) return;
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return;
  }
  throw new PlainFault(
    `A PostgreSQL (process ${found.pid}) still runs on ${cluster} and cannot be stopped from here: stop it, then start again.`,
  );
}

async function isGone(known: { readonly pid: number; readonly began: string }, withinMs: number) {
  for (let waited = 0; waited < withinMs; waited += LOOK_EVERY_MS) {
    if (!(await livesStill(known))) return true;
    await wait(LOOK_EVERY_MS);
  }
  return false;
}
