import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatOtpauthUri, type OtpauthKey, parseOtpauthUri } from '../src/index.ts';
import { ascii } from './hmacs.ts';

const key: OtpauthKey = {
  type: 'totp',
  secret: ascii('12345678901234567890'),
  issuer: 'わりふ信用金庫',
  account: 'WRSM 1234 5678',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
};
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('formatOtpauthUri', () => {
  test('writes every parameter out, the issuer twice, and no + for a space', () => {
    const issuer = '%E3%82%8F%E3%82%8A%E3%81%B5%E4%BF%A1%E7%94%A8%E9%87%91%E5%BA%AB';
    expect(formatOtpauthUri(key)).toBe(
      `otpauth://totp/${issuer}:WRSM%201234%205678?secret=${SECRET}&issuer=${issuer}&algorithm=SHA1&digits=6&period=30`,
    );
  });

  test('writes a HOTP key with its counter, and no issuer where there is none', () => {
    const { secret } = key;
    const hotp: OtpauthKey = {
      type: 'hotp',
      secret,
      account: 'a+b',
      algorithm: 'SHA512',
      digits: 8,
      counter: 2n ** 64n - 1n,
    };
    expect(formatOtpauthUri(hotp)).toBe(
      `otpauth://hotp/a%2Bb?secret=${SECRET}&algorithm=SHA512&digits=8&counter=18446744073709551615`,
    );
  });

  test.each<[string, Partial<Record<keyof OtpauthKey | 'period' | 'counter', unknown>>]>([
    ['an empty secret', { secret: new Uint8Array(0) }],
    ['an empty account', { account: '' }],
    ['an empty issuer', { issuer: '' }],
    ['a colon in the account', { account: 'a:b' }],
    ['a colon in the issuer', { issuer: 'a:b' }],
    ['white space at an end', { account: ' a' }],
    ['a control character', { issuer: 'a\u0000b' }],
    ['half a surrogate pair', { account: 'a\ud800b' }],
    ['an unknown hash', { algorithm: 'MD5' }],
    ['five digits', { digits: 5 }],
    ['no period', { period: 0 }],
    ['half a period', { period: 30.5 }],
    ['a negative counter', { type: 'hotp', counter: -1n }],
    ['a counter above 2^64 - 1', { type: 'hotp', counter: 2n ** 64n }],
  ])('refuses %s', (_title, changes) => {
    expect(() => formatOtpauthUri({ ...key, ...changes } as OtpauthKey)).toThrow(RangeError);
  });
});

