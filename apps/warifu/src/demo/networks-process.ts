import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { house } from '../house.ts';
import { PlainFault } from '../plain-fault.ts';

/** The word on its standard output that says that it serves. */
export const NETWORKS_READY = 'ready';
const PROGRAM = join(house, 'apps/warifu/bin/warifu.mjs');
const READY_MS = 90_000;
const STOP_MS = 10_000;
const RESTART_MS = [500, 2_000, 10_000, 30_000];
const SAID_MAX = 4_000;

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
}

/** Starts the networks as another process, and starts them again where they end by themselves. */
export async function startNetworks(
  environment: NodeJS.ProcessEnv,
  onFault: (what: string, error: unknown) => void,
): Promise<{ readonly stop: () => Promise<void> }> {
  let running = await start(environment);
  const stopping = new AbortController();
  const watch = async (): Promise<void> => {
    for (let ends = 0; ; ends += 1) {
      await running.ended;
      if (stopping.signal.aborted) return;
      const rest = RESTART_MS[Math.min(ends, RESTART_MS.length - 1)] ?? 0;
      await wait(rest, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        running = await start(environment);
      } catch (error) {
        onFault('networks', error);
      }
    }
  };
  const watching = watch();
  return {
    stop: async () => {
      stopping.abort();
      running.child.stdin?.end();
      const late = setTimeout(() => running.child.kill('SIGKILL'), STOP_MS);
      await running.ended;
      clearTimeout(late);
      await watching;
    },
  };
}

async function start(environment: NodeJS.ProcessEnv): Promise<Running> {
  const child = spawn(process.execPath, [PROGRAM, 'networks'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: environment,
    // Of its own session: Ctrl-C is for the demo, which stops this when the bank has sent what it has to send.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk.toString()}`.slice(-SAID_MAX);
  });
  // Its end shows as the end of the process; a broken pipe adds nothing.
  child.stdin.on('error', () => undefined);
  const ready = new Promise<boolean>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes(NETWORKS_READY)) resolve(true);
    });
  });
  const late = new AbortController();
  const isReady = await Promise.race([
    ready,
    ended.then(() => false),
    wait(READY_MS, false, { signal: late.signal }).catch(() => false),
  ]);
  late.abort();
  if (isReady) return { child, ended };
  child.kill('SIGKILL');
  throw new PlainFault(
    said.trim() || `The stand-in for other banks was not ready within ${READY_MS / 1_000} s.`,
  );
}
