import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type AnsweredProvision,
  acceptReply,
  answerProvision,
  newTokenId,
  type PendingProvision,
  prepareProvision,
  type TokenId,
  verifyProvision,
} from '../src/index.ts';
import { answer, overTheWire, randomBytes } from './support.ts';

async function issued(pending: PendingProvision, reply: unknown) {
  const token = await acceptReply(pending, reply);
  if (token.outcome === 'refused') throw new Error(token.reason);
  return token;
}

let pending: PendingProvision;
let other: PendingProvision;
let answered: AnsweredProvision;

beforeAll(async () => {
  pending = await prepareProvision({ form: 'WRSM' });
  other = await prepareProvision({ form: 'WRSM' });
  answered = await answer(overTheWire(pending.request));
});

describe('both sides', () => {
  test.each(['WRSM', 'WRSD'] as const)('hold the same key for a token of form %s', async (form) => {
    const asked = await prepareProvision({ form });
    const { secret, reply } = await answer(overTheWire(asked.request), newTokenId(form, randomBytes));
    const token = await issued(asked, overTheWire(reply));
    expect(token).toMatchObject({
      tokenId: reply.tokenId,
      serverTime: 1_790_000_000,
      expiresAt: 1_792_592_000,
    });
    expect(secret).toHaveLength(20);
    const message = randomBytes(8);
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', token.otpKey, message));
    expect(Buffer.from(mac)).toEqual(createHmac('sha1', secret).update(message).digest());
  });

  test('the request verified names the device and its digest, the same each time it is sent', async () => {
    const first = await verifyProvision(overTheWire(pending.request));
    expect(first).toMatchObject({
      form: 'WRSM',
      suite: 'totp-sha1-6-30',
      requestId: pending.request.requestId,
    });
    expect(await verifyProvision(overTheWire(pending.request))).toMatchObject({
      devicePublicKey: answered.devicePublicKey,
      requestDigest: answered.requestDigest,
    });
  });

  test('a stored reply can be accepted again after a crash', async () => {
    const again = await issued(structuredClone(pending), overTheWire(answered.reply));
    expect(again.tokenId).toBe(answered.reply.tokenId);
  });

  test('two answers to one request make two keys, and each reply brings its own', async () => {
    const second = await answer(pending.request);
    expect(second.secret).not.toEqual(answered.secret);
    expect((await issued(pending, second.reply)).tokenId).toBe(second.reply.tokenId);
  });

  test('the secret is nowhere in what goes over the wire', () => {
    const wire = JSON.stringify([pending.request, answered.reply]);
    for (const encoding of ['base64url', 'base64', 'hex'] as const)
      expect(wire).not.toContain(Buffer.from(answered.secret).toString(encoding));
  });

  test('fields that nobody knows are passed over', async () => {
    await expect(answer({ ...pending.request, colour: 'red' })).resolves.toMatchObject({
      outcome: 'answered',
    });
    expect(await acceptReply(pending, { ...answered.reply, colour: 'red' })).toMatchObject({
      outcome: 'issued',
    });
  });
});

describe('the keys of a device', () => {
  const privateKeys = async (made: PendingProvision) => {
    const { reply } = await answer(made.request);
    const { otpKey, deviceKey } = await issued(made, reply);
    return [otpKey, deviceKey.privateKey, made.keys.deviceKey.privateKey, made.keys.agreementKey.privateKey];
  };

  test('cannot be read in any format', async () => {
    for (const key of await privateKeys(pending)) {
      expect(key.extractable).toBe(false);
      for (const format of ['raw', 'jwk', 'pkcs8'] as const)
        await expect(crypto.subtle.exportKey(format, key)).rejects.toThrow();
    }
  });

  test('do one thing each', async () => {
    const usages = (await privateKeys(pending)).map((key) => key.usages);
    expect(usages).toEqual([['sign'], ['sign'], ['sign'], ['deriveKey']]);
  });

  test('can be read where the device must seal them itself', async () => {
    const made = await prepareProvision({ form: 'WRSD', extractable: true });
    const { secret, reply } = await answer(made.request, newTokenId('WRSD', randomBytes));
    const { otpKey, deviceKey } = await issued(made, reply);
    expect(new Uint8Array(await crypto.subtle.exportKey('raw', otpKey))).toEqual(secret);
    await expect(crypto.subtle.exportKey('pkcs8', deviceKey.privateKey)).resolves.toBeInstanceOf(ArrayBuffer);
  });

  test('are made anew for each request', () => {
    const { devicePublicKey, agreementPublicKey, requestId } = other.request;
    expect(devicePublicKey).not.toBe(pending.request.devicePublicKey);
    expect(agreementPublicKey).not.toBe(pending.request.agreementPublicKey);
    expect(devicePublicKey).not.toBe(agreementPublicKey);
    expect(requestId).not.toBe(pending.request.requestId);
  });
});

test('the authority cannot answer with a token ID of another form, or with half a second', async () => {
  const verified = await verifyProvision(pending.request);
  if (verified.outcome === 'refused') throw new Error(verified.reason);
  const terms = { tokenId: newTokenId('WRSM', randomBytes), serverTime: 1, expiresAt: 2 };
  const unsound = [
    { tokenId: newTokenId('WRSD', randomBytes) },
    { tokenId: 'WRSM 1234 5678' as TokenId },
    { serverTime: 1.5 },
    { expiresAt: -1 },
  ];
  for (const change of unsound)
    await expect(answerProvision(verified, { ...terms, ...change })).rejects.toThrow(RangeError);
});

test('a pending request that was damaged in storage is our own failure, and throws', async () => {
  const damaged = { ...pending, request: { ...pending.request, signature: '' } };
  await expect(acceptReply(damaged, answered.reply)).rejects.toThrow(RangeError);
});
