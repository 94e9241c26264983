import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { framed, fromBase64url, toBase64url, uint64 } from '../src/bytes.ts';

const octets = fc.uint8Array({ maxLength: 70 });

test('fields cut in another way give other octets', () => {
  fc.assert(
    fc.property(fc.array(octets, { maxLength: 6 }), fc.array(octets, { maxLength: 6 }), (one, another) => {
      const isSame = Buffer.from(framed(...one)).equals(framed(...another));
      const isEqual =
        one.length === another.length &&
        one.every((field, index) => Buffer.from(field).equals(another[index] ?? field));
      expect(isSame).toBe(isEqual);
    }),
  );
  expect(framed(Uint8Array.of(1), Uint8Array.of(2, 3))).not.toEqual(
    framed(Uint8Array.of(1, 2), Uint8Array.of(3)),
  );
});

test('a field stands behind its length in four octets, and a number in eight', () => {
  expect(Buffer.from(framed(Uint8Array.of(7, 8), new Uint8Array(0))).toString('hex')).toBe(
    '00000002070800000000',
  );
  expect(Buffer.from(uint64(2 ** 32 + 1)).toString('hex')).toBe('0000000100000001');
});

describe('base64url', () => {
  test('is what Node makes of the same octets, and reads back', () => {
    fc.assert(
      fc.property(
        octets.filter((bytes) => bytes.length > 0),
        (bytes) => {
          const text = toBase64url(bytes);
          expect(text).toBe(Buffer.from(bytes).toString('base64url'));
          expect(fromBase64url(text, bytes.length)).toEqual(new Uint8Array(bytes));
          expect(fromBase64url(text, bytes.length + 1)).toBeUndefined();
          expect(fromBase64url(text, bytes.length - 1)).toBeUndefined();
        },
      ),
    );
  });

  test('garbage gives nothing, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), fc.nat(70), (value, text, length) => {
        for (const read of [fromBase64url(value, length), fromBase64url(text, length)])
          if (read) expect(read).toHaveLength(length);
      }),
    );
  });
});
