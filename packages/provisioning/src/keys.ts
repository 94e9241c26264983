import type { Bytes } from './bytes.ts';

/** An uncompressed point of P-256, SEC 1 §2.3.3: the octet 4, then x and y of 32 octets each. */
export const POINT_BYTES = 65;

/** r and s of 32 octets each, as WebCrypto writes ECDSA over P-256. */
export const SIGNATURE_BYTES = 64;

/** The two halves of a key. Shaped like WebCrypto's `CryptoKeyPair`, which Node's types do not name globally. */
export interface KeyPair {
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
}

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const ECDH = { name: 'ECDH', namedCurve: 'P-256' } as const;
const ECDSA_SHA_256 = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A key that signs for the device as long as the token lives. */
export function generateDeviceKey(extractable: boolean): Promise<KeyPair> {
  return crypto.subtle.generateKey(ECDSA, extractable, ['sign', 'verify']);
}

/** A key for one agreement. */
export function generateAgreementKey(extractable: boolean): Promise<KeyPair> {
  return crypto.subtle.generateKey(ECDH, extractable, ['deriveKey']);
}

/** The public half as an uncompressed point. */
export async function pointOf(key: KeyPair): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey('raw', key.publicKey));
}

/** The device's public key, or `undefined` where the octets are no point of the curve. */
export function importDevicePoint(point: Bytes): Promise<CryptoKey | undefined> {
  return importPoint(point, ECDSA, ['verify']);
}

/** The other side's public key, or `undefined` where the octets are no point of the curve. */
export function importAgreementPoint(point: Bytes): Promise<CryptoKey | undefined> {
  return importPoint(point, ECDH, []);
}

export async function sign(privateKey: CryptoKey, message: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(ECDSA_SHA_256, privateKey, message));
}

export function isSignedBy(publicKey: CryptoKey, signature: Bytes, message: Bytes): Promise<boolean> {
  return crypto.subtle.verify(ECDSA_SHA_256, publicKey, signature, message);
}

export async function sha256(message: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', message));
}

async function importPoint(
  point: Bytes,
  algorithm: typeof ECDSA | typeof ECDH,
  usages: readonly 'verify'[],
): Promise<CryptoKey | undefined> {
  if (point.length !== POINT_BYTES || point[0] !== 4) return undefined;
  try {
    return await crypto.subtle.importKey('raw', point, algorithm, true, [...usages]);
  } catch {
    return undefined; // the one reason left: the point is not on the curve
  }
}