describe('parseOtpauthUri', () => {
  test('fills in the defaults', () => {
    expect(parseOtpauthUri(`otpauth://totp/alice?secret=${SECRET}`)).toStrictEqual({
      type: 'totp',
      secret: key.secret,
      account: 'alice',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
    });
  });

  test.each([
    `otpauth://totp/Example:alice?secret=${SECRET}&issuer=Example`,
    `otpauth://totp/Example:alice?secret=${SECRET}`,
    `otpauth://totp/alice?secret=${SECRET}&issuer=Example`,
    `otpauth://totp/Example%3Aalice?secret=${SECRET}&issuer=Example`,
    `otpauth://totp/Example:%20%20alice?secret=${SECRET}&issuer=Example`,
    `OTPAUTH://TOTP/Example:alice?issuer=Example&secret=${SECRET.toLowerCase()}&algorithm=sha1`,
    `otpauth://totp/Example:alice?secret=${SECRET}&issuer=Example&image=https%3A%2F%2Fexample.org%2Fi.png`,
  ])('%s names alice at Example', (uri) => {
    expect(parseOtpauthUri(uri)).toMatchObject({
      type: 'totp',
      issuer: 'Example',
      account: 'alice',
      secret: key.secret,
    });
  });

  test('reads the counter of a HOTP key beyond the safe integers', () => {
    const read = parseOtpauthUri(`otpauth://hotp/alice?secret=${SECRET}&counter=9007199254740993`);
    expect(read).toMatchObject({ type: 'hotp', counter: 9_007_199_254_740_993n });
  });

  test('takes + for a plus sign', () => {
    expect(parseOtpauthUri(`otpauth://totp/a+b?secret=${SECRET}&issuer=c+d`)).toMatchObject({
      account: 'a+b',
      issuer: 'c+d',
    });
  });

  test.each([
    '',
    'https://example.org/',
    `otpauth://steam/alice?secret=${SECRET}`,
    'otpauth://totp/alice',
    'otpauth://totp/alice?issuer=Example',
    'otpauth://totp/alice?secret=',
    'otpauth://totp/alice?secret=GEZDGNBV1',
    `otpauth://totp/?secret=${SECRET}`,
    `otpauth://totp/Example:?secret=${SECRET}`,
    `otpauth://totp/:alice?secret=${SECRET}`,
    `otpauth://totp/a:b:c?secret=${SECRET}`,
    `otpauth://totp/a/b?secret=${SECRET}`,
    `otpauth://totp/Example:alice?secret=${SECRET}&issuer=Other`,
    `otpauth://totp/alice?secret=${SECRET}&issuer=`,
    `otpauth://totp/alice?secret=${SECRET}&secret=${SECRET}`,
    `otpauth://totp/alice?secret=${SECRET}&%73ecret=${SECRET}`,
    `otpauth://totp/alice?secret=${SECRET}#fragment`,
    `otpauth://totp/%E3?secret=${SECRET}`,
    `otpauth://totp/a%00b?secret=${SECRET}`,
    `otpauth://totp/alice?secret=${SECRET}&algorithm=MD5`,
    `otpauth://totp/alice?secret=${SECRET}&algorithm=ſHA1`,
    `otpauth://totp/alice?secret=${SECRET}&digits=5`,
    `otpauth://totp/alice?secret=${SECRET}&digits=06`,
    `otpauth://totp/alice?secret=${SECRET}&digits=`,
    `otpauth://totp/alice?secret=${SECRET}&period=0`,
    `otpauth://totp/alice?secret=${SECRET}&period=-30`,
    `otpauth://totp/alice?secret=${SECRET}&period=1e3`,
    `otpauth://totp/alice?secret=${SECRET}&period=1000000000`,
    `otpauth://hotp/alice?secret=${SECRET}`,
    `otpauth://hotp/alice?secret=${SECRET}&counter=18446744073709551616`,
  ])('refuses %s', (uri) => {
    expect(() => parseOtpauthUri(uri)).toThrow(RangeError);
  });

  test('an error never repeats the secret', () => {
    for (const fault of ['1', '&secret=x', '&digits=5', '&issuer=%']) {
      expect(() => parseOtpauthUri(`otpauth://totp/alice?secret=${SECRET}${fault}`)).toThrow(
        expect.not.objectContaining({ message: expect.stringContaining(SECRET) }),
      );
    }
  });
});

test('what is formatted parses to the same key', () => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => !/[:\p{Cc}]/u.test(text) && text === text.trim());
  const common = {
    secret: fc.uint8Array({ minLength: 1, maxLength: 64 }).map((bytes) => new Uint8Array(bytes)),
    account: name,
    issuer: name,
    algorithm: fc.constantFrom('SHA1' as const, 'SHA256' as const, 'SHA512' as const),
    digits: fc.constantFrom(6 as const, 7 as const, 8 as const),
  };
  const requiredKeys = ['type', 'secret', 'account', 'algorithm', 'digits'] as const;
  const totp = fc.record(
    { ...common, type: fc.constant('totp' as const), period: fc.integer({ min: 1, max: 999_999_999 }) },
    { requiredKeys: [...requiredKeys, 'period'] },
  );
  const hotp = fc.record(
    { ...common, type: fc.constant('hotp' as const), counter: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }) },
    { requiredKeys: [...requiredKeys, 'counter'] },
  );
  fc.assert(
    fc.property(fc.oneof(totp, hotp), (made) => {
      expect(parseOtpauthUri(formatOtpauthUri(made))).toEqual({ ...made });
    }),
  );
});
