import { randomBytes } from 'node:crypto';
import { link } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, PlainFault } from './plain-fault.ts';
import { findText, makePrivateFolder, removeFile, writePrivateFile } from './private-files.ts';

const SECRET_BYTES = 32;

/** The secrets that every process of one bank shares; random, made by whichever comes first. */
export interface BankSecrets {
  /** Key of the hashes of session tokens and device cookies. */
  readonly pepper: Uint8Array;
  /** Key of form tokens. */
  readonly cookieSecret: Uint8Array;
}

export async function openSecrets(dataDir: string): Promise<BankSecrets> {
  const folder = join(dataDir, 'keys');
  await makePrivateFolder(dataDir);
  await makePrivateFolder(folder);
  return {
    pepper: await openSecret(join(folder, 'pepper')),
    cookieSecret: await openSecret(join(folder, 'cookie-secret')),
  };
}

async function openSecret(file: string): Promise<Uint8Array> {
  const found = await findText(file);
  if (found === undefined) {
    await makeOnce(file, `${randomBytes(SECRET_BYTES).toString('base64')}\n`);
    return openSecret(file);
  }
  const bytes = Buffer.from(found.trim(), 'base64');
  if (bytes.length !== SECRET_BYTES) {
    throw new PlainFault(`${file} is not what Warifu wrote: put the right file back.`);
  }
  return new Uint8Array(bytes);
}

/** Makes a file whole, or leaves the one that another process made a moment ago. */
export async function makeOnce(file: string, content: string): Promise<void> {
  const draft = `${file}.${process.pid}.draft`;
  await writePrivateFile(draft, content);
  try {
    await link(draft, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await removeFile(draft);
  }
}
