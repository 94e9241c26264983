import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSeedCsv } from '../src/index.ts';
import { bytes, refusalOf, seedsOf } from './support.ts';

const HEX = '3132333435363738393031323334353637383930';
const BASE32 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const SECRET = Buffer.from('12345678901234567890');
const read = (text: string) => readSeedCsv(bytes(text));

describe('a CSV of seeds', () => {
  test('is read with a byte order mark, CRLF, quotes and columns in any order', () => {
    const text = `\uFEFF"Period",secret,"serial",algorithm,digits,manufacturer,expires\r\n60,${HEX},"A-1",SHA-256,8,"Mihon, ""Ltd""",2031-03-31T00:00:00+09:00\r\n,${HEX},A-2,,,,\r\n\r\n`;
    expect(seedsOf(read(text))).toEqual([
      {
        place: 'line 2',
        serial: 'A-1',
        manufacturer: 'Mihon, "Ltd"',
        secret: SECRET,
        algorithm: 'SHA256',
        digits: 8,
        movement: { by: 'time', periodSeconds: 60, driftSteps: 0 },
        expiresAt: Date.parse('2031-03-30T15:00:00Z') / 1_000,
      },
      {
        place: 'line 3',
        serial: 'A-2',
        secret: SECRET,
        algorithm: 'SHA1',
        digits: 6,
        movement: { by: 'time', periodSeconds: 30, driftSteps: 0 },
      },
    ]);
  });

  test.each([
    ['hex', `serial,secret\n1,${HEX}\n`],
    ['base32', `serial,secret\n1,${BASE32}\n`],
    [
      'base32 in small groups',
      `serial,secret_base32\n1,${BASE32.toLowerCase().replaceAll(/(.{4})/g, '$1 ')}\n`,
    ],
    ['hex, where the column says so', `serial,secret_hex\n1,${HEX}\n`],
  ])('takes secrets in %s', (_, text) => {
    expect(seedsOf(read(text))[0]?.secret).toEqual(SECRET);
  });

  test('whose secrets all read as both hex and base32 is not guessed at', () => {
    const both = '22334455'.repeat(5);
    expect(refusalOf(read(`serial,secret\n1,${both}\n`))).toBe('line 1: secret_ambiguous');
    expect(seedsOf(read(`serial,secret_hex\n1,${both}\n`))[0]?.secret).toEqual(Buffer.from(both, 'hex'));
    expect(seedsOf(read(`serial,secret\n1,${both}\n2,${HEX}\n`))[0]?.secret).toEqual(
      Buffer.from(both, 'hex'),
    );
  });

  test.each([
    ['no header', `1,${HEX}\n`, 'line 1: csv_header'],
    ['no serial column', `secret\n${HEX}\n`, 'line 1: csv_header'],
    ['two secret columns', `serial,secret,secret_hex\n1,${HEX},${HEX}\n`, 'line 1: csv_header'],
    ['a column of no kind', `serial,secret,moon\n1,${HEX},1\n`, 'line 1: csv_header'],
    ['no lines', 'serial,secret\n', 'line 2: missing'],
    ['a line too short', `serial,secret\n1,${HEX}\n2\n`, 'line 3: csv_columns'],
    ['an open quotation mark', `serial,secret\n"1,${HEX}\n`, 'line 2: csv_quotes'],
    ['a quotation mark within', `serial,secret\n1"1,${HEX}\n`, 'line 2: csv_quotes'],
    ['no serial', `serial,secret\n1,${HEX}\n ,${HEX}\n`, 'line 3: serial'],
    ['a secret of no kind', `serial,secret\n1,${HEX}\n2,%%\n`, 'line 3: secret_spelling'],
    ['hex after base32', `serial,secret\n1,${BASE32}\n2,${HEX}\n`, 'line 3: secret_spelling'],
    ['no secret', `serial,secret_hex\n1,\n`, 'line 2: secret_spelling'],
    ['a hash of no kind', `serial,secret,algorithm\n1,${HEX},MD5\n`, 'line 2: unknown_suite'],
    ['five digits', `serial,secret,digits\n1,${HEX},5\n`, 'line 2: number'],
    ['no period', `serial,secret,period\n1,${HEX},0\n`, 'line 2: number'],
    ['a date of no kind', `serial,secret,expires\n1,${HEX},tomorrow\n`, 'line 2: date'],
    ['nothing', '', 'line 1: csv_header'],
  ])('with %s is refused by its line', (_, text, refusal) => {
    expect(refusalOf(read(text))).toBe(refusal);
  });

  test('above 10,000 lines is refused', () => {
    expect(refusalOf(read(`serial,secret\n${`1,${HEX}\n`.repeat(10_002)}`))).toMatch(/: too_many$/);
  });

  test('is read or refused, whatever it is made of', () => {
    const piece = fc.constantFrom(
      'serial',
      'secret',
      ',',
      '"',
      '\n',
      '\r\n',
      '\r',
      HEX,
      BASE32,
      '1',
      ' ',
      '\uFEFF',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(['read', 'refused']).toContain(read(pieces.join('')).outcome);
      }),
      { numRuns: 1_000 },
    );
  });
});
