import { type CodeOptions, type Digits, digitsOf } from './code.ts';
import type { Hmac, SyncHmac } from './hmac.ts';

/** The counter is eight octets, RFC 4226 §5.1. */
const COUNTER_MAX = 0xffff_ffff_ffff_ffffn;

/** The shortest digest that has four octets at every offset: SHA-1's 20. */
const MAC_BYTES_MIN = 20;

/**
 * The HOTP code of a counter.
 *
 * @param hmac keyed with the shared secret
 * @param counter moving factor, 0 to 2^64 - 1; a `number` must be a safe integer
 * @throws RangeError where counter or digits are out of range, or the digest is shorter than 20 octets
 * @see RFC 4226 §5.3
 */
export async function hotp(hmac: Hmac, counter: number | bigint, options?: CodeOptions): Promise<string> {
  const digits = digitsOf(options);
  return codeOf(await hmac(counterBytes(counter)), digits);
}

/** {@link hotp} for an HMAC that answers at once: no promise is made. */
export function hotpSync(hmac: SyncHmac, counter: number | bigint, options?: CodeOptions): string {
  const digits = digitsOf(options);
  return codeOf(hmac(counterBytes(counter)), digits);
}

/** The message that is authenticated: the counter in eight octets, high-order octet first (RFC 4226 §5.1 and §5.2). */
export function counterBytes(counter: number | bigint): Uint8Array<ArrayBuffer> {
  if (
    typeof counter === 'number'
      ? !Number.isSafeInteger(counter) || counter < 0
      : counter < 0n || counter > COUNTER_MAX
  )
    throw new RangeError(
      'a counter is a whole number from 0 to 2^64 - 1, and a safe integer where it is a number',
    );
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(counter));
  return bytes;
}

/**
 * The code in a digest, leading zeros kept.
 *
 * The low four bits of the last octet say where to read: for SHA-256 and SHA-512 that is octet 31 and 63, not 19,
 * as in the reference implementation of RFC 6238.
 *
 * @see RFC 4226 §5.3 and §5.4 (dynamic truncation), RFC 6238 §1.2
 */
export function codeOf(mac: Uint8Array, digits: Digits): string {
  if (mac.byteLength < MAC_BYTES_MIN) throw new RangeError('an HMAC has at least 20 octets');
  // The digest may be a window on a larger buffer, as Node's pooled Buffers are.
  const view = new DataView(mac.buffer, mac.byteOffset, mac.byteLength);
  const offset = view.getUint8(mac.byteLength - 1) & 0x0f;
  const truncated = view.getUint32(offset) & 0x7fff_ffff;
  return String(truncated % 10 ** digits).padStart(digits, '0');
}
