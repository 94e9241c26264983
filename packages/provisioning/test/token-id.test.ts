import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatTokenId, isTokenId, newTokenId, normaliseTokenId } from '../src/index.ts';

/** A source that gives these draws, one after the other. */
function drawing(...draws: readonly number[]) {
  const left = [...draws];
  return (length: number) => {
    const bytes = new Uint8Array(length);
    new DataView(bytes.buffer).setUint32(0, left.shift() ?? 0);
    return bytes;
  };
}

describe('newTokenId', () => {
  test.each([
    [0, 'WRSM00000000'],
    [7, 'WRSM00000007'],
    [99_999_999, 'WRSM99999999'],
    [100_000_000, 'WRSM00000000'],
    [4_199_999_999, 'WRSM99999999'],
  ])('the draw %d makes %s', (draw, tokenId) => {
    expect(newTokenId('WRSM', drawing(draw))).toBe(tokenId);
  });

  test('draws that would favour small numbers are thrown away', () => {
    expect(newTokenId('WRHT', drawing(4_200_000_000, 4_294_967_295, 42))).toBe('WRHT00000042');
  });

  test('a source that never gives an even draw is broken, and asked no more', () => {
    expect(() => newTokenId('WRSD', (length) => new Uint8Array(length).fill(255))).toThrow(RangeError);
  });
});

describe('normaliseTokenId', () => {
  test.each([
    'WRSM12345678',
    'wrsm12345678',
    'WrSm 1234 5678',
    ' WRSM-1234-5678 ',
    'ＷＲＳＭ１２３４５６７８',
    'ｗｒｓｍ　１２３４　５６７８',
    'WRSMー1234ー5678',
    'WRSMｰ1234ｰ5678',
    'WRSM－1234－5678',
    'WRSM−1234−5678',
    'WRSM‐1234‑5678',
    'WRSM–1234—5678',
    'WRSM―1234─5678',
    'WRSM━1234〜5678',
    'WRSM﹣1234﹘5678',
    'WRSM\u00ad1234\u200b5678\ufeff',
    'WRSM\t1234\n5678',
    'WRSM\u00a01234\u20095678',
    'W R S M 1 2 3 4 5 6 7 8',
  ])('reads "%s"', (text) => {
    expect(normaliseTokenId(text)).toBe('WRSM12345678');
  });

  test.each([
    '',
    'WRSM',
    '12345678',
    'WRSM1234567',
    'WRSM123456789',
    'WRS123456789',
    'WRSMX2345678',
    'WRSM1234567O',
    'WRSM_1234_5678',
    'WRSM/1234/5678',
    'WRSM.12345678',
    'ＷＲＳМ12345678', // a Cyrillic letter
    'ıRSM12345678',
    'ßRM12345678',
    'WRSM١٢٣٤٥٦٧٨',
    `WRSM12345678${' '.repeat(60)}`,
    'x'.repeat(1_000_000),
  ])('refuses "%s"', (text) => {
    expect(normaliseTokenId(text)).toBeUndefined();
  });

  test('reads what is formatted, and what machines write', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('WRSM' as const, 'WRSD' as const, 'WRHT' as const),
        fc.nat(4_199_999_999),
        (form, draw) => {
          const tokenId = newTokenId(form, drawing(draw));
          expect(isTokenId(tokenId)).toBe(true);
          expect(normaliseTokenId(formatTokenId(tokenId))).toBe(tokenId);
          expect(normaliseTokenId(tokenId)).toBe(tokenId);
        },
      ),
    );
  });
});

test('a token ID is shown in three groups', () => {
  expect(formatTokenId(newTokenId('WRSM', drawing(12_345_678)))).toBe('WRSM 1234 5678');
});

test.each(['wrsm12345678', 'WRSM 1234 5678', 'WRSM1234567８', '', 7, null, undefined, ['WRSM12345678']])(
  '%s is no token ID as machines write it',
  (value) => {
    expect(isTokenId(value)).toBe(false);
  },
);
