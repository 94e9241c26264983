import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase32, encodeBase32 } from '../src/index.ts';

const octets = fc.uint8Array({ maxLength: 80 });

describe('base32', () => {
  test('what is encoded decodes to the same octets', () => {
    fc.assert(
      fc.property(octets, fc.boolean(), (bytes, padding) => {
        expect(decodeBase32(encodeBase32(bytes, { padding }))).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  test('what decodes is encoded to the same text: a secret has one spelling', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ABCXYZ27=') }), (text) => {
        let bytes: Uint8Array;
        try {
          bytes = decodeBase32(text);
        } catch {
          return;
        }
        expect(encodeBase32(bytes, { padding: text.includes('=') || text.length % 8 === 0 })).toBe(text);
      }),
    );
  });

  test.each([
    ['A', 'last group'],
    ['AAA', 'last group'],
    ['AAAAAA', 'last group'],
    ['AAAAAAAAA', 'last group'],
    ['MZ', 'not zero'],
    ['MZXW6YQB', undefined],
    ['MY=', 'padding'],
    ['MY=====', 'padding'],
    ['MY=======', 'padding'],
    ['MZXW6YTB========', 'padding'],
    ['=', 'padding'],
    ['MY======MY======', 'padding'],
    ['M=Y=====', 'last group'],
    ['my======', 'character 1'],
    ['MZXW6YT1', 'character 8'],
    ['MZXW 6YTB', 'last group'],
    ['MZ W6YTB', 'character 3'],
    ['MZ-W6YTB', 'character 3'],
    ['MZ０W6YTB', 'character 3'],
  ])('"%s" read strictly: %s', (text, fault) => {
    if (fault === undefined) expect(decodeBase32(text)).toHaveLength(5);
    else expect(() => decodeBase32(text)).toThrow(new RegExp(`^base32: .*${fault}`));
  });

  test.each(['mzxw6ytb', 'MZXW 6YTB', 'mzxw-6ytb', ' MZXW6YTB '])('"%s" is read leniently', (text) => {
    expect(() => decodeBase32(text)).toThrow(RangeError);
    expect(decodeBase32(text, { lenient: true })).toEqual(new TextEncoder().encode('fooba'));
  });

  test.each(['MZ', 'MY=', 'mzxw6yt1', 'MZXW\t6YTB', 'ſ'.repeat(8), 'ıııııııı', 'ßßßß'])(
    '"%s" is refused leniently too',
    (text) => {
      expect(() => decodeBase32(text, { lenient: true })).toThrow(RangeError);
    },
  );

  test('an error never repeats what was read', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'QXJZ189!'), minLength: 4 }), (text) => {
        try {
          decodeBase32(text);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          expect(String(error)).not.toContain(text);
        }
      }),
    );
  });
});
