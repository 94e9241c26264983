import { type Bytes, framed, fromBase64url, toBase64url, uint64, utf8 } from './bytes.ts';
import { importDevicePoint, isSignedBy, SIGNATURE_BYTES, sign } from './keys.ts';
import { isEpochSeconds } from './reply.ts';
import { isTokenId, type TokenId } from './token-id.ts';

const ACTIONS = ['delete', 'list-services', 'list-departures'] as const;

/**
 * What a device may ask about its own token: to end it, to be told which services it is registered with, or which ones
 * it has left. Each is signed by its name: a request for one is good for no other.
 */
export type LifecycleAction = (typeof ACTIONS)[number];

/** What a device asks. */
export interface Lifecycle {
  readonly action: LifecycleAction;
  readonly tokenId: TokenId;
  /** When, by the device's corrected clock, whole seconds since the epoch. */
  readonly at: number;
  /** {@link NONCE_BYTES} random octets as base64url without padding; {@link newNonce} makes one. */
  readonly nonce: string;
}

/** What a device sends. */
export interface LifecycleRequest extends Lifecycle {
  readonly version: 1;
  /** By the device key over all the other fields, 64 octets as base64url without padding. */
  readonly signature: string;
}

/** A request that the device of the token made. Whether it is fresh is still to be judged, by `at` and `nonce`. */
export interface VerifiedLifecycle extends Lifecycle {
  readonly outcome: 'verified';
}

/** Why a life-cycle request is not taken, in order of precedence. */
export interface LifecycleRefusal {
  readonly outcome: 'refused';
  readonly reason: 'malformed' | 'signature';
}

/** Length of a nonce. */
export const NONCE_BYTES = 16;

/** A nonce for one life-cycle request. */
export function newNonce(): string {
  return toBase64url(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)));
}

/**
 * The signed request of a device about its own token.
 *
 * @param deviceKey private half of the key that signed the provisioning
 * @throws RangeError where a field is not as described
 */
export async function signLifecycle(deviceKey: CryptoKey, lifecycle: Lifecycle): Promise<LifecycleRequest> {
  const { action, tokenId, at, nonce } = lifecycle;
  const message = signedBytes(lifecycle);
  if (!message)
    throw new RangeError('a life-cycle request has an action, a token ID, whole seconds and a nonce');
  return { version: 1, action, tokenId, at, nonce, signature: toBase64url(await sign(deviceKey, message)) };
}

/** The well-formed request in a value from a wire, not yet verified: to find the token whose device key must check it. */
export function parseLifecycle(wire: unknown): LifecycleRequest | undefined {
  if (typeof wire !== 'object' || wire === null) return undefined;
  const { version, action, tokenId, at, nonce, signature } = wire as Partial<
    Record<keyof LifecycleRequest, unknown>
  >;
  if (version !== 1 || !isAction(action) || !isTokenId(tokenId) || !isEpochSeconds(at)) return undefined;
  if (typeof nonce !== 'string' || !fromBase64url(nonce, NONCE_BYTES)) return undefined;
  if (typeof signature !== 'string' || !fromBase64url(signature, SIGNATURE_BYTES)) return undefined;
  return { version, action, tokenId, at, nonce, signature };
}

/**
 * Says whether the device of a token made this request. Never throws for what is in it.
 *
 * A genuine request may have been seen before: the caller refuses an `at` far from now, and a nonce known for this token.
 *
 * @param wire the request as parsed from JSON
 * @param devicePublicKey the point of 65 octets stored with the token that the request names
 */
export async function verifyLifecycle(
  wire: unknown,
  devicePublicKey: Uint8Array,
): Promise<VerifiedLifecycle | LifecycleRefusal> {
  const request = parseLifecycle(wire);
  const message = request && signedBytes(request);
  const signature = request && fromBase64url(request.signature, SIGNATURE_BYTES);
  if (!request || !message || !signature) return { outcome: 'refused', reason: 'malformed' };
  const deviceKey = await importDevicePoint(new Uint8Array(devicePublicKey));
  if (!deviceKey || !(await isSignedBy(deviceKey, signature, message)))
    return { outcome: 'refused', reason: 'signature' };
  const { action, tokenId, at, nonce } = request;
  return { outcome: 'verified', action, tokenId, at, nonce };
}

function signedBytes({ action, tokenId, at, nonce }: Lifecycle): Bytes | undefined {
  const nonceBytes = fromBase64url(nonce, NONCE_BYTES);
  if (!isAction(action) || !isTokenId(tokenId) || !isEpochSeconds(at) || !nonceBytes) return undefined;
  return framed(utf8('warifu/lifecycle/v1'), utf8(action), utf8(tokenId), uint64(at), nonceBytes);
}

function isAction(value: unknown): value is LifecycleAction {
  return ACTIONS.some((action) => action === value);
}
