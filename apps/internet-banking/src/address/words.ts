import type { AddressChangeState, AddressField } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';

export const ADDRESS_WORDS: Spoken<{
  readonly title: string;
  readonly heading: string;
  readonly lead: string;
  readonly labels: Readonly<Record<AddressField, string>>;
  readonly hints: Readonly<Record<AddressField, string>>;
  readonly choose: string;
  readonly next: string;
  readonly busy: string;
  readonly before: string;
  readonly after: string;
  readonly telephone: string;
  readonly none: string;
  readonly confirmLead: string;
  readonly done: string;
  readonly doneText: string;
  readonly waits: string;
  readonly last: string;
  readonly state: string;
  readonly states: Readonly<Record<AddressChangeState, string>>;
  readonly reason: string;
}> = {
  ja: {
    title: '住所・電話番号の変更',
    heading: '新しい住所・電話番号を入力する',
    lead: 'お申し込みの内容を営業店で確認してから変更します。結果はお知らせします。',
    labels: {
      postalCode: '郵便番号',
      prefecture: '都道府県',
      city: '市区町村',
      street: '町名・番地',
      building: '建物名・部屋番号',
      telephone: '電話番号',
    },
    hints: {
      postalCode: '数字7桁です。ハイフンがあっても、全角でも入力できます。',
      prefecture: '例：東京都',
      city: '例：見本区',
      street: '例：例示町1-2-3',
      building: 'ない場合は入力不要です。',
      telephone: '市外局番から、数字10桁か11桁で入力してください。',
    },
    choose: '選んでください',
    next: '次へ',
    busy: '確認しています…',
    before: '現在の住所',
    after: '新しい住所',
    telephone: '新しい電話番号',
    none: '登録されていません',
    confirmLead:
      '内容を確かめ、ワンタイムパスワードを入力して実行してください。営業店で確認するまで、登録されている内容は変わりません。',
    done: '住所・電話番号の変更を受け付けました',
    doneText: '営業店で内容を確認し、お手続きの結果をお知らせします。',
    waits: 'お手続き中の変更があります。あらためてお申し込みになると、お手続き中の変更に代えて受け付けます。',
    last: 'お申し込み',
    state: 'お手続きの状況',
    states: {
      waiting: '受付済み（営業店で確認中）',
      done: '手続き完了',
      sent_back: 'お受けできませんでした',
      replaced: '新しいお申し込みに置き換えられました',
    },
    reason: '理由',
  },
  en: {
    title: 'Change address and telephone number',
    heading: 'Enter the new address and telephone number',
    lead: 'Your branch checks what you enter before it counts, and we tell you of the result.',
    labels: {
      postalCode: 'Postal code',
      prefecture: 'Prefecture',
      city: 'City, ward or town',
      street: 'District and number',
      building: 'Building and room',
      telephone: 'Telephone number',
    },
    hints: {
      postalCode: '7 digits, with or without a hyphen.',
      prefecture: 'In Japanese, for example 東京都.',
      city: 'In Japanese where you can, for example 見本区.',
      street: 'For example 例示町1-2-3.',
      building: 'Leave it empty if there is none.',
      telephone: '10 or 11 digits with the area code.',
    },
    choose: 'Choose',
    next: 'Next',
    busy: 'Checking…',
    before: 'Current address',
    after: 'New address',
    telephone: 'New telephone number',
    none: 'None',
    confirmLead:
      'Check it, enter the one-time password and execute. What is registered does not change until your branch has checked it.',
    done: 'We have your new address',
    doneText: 'Your branch will check it, and we will tell you of the result.',
    waits: 'A change is still being checked. If you ask for another one, it takes the place of that.',
    last: 'Asked for',
    state: 'State',
    states: {
      waiting: 'Received, being checked by the branch',
      done: 'Completed',
      sent_back: 'Not accepted',
      replaced: 'Replaced by a newer one',
    },
    reason: 'Reason',
  },
};
