import { createHmac, createSecretKey } from 'node:crypto';
import type { Hmac, SyncHmac } from '../src/index.ts';
import type { HashName } from './vectors.ts';

/** HMAC as the authority has it: a KeyObject, synchronous. */
export function nodeHmac(secret: Uint8Array, hash: HashName = 'SHA-1'): SyncHmac {
  const key = createSecretKey(secret);
  return (message) => createHmac(hash.replace('-', ''), key).update(message).digest();
}

/** HMAC as the app has it: a CryptoKey that cannot be read, asynchronous. */
export async function webHmac(secret: Uint8Array<ArrayBuffer>, hash: HashName = 'SHA-1'): Promise<Hmac> {
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash }, false, ['sign']);
  return async (message) => new Uint8Array(await crypto.subtle.sign('HMAC', key, message));
}

export const ascii = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
