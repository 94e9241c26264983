import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shiftJisOf } from '../src/index.ts';

const decoder = new TextDecoder('shift_jis', { fatal: true });
const back = (text: string): string => decoder.decode(shiftJisOf(text));
const hexOf = (text: string): string => Buffer.from(shiftJisOf(text)).toString('hex');

/** Letters of each part of the code page: signs, both kana, JIS kanji of both levels, NEC and IBM rows. */
const LETTERS = Array.from(
  'AZ09 ,"\r\nｱﾝﾞﾟ｡、。〃々ぁんァヶ亜唖熙腕弌龠①⑳ⅠⅩ㈱№ⅰⅹ￢￤纊髙﨑彅德濵舘塚'.normalize('NFC'),
);

test('whatever is made of letters of the code page comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LETTERS)), (letters) => {
      expect(back(letters.join(''))).toBe(letters.join(''));
    }),
  );
});

/** Any code points; half of a pair is none. */
const texts = fc
  .array(fc.integer({ min: 0, max: 0x10_ff_ff }).filter((point) => point < 0xd8_00 || point > 0xdf_ff))
  .map((points) => String.fromCodePoint(...points));

test('any text at all becomes one that can be read, with 〓 for each letter that is not there', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const read = back(text);
      expect(back(read)).toBe(read);
      expect(Array.from(read)).toHaveLength(Array.from(text.normalize('NFC')).length);
    }),
  );
  expect(back('𠮷野家☕한글é')).toBe('〓野家〓〓〓〓');
});

/** Where a letter has two places, Windows writes the first of NEC's row 13, and of IBM's letters those in FA to FC. */
test.each([
  ['㈱', '878a'],
  ['①', '8740'],
  ['Ⅰ', '8754'],
  ['ⅰ', 'fa40'],
  ['∵', '81e6'],
  ['￢', '81ca'],
  ['髙', 'fbfc'],
  ['﨑', 'fab1'],
  ['ﾜﾘﾌ', 'dcd8cc'],
])('%s is written as Windows writes it', (letter, hex) => {
  expect(hexOf(letter)).toBe(hex);
});

test.each([
  ['〜', '～'],
  ['−', '－'],
  ['—', '―'],
  ['¥', '￥'],
  ['か\u3099', 'が'],
])('%s, which other systems write, becomes the letter that is meant', (typed, read) => {
  expect(back(typed)).toBe(read);
});
