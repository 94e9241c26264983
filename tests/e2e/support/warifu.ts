import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The repository's root. */
export const HOUSE = fileURLToPath(new URL('../../..', import.meta.url));
const WARIFU = join(HOUSE, 'node_modules', '.bin', 'warifu');
const START_MS_MAX = 280_000;
const STOP_MS_MAX = 20_000;
const LOOK_MS = 100;

/** One process of the product, as an operator starts it. */
export interface Running {
  /** Ends it as Ctrl-C does, and waits. */
  readonly stop: () => Promise<void>;
  /** Ends it as a power cut does, and waits until nothing answers. */
  readonly kill: () => Promise<void>;
  /** Everything it wrote so far. */
  readonly log: () => string;
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Starts `warifu` with these words and waits until `url` answers. */
export async function startWarifu(
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
  url: string,
): Promise<Running> {
  const child = spawn(WARIFU, words, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const parts: string[] = [];
  child.stdout.on('data', (part) => parts.push(String(part)));
  child.stderr.on('data', (part) => parts.push(String(part)));
  const log = () => parts.join('');
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = async () => {
    if (hasEnded(child)) return;
    child.kill('SIGINT');
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
    await ended;
    clearTimeout(late);
  };
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
    const killedAt = Date.now();
    while (await answers(url)) {
      if (Date.now() - killedAt > STOP_MS_MAX) throw new Error(`${url} answers after its process was killed`);
      await wait(LOOK_MS);
    }
  };
  const deadline = Date.now() + START_MS_MAX;
  while (!(await answers(url))) {
    if (hasEnded(child)) throw new Error(`warifu ${words.join(' ')} ended:\n${log()}`);
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`warifu ${words.join(' ')} does not answer at ${url}:\n${log()}`);
    }
    await wait(LOOK_MS);
  }
  return { stop, kill, log };
}

async function answers(url: string): Promise<boolean> {
  try {
    const { status } = await fetch(url, { redirect: 'manual' });
    return status < 500;
  } catch {
    return false;
  }
}

const run = promisify(execFile);

/** What `warifu` prints with these words. */
export const askWarifu = async (words: readonly string[], environment: NodeJS.ProcessEnv): Promise<string> =>
  (await run(WARIFU, words, { env: environment })).stdout;

/** Our own surroundings without what would set the product otherwise. */
export function plainEnvironment(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:WARIFU_|DATABASE_URL$)/.test(name));
  return { ...Object.fromEntries(inherited), ...more };
}

/** The surroundings of a process of this product on other ports. */
export const environmentAt = (
  environment: NodeJS.ProcessEnv,
  portBase: number,
  more: NodeJS.ProcessEnv = {},
): NodeJS.ProcessEnv => ({ ...environment, WARIFU_PORT_BASE: String(portBase), ...more });
