import { beforeAll, describe, expect, test } from 'vitest';
import {
  type AnsweredProvision,
  acceptReply,
  type PendingProvision,
  type ProvisionReply,
  type ProvisionRequest,
  prepareProvision,
  verifyProvision,
} from '../src/index.ts';
import { answer, overTheWire } from './support.ts';
import { POINT_P384, POINT_SECP256K1 } from './vectors.ts';

const refused = (reason: string) => ({ outcome: 'refused', reason });
const OTHER_UUID = '00000000-0000-4000-8000-000000000000';

/** The same text with one bit of its octets turned, still canonical base64url. */
function turned(text: string): string {
  const bytes = Buffer.from(text, 'base64url');
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  return bytes.toString('base64url');
}

let pending: PendingProvision;
let other: PendingProvision;
let answered: AnsweredProvision;

beforeAll(async () => {
  pending = await prepareProvision({ form: 'WRSM' });
  other = await prepareProvision({ form: 'WRSM' });
  answered = await answer(overTheWire(pending.request));
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

  test('with a key off the curve, compressed, hybrid, or at infinity is refused as malformed', async () => {
    const point = Buffer.from(pending.request.agreementPublicKey, 'base64url');
    const compressed = Buffer.concat([Buffer.from([2]), point.subarray(1)]);
    // SEC 1 knows a second spelling of a whole point, 6 or 7 by the parity of y, which OpenSSL reads.
    const hybrid = Buffer.concat([Buffer.from([6 | ((point.at(-1) ?? 0) & 1)]), point.subarray(1)]);
    for (const bytes of [
      Buffer.alloc(65),
      Buffer.from([4, ...Buffer.alloc(64)]),
      Buffer.from([4, ...Buffer.alloc(64, 255)]),
      compressed,
      hybrid,
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
