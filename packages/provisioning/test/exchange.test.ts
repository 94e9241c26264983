import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type AnsweredProvision,
  acceptReply,
  answerProvision,
  newTokenId,
  type PendingProvision,
  type ProvisionReply,
  type ProvisionRequest,
  prepareProvision,
  type TokenId,
  verifyProvision,
} from '../src/index.ts';
import { POINT_P384, POINT_SECP256K1 } from './vectors.ts';

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const overTheWire = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const refused = (reason: string) => ({ outcome: 'refused', reason });
const OTHER_UUID = '00000000-0000-4000-8000-000000000000';

/** The same text with one bit of its octets turned, still canonical base64url. */
function turned(text: string): string {
  const bytes = Buffer.from(text, 'base64url');
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  return bytes.toString('base64url');
}

async function answer(
  request: unknown,
  tokenId = newTokenId('WRSM', randomBytes),
): Promise<AnsweredProvision> {
  const verified = await verifyProvision(request);
  if (verified.outcome === 'refused') throw new Error(verified.reason);
  return answerProvision(verified, { tokenId, serverTime: 1_790_000_000, expiresAt: 1_792_592_000 });
}

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

describe('a request', () => {
  test.each<[keyof ProvisionRequest, (request: ProvisionRequest) => unknown]>([
    ['form', () => 'WRSD'],
    ['requestId', () => OTHER_UUID],
    ['devicePublicKey', () => other.request.devicePublicKey],
    ['agreementPublicKey', () => other.request.agreementPublicKey],
    ['signature', ({ signature }) => turned(signature)],
    ['signature', () => other.request.signature],
    ['signature', () => 'A'.repeat(86)],
  ])('with another %s is refused for its signature', async (field, change) => {
    const request = { ...overTheWire(pending.request), [field]: change(pending.request) };
    expect(await verifyProvision(request)).toEqual(refused('signature'));
  });

  const bad64 = [
    undefined,
    null,
    7,
    [],
    '',
    'A',
    'あ',
    '=',
    'A'.repeat(86),
    'A'.repeat(87),
    'A'.repeat(1_000_000),
  ];
  test.each<[keyof ProvisionRequest, readonly unknown[]]>([
    ['version', [undefined, null, 0, 2, '1', 1.5]],
    ['form', [undefined, null, '', 'WRHT', 'wrsm', 'WRSM ', ['WRSM']]],
    ['suite', [undefined, null, '', 'totp-md5-6-30', 'toString', '__proto__', ['totp-sha1-6-30']]],
    [
      'requestId',
      [undefined, null, '', 'x', OTHER_UUID.replace('8', 'A'), `${OTHER_UUID}0`, `${OTHER_UUID}\n`],
    ],
    ['devicePublicKey', [...bad64, POINT_SECP256K1, POINT_P384]],
    ['agreementPublicKey', [...bad64, POINT_SECP256K1, POINT_P384]],
    [
      'signature',
      [undefined, null, 7, [], '', 'A', '='.repeat(86), 'A'.repeat(85), 'A'.repeat(87), `${'A'.repeat(85)}B`],
    ],
  ])('with an ill-formed %s is refused as malformed', async (field, values) => {
    for (const value of values) {
      const request = { ...overTheWire(pending.request), [field]: value };
      expect(await verifyProvision(request), String(value)).toEqual(refused('malformed'));
    }
  });

  test('with a key off the curve, compressed, or at infinity is refused as malformed', async () => {
    const point = Buffer.from(pending.request.agreementPublicKey, 'base64url');
    const compressed = Buffer.concat([Buffer.from([2]), point.subarray(1)]);
    for (const bytes of [
      Buffer.alloc(65),
      Buffer.from([4, ...Buffer.alloc(64)]),
      Buffer.from([4, ...Buffer.alloc(64, 255)]),
      compressed,
    ]) {
      for (const field of ['devicePublicKey', 'agreementPublicKey']) {
        const request = { ...pending.request, [field]: bytes.toString('base64url') };
        expect(await verifyProvision(request)).toEqual(refused('malformed'));
      }
    }
  });

  test('spelled in base64 of another kind is refused: one request has one spelling', async () => {
    const { signature } = pending.request;
    const bytes = Buffer.from(signature, 'base64url');
    const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.indexOf(
      signature.slice(-1),
    );
    const leftover = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.charAt(last + 1);
    for (const spelling of [
      bytes.toString('base64'),
      `${signature}==`,
      `${signature.slice(0, -1)}${leftover}`,
      ` ${signature}`,
    ])
      expect(await verifyProvision({ ...pending.request, signature: spelling })).toEqual(
        refused('malformed'),
      );
  });

  test.each([undefined, null, 0, '', 'text', [], {}, true, Number.NaN])(
    'that is %s is refused as malformed',
    async (wire) => {
      expect(await verifyProvision(wire)).toEqual(refused('malformed'));
    },
  );
});

