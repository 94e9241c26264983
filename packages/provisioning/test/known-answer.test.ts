import { expect, test } from 'vitest';
import { answerWith } from '../src/authority.ts';
import { uint64 } from '../src/bytes.ts';
import {
  acceptReply,
  type PendingProvision,
  parseLifecycle,
  type TokenId,
  verifyLifecycle,
  verifyProvision,
} from '../src/index.ts';
import {
  AGREEMENT_KEY,
  AUTHORITY_KEY,
  DEVICE_KEY,
  LIFECYCLE,
  REPLY,
  REQUEST,
  REQUEST_DIGEST,
  SECRET,
  STEP_MAC,
} from './vectors.ts';

type PrivateJwk = Readonly<Record<'kty' | 'crv' | 'x' | 'y' | 'd', string>>;

async function keyPair(name: 'ECDSA' | 'ECDH', { d, ...publicJwk }: PrivateJwk) {
  const algorithm = { name, namedCurve: 'P-256' };
  const [verify, use] = name === 'ECDSA' ? ([['verify'], ['sign']] as const) : ([[], ['deriveKey']] as const);
  return {
    publicKey: await crypto.subtle.importKey('jwk', publicJwk, algorithm, true, [...verify]),
    privateKey: await crypto.subtle.importKey('jwk', { ...publicJwk, d }, algorithm, false, [...use]),
  };
}

async function fixedPending(): Promise<PendingProvision> {
  const deviceKey = await keyPair('ECDSA', DEVICE_KEY);
  return { request: REQUEST, keys: { deviceKey, agreementKey: await keyPair('ECDH', AGREEMENT_KEY) } };
}

test('the authority derives the known secret and writes the known reply', async () => {
  const verified = await verifyProvision(REQUEST);
  if (verified.outcome === 'refused') throw new Error(verified.reason);
  const { serverTime, expiresAt } = REPLY;
  const terms = { tokenId: REPLY.tokenId as string as TokenId, serverTime, expiresAt };
  const { secret, reply, requestDigest } = await answerWith(
    await keyPair('ECDH', AUTHORITY_KEY),
    verified,
    terms,
  );
  expect(Buffer.from(secret).toString('hex')).toBe(SECRET);
  expect(Buffer.from(requestDigest).toString('hex')).toBe(REQUEST_DIGEST);
  expect(reply).toStrictEqual(REPLY);
});

test('the device accepts the known reply, and its key makes the known MAC of a time step', async () => {
  const token = await acceptReply(await fixedPending(), REPLY);
  if (token.outcome === 'refused') throw new Error(token.reason);
  expect(token.tokenId).toBe(REPLY.tokenId);
  const step = uint64(Math.floor(token.serverTime / 30));
  const mac = await crypto.subtle.sign('HMAC', token.otpKey, step);
  expect(Buffer.from(mac).toString('hex')).toBe(STEP_MAC);
});

test('the authority verifies the known life-cycle request', async () => {
  const devicePublicKey = Buffer.from(REQUEST.devicePublicKey, 'base64url');
  expect(parseLifecycle(LIFECYCLE)).toStrictEqual(LIFECYCLE);
  expect(await verifyLifecycle(LIFECYCLE, devicePublicKey)).toMatchObject({
    outcome: 'verified',
    action: 'delete',
  });
});
