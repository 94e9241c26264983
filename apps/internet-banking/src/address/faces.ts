import type { AddressField, AddressRefusal } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';
import type { Sentences } from '../text/faces.ts';
import { ADDRESS_WORDS } from './words.ts';

/** Beside which field a refusal stands. */
export function fieldOf(refusal: AddressRefusal): AddressField {
  switch (refusal.reason) {
    case 'field_missing':
    case 'field_too_long':
    case 'field_characters':
      return refusal.field;
    case 'prefecture_unknown':
      return 'prefecture';
    case 'telephone_malformed':
      return 'telephone';
    case 'postal_code_malformed':
    case 'address_same':
      return 'postalCode';
  }
}

export const ADDRESS_SENTENCES: Spoken<Sentences<AddressRefusal>> = {
  ja: {
    field_missing: ({ field }) => `${ADDRESS_WORDS.ja.labels[field]}を入力してください。`,
    postal_code_malformed: () => '郵便番号は、数字7桁で入力してください（例：123-4567）。',
    prefecture_unknown: () => '都道府県を「東京都」のように正しく入力してください。',
    field_too_long: ({ field, lengthMax }) =>
      `${ADDRESS_WORDS.ja.labels[field]}は${lengthMax}文字以内で入力してください。`,
    field_characters: ({ field, characters }) =>
      `${ADDRESS_WORDS.ja.labels[field]}に使えない文字があります：「${characters}」`,
    telephone_malformed: () => '電話番号は、市外局番の0から、数字10桁か11桁で入力してください。',
    address_same: () => '登録されている住所・電話番号と同じです。',
  },
  en: {
    field_missing: ({ field }) => `Enter: ${ADDRESS_WORDS.en.labels[field]}.`,
    postal_code_malformed: () => 'A postal code has 7 digits, for example 123-4567.',
    prefecture_unknown: () => 'Enter the prefecture in Japanese, for example 東京都.',
    field_too_long: ({ field, lengthMax }) =>
      `${ADDRESS_WORDS.en.labels[field]}: at most ${lengthMax} characters.`,
    field_characters: ({ field, characters }) =>
      `${ADDRESS_WORDS.en.labels[field]} cannot have these characters: “${characters}”.`,
    telephone_malformed: () => 'A telephone number begins with 0 and has 10 or 11 digits.',
    address_same: () => 'This is what is registered already.',
  },
};
