import { expect, test } from 'vitest';
import { networkOf, openClientList, plainAddress } from '../src/radius/client-list.ts';

test.each([
  ['192.0.2.7', '192.0.2.7/32'],
  [' 192.0.2.0/24 ', '192.0.2.0/24'],
  ['2001:DB8::/48', '2001:db8::/48'],
  ['::1', '::1/128'],
])('%s is kept as %s', (typed, kept) => {
  expect(networkOf(typed)).toBe(kept);
});

test.each([
  '',
  '192.0.2',
  '192.0.2.0/33',
  '192.0.2.0/0',
  '192.0.2.0/',
  '192.0.2.0/1e1',
  '::/0',
  'fe80::1%eth0',
  'a.example',
])('“%s” is no network of a client', (typed) => {
  expect(networkOf(typed)).toBeUndefined();
});

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['fe80::1%eth0', 'fe80::1'],
])('%s is %s', (seen, plain) => {
  expect(plainAddress(seen)).toBe(plain);
});

const client = (radiusClientId: string, network: string) => ({
  radiusClientId,
  relyingPartyId: 'p',
  network,
  secret: Buffer.from('s'),
});

test('the narrowest network is first, then the newest client, and no more than sixteen are tried', async () => {
  const many = Array.from({ length: 20 }, (_, index) => client(`many-${index}`, '198.51.100.0/24'));
  const clients = [
    client('new', '192.0.2.0/24'),
    client('old', '192.0.2.9/24'),
    client('wide', '192.0.0.0/16'),
    client('one', '192.0.2.7/32'),
    client('six', '2001:db8::/48'),
    ...many,
  ];
  const at = openClientList(
    async () => clients,
    () => 0,
  );
  const ids = async (address: string) => (await at(address)).map(({ radiusClientId }) => radiusClientId);
  expect(await ids('192.0.2.7')).toEqual(['one', 'new', 'old', 'wide']);
  expect(await ids('192.0.3.7')).toEqual(['wide']);
  expect(await ids('2001:db8::7')).toEqual(['six']);
  expect(await ids('2001:db8:1::7')).toEqual([]);
  expect(await ids('no address')).toEqual([]);
  expect(await ids('198.51.100.1')).toHaveLength(16);
});

test('the list is asked for once in five seconds, however many packets come, and again after a fault', async () => {
  let now = 0;
  let loads = 0;
  let isAway = false;
  const at = openClientList(
    async () => {
      loads += 1;
      if (isAway) throw new Error('away');
      return [client('one', '192.0.2.7/32')];
    },
    () => now,
  );
  await Promise.all([at('192.0.2.7'), at('192.0.2.7'), at('192.0.2.8')]);
  now = 4_999;
  await at('192.0.2.7');
  expect(loads).toBe(1);
  now = 5_000;
  isAway = true;
  await expect(at('192.0.2.7')).rejects.toThrow('away');
  isAway = false;
  expect(await at('192.0.2.7')).toHaveLength(1);
  expect(loads).toBe(3);
});
