import { createHmac, createSecretKey, type webcrypto } from 'node:crypto';
import { type SyncHmac, totpSync } from '@warifu/oath';
import {
  type IssuedToken,
  isSuite,
  isTokenId,
  type KeyPair,
  type PendingProvision,
  type ProvisionRequest,
  SUITES,
  type Suite,
  type TokenId,
} from '@warifu/provisioning';

type Jwk = webcrypto.JsonWebKey;
type KeyKind = 'ECDSA' | 'ECDH';

/** A request under way, as it is sealed. */
export interface PendingContent {
  readonly request: ProvisionRequest;
  readonly deviceKey: Jwk;
  readonly agreementKey: Jwk;
}

/** A token, as it is sealed. */
export interface TokenContent {
  readonly tokenId: TokenId;
  readonly suite: Suite;
  /** Octets of the HMAC key, base64url. */
  readonly secret: string;
  readonly deviceKey: Jwk;
  /** Authority's clock minus this machine's when the token was issued, milliseconds. */
  readonly offsetMs: number;
}

/** A token that can make codes. */
export interface OpenToken {
  readonly tokenId: TokenId;
  readonly offsetMs: number;
  readonly periodSeconds: number;
  /** ECDSA P-256: signs for this device. */
  readonly deviceKey: () => Promise<KeyPair>;
  /** The code of an instant by the authority's clock, seconds since 1970. */
  readonly codeAt: (epochSeconds: number) => string;
}

export async function pendingContentOf({ request, keys }: PendingProvision): Promise<PendingContent> {
  const [deviceKey, agreementKey] = await Promise.all([jwkOf(keys.deviceKey), jwkOf(keys.agreementKey)]);
  return { request, deviceKey, agreementKey };
}

/** The request with its keys, as it was before it was sealed. */
export async function pendingOf(content: PendingContent): Promise<PendingProvision> {
  const [deviceKey, agreementKey] = await Promise.all([
    keyPairOf(content.deviceKey, 'ECDSA'),
    keyPairOf(content.agreementKey, 'ECDH'),
  ]);
  return { request: content.request, keys: { deviceKey, agreementKey } };
}

export async function tokenContentOf(issued: IssuedToken, offsetMs: number): Promise<TokenContent> {
  const octets = Buffer.from(await crypto.subtle.exportKey('raw', issued.otpKey));
  const secret = octets.toString('base64url');
  octets.fill(0);
  return {
    tokenId: issued.tokenId,
    suite: issued.suite,
    secret,
    deviceKey: await jwkOf(issued.deviceKey),
    offsetMs,
  };
}

/** The token in an opened seal, or `undefined` where it holds none. */
export function openTokenOf(content: unknown): OpenToken | undefined {
  if (typeof content !== 'object' || content === null) return undefined;
  const { tokenId, suite, secret, deviceKey, offsetMs } = content as Partial<
    Record<keyof TokenContent, unknown>
  >;
  if (!isTokenId(tokenId) || !isSuite(suite) || typeof secret !== 'string' || typeof offsetMs !== 'number')
    return undefined;
  if (typeof deviceKey !== 'object' || deviceKey === null) return undefined;
  const { hash, digits, periodSeconds } = SUITES[suite];
  const key = createSecretKey(secret, 'base64url');
  const hmac: SyncHmac = (message) => createHmac(hash.replace('-', ''), key).update(message).digest();
  return {
    tokenId,
    offsetMs,
    periodSeconds,
    deviceKey: () => keyPairOf(deviceKey, 'ECDSA'),
    codeAt: (epochSeconds) => totpSync(hmac, epochSeconds, { digits, period: periodSeconds }),
  };
}

function jwkOf({ privateKey }: KeyPair): Promise<Jwk> {
  return crypto.subtle.exportKey('jwk', privateKey);
}

async function keyPairOf(jwk: Jwk, name: KeyKind): Promise<KeyPair> {
  const algorithm = { name, namedCurve: 'P-256' };
  const { d: _, key_ops: __, ...publicJwk } = jwk;
  const [privateKey, publicKey] = await Promise.all([
    crypto.subtle.importKey('jwk', jwk, algorithm, true, name === 'ECDSA' ? ['sign'] : ['deriveKey']),
    crypto.subtle.importKey('jwk', publicJwk, algorithm, true, name === 'ECDSA' ? ['verify'] : []),
  ]);
  return { privateKey, publicKey };
}
