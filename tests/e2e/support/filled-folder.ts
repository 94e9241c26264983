import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isAlive } from '../../../apps/warifu/src/embedded/process-identity.ts';
import { findPortBase } from './ports.ts';
import { HOUSE, plainEnvironment, startWarifu } from './warifu.ts';

const run = promisify(execFile);
/** Of this clone alone, so that two clones on one machine do not clear away each other's. */
const PLACE = join(HOUSE, 'node_modules', '.cache', 'warifu-demo');
const LOOK_MS = 200;
const FILL_MS_MAX = 280_000;
const OLD_MS = 3_600_000;
const PORT_TRIES_MAX = 3;

/** What the filling depends on: the sources of the program, and the database's own functions. */
async function digestOfBuild(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(join(HOUSE, 'apps/warifu/dist/built-from')));
  for (const folder of ['db/migrations', 'db/functions', 'db/grants']) {
    for (const name of (await readdir(join(HOUSE, folder))).sort()) {
      hash.update(name).update(await readFile(join(HOUSE, folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

const isThere = (path: string): Promise<boolean> => stat(path).then(Boolean, () => false);

/** Runs `make` unless another process is at it; then waits for that one, and does it itself where that one died. */
async function makeOnce(path: string, make: () => Promise<void>): Promise<void> {
  const lock = `${path}.lock`;
  const deadline = Date.now() + FILL_MS_MAX;
  while (!(await isThere(path))) {
    try {
      await writeFile(lock, String(process.pid), { flag: 'wx' });
    } catch {
      const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
      if (holder > 0 && !isAlive(holder)) await rm(lock, { force: true });
      if (Date.now() > deadline) throw new Error(`another process fills ${path} and does not end`);
      await wait(LOOK_MS);
      continue;
    }
    try {
      if (!(await isThere(path))) await make();
    } finally {
      await rm(lock, { force: true });
    }
  }
}

/** Those of builds that nobody has asked for since an hour ago. */
async function removeOld(): Promise<void> {
  for (const name of await readdir(PLACE)) {
    const { mtimeMs } = await stat(join(PLACE, name)).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > OLD_MS) await rm(join(PLACE, name), { recursive: true, force: true });
  }
}

/**
 * Starts `warifu demo` with this folder, and stops it as Ctrl-C does. Filling takes longer than a port that was free
 * stays so for certain: another one is tried, and what is filled is kept.
 */
async function runDemoOnce(dataDir: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const portBase = await findPortBase();
    const environment = plainEnvironment({ WARIFU_DATA_DIR: dataDir, WARIFU_PORT_BASE: String(portBase) });
    try {
      const running = await startWarifu(['demo'], environment, `http://127.0.0.1:${portBase}/login`);
      return await running.stop();
    } catch (error) {
      if (tries === PORT_TRIES_MAX || !/Port \d+ .* is taken/.test(String(error))) throw error;
    }
  }
}

/** Lets the demo fill a folder that is there only once it is full. */
async function fill(path: string): Promise<void> {
  await removeOld();
  const draft = `${path}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await runDemoOnce(draft);
  await rename(draft, path);
}

/**
 * Copies a demo that is filled already, as a second `npm start` finds it. Filled once for each build, since five months
 * of payments take their time.
 */
export async function copyFilledFolder(dataDir: string): Promise<void> {
  await mkdir(PLACE, { recursive: true, mode: 0o700 });
  const path = join(PLACE, await digestOfBuild());
  await makeOnce(path, () => fill(path));
  await run('cp', ['-a', `${path}/.`, dataDir]);
}
