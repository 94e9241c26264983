/**
 * No letter that is taken for another or for a digit, in print or by hand: no 0 O, 1 I l, 2 z, 5 s, 8 b, u v. And no f, which
 * fonts join with the letter after it.
 */
const LETTERS = '34679acdeghjkmnpqrtwxy';
const GROUPS = 3;
const GROUP_LETTERS = 5;

/**
 * A first password to be printed once: three groups of five letters, `hc3rk-9mwqe-t6pxa`, 66 bits. Typed at the first
 * login and changed before anything else.
 */
export function drawFirstPassword(): string {
  const letters: string[] = [];
  while (letters.length < GROUPS * GROUP_LETTERS) {
    // Bytes beyond the last whole round are drawn again, so that no letter is likelier than another.
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 256 - (256 % LETTERS.length)) letters.push(LETTERS.charAt(byte % LETTERS.length));
  }
  const text = letters.join('');
  return Array.from({ length: GROUPS }, (_, group) =>
    text.slice(group * GROUP_LETTERS, (group + 1) * GROUP_LETTERS),
  ).join('-');
}
