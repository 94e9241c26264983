const SMALL: Readonly<Record<string, string>> = {
  ァ: 'ア',
  ィ: 'イ',
  ゥ: 'ウ',
  ェ: 'エ',
  ォ: 'オ',
  ャ: 'ヤ',
  ュ: 'ユ',
  ョ: 'ヨ',
  ッ: 'ツ',
  ヮ: 'ワ',
  ヵ: 'カ',
  ヶ: 'ケ',
  ヰ: 'イ',
  ヱ: 'エ',
};

/** All that a keyboard gives for a long vowel or a hyphen; the network has one sign for them. */
const DASHES = /[\u2010-\u2015\u2212\u30fc\ufe63\uff0d\uff70]/gu;

const FULL =
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン\u3099\u309a。「」、・';
const HALF = 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝﾞﾟ｡｢｣､･';
const HALF_OF: ReadonlyMap<string, string> = new Map(
  Array.from(FULL, (letter, place) => [letter, HALF.charAt(place)]),
);

/** ひらがな → カタカナ; everything else as it is. */
const katakana = (text: string): string =>
  text.replace(/[\u3041-\u3096\u309d\u309e]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));

/** Marks that stand alone join their letter: カ゛ is ガ. */
const voiced = (text: string): string => text.replace(/\u309b/gu, '\u3099').replace(/\u309c/gu, '\u309a');

/**
 * A text as the network spells it, still in full width: katakana without small letters, capitals, plain digits, one
 * hyphen for all dashes and long vowels. ｼｮｳﾜ, しょうわ and ショウワ are then one: シヨウワ.
 */
export const plainKana = (text: string): string =>
  katakana(voiced(text).replace(DASHES, '-').normalize('NFKC').replace(DASHES, '-'))
    .toUpperCase()
    .replace(/[ァィゥェォャュョッヮヵヶヰヱ]/gu, (letter) => SMALL[letter] ?? letter);

/** The same in half width, where ガ is two letters. What the network has no letter for stays as it was. */
export const halfWidthKana = (text: string): string =>
  Array.from(plainKana(text).normalize('NFD'), (letter) => HALF_OF.get(letter) ?? letter)
    .join('')
    .normalize('NFC');

/** Without ゛ and ゜, and without spaces and dashes: what a search by the first kana compares. */
export const bareKana = (text: string): string =>
  plainKana(text)
    .normalize('NFD')
    .replace(/[\u3099\u309a\s-]/gu, '')
    .normalize('NFC');
