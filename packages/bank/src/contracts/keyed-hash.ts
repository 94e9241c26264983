import { createHmac, createSecretKey } from 'node:crypto';

/** What a keyed hash is of. The purpose is part of what is hashed, so that no hash of one fits another. */
type HashPurpose =
  | 'session'
  | 'browser'
  | 'number'
  | 'flow'
  | 'asked'
  | 'change'
  | 'operator_session'
  | 'operator_number'
  | 'operator_enrolment'
  | 'operator_change';

/** 32 bytes of HMAC-SHA-256 over purpose and text. Without the key a stolen table says nothing of what was hashed. */
export type KeyedHash = (purpose: HashPurpose, text: string) => Buffer;

/** The bank's keyed hash. A `KeyObject`, because a key given as bytes is prepared anew for every hash. */
export function keyedHash(pepper: Uint8Array): KeyedHash {
  const key = createSecretKey(pepper);
  return (purpose, text) => createHmac('sha256', key).update(`${purpose}\0${text}`).digest();
}

const TOKEN_BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits for a cookie, in 43 characters. */
export const randomToken = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES))).toString('base64url');

/** Whether a text may be one of ours at all, so that nothing else is ever looked up. */
export const isToken = (text: string): boolean => TOKEN.test(text);
