import type { Unfit } from './stage.ts';
import { openVault, type Vault } from './vault.ts';

/** Whether this browser can hold a token, and the place to hold it. */
export type Fitness =
  | { readonly isFit: true; readonly vault: Vault }
  | { readonly isFit: false; readonly unfit: Unfit };

/** Looks for what a token needs, before anything is shown or asked. */
export async function findVault(): Promise<Fitness> {
  if (!globalThis.isSecureContext) return { isFit: false, unfit: 'no_secure_context' };
  if (globalThis.crypto?.subtle === undefined) return { isFit: false, unfit: 'no_crypto' };
  try {
    return { isFit: true, vault: await openVault() };
  } catch {
    return { isFit: false, unfit: 'no_database' };
  }
}

/**
 * Tries with a throw-away key what a token will need: that it can be made, stored, read back and used.
 *
 * In private windows and in Lockdown Mode storing it throws `DataCloneError`; better now than when a token was issued.
 */
export async function judgeKeeping(vault: Vault): Promise<Unfit | undefined> {
  const key = await makeProbe();
  if (key === undefined) return 'no_crypto';
  try {
    const kept = await vault.probe(key);
    if (kept === undefined) return 'key_not_kept';
    await crypto.subtle.sign('HMAC', kept, new Uint8Array(8));
    return undefined;
  } catch {
    return 'key_not_kept';
  }
}

/** The whole trial, from nothing to a used key; leaves nothing behind. `undefined`: this browser can keep a token. */
export async function tryKeeping(): Promise<Unfit | undefined> {
  const found = await findVault();
  return found.isFit ? judgeKeeping(found.vault) : found.unfit;
}

async function makeProbe(): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-1' }, false, ['sign']);
  } catch {
    return undefined;
  }
}
