import type { LimitChangeRefusal } from '@warifu/bank';
import { type Spoken, yenText } from '@warifu/ui';
import type { Sentences } from '../text/faces.ts';
import type { readAmount } from '../text/normalise.ts';

export type LimitField = 'limitKind' | 'limit';

type Unreadable = Exclude<ReturnType<typeof readAmount>['read'], 'amount' | 'zero'>;

/** What the page itself says of what cannot be read as yen. */
export const UNREADABLE_SENTENCES: Spoken<Readonly<Record<Unreadable, string>>> = {
  ja: {
    empty: '新しい利用限度額を入力してください。',
    not_a_number: '新しい利用限度額は、数字で入力してください。',
    not_whole: '新しい利用限度額は、1円単位で入力してください。',
    negative: '利用限度額は0円以上で入力してください。',
    too_long: '新しい利用限度額の桁数が多すぎます。',
  },
  en: {
    empty: 'Enter the new limit.',
    not_a_number: 'Enter the new limit in digits.',
    not_whole: 'Enter whole yen.',
    negative: 'A limit is ¥0 or more.',
    too_long: 'This has too many digits.',
  },
};

export const KIND_EMPTY: Spoken<string> = {
  ja: '変更するお取引を選んでください。',
  en: 'Choose which limit to change.',
};

/** Beside the amount. */
export const LIMIT_SENTENCES: Spoken<Sentences<LimitChangeRefusal>> = {
  ja: {
    limit_negative: () => UNREADABLE_SENTENCES.ja.negative,
    limit_too_high: ({ limitMax }) => `設定できる利用限度額は${yenText(limitMax)}までです。`,
    limit_unchanged: () => '現在の利用限度額と同じ金額です。',
    limit_moved: () =>
      '利用限度額が変更されました。現在の利用限度額を確かめて、入力し直してください。お心当たりがない場合は、お取引の営業店にご連絡ください。',
  },
  en: {
    limit_negative: () => UNREADABLE_SENTENCES.en.negative,
    limit_too_high: ({ limitMax }) => `The highest limit is ${yenText(limitMax)}.`,
    limit_unchanged: () => 'This is the limit already.',
    limit_moved: () =>
      'The limit was changed meanwhile. Check it and enter the new one again. If that was not you, contact your branch.',
  },
};
