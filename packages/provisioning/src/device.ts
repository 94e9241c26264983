import { toBase64url } from './bytes.ts';
import { derive } from './derive.ts';
import {
  generateAgreementKey,
  generateDeviceKey,
  importAgreementPoint,
  type KeyPair,
  pointOf,
  sign,
} from './keys.ts';
import { authenticatedBytes, readReply } from './reply.ts';
import { type ProvisionRequest, readRequest, requestBytes, signedBytes } from './request.ts';
import { SUITE_DEFAULT, type Suite } from './suite.ts';
import type { SoftwareForm, TokenId } from './token-id.ts';

/** What token is asked for. */
export interface ProvisionWish {
  readonly form: SoftwareForm;
  /** {@link SUITE_DEFAULT} where not said. */
  readonly suite?: Suite;
  /**
   * Whether the keys may leave WebCrypto; false where not said, and then nothing can read them, this page included.
   * True is for a device without a key store of its own, which must seal them itself.
   */
  readonly extractable?: boolean;
}

/** The device's own keys. They can be stored in IndexedDB as they are. */
export interface ProvisionKeys {
  /** Signs the request, and the token's life-cycle requests later. */
  readonly deviceKey: KeyPair;
  /** For this agreement alone; to be forgotten once the token is there. */
  readonly agreementKey: KeyPair;
}

/**
 * A request under way. Store it before sending: after a lost answer the same request, sent again, gets the same token,
 * and only these keys can open the reply. It can be put into IndexedDB as it is.
 */
export interface PendingProvision {
  readonly request: ProvisionRequest;
  readonly keys: ProvisionKeys;
}

/** A token that both sides hold, proved by the reply's MAC. */
export interface IssuedToken {
  readonly outcome: 'issued';
  readonly tokenId: TokenId;
  readonly suite: Suite;
  /** HMAC key of the codes, usage `sign`. */
  readonly otpKey: CryptoKey;
  readonly deviceKey: KeyPair;
  /** The authority's clock when it answered, whole seconds since the epoch. */
  readonly serverTime: number;
  /** When the token expires unless it is bound before, whole seconds since the epoch. */
  readonly expiresAt: number;
}

/**
 * Why a reply made no token, in order of precedence. `malformed`: a field is missing or ill-formed, or the key is no
 * point of the curve. `mismatch`: another form or suite than was asked for. `mac`: changed on the way, or an answer to
 * another request. None of them ends the pending request: the right reply may still be fetched.
 */
export interface ReplyRefusal {
  readonly outcome: 'refused';
  readonly reason: 'malformed' | 'mismatch' | 'mac';
}

/** Makes the device's keys and the signed request for a token. */
export async function prepareProvision(wish: ProvisionWish): Promise<PendingProvision> {
  const { form, suite = SUITE_DEFAULT, extractable = false } = wish;
  const [deviceKey, agreementKey] = await Promise.all([
    generateDeviceKey(extractable),
    generateAgreementKey(extractable),
  ]);
  const [devicePoint, agreementPoint] = await Promise.all([pointOf(deviceKey), pointOf(agreementKey)]);
  const requestId = crypto.randomUUID();
  const message = signedBytes({ form, suite, requestId, devicePoint, agreementPoint });
  const request: ProvisionRequest = {
    version: 1,
    form,
    suite,
    requestId,
    devicePublicKey: toBase64url(devicePoint),
    agreementPublicKey: toBase64url(agreementPoint),
    signature: toBase64url(await sign(deviceKey.privateKey, message)),
  };
  return { request, keys: { deviceKey, agreementKey } };
}

/**
 * The token that a reply brings, once its MAC has shown that both sides hold the same key.
 *
 * The token's key is as extractable as the device key is. The reply may come from anywhere: nothing in it throws.
 *
 * @param wire the reply as parsed from JSON
 * @throws RangeError where the pending request itself is damaged
 */
export async function acceptReply(
  pending: PendingProvision,
  wire: unknown,
): Promise<IssuedToken | ReplyRefusal> {
  const request = readRequest(pending.request);
  if (!request) throw new RangeError('the pending request is not one that prepareProvision made');
  const reply = readReply(wire);
  if (!reply) return { outcome: 'refused', reason: 'malformed' };
  const { tokenId, suite, authorityPoint, serverTime, expiresAt, mac } = reply;
  const publicKey = await importAgreementPoint(authorityPoint);
  if (!publicKey) return { outcome: 'refused', reason: 'malformed' };
  if (suite !== request.suite || !tokenId.startsWith(request.form))
    return { outcome: 'refused', reason: 'mismatch' };

  const { deviceKey, agreementKey } = pending.keys;
  const derivation = await derive({
    privateKey: agreementKey.privateKey,
    publicKey,
    requestBytes: requestBytes(request),
    authorityPoint,
    tokenId,
    suite,
  });
  const replyKey = await derivation.replyKey('verify');
  const isGenuine = await crypto.subtle.verify('HMAC', replyKey, mac, authenticatedBytes(reply));
  if (!isGenuine) return { outcome: 'refused', reason: 'mac' };
  const otpKey = await derivation.otpKey(deviceKey.privateKey.extractable);
  return { outcome: 'issued', tokenId, suite, otpKey, deviceKey, serverTime, expiresAt };
}
