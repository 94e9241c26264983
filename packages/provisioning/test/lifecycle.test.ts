import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Lifecycle,
  type LifecycleRequest,
  newNonce,
  type PendingProvision,
  parseLifecycle,
  prepareProvision,
  signLifecycle,
  type TokenId,
  verifyLifecycle,
} from '../src/index.ts';

const refused = (reason: string) => ({ outcome: 'refused', reason });
const octets = (text: string) => Buffer.from(text, 'base64url');

let pending: PendingProvision;
let devicePublicKey: Uint8Array;
let request: LifecycleRequest;
const lifecycle: Lifecycle = {
  action: 'delete',
  tokenId: 'WRSM12345678' as TokenId,
  at: 1_790_000_000,
  nonce: newNonce(),
};

beforeAll(async () => {
  pending = await prepareProvision({ form: 'WRSM' });
  devicePublicKey = octets(pending.request.devicePublicKey);
  request = await signLifecycle(pending.keys.deviceKey.privateKey, lifecycle);
});

describe('a life-cycle request', () => {
  test.each(['delete', 'list-services', 'list-departures'] as const)(
    'to %s is verified by the device key',
    async (action) => {
      const signed = await signLifecycle(pending.keys.deviceKey.privateKey, { ...lifecycle, action });
      const wire = JSON.parse(JSON.stringify(signed));
      expect(await verifyLifecycle(wire, devicePublicKey)).toStrictEqual({
        outcome: 'verified',
        ...lifecycle,
        action,
      });
      expect(parseLifecycle(wire)).toStrictEqual(signed);
    },
  );

  test.each<[keyof LifecycleRequest, unknown]>([
    ['action', 'list-services'],
    ['action', 'list-departures'],
    ['tokenId', 'WRSM12345679'],
    ['at', 1_790_000_001],
    ['nonce', newNonce()],
    ['signature', 'A'.repeat(86)],
  ])('with another %s is refused for its signature', async (field, value) => {
    expect(await verifyLifecycle({ ...request, [field]: value }, devicePublicKey)).toEqual(
      refused('signature'),
    );
  });

  test('of another device is refused for its signature', async () => {
    const other = await prepareProvision({ form: 'WRSM' });
    expect(await verifyLifecycle(request, octets(other.request.devicePublicKey))).toEqual(
      refused('signature'),
    );
  });

  test('cannot be made from the signature of a provisioning request', async () => {
    const { signature } = pending.request;
    expect(await verifyLifecycle({ ...request, signature }, devicePublicKey)).toEqual(refused('signature'));
  });

  test.each<[keyof LifecycleRequest, readonly unknown[]]>([
    ['version', [undefined, 0, 2, '1']],
    ['action', [undefined, null, '', 'DELETE', 'revive']],
    ['tokenId', [undefined, '', 'wrsm12345678', 'WRSM 1234 5678']],
    ['at', [undefined, '1790000000', -1, 0.5, 2 ** 53]],
    ['nonce', [undefined, '', 'AA', `${'A'.repeat(21)}B`, 'A'.repeat(23), '='.repeat(22)]],
    ['signature', [undefined, '', 'A'.repeat(85), `${'A'.repeat(85)}B`]],
  ])('with an ill-formed %s is refused as malformed', async (field, values) => {
    for (const value of values) {
      const wire = { ...request, [field]: value };
      expect(await verifyLifecycle(wire, devicePublicKey), String(value)).toEqual(refused('malformed'));
      expect(parseLifecycle(wire)).toBeUndefined();
    }
  });

  test.each([undefined, null, 0, '', [], {}])('that is %s is refused as malformed', async (wire) => {
    expect(await verifyLifecycle(wire, devicePublicKey)).toEqual(refused('malformed'));
  });

  test('checked against a damaged public key is refused, and does not throw', async () => {
    for (const key of [new Uint8Array(0), new Uint8Array(65), new Uint8Array(65).fill(4)])
      expect(await verifyLifecycle(request, key)).toEqual(refused('signature'));
  });

  test.each<Partial<Record<keyof Lifecycle, unknown>>>([
    { action: 'revive' },
    { tokenId: 'x' },
    { at: 0.5 },
    { nonce: 'AA' },
  ])('is not signed with %o', async (change) => {
    const unsound = { ...lifecycle, ...change } as Lifecycle;
    await expect(signLifecycle(pending.keys.deviceKey.privateKey, unsound)).rejects.toThrow(RangeError);
  });
});