describe('a reply', () => {
  test.each<[keyof ProvisionReply, (reply: ProvisionReply) => unknown]>([
    ['tokenId', () => 'WRSM00000000'],
    ['agreementPublicKey', () => other.request.agreementPublicKey],
    ['serverTime', ({ serverTime }) => serverTime + 1],
    ['serverTime', ({ serverTime }) => serverTime + 2 ** 32],
    ['expiresAt', ({ expiresAt }) => expiresAt + 1],
    ['mac', ({ mac }) => turned(mac)],
    ['mac', () => 'A'.repeat(43)],
  ])('with another %s is refused for its MAC', async (field, change) => {
    const reply = { ...overTheWire(answered.reply), [field]: change(answered.reply) };
    expect(await acceptReply(pending, reply)).toEqual(refused('mac'));
  });

  test('to another request is refused for its MAC', async () => {
    expect(await acceptReply(other, answered.reply)).toEqual(refused('mac'));
  });

  test('that swaps its two times is refused for its MAC', async () => {
    const { serverTime, expiresAt } = answered.reply;
    expect(
      await acceptReply(pending, { ...answered.reply, serverTime: expiresAt, expiresAt: serverTime }),
    ).toEqual(refused('mac'));
  });

  test('of an authority that read another request than was sent is refused for its MAC', async () => {
    const { request, keys } = pending;
    const sent = { request: { ...request, requestId: OTHER_UUID }, keys };
    expect(await acceptReply(sent, answered.reply)).toEqual(refused('mac'));
  });

  test('with a token of another form than was asked for is refused as a mismatch', async () => {
    const reply = { ...answered.reply, tokenId: answered.reply.tokenId.replace('WRSM', 'WRSD') };
    expect(await acceptReply(pending, reply)).toEqual(refused('mismatch'));
  });

  test.each<[keyof ProvisionReply, readonly unknown[]]>([
    ['tokenId', [undefined, null, 7, '', 'wrsm00000000', 'WRSM0000000', 'WRSM 0000 0000', 'WRSM000000000']],
    ['suite', [undefined, null, '', 'totp-md5-6-30', 'constructor']],
    ['agreementPublicKey', [undefined, null, 7, '', 'A'.repeat(87), POINT_SECP256K1, POINT_P384]],
    ['serverTime', [undefined, null, '1790000000', -1, 0.5, 2 ** 53, Number.NaN]],
    ['expiresAt', [undefined, null, '1790000000', -1, 0.5, 2 ** 53, Number.NaN]],
    ['mac', [undefined, null, 7, '', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}B`, '='.repeat(43)]],
  ])('with an ill-formed %s is refused as malformed', async (field, values) => {
    for (const value of values) {
      const reply = { ...overTheWire(answered.reply), [field]: value };
      expect(await acceptReply(pending, reply), String(value)).toEqual(refused('malformed'));
    }
  });

  test.each([undefined, null, 0, '', 'text', [], {}])('that is %s is refused as malformed', async (wire) => {
    expect(await acceptReply(pending, wire)).toEqual(refused('malformed'));
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
