import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { copyFilledFolder } from '../tests/e2e/support/filled-folder.ts';
import { findPortBase } from '../tests/e2e/support/ports.ts';
import { plainEnvironment } from '../tests/e2e/support/warifu.ts';
import { scratchPlace } from '../tests/support/scratch.ts';
import { measureInstall } from './install-size.ts';
import { publish, told } from './report.ts';
import type { BenchOptions } from './transfers.ts';

const PROGRAM = new URL('../apps/warifu/bin/warifu.mjs', import.meta.url).pathname;
const TIMES = 5;
const LOOK_MS = 5;
const WAIT_MS_MAX = 60_000;
const MS_MAX = 3_000;
const COMMANDS = ['serve', 'demo'] as const;

/**
 * From the command to the first login page, database included, on a data folder that is there. The first start of each
 * command compiles and reads what the others find ready, and is not counted. Fails where the median is above 3 s.
 */
export async function benchStart({ file }: BenchOptions): Promise<void> {
  const dataDir = await mkdtemp(join(await scratchPlace(), 'warifu-start-'));
  try {
    await copyFilledFolder(dataDir);
    const portBase = await findPortBase();
    const environment = plainEnvironment({ WARIFU_DATA_DIR: dataDir, WARIFU_PORT_BASE: String(portBase) });
    const startMs: Record<string, { readonly median: number; readonly all: readonly number[] }> = {};
    for (const command of COMMANDS) {
      await start(command, environment, portBase);
      const all: number[] = [];
      for (let time = 0; time < TIMES; time += 1) all.push(await start(command, environment, portBase));
      const median = [...all].sort((a, b) => a - b)[Math.floor(TIMES / 2)] ?? Number.NaN;
      startMs[command] = { median, all };
      told(`${command}: ${all.join(', ')} ms`);
    }
    await publish({ name: 'start', startMs, goalMs: MS_MAX, install: await measureInstall() }, file);
    if (!COMMANDS.every((command) => (startMs[command]?.median ?? Number.NaN) <= MS_MAX))
      process.exitCode = 1;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function start(command: string, env: NodeJS.ProcessEnv, port: number): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, [PROGRAM, command], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  try {
    while ((await statusAt(port)) !== 200) {
      if (child.exitCode !== null || performance.now() - begun > WAIT_MS_MAX)
        throw new Error(`warifu ${command} does not serve`);
      await wait(LOOK_MS);
    }
    return Math.round(performance.now() - begun);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

const statusAt = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path: '/login', agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).once('error', () => resolve(undefined));
  });
