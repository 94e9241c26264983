import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Customer } from '../flows/login.ts';
import { type Networks, networksAt } from './networks.ts';
import { findPortBase } from './ports.ts';

const HOUSE = fileURLToPath(new URL('../../..', import.meta.url));
const WARIFU = join(HOUSE, 'node_modules', '.bin', 'warifu');
const START_MS_MAX = 90_000;
const STOP_MS_MAX = 20_000;
const LOOK_MS = 100;

/** One process of the product, as an operator starts it. */
export interface Running {
  /** Ends it as Ctrl-C does, and waits. */
  readonly stop: () => Promise<void>;
  /** Everything it wrote so far. */
  readonly log: () => string;
}

/** What `warifu demo --json` prints, as far as the tests read it. */
interface Demo {
  readonly addresses: { readonly bank: string; readonly token: string; readonly networks: string };
  readonly contracts: readonly (Customer & { readonly holder: string; readonly branchCode: string })[];
  readonly relyingParties: readonly { readonly name: string; readonly verifyKey: string }[];
}

/** The contracts of the demo, by what is particular about each. */
const PEOPLE = {
  taro: { holder: '見本 太郎', branchCode: '001' },
  /** The same person at another branch. */
  taroAgain: { holder: '見本 太郎', branchCode: '002' },
  /** Months of statement lines; no mail address. */
  hanako: { holder: 'デモ 花子', branchCode: '001' },
  /** Pages in English. */
  ichiro: { holder: '例示 一郎', branchCode: '003' },
  /** New: changes the password at the first login, has no 確認用パスワード. */
  sakura: { holder: '架空 さくら', branchCode: '001' },
} as const;
export type Person = keyof typeof PEOPLE;

/** The product of one test file: built, with a database, ports and keys of its own. */
export interface Product {
  readonly bank: string;
  readonly tokenApp: string;
  readonly networks: Networks;
  /** What it was started with. */
  readonly environment: NodeJS.ProcessEnv;
  readonly dataDir: string;
  readonly demo: Demo;
  readonly customer: (person: Person) => Customer;
  readonly dispose: () => Promise<void>;
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
  const deadline = Date.now() + START_MS_MAX;
  while (!(await answers(url))) {
    if (hasEnded(child)) throw new Error(`warifu ${words.join(' ')} ended:\n${log()}`);
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`warifu ${words.join(' ')} does not answer at ${url}:\n${log()}`);
    }
    await wait(LOOK_MS);
  }
  return { stop, log };
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

/** The surroundings of a process of this product on other ports. */
export const environmentAt = (
  environment: NodeJS.ProcessEnv,
  portBase: number,
  more: NodeJS.ProcessEnv = {},
): NodeJS.ProcessEnv => ({ ...environment, WARIFU_PORT_BASE: String(portBase), ...more });

/** Starts `warifu demo` on an empty data folder, and reads its addresses and passwords as anybody would. */
export async function openProduct(more: NodeJS.ProcessEnv = {}): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'warifu-e2e-'));
  const portBase = await findPortBase();
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:WARIFU_|DATABASE_URL$)/.test(name));
  const environment = environmentAt(Object.fromEntries(inherited), portBase, {
    WARIFU_DATA_DIR: dataDir,
    // All the customers of a test come from one address.
    WARIFU_REQUESTS_PER_MINUTE: '100000',
    WARIFU_LOGINS_PER_MINUTE: '100000',
    ...more,
  });
  const removeData = () => rm(dataDir, { recursive: true, force: true });
  try {
    const running = await startWarifu(['demo'], environment, `http://127.0.0.1:${portBase}/login`);
    const { stdout } = await run(WARIFU, ['demo', '--json'], { env: environment });
    const demo = JSON.parse(stdout) as Demo;
    return {
      bank: demo.addresses.bank,
      tokenApp: demo.addresses.token,
      networks: networksAt(demo.addresses.networks),
      environment,
      dataDir,
      demo,
      customer: (person) => {
        const { holder, branchCode } = PEOPLE[person];
        const found = demo.contracts.find((one) => one.holder === holder && one.branchCode === branchCode);
        if (found === undefined) throw new Error(`the demo has no ${holder}`);
        return found;
      },
      dispose: async () => {
        await running.stop();
        await removeData();
      },
    };
  } catch (error) {
    await removeData();
    throw error;
  }
}
