import { type Bytes, framed, fromBase64url, uint64, utf8 } from './bytes.ts';
import { POINT_BYTES } from './keys.ts';
import { isSuite, type Suite } from './suite.ts';
import { isTokenId, type TokenId } from './token-id.ts';

/** What the authority answers. It holds no secret: it may be stored, and sent again when the request comes again. */
export interface ProvisionReply {
  readonly tokenId: TokenId;
  readonly suite: Suite;
  /** The authority's half for this one agreement, ECDH P-256, 65 octets. */
  readonly agreementPublicKey: string;
  /** The authority's clock, whole seconds since the epoch: what the device learns its offset from. */
  readonly serverTime: number;
  /** When the token expires unless it is bound before, whole seconds since the epoch. */
  readonly expiresAt: number;
  /** HMAC-SHA-256 under the derived reply key over all the other fields, 32 octets. */
  readonly mac: string;
}

/** A reply with its octets read, and nothing proved yet. */
export interface ReadReply {
  readonly tokenId: TokenId;
  readonly suite: Suite;
  readonly authorityPoint: Bytes;
  readonly serverTime: number;
  readonly expiresAt: number;
  readonly mac: Bytes;
}

const MAC_BYTES = 32;

/** The reply in a value from a wire, or `undefined` where a field is missing or ill-formed. Other fields are passed over. */
export function readReply(wire: unknown): ReadReply | undefined {
  if (typeof wire !== 'object' || wire === null) return undefined;
  const { tokenId, suite, agreementPublicKey, serverTime, expiresAt, mac } = wire as Partial<
    Record<keyof ProvisionReply, unknown>
  >;
  if (!isTokenId(tokenId) || !isSuite(suite) || !isEpochSeconds(serverTime) || !isEpochSeconds(expiresAt))
    return undefined;
  const authorityPoint = fromBase64url(agreementPublicKey, POINT_BYTES);
  const macBytes = fromBase64url(mac, MAC_BYTES);
  if (!authorityPoint || !macBytes) return undefined;
  return { tokenId, suite, authorityPoint, serverTime, expiresAt, mac: macBytes };
}

/** What the MAC is over. */
export function authenticatedBytes(reply: Omit<ReadReply, 'mac'>): Bytes {
  return framed(
    utf8('warifu/provision/reply/v1'),
    utf8(reply.tokenId),
    utf8(reply.suite),
    reply.authorityPoint,
    uint64(reply.serverTime),
    uint64(reply.expiresAt),
  );
}

/** Whether a value is an instant: whole seconds since the epoch. */
export function isEpochSeconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
