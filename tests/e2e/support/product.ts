import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readSettings } from '../../../apps/warifu/src/config.ts';
import { readDemo } from '../../../apps/warifu/src/demo/demo-file.ts';
import { scratchPlace } from '../../support/scratch.ts';
import type { Customer } from '../flows/login.ts';
import { copyFilledFolder } from './filled-folder.ts';
import { rememberProduct } from './hurry.ts';
import { type Networks, networksAt } from './networks.ts';
import { findPortBase } from './ports.ts';
import { plainEnvironment, startWarifu } from './warifu.ts';

/** For the hook that opens a product: the first one of a build fills the demo. */
export const OPEN_MS_MAX = 300_000;
/** For a test: it is many pages long, and may share its machine. */
export const STORY_MS_MAX = 240_000;

/** Someone behind the counter, before the first sign-in. */
export interface DemoOperator {
  readonly operatorNumber: string;
  readonly name: string;
  readonly role: 'teller' | 'manager' | 'auditor';
  readonly firstPassword: string;
}

/** What `warifu demo --json` prints too, as far as the tests read it. */
interface Demo {
  readonly addresses: {
    readonly bank: string;
    readonly token: string;
    readonly branch: string;
    readonly networks: string;
  };
  readonly contracts: readonly (Customer & { readonly holder: string; readonly branchCode: string })[];
  readonly operators: readonly DemoOperator[];
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
  readonly branch: string;
  readonly networks: Networks;
  /** What it was started with. */
  readonly environment: NodeJS.ProcessEnv;
  readonly dataDir: string;
  readonly demo: Demo;
  readonly customer: (person: Person) => Customer;
  readonly dispose: () => Promise<void>;
}

/** Starts `warifu demo` on a data folder of its own, and reads the file of its addresses and passwords. */
export async function openProduct(more: NodeJS.ProcessEnv = {}): Promise<Product> {
  const dataDir = await mkdtemp(join(await scratchPlace(), 'warifu-e2e-'));
  const closers: (() => Promise<void>)[] = [() => rm(dataDir, { recursive: true, force: true })];
  const dispose = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    await copyFilledFolder(dataDir);
    const portBase = await findPortBase();
    const environment = plainEnvironment({
      WARIFU_PORT_BASE: String(portBase),
      WARIFU_DATA_DIR: dataDir,
      // All the customers of a test come from one address.
      WARIFU_REQUESTS_PER_MINUTE: '100000',
      WARIFU_LOGINS_PER_MINUTE: '100000',
      ...more,
    });
    const running = await startWarifu(['demo'], environment, `http://127.0.0.1:${portBase}/login`);
    closers.push(running.stop);
    const demo = await readDemo(readSettings(environment));
    rememberProduct(demo.addresses.token, environment);
    return {
      bank: demo.addresses.bank,
      tokenApp: demo.addresses.token,
      branch: demo.addresses.branch,
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
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}
