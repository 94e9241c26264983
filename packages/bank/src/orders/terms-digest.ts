import { createHash } from 'node:crypto';

/** SHA-256 of the canonical JSON of an order's terms: what an approval is an approval of. */
export const digestOf = (encoded: string): Uint8Array => createHash('sha256').update(encoded).digest();

export const isSameDigest = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
