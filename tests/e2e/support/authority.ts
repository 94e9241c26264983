import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase } from '../../support/fresh-database.ts';
import { findPortBase } from './ports.ts';
import { askWarifu, environmentAt, plainEnvironment, startWarifu } from './warifu.ts';

/** The token authority as a process of its own over an empty database, with its console; and its command line. */
export interface AuthorityProcess {
  /** Where its API is. */
  readonly url: string;
  readonly console: string;
  readonly consolePassword: string;
  /** What `warifu` says with these words, and how it ends. */
  readonly warifu: (words: readonly string[]) => Promise<{ readonly code: number; readonly text: string }>;
  readonly dispose: () => Promise<void>;
}

export async function openAuthorityProcess(): Promise<AuthorityProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'warifu-authority-'));
  const fresh = await freshDatabase();
  const closers: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true }), fresh.drop];
  const dispose = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const base = await findPortBase();
    const environment = environmentAt(
      plainEnvironment({
        WARIFU_DATA_DIR: join(folder, 'data'),
        WARIFU_KEK_FILE: join(folder, 'kek.json'),
        WARIFU_BANK_DATABASE_URL: fresh.urlFor('bank_app'),
        WARIFU_TOKEN_DATABASE_URL: fresh.urlFor('token_app'),
        WARIFU_SEALER_DATABASE_URL: fresh.urlFor('audit_sealer'),
      }),
      base,
    );
    await askWarifu(['keys', 'new'], environment);
    const consolePassword = (await askWarifu(['console', 'password', '--draw'], environment)).trim();
    const url = `http://127.0.0.1:${base + 1}`;
    const running = await startWarifu(['serve', '--only', 'token,console'], environment, `${url}/v1/time`);
    closers.push(running.stop);
    return {
      url,
      console: `http://console.localhost:${base + 3}`,
      consolePassword,
      warifu: async (words) => {
        try {
          return { code: 0, text: await askWarifu(words, environment) };
        } catch (error) {
          const { code, stderr } = error as { readonly code: number; readonly stderr: string };
          return { code, text: stderr };
        }
      },
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}
