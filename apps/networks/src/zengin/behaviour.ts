import { holderOf } from '../holder.ts';

/** How an account of another bank behaves: told by the last two digits of its number, so that a demo can choose. */
export type Behaviour = 'ordinary' | 'closed' | 'unknown' | 'silent' | 'slow' | 'keeps' | 'hesitates';

const BEHAVIOUR: Readonly<Record<string, Behaviour>> = {
  '00': 'closed',
  '95': 'hesitates',
  '96': 'keeps',
  '97': 'unknown',
  '98': 'silent',
  '99': 'slow',
};

export const behaviourOf = (accountNumber: string): Behaviour =>
  BEHAVIOUR[accountNumber.slice(-2)] ?? 'ordinary';

/** What each behaviour means, for the page. */
export const BEHAVIOUR_RULES: readonly {
  readonly ending: string;
  readonly ja: string;
  readonly en: string;
}[] = [
  { ending: '00', ja: '入金不能(口座解約済み)として戻ります', en: 'comes back: account closed' },
  {
    ending: '97',
    ja: '該当口座なし。照会でも振込でも',
    en: 'no such account, in the inquiry and for a transfer',
  },
  { ending: '95', ja: '組戻しの回答に時間がかかります', en: 'answers a recall late' },
  { ending: '96', ja: '受取人が組戻しに応じません', en: 'refuses a recall' },
  { ending: '98', ja: '受取人名照会は利用できません', en: 'name inquiry is not available' },
  { ending: '99', ja: '応答に数秒かかります', en: 'answers after some seconds' },
];

/** Small kana are written large on the network, and spaces do not count. */
const SMALL: Readonly<Record<string, string>> = {
  ｧ: 'ｱ',
  ｨ: 'ｲ',
  ｩ: 'ｳ',
  ｪ: 'ｴ',
  ｫ: 'ｵ',
  ｬ: 'ﾔ',
  ｭ: 'ﾕ',
  ｮ: 'ﾖ',
  ｯ: 'ﾂ',
  ｰ: '-',
};
const plain = (kana: string): string =>
  kana
    .toUpperCase()
    .replace(/\s/g, '')
    .replace(/[ｧ-ｰ]/g, (letter) => SMALL[letter] ?? letter);

export const isHolder = (accountNumber: string, kana: string): boolean =>
  plain(kana) === plain(holderOf(accountNumber));
