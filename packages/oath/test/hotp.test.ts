import { describe, expect, test } from 'vitest';
import {
  type Digits,
  equalCodes,
  hotp,
  hotpSync,
  isCode,
  timeStep,
  timeStepOf,
  totp,
  totpSync,
} from '../src/index.ts';
import { ascii, nodeHmac } from './hmacs.ts';
import { RFC_4226_D_SECRET } from './vectors.ts';

const hmac = nodeHmac(ascii(RFC_4226_D_SECRET));

/** The octets that an HMAC is asked to authenticate for a counter, in hexadecimal. */
function messageOf(counter: number | bigint): string {
  let message = '';
  hotpSync((asked) => {
    message = Buffer.from(asked).toString('hex');
    return new Uint8Array(20);
  }, counter);
  return message;
}

describe('the counter', () => {
  test.each<[number | bigint, string]>([
    [0, '0000000000000000'],
    [1, '0000000000000001'],
    [2 ** 31, '0000000080000000'],
    [2 ** 32 - 1, '00000000ffffffff'],
    [2 ** 32, '0000000100000000'],
    [2 ** 32 + 7, '0000000100000007'],
    [Number.MAX_SAFE_INTEGER, '001fffffffffffff'],
    [2n ** 53n, '0020000000000000'],
    [2n ** 63n, '8000000000000000'],
    [2n ** 64n - 1n, 'ffffffffffffffff'],
  ])('%s is authenticated as the eight octets %s', (counter, message) => {
    expect(messageOf(counter)).toBe(message);
  });

  // Made with Python's hmac, hashlib and struct from the secret of RFC 4226 Appendix D.
  test.each<[number | bigint, string]>([
    [2 ** 32, '55999456'],
    [2 ** 32 + 1, '39108930'],
    [2n ** 64n - 1n, '63094451'],
  ])('%s, above 2^32, has the code %s', (counter, code) => {
    expect(hotpSync(hmac, counter, { digits: 8 })).toBe(code);
  });

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -1n, 2n ** 64n])(
    '%s is refused',
    async (counter) => {
      expect(() => hotpSync(hmac, counter)).toThrow(RangeError);
      await expect(hotp(hmac, counter)).rejects.toThrow(RangeError);
    },
  );
});

describe('truncation', () => {
  const lengths = [20, 32, 64];
  const offsets = Array.from({ length: 16 }, (_, offset) => offset);

  test.each(lengths.flatMap((length) => offsets.map((offset) => [length, offset] as const)))(
    'of %i octets reads four at offset %i, without the sign bit',
    (length, offset) => {
      const mac = new Uint8Array(length);
      // The high half of the last octet must not count, nor the highest bit of what is read.
      mac[length - 1] = 0xf0 | offset;
      mac.set([0x80 | (12_345_678 >>> 24), 12_345_678 >>> 16, 12_345_678 >>> 8, 12_345_678], offset);
      expect(hotpSync(() => mac, 0, { digits: 8 })).toBe('12345678');
    },
  );

  test('takes the largest value there is', () => {
    const mac = new Uint8Array(20).fill(0xff);
    mac[19] = 0xf0;
    expect(hotpSync(() => mac, 0, { digits: 8 })).toBe('47483647');
  });

  test('keeps leading zeros', () => {
    expect(hotpSync(() => new Uint8Array(20), 0)).toBe('000000');
    expect(hotpSync(() => new Uint8Array(20), 0, { digits: 8 })).toBe('00000000');
  });

  test('reads a digest that is a window on a larger buffer', () => {
    const pool = new Uint8Array(64).fill(0xee);
    const mac = pool.subarray(17, 37).fill(0);
    mac[3] = 42;
    expect(hotpSync(() => mac, 0)).toBe('000042');
  });

  test('refuses a digest that is too short to be one', async () => {
    expect(() => hotpSync(() => new Uint8Array(19), 0)).toThrow(RangeError);
    await expect(hotp(async () => new Uint8Array(0), 0)).rejects.toThrow(RangeError);
  });
});

describe('time steps', () => {
  test.each([
    [0, 30, 0],
    [29, 30, 0],
    [29.999, 30, 0],
    [30, 30, 1],
    [59, 60, 0],
    [20_000_000_000, 30, 666_666_666],
    [2 ** 40, 1, 2 ** 40],
  ])('the instant %d with a period of %i s belongs to step %i', (at, period, step) => {
    expect(timeStepOf(at, { period })).toBe(step);
  });

  test('a step lasts 30 s where not said', () => {
    expect(timeStepOf(89)).toBe(2);
    expect(totpSync(hmac, 89)).toBe(totpSync(hmac, 60, { period: 30 }));
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('the instant %d is refused', async (at) => {
    expect(() => timeStepOf(at)).toThrow(RangeError);
    await expect(totp(hmac, at)).rejects.toThrow(RangeError);
  });

  test.each([0, -30, 0.5, Number.NaN])('a period of %d is refused', (period) => {
    expect(() => timeStepOf(0, { period })).toThrow(RangeError);
  });

  test.each([-1, 1.5, 2 ** 53])('%d is no time step', (number) => {
    expect(() => timeStep(number)).toThrow(RangeError);
  });
});

describe('codes', () => {
  test.each([5, 9, 0, 6.5, Number.NaN])('%d digits are refused', async (digits) => {
    expect(() => hotpSync(hmac, 0, { digits: digits as Digits })).toThrow(RangeError);
    await expect(hotp(hmac, 0, { digits: digits as Digits })).rejects.toThrow(RangeError);
  });

  test.each([
    ['123456', 6, true],
    ['000000', 6, true],
    ['1234567', 7, true],
    ['12345678', 8, true],
    ['12345', 6, false],
    ['1234567', 6, false],
    ['', 6, false],
    [' 12345', 6, false],
    ['12345\n', 6, false],
    ['12345a', 6, false],
    ['-12345', 6, false],
    ['1e1234', 6, false],
    ['１２３４５６', 6, false],
    ['١٢٣٤٥٦', 6, false],
  ] as const)('"%s" as a code of %i digits: %s', (text, digits, expected) => {
    expect(isCode(text, digits)).toBe(expected);
  });

  test.each([
    ['123456', '123456', true],
    ['123456', '123457', false],
    ['023456', '123456', false],
    ['12345', '123456', false],
    ['1234567', '123456', false],
    ['', '123456', false],
    ['123456', '', false],
    ['12345\0', '12345', false],
    ['１23456', '123456', false],
  ])('"%s" equals "%s": %s', (presented, expected, isSame) => {
    expect(equalCodes(presented, expected)).toBe(isSame);
  });
});
