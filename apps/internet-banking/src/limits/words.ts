import type { LimitKind } from '@warifu/bank';
import { type Spoken, yenText } from '@warifu/ui';

type Yen = Parameters<typeof yenText>[0];

export const LIMIT_WORDS: Spoken<{
  readonly title: string;
  readonly heading: string;
  readonly lead: string;
  readonly kinds: Readonly<Record<LimitKind, string>>;
  readonly limit: string;
  readonly used: string;
  readonly left: string;
  readonly max: string;
  readonly withoutToken: (limit: Yen, left: Yen) => string;
  readonly kind: string;
  readonly next: string;
  readonly nextHint: string;
  readonly submit: string;
  readonly busy: string;
  readonly before: string;
  readonly after: string;
  readonly raiseLead: string;
  readonly lowerLead: string;
  readonly done: string;
}> = {
  ja: {
    title: '利用限度額の変更',
    heading: '新しい利用限度額を入力する',
    lead: '1日に振込や払込みができる金額の上限です。引下げはすぐに、引上げはワンタイムパスワードの入力後すぐに反映されます。0円にすると、そのお取引はできなくなります。',
    kinds: { transfer: '振込', bill_payment: '税金・各種料金の払込み' },
    limit: '現在の限度額',
    used: '本日のご利用',
    left: '本日の残り',
    max: '設定できる上限',
    withoutToken: (limit, left) =>
      `ワンタイムパスワードのご登録がないか、登録の変更から間もないため、いまは2つのお取引を合わせて1日${yenText(limit)}まで（本日の残り${yenText(left)}）です。`,
    kind: '変更するお取引',
    next: '新しい利用限度額',
    nextHint: '円の単位で入力してください（例：500,000）。',
    submit: '次へ',
    busy: '確認しています…',
    before: '変更前の限度額',
    after: '変更後の限度額',
    raiseLead: '限度額を引き上げます。内容を確かめ、ワンタイムパスワードを入力して実行してください。',
    lowerLead: '限度額を引き下げます。すでに受け付けた予約のお取引は取り消されません。',
    done: '利用限度額を変更しました',
  },
  en: {
    title: 'Change a limit',
    heading: 'Enter the new limit',
    lead: 'What may go out in one day. A lower limit holds at once, a higher one as soon as you have entered the one-time password. With ¥0 there are no such orders.',
    kinds: { transfer: 'Transfers', bill_payment: 'Taxes and bills' },
    limit: 'Limit',
    used: 'Used today',
    left: 'Left today',
    max: 'Highest limit',
    withoutToken: (limit, left) =>
      `Without a registered one-time password, and for a while after it was changed, both together are at most ${yenText(limit)} a day (left today: ${yenText(left)}).`,
    kind: 'Which limit',
    next: 'New limit',
    nextHint: 'In yen, for example 500,000.',
    submit: 'Next',
    busy: 'Checking…',
    before: 'Limit before',
    after: 'Limit after',
    raiseLead: 'The limit is raised. Check it, enter the one-time password and execute.',
    lowerLead: 'The limit is lowered. Orders that are booked already are not cancelled.',
    done: 'The limit is changed',
  },
};
