import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import {
  type Attribute,
  HEADER_OCTETS,
  onlyOf,
  type Packet,
  type ReplyCode,
  TYPE,
  writePacket,
} from './packet.ts';

const DIGEST_OCTETS = 16;
const EMPTY = Buffer.alloc(DIGEST_OCTETS);

const hmacOf = (secret: Buffer, octets: Buffer): Buffer => createHmac('md5', secret).update(octets).digest();

/**
 * Whether a request was made by who knows the secret, exactly as it came.
 *
 * Only a Message-Authenticator says so: the Request Authenticator is no more than a random number, and without the
 * attribute anybody on the way can have a reply of his own making taken for ours (CVE-2024-3596).
 * @see RFC 3579 §3.2
 */
export function isAuthentic(request: Packet, secret: Buffer): boolean {
  const sent = onlyOf(request, TYPE.messageAuthenticator);
  if (sent?.length !== DIGEST_OCTETS) return false;
  const octets = Buffer.from(request.octets);
  octets.set(EMPTY, sent.byteOffset - request.octets.byteOffset);
  return timingSafeEqual(hmacOf(secret, octets), sent);
}

/**
 * The octets of a reply: the Message-Authenticator stands first, reckoned over the reply with the request's authenticator
 * in place, and the Response Authenticator over all of it. Undefined where the reply would be too long.
 * @see RFC 2865 §3, RFC 3579 §3.2
 */
export function writeReply(
  code: ReplyCode,
  request: Packet,
  attributes: readonly Attribute[],
  secret: Buffer,
): Buffer | undefined {
  const { identifier, authenticator } = request;
  const octets = writePacket({
    code,
    identifier,
    authenticator,
    attributes: [{ type: TYPE.messageAuthenticator, value: EMPTY }, ...attributes],
  });
  if (octets === undefined) return undefined;
  octets.set(hmacOf(secret, octets), HEADER_OCTETS + 2);
  octets.set(responseAuthenticatorOf(octets, secret), HEADER_OCTETS - DIGEST_OCTETS);
  return octets;
}

/** Of a reply that has the request's authenticator in place still. @see RFC 2865 §3 */
export const responseAuthenticatorOf = (octets: Buffer, secret: Buffer): Buffer =>
  createHash('md5').update(octets).update(secret).digest();

const BLOCKS_MAX = 8;

/** What was typed as the password, out of its hiding; undefined where it is not hidden so. @see RFC 2865 §5.2 */
export function revealPassword(hidden: Buffer, authenticator: Buffer, secret: Buffer): Buffer | undefined {
  const blocks = hidden.length / DIGEST_OCTETS;
  if (!Number.isInteger(blocks) || blocks < 1 || blocks > BLOCKS_MAX) return undefined;
  const password = Buffer.alloc(hidden.length);
  let before = authenticator;
  for (let at = 0; at < hidden.length; at += DIGEST_OCTETS) {
    const mask = createHash('md5').update(secret).update(before).digest();
    before = hidden.subarray(at, at + DIGEST_OCTETS);
    for (let index = 0; index < DIGEST_OCTETS; index += 1) {
      password.writeUInt8(hidden.readUInt8(at + index) ^ mask.readUInt8(index), at + index);
    }
  }
  // The padding is of zeros, and a code has none.
  const end = password.findLastIndex((octet) => octet !== 0) + 1;
  return password.subarray(0, end);
}
