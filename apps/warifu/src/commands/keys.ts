import { setTimeout as wait } from 'node:timers/promises';
import { addKeyVersion } from '@warifu/token';
import { makeCheckpointKey, publicPemOf } from '../audit/checkpoint-key.ts';
import { readSettings } from '../config.ts';
import { judgeRole } from '../database/judge-role.ts';
import { reachDatabase } from '../database/reach.ts';
import { hasEnvironmentKeys } from '../keys/environment.ts';
import { messageOf, PlainFault } from '../plain-fault.ts';
import { KEY_RELOAD_MS, kekFileOf, makeKekFile, wrapperOf } from '../server/key-ring.ts';
import { openAuthorityHouse } from '../server/open-house.ts';
import { tellFault } from '../tell-fault.ts';

/** `keys new` writes a key file; `keys rotate` adds a key version and seals every token secret under it, online. */
export async function keys(act: string | undefined): Promise<void> {
  if (act === 'new') return newKey();
  if (act === 'rotate') return rotate();
  if (act === 'checkpoint') return checkpointKey();
  throw new PlainFault('warifu keys takes new, rotate or checkpoint.');
}

async function newKey(): Promise<void> {
  const settings = readSettings(process.env);
  const { kekFile } = settings;
  if (kekFile === undefined) throw new PlainFault('WARIFU_KEK_FILE must name the file to write.');
  await makeKekFile(kekFile, wrapperOf(settings));
  process.stdout.write(`Wrote ${kekFile}. Keep a copy where no backup of the database goes.\n`);
}

/** The key pair of the checkpoints; its public half is what an auditor keeps. */
async function checkpointKey(): Promise<void> {
  const { checkpoints } = readSettings(process.env);
  if (checkpoints === undefined)
    throw new PlainFault(
      'WARIFU_CHECKPOINT_DIR and WARIFU_CHECKPOINT_KEY_FILE must name the folder and the key.',
    );
  const { keyFile } = checkpoints;
  const privateKey = await makeCheckpointKey(keyFile);
  process.stdout.write(
    `Wrote ${keyFile}, and ${keyFile}.pub for those who verify:\n${publicPemOf(privateKey)}`,
  );
}

async function rotate(): Promise<void> {
  if (hasEnvironmentKeys())
    throw new PlainFault('WARIFU_KEK cannot be added to: rotate with WARIFU_KEK_FILE, or a security module.');
  const settings = readSettings(process.env);
  const reached = await reachDatabase(settings, { makesPasswords: false, roles: ['token_app'] });
  try {
    const file = kekFileOf(settings, await judgeRole(reached.urlFor('token_app')));
    let version: number;
    try {
      version = (await addKeyVersion(file, wrapperOf(settings))).current;
    } catch (error) {
      throw new PlainFault(messageOf(error));
    }
    // Servers at work read the file anew within this time; before that they could not open what is sealed anew.
    await wait(2 * KEY_RELOAD_MS);
    const house = await openAuthorityHouse({ settings, reached, onFault: tellFault });
    let sealed = 0;
    try {
      for (let some = -1; some !== 0; sealed += some) some = await house.authority.resealSome();
    } finally {
      await house.close();
    }
    process.stdout.write(
      `Key version ${version} seals from now on; ${sealed} secrets were sealed under it.\n`,
    );
  } finally {
    await reached.close();
  }
}
