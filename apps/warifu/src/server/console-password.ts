import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { hashConsolePassword } from '@warifu/token-authority';
import { findText, makePrivateFolder, writePrivateFile } from '../private-files.ts';

const fileOf = (dataDir: string): string => join(dataDir, 'keys', 'console-password');

/** The Argon2id hash of the console's password, where one was set. */
export const findConsolePasswordHash = async (dataDir: string): Promise<string | undefined> =>
  (await findText(fileOf(dataDir)))?.trim();

/** Sets the console's password; sessions that the one before opened end with it. */
export async function setConsolePassword(dataDir: string, password: string): Promise<void> {
  await makePrivateFolder(dataDir);
  await makePrivateFolder(join(dataDir, 'keys'));
  await writePrivateFile(fileOf(dataDir), `${await hashConsolePassword(password)}\n`);
}

/** Letters and digits that nobody takes for one another. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 5;
const GROUP_SIGNS = 4;

/** Sets a password drawn at random, of 99 bits, and tells it this once. */
export async function drawConsolePassword(dataDir: string): Promise<string> {
  const group = () =>
    Array.from({ length: GROUP_SIGNS }, () => SIGNS.charAt(randomInt(SIGNS.length))).join('');
  const password = Array.from({ length: GROUPS }, group).join('-');
  await setConsolePassword(dataDir, password);
  return password;
}
