import { createHmac, createSecretKey } from 'node:crypto';
import { assert } from '@warifu/base';
import { type Digits, isDigits, type SyncHmac } from '@warifu/oath';
import type { KeyRing, Sealed } from './key-ring.ts';
import type { TokenTable } from './tables.ts';

export type Algorithm = TokenTable['algorithm'];

/** How a token makes its codes. */
export interface TokenSuite {
  readonly algorithm: Algorithm;
  readonly digits: Digits;
  readonly periodSeconds: number;
}

/** A token as its locked row tells it. */
export interface TokenFacts extends TokenSuite, Sealed {
  readonly tokenId: string;
  readonly state: TokenTable['state'];
  readonly driftSteps: number;
  readonly lastStep: number | undefined;
  readonly expiresAt?: number | undefined;
  /** The maker's date of a hardware token's key: no code of it is taken from then on. */
  readonly keyExpiresAt?: number | undefined;
}

const HASHES: Readonly<Record<Algorithm, string>> = { SHA1: 'sha1', SHA256: 'sha256', SHA512: 'sha512' };

/** Name of a suite, as it stands in what is authenticated with a sealed secret. */
export const suiteNameOf = ({ algorithm, digits, periodSeconds }: TokenSuite): string =>
  `${algorithm}-${digits}-${periodSeconds}`;

export function digitsOf(digits: number): Digits {
  assert(isDigits(digits), 'a code has 6, 7 or 8 digits');
  return digits;
}

/**
 * The HMAC of a token, its secret unsealed for this one use.
 *
 * Opened keys are not kept from one code to the next: unsealing and making the key took 6 µs here, beside a transaction
 * of a millisecond, and a store of open keys would be worth stealing. `createHmac` takes a KeyObject, as octets would
 * be slower.
 *
 * @throws SealBroken where the secret was not sealed for this row
 */
export function hmacOf(token: TokenFacts, keyRing: KeyRing): SyncHmac {
  const secret = keyRing.unseal(token, { tokenId: token.tokenId, suite: suiteNameOf(token) });
  const key = createSecretKey(secret);
  secret.fill(0);
  const hash = HASHES[token.algorithm];
  return (message) => createHmac(hash, key).update(message).digest();
}
