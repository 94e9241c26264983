import { ADDRESS_FIELDS, type Address, type AddressField, type AddressRefusal } from './address.ts';

/** 都道府県, in the order of their public numbers (JIS X 0401). */
export const PREFECTURES = [
  ...['北海道', '青森県', '岩手県', '宮城県', '秋田県', '山形県', '福島県', '茨城県', '栃木県', '群馬県'],
  ...['埼玉県', '千葉県', '東京都', '神奈川県', '新潟県', '富山県', '石川県', '福井県', '山梨県', '長野県'],
  ...['岐阜県', '静岡県', '愛知県', '三重県', '滋賀県', '京都府', '大阪府', '兵庫県', '奈良県', '和歌山県'],
  ...['鳥取県', '島根県', '岡山県', '広島県', '山口県', '徳島県', '香川県', '愛媛県', '高知県', '福岡県'],
  ...['佐賀県', '長崎県', '熊本県', '大分県', '宮崎県', '鹿児島県', '沖縄県'],
] as const;

/** In characters. See also the checks of bank.address_change. */
export const ADDRESS_LENGTHS = { city: 40, street: 60, building: 60 } as const;
type LineField = keyof typeof ADDRESS_LENGTHS;

/** All that a keyboard gives between the groups of a number, and the mark of a postal code. */
const BETWEEN_DIGITS = /[-\s\u2010-\u2015\u2212\u30fc()〒]/gu;
/** Letters of any script, digits, and the signs that stand in addresses. */
const OTHER_CHARACTERS = /[^\p{L}\p{M}\p{N} \u2010-\u2015\u2212・ー々〆ヶ~〜.,'’&#/()+-]/gu;
/** More is no address, whatever it is. */
const TYPED_MAX = 300;

const plain = (text: string): string => text.slice(0, TYPED_MAX).normalize('NFKC').trim();
const digits = (text: string): string => plain(text).replace(BETWEEN_DIGITS, '');
const line = (text: string): string => plain(text).replace(/\s+/gu, ' ');

/** As typed → as it is kept: one width, one space between words, numbers without what stands between their groups. */
export const typedAddress = (typed: Address): Address => ({
  postalCode: digits(typed.postalCode),
  prefecture: line(typed.prefecture),
  city: line(typed.city),
  street: line(typed.street),
  building: line(typed.building),
  telephone: digits(typed.telephone),
});

const lengthOf = (text: string): number => Array.from(text).length;

function judgeLine(field: LineField, text: string): AddressRefusal | undefined {
  const lengthMax = ADDRESS_LENGTHS[field];
  if (lengthOf(text) > lengthMax) return { reason: 'field_too_long', field, lengthMax };
  const characters = [...new Set(text.match(OTHER_CHARACTERS) ?? [])].join('');
  return characters === '' ? undefined : { reason: 'field_characters', field, characters };
}

function judgeField(field: AddressField, text: string): AddressRefusal | undefined {
  if (text === '') return field === 'building' ? undefined : { reason: 'field_missing', field };
  switch (field) {
    case 'postalCode':
      return /^[0-9]{7}$/.test(text) ? undefined : { reason: 'postal_code_malformed' };
    case 'prefecture':
      return PREFECTURES.some((known) => known === text) ? undefined : { reason: 'prefecture_unknown' };
    case 'telephone':
      return /^0[0-9]{9,10}$/.test(text) ? undefined : { reason: 'telephone_malformed' };
    default:
      return judgeLine(field, text);
  }
}

/** The first field in which something is wrong. Whether it is the customer's address is for the branch to see. */
export function judgeAddress(address: Address): AddressRefusal | undefined {
  for (const field of ADDRESS_FIELDS) {
    const refusal = judgeField(field, address[field]);
    if (refusal) return refusal;
  }
  return undefined;
}
