import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { assert, present } from '@warifu/base';

/** What a sealed secret belongs to. All of it is authenticated: sealed for one row, it opens in no other. */
type SealContext =
  | {
      readonly tokenId: string;
      /** Name of the suite, for example `SHA1-6-30`. */
      readonly suite: string;
    }
  | { readonly radiusClientId: string; readonly relyingPartyId: string; readonly network: string };

export interface Sealed {
  /** 12 octets of nonce, the sealed secret, 16 octets of tag. */
  readonly sealed: Buffer;
  readonly keyVersion: number;
}

/** Seals and opens the secrets of tokens and RADIUS clients. A security module can stand behind the same functions. */
export interface KeyRing {
  readonly currentVersion: number;
  readonly seal: (secret: Uint8Array, context: SealContext) => Sealed;
  /** @throws SealBroken where it was sealed for another row, under another key, or has been changed */
  readonly unseal: (sealed: Sealed, context: SealContext) => Buffer;
  /** A keyed hash of 32 octets: of six digits, a plain one is undone by trying a million. */
  readonly digest: (purpose: string, ...parts: readonly string[]) => Buffer;
}

/** The keys themselves, as they stand in the file of `WARIFU_KEK_FILE`. */
export interface KeyRingKeys {
  /** The version that seals; the others only open. */
  readonly current: number;
  /** AES-256 keys of 32 octets by version, from 1. */
  readonly sealing: ReadonlyMap<number, Uint8Array>;
  /** 32 octets; stays as it is when the sealing key is changed, or verdicts asked for again would not be found. */
  readonly digest: Uint8Array;
}

/** A sealed secret that does not open: pasted into another row, changed, or of a key that is not there. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The key ring over keys held in memory. It keeps copies of its own, where no heap snapshot looks. */
export function openKeyRing({ current, sealing, digest }: KeyRingKeys): KeyRing {
  const keys = new Map<number, KeyObject>();
  for (const [version, octets] of sealing) {
    assert(Number.isSafeInteger(version) && version > 0, 'a key version is a whole number from 1');
    assert(octets.length === KEY_BYTES, 'a sealing key has 32 octets');
    keys.set(version, createSecretKey(octets));
  }
  assert(digest.length === KEY_BYTES, 'the digest key has 32 octets');
  const digestKey = createSecretKey(digest);
  const currentKey = present(keys.get(current), 'the current key version is on the ring');

  return {
    currentVersion: current,
    seal: (secret, context) => {
      // Random nonces are safe for 2^32 seals under one key; a bank has fewer tokens than that.
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', currentKey, nonce);
      cipher.setAAD(contextBytes(context, current));
      const sealed = Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
      return { sealed, keyVersion: current };
    },
    unseal: ({ sealed, keyVersion }, context) => {
      const key = keys.get(keyVersion);
      if (!key) throw new SealBroken(`no key of version ${keyVersion} is on the ring`);
      if (sealed.length <= NONCE_BYTES + TAG_BYTES) throw new SealBroken('a sealed secret is too short');
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(contextBytes(context, keyVersion));
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      const secret = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
      try {
        decipher.final();
      } catch {
        secret.fill(0);
        throw new SealBroken('a sealed secret does not open in its row');
      }
      return secret;
    },
    digest: (purpose, ...parts) =>
      createHmac('sha256', digestKey)
        .update(framed(['warifu/digest/v1', purpose, ...parts]))
        .digest(),
  };
}

/** The key ring over keys that nobody else needs: the octets it was given are zeroed. */
export function takeKeyRing(keys: KeyRingKeys): KeyRing {
  try {
    return openKeyRing(keys);
  } finally {
    for (const octets of [...keys.sealing.values(), keys.digest]) octets.fill(0);
  }
}

/** Fresh random keys, version 1. */
export function newKeyRingKeys(): KeyRingKeys {
  return { current: 1, sealing: new Map([[1, randomBytes(KEY_BYTES)]]), digest: randomBytes(KEY_BYTES) };
}

/** The same keys and one more, which seals from now on. Secrets sealed before open until `rotate` has been through. */
export function withNewVersion(keys: KeyRingKeys): KeyRingKeys {
  const current = Math.max(...keys.sealing.keys()) + 1;
  return { ...keys, current, sealing: new Map([...keys.sealing, [current, randomBytes(KEY_BYTES)]]) };
}

/** Of another purpose, or with another part: sealed for something else. */
function contextBytes(context: SealContext, keyVersion: number): Buffer {
  const parts =
    'tokenId' in context
      ? ['otp', context.tokenId, context.suite]
      : ['radius', context.radiusClientId, context.relyingPartyId, context.network];
  return Buffer.from(framed(['warifu/sealed/v1', ...parts, String(keyVersion)]));
}

/** The parts, each behind its length, so that no two lists read the same. */
const framed = (parts: readonly string[]): string =>
  parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('');
