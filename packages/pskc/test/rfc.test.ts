import { expect, test } from 'vitest';
import { readPskc } from '../src/index.ts';
import { bytes, seedsOf } from './support.ts';
import {
  FIGURE_2,
  FIGURE_6,
  FIGURE_6_KEY,
  FIGURE_7,
  FIGURE_7_PASSPHRASE,
  FIGURE_10,
  FIGURE_10_KEYS,
  RFC_6030_SECRET,
} from './vectors.ts';

const key = Buffer.from(FIGURE_6_KEY, 'hex');

test('RFC 6030 Figure 2: a plain key in the least of containers', () => {
  expect(seedsOf(readPskc(bytes(FIGURE_2)))).toEqual([
    {
      place: 'KeyPackage 1',
      keyId: '12345678',
      algorithm: 'SHA1',
      movement: { by: 'counter', counter: 0n },
      secret: Buffer.from('1234'),
    },
  ]);
});

test('RFC 6030 Figure 6: a secret under a pre-shared key of AES-128-CBC, its MAC checked', () => {
  expect(seedsOf(readPskc(bytes(FIGURE_6), { key }))).toEqual([
    {
      place: 'KeyPackage 1',
      keyId: '12345678',
      manufacturer: 'Manufacturer',
      serial: '987654321',
      algorithm: 'SHA1',
      digits: 8,
      movement: { by: 'counter', counter: 0n },
      secret: Buffer.from(RFC_6030_SECRET),
    },
  ]);
});

test('RFC 6030 Figure 7: a secret under a key derived from a passphrase, its MAC checked', () => {
  expect(seedsOf(readPskc(bytes(FIGURE_7), { passphrase: FIGURE_7_PASSPHRASE }))).toEqual([
    {
      place: 'KeyPackage 1',
      keyId: '123456',
      manufacturer: 'TokenVendorAcme',
      serial: '987654321',
      algorithm: 'SHA1',
      digits: 8,
      movement: { by: 'counter', counter: 0n },
      secret: Buffer.from(RFC_6030_SECRET),
    },
  ]);
});

test('RFC 6030 Figure 10: many keys, each with its own dates', () => {
  const seeds = seedsOf(readPskc(bytes(FIGURE_10)));
  expect(
    seeds.map(({ keyId, serial, startsAt, expiresAt, place }) => ({
      keyId,
      serial,
      startsAt,
      expiresAt,
      place,
    })),
  ).toEqual(
    FIGURE_10_KEYS.map(([keyId, serial, start, expiry], index) => ({
      keyId,
      serial,
      startsAt: Date.parse(start) / 1_000,
      expiresAt: Date.parse(expiry) / 1_000,
      place: `KeyPackage ${index + 1}`,
    })),
  );
  for (const { secret } of seeds) expect(secret).toEqual(Buffer.from(RFC_6030_SECRET));
});
