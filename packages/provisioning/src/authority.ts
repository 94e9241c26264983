import { type Bytes, toBase64url } from './bytes.ts';
import { derive } from './derive.ts';
import {
  generateAgreementKey,
  importAgreementPoint,
  importDevicePoint,
  isSignedBy,
  type KeyPair,
  pointOf,
  sha256,
} from './keys.ts';
import { authenticatedBytes, isEpochSeconds, type ProvisionReply } from './reply.ts';
import { readRequest, requestBytes, signedBytes } from './request.ts';
import type { Suite } from './suite.ts';
import { isTokenId, type SoftwareForm, type TokenId } from './token-id.ts';

declare const brand: unique symbol;

/** A request whose signature holds; only {@link verifyProvision} makes one. */
export interface VerifiedRequest {
  readonly [brand]: 'VerifiedRequest';
  readonly outcome: 'verified';
  readonly form: SoftwareForm;
  readonly suite: Suite;
  readonly requestId: string;
  /** The point of 65 octets by which the request is idempotent, and which checks life-cycle requests later. */
  readonly devicePublicKey: Bytes;
  /** SHA-256 over the whole request: another digest under the same device key is another request, to be refused. */
  readonly requestDigest: Bytes;
  readonly requestBytes: Bytes;
  readonly agreementPublicKey: CryptoKey;
}

/**
 * Why a request is not taken, in order of precedence. `malformed`: a field is missing or ill-formed, or a key is no
 * point of the curve. `signature`: not signed by the device key, or changed since.
 */
export interface RequestRefusal {
  readonly outcome: 'refused';
  readonly reason: 'malformed' | 'signature';
}

/** What the authority decides about a new token. */
export interface ProvisionTerms {
  /** New, and of the form that the request names. */
  readonly tokenId: TokenId;
  /** Now, whole seconds since the epoch. */
  readonly serverTime: number;
  /** When the token expires unless it is bound before, whole seconds since the epoch. */
  readonly expiresAt: number;
}

/** A token made. Store all of it in one transaction; unique by `devicePublicKey`. */
export interface AnsweredProvision {
  readonly outcome: 'answered';
  /** The octets of the token's HMAC key: to be sealed at once, then overwritten with `secret.fill(0)`. */
  readonly secret: Bytes;
  /** For the device; holds no secret. */
  readonly reply: ProvisionReply;
  readonly devicePublicKey: Bytes;
  readonly requestDigest: Bytes;
}

/**
 * Says whether a request is well-formed and signed by its device. Touches nothing, and never throws for what is in it.
 *
 * Before answering look for a token of the same `devicePublicKey`: where its digest is the same too, send the stored
 * reply; where not, refuse.
 *
 * @param wire the request as parsed from JSON
 */
export async function verifyProvision(wire: unknown): Promise<VerifiedRequest | RequestRefusal> {
  const request = readRequest(wire);
  if (!request) return { outcome: 'refused', reason: 'malformed' };
  const { form, suite, requestId, devicePoint, agreementPoint, signature } = request;
  const deviceKey = await importDevicePoint(devicePoint);
  const agreementPublicKey = await importAgreementPoint(agreementPoint);
  if (!deviceKey || !agreementPublicKey) return { outcome: 'refused', reason: 'malformed' };
  if (!(await isSignedBy(deviceKey, signature, signedBytes(request))))
    return { outcome: 'refused', reason: 'signature' };
  const bytes = requestBytes(request);
  return {
    outcome: 'verified',
    form,
    suite,
    requestId,
    devicePublicKey: devicePoint,
    requestDigest: await sha256(bytes),
    requestBytes: bytes,
    agreementPublicKey,
  } as VerifiedRequest;
}

/**
 * Makes the token's key and the reply by which the device makes the same. Each call makes another key.
 *
 * @throws RangeError where the terms are not sound: the token ID is of another form, or a time is no whole second
 */
export async function answerProvision(
  request: VerifiedRequest,
  terms: ProvisionTerms,
): Promise<AnsweredProvision> {
  return answerWith(await generateAgreementKey(false), request, terms);
}

/** {@link answerProvision} with the authority's half given. Not for use twice: each agreement has a key of its own. */
export async function answerWith(
  agreementKey: KeyPair,
  request: VerifiedRequest,
  { tokenId, serverTime, expiresAt }: ProvisionTerms,
): Promise<AnsweredProvision> {
  const { form, suite, devicePublicKey, requestDigest } = request;
  if (!isTokenId(tokenId) || !tokenId.startsWith(form))
    throw new RangeError('the token ID is of another form');
  if (!isEpochSeconds(serverTime) || !isEpochSeconds(expiresAt))
    throw new RangeError('times are whole seconds');

  const authorityPoint = await pointOf(agreementKey);
  const derivation = await derive({
    privateKey: agreementKey.privateKey,
    publicKey: request.agreementPublicKey,
    requestBytes: request.requestBytes,
    authorityPoint,
    tokenId,
    suite,
  });
  const message = authenticatedBytes({ tokenId, suite, authorityPoint, serverTime, expiresAt });
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', await derivation.replyKey('sign'), message));
  const reply: ProvisionReply = {
    tokenId,
    suite,
    agreementPublicKey: toBase64url(authorityPoint),
    serverTime,
    expiresAt,
    mac: toBase64url(mac),
  };
  return { outcome: 'answered', secret: await derivation.otpSecret(), reply, devicePublicKey, requestDigest };
}
