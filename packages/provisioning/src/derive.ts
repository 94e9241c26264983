import { type Bytes, framed, utf8 } from './bytes.ts';
import { sha256 } from './keys.ts';
import { SUITES, type Suite } from './suite.ts';
import type { TokenId } from './token-id.ts';

/** What a derived key is for. Part of every derivation, so that one key never serves two ends. */
type Purpose = 'otp' | 'reply';

/** What both sides must agree on before they can agree on a key. */
export interface Agreement {
  /** The side's own half; stays where it was made. */
  readonly privateKey: CryptoKey;
  /** The other side's half. */
  readonly publicKey: CryptoKey;
  /** All octets of the request, signature included. */
  readonly requestBytes: Bytes;
  /** The authority's public half, as it stands in the reply. */
  readonly authorityPoint: Bytes;
  readonly tokenId: TokenId;
  readonly suite: Suite;
}

/** The keys that come out of an agreement, still to be taken. */
export interface Derivation {
  /** The token's key, for a side that keeps it as a `CryptoKey`: its octets never stand in memory of ours. */
  readonly otpKey: (extractable: boolean) => Promise<CryptoKey>;
  /** The token's key as octets, for a side that must seal it. */
  readonly otpSecret: () => Promise<Bytes>;
  /** HMAC-SHA-256 key over the reply. */
  readonly replyKey: (usage: 'sign' | 'verify') => Promise<CryptoKey>;
}

/**
 * The key schedule: ECDH on P-256, then HKDF-SHA-256 (RFC 5869) once for each purpose.
 *
 * The salt is the digest of the whole exchange: had anyone changed a field on the way, the two sides would hold
 * different keys, and the MAC of the reply would fail.
 */
export async function derive(agreement: Agreement): Promise<Derivation> {
  const { privateKey, publicKey, requestBytes, authorityPoint, tokenId, suite } = agreement;
  const ikm = await crypto.subtle.deriveKey({ name: 'ECDH', public: publicKey }, privateKey, 'HKDF', false, [
    'deriveKey',
    'deriveBits',
  ]);
  const salt = await sha256(framed(utf8('warifu/provision/transcript/v1'), requestBytes, authorityPoint));
  const hkdf = (purpose: Purpose) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt,
    info: framed(utf8(`warifu/token/v1/${purpose}`), utf8(tokenId), utf8(suite)),
  });
  const { hash, secretBits } = SUITES[suite];
  const { subtle } = crypto;
  return {
    otpKey: (extractable) =>
      subtle.deriveKey(hkdf('otp'), ikm, { name: 'HMAC', hash, length: secretBits }, extractable, ['sign']),
    otpSecret: async () => new Uint8Array(await subtle.deriveBits(hkdf('otp'), ikm, secretBits)),
    replyKey: (usage) =>
      subtle.deriveKey(hkdf('reply'), ikm, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, [usage]),
  };
}
