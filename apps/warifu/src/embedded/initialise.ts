import { spawn } from 'node:child_process';
import { chown, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, PlainFault } from '../plain-fault.ts';
import { findText, writePrivateFile } from '../private-files.ts';
import { programOf } from './binaries.ts';
import type { Footing } from './footing.ts';

/** The owner of the embedded database: `migrate` alone uses it. */
export const OWNER = 'warifu_owner';

/**
 * Makes the cluster where there is none, in a folder beside it that is renamed when all is done: a start that was
 * killed half-way leaves nothing that looks like a database. Refuses a cluster of another PostgreSQL version.
 */
export async function initialiseCluster(
  footing: Footing,
  ownerPassword: string,
  syncs: boolean,
): Promise<'made' | 'found'> {
  const { cluster, binaries } = footing;
  const found = (await findText(join(cluster, 'PG_VERSION')))?.trim();
  if (found === binaries.major) return 'found';
  if (found !== undefined) {
    throw new PlainFault(
      `The data folder ${cluster} was made by PostgreSQL ${found} and this Warifu brings PostgreSQL ${binaries.major}: export it with the old version, or set another WARIFU_DATA_DIR.`,
    );
  }
  const draft = `${cluster}.new`;
  const passwordFile = join(draft, '..', 'owner-password.new');
  await rm(draft, { recursive: true, force: true });
  await mkdir(dirname(cluster), { recursive: true, mode: 0o700 });
  await mkdir(draft, { mode: 0o700 });
  try {
    await writePrivateFile(passwordFile, `${ownerPassword}\n`);
    if (footing.account) {
      await chown(draft, footing.account.uid, footing.account.gid);
      await chown(passwordFile, footing.account.uid, footing.account.gid);
    }
    await runInitdb(footing, draft, passwordFile, syncs);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, cluster);
  return 'made';
}

async function runInitdb(footing: Footing, draft: string, passwordFile: string, syncs: boolean) {
  const words = [
    ...footing.prefix,
    programOf(footing.binaries, 'initdb'),
    `--pgdata=${draft}`,
    `--username=${OWNER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--data-checksums',
    '--encoding=UTF8',
    // Sorted by code point, the same on every machine and under every C library; names sort by their kana column.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(syncs ? [] : ['--no-sync']),
  ];
  const [command = '', ...rest] = words;
  const said = await new Promise<{ code: number | null; text: string }>((resolve) => {
    let text = '';
    const child = spawn(command, rest, {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: '/',
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
      ...footing.account,
    });
    const hear = (chunk: Buffer) => {
      text = `${text}${chunk.toString()}`.slice(-4_000);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', (error) => resolve({ code: null, text: codeOf(error) ?? error.message }));
    child.once('exit', (code) => resolve({ code, text }));
  });
  if (said.code === 0) return;
  if (/No space left|ENOSPC/.test(said.text)) {
    throw new PlainFault(`The disk under ${draft} is full: the database cannot be made.`);
  }
  const last = said.text.trim().split('\n').at(-1) ?? '';
  throw new PlainFault(`PostgreSQL's initdb could not make ${footing.cluster}: ${last}`);
}
