/**
 * Words that passwords are made of again and again: public knowledge of every leaked list, and what people of this
 * country choose. A password is common when one of these with digits or signs around it is all there is to it.
 */
const COMMON_WORDS = `
password passwort passphrase secret welcome letmein login admin administrator master access default changeme hello
qwerty azerty dvorak iloveyou loveyou lovely princess sunshine monkey dragon shadow football baseball soccer tennis
superman batman pokemon pikachu doraemon totoro naruto onepiece mickey disney snoopy kitty hellokitty starwars
michael jennifer jessica thomas daniel charlie taro hanako yamada tanaka suzuki sato satou takahashi watanabe ito
itou yamamoto nakamura kobayashi kato katou sakura himawari momiji fujisan tokyo toukyou osaka oosaka kyoto kyouto
nagoya yokohama sapporo fukuoka japan nippon nihon summer winter spring autumn flower chocolate computer internet
mobile iphone android google yahoo amazon rakuten freedom whatever trustno test tester testing guest user root
money bank banking netbank shinkin ginko ginkou warifu okane kane pasuwado pasuwaado himitsu arigatou arigato
konnichiwa ohayou daisuki aishiteru kazoku tomodachi inu neko hanabi ninja samurai geisha sushi ramen
jesus family friend friends forever angel angels ashley matthew andrew joshua george killer hunter ranger buster
tigger pepper ginger cookie orange banana cheese coffee purple yellow silver golden diamond matrix phoenix mustang
ferrari porsche mercedes toyota honda nissan sony nintendo playstation minecraft
`
  .trim()
  .split(/\s+/);

/** Rows and well-worn paths of a keyboard; any eight characters in a row of them, in either direction, are common. */
const RUNS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
  '1234567890-^',
  '!"#$%&\'()',
  '!@#$%^&*()_+',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'qazwsxedcrfvtgbyhnujmikolp',
  'zaq1xsw2cde3vfr4bgt5nhy6mju7',
  'aiueokakikukekosashisuseso',
  'a1b2c3d4e5f6g7h8i9j0',
  '1a2b3c4d5e6f7g8h9i0j',
];

const reversed = (text: string): string => Array.from(text).reverse().join('');
const EVERY_RUN = RUNS.flatMap((run) => [run, reversed(run)]);

/** The signs people write for letters: `p@ssw0rd`. */
const LEET: Readonly<Record<string, string>> = {
  '@': 'a',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  $: 's',
  '!': 'i',
  '7': 't',
};
const unleet = (text: string): string => text.replace(/[@01345$!7]/gu, (sign) => LEET[sign] ?? sign);

const WORDS = new Set(COMMON_WORDS);

/** Digits and signs at both ends taken off; what is left decides. */
const core = (text: string): string => text.replace(/^[^a-z]+|[^a-z]+$/gu, '');

function isMadeOfWords(text: string): boolean {
  // Two words at most: three that somebody thought of are a pass phrase.
  if (WORDS.has(text)) return true;
  for (let cut = 3; cut <= text.length - 3; cut += 1) {
    if (WORDS.has(text.slice(0, cut)) && WORDS.has(text.slice(cut))) return true;
  }
  return false;
}

/** `abcabcab`, `aaaaaaaa`, `12121212`: one short piece again and again. */
function isRepeated(text: string): boolean {
  for (let length = 1; length <= Math.min(4, text.length / 2); length += 1) {
    const piece = text.slice(0, length);
    if (piece.repeat(Math.ceil(text.length / length)).startsWith(text)) return true;
  }
  return false;
}

/** The longest common run from the start of the text; a text of such runs of four and more is a walk on the keyboard. */
function isWalk(text: string): boolean {
  let rest = text;
  while (rest.length > 0) {
    let length = Math.min(rest.length, 40);
    while (length >= 3 && !EVERY_RUN.some((run) => run.includes(rest.slice(0, length)))) length -= 1;
    if (length < 3) return false;
    rest = rest.slice(length);
  }
  return true;
}

const DATE =
  /^(?:(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d{2}|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:19|20)\d{2})$/;

/** A date of birth, alone or with the signs people put between its parts. */
const isDate = (text: string): boolean => DATE.test(text.replace(/[-/.\s年月日]/gu, ''));

/** Ten or eleven digits with a leading zero: a telephone number. */
const isTelephoneNumber = (text: string): boolean => /^0\d{9,10}$/.test(text.replace(/[-\s]/gu, ''));

/** Whether somebody who tries a few thousand well-known passwords would hit on this one. Expects it as it is hashed. */
export function isCommonPassword(password: string): boolean {
  const text = password.toLowerCase();
  if (isRepeated(text) || isWalk(text) || isDate(text) || isTelephoneNumber(text)) return true;
  const letters = core(text);
  const affix = text.length - letters.length;
  // Six signs beside a word are a choice of their own; `password2026!` is not.
  if (letters.length >= 4 && affix <= 5 && isMadeOfWords(letters)) return true;
  const plain = core(unleet(text));
  return plain.length >= 4 && text.length - plain.length <= 5 && isMadeOfWords(plain);
}
