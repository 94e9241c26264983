/** 〓, which printers set in place of a letter they do not have. */
const GETA = '〓';

/** Letters that other systems write for ones that code page 932 has. */
const SPELT_OTHERWISE: Readonly<Record<string, string>> = {
  '\u301c': '～',
  '\u2016': '∥',
  '\u2212': '－',
  '\u2014': '―',
  '\u00a2': '￠',
  '\u00a3': '￡',
  '\u00ac': '￢',
  '\u00a5': '￥',
};

const isLead = (byte: number): boolean => (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc);

/**
 * Where the decoder knows a letter twice, the encoder takes the first place, and none of the second copies that rows ED
 * and EE hold of the letters in rows FA to FC. Rows F0 to F9 are everybody's own and mean nothing to others.
 *
 * @see Encoding Standard, "index Shift_JIS pointer" (encoding.spec.whatwg.org)
 */
const isPassedOver = (lead: number): boolean =>
  lead === 0xed || lead === 0xee || (lead >= 0xf0 && lead <= 0xf9);

let codes: ReadonlyMap<string, number> | undefined;

/** Node decodes Shift_JIS and does not encode it: the table is what its decoder says of every pair of bytes. */
function readCodes(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('shift_jis');
  const read = new Map<string, number>();
  const learn = (code: number, bytes: readonly number[]) => {
    const letter = decoder.decode(Uint8Array.from(bytes));
    if (letter.length === 1 && letter !== '\ufffd' && !read.has(letter)) read.set(letter, code);
  };
  for (let byte = 0; byte <= 0xff; byte += 1) {
    if (!isLead(byte)) learn(byte, [byte]);
    else if (!isPassedOver(byte)) {
      for (let trail = 0x40; trail <= 0xfc; trail += 1) learn(byte * 0x100 + trail, [byte, trail]);
    }
  }
  return read;
}

const codeOf = (letter: string, table: ReadonlyMap<string, number>): number | undefined =>
  table.get(letter) ?? table.get(SPELT_OTHERWISE[letter] ?? '');

/**
 * A text in Shift_JIS as Windows writes it (code page 932), for spreadsheets that do not know UTF-8.
 *
 * A letter that the code page does not have becomes 〓: the file says that there was one, and stays readable for those
 * that know no Unicode. A letter made of several code points (𠮷, emoji) is one such letter.
 */
export function shiftJisOf(text: string): Uint8Array {
  codes ??= readCodes();
  const missing = codes.get(GETA) ?? 0x3f;
  const bytes: number[] = [];
  for (const letter of text.normalize('NFC')) {
    const code = codeOf(letter, codes) ?? missing;
    if (code > 0xff) bytes.push(code >> 8, code & 0xff);
    else bytes.push(code);
  }
  return Uint8Array.from(bytes);
}
