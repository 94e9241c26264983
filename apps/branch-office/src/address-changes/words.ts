import type { AddressChangeState, AddressField, SettleAddressRefusal } from '@warifu/bank';
import type { Sentences } from '@warifu/site';
import type { Spoken } from '@warifu/ui';

export const ADDRESS_CHANGE_WORDS: Spoken<{
  readonly title: string;
  readonly lead: string;
  readonly show: string;
  readonly all: string;
  readonly empty: string;
  readonly columns: {
    readonly askedAt: string;
    readonly holder: string;
    readonly state: string;
  };
  readonly states: Readonly<Record<AddressChangeState, string>>;
  readonly detailTitle: string;
  readonly receiptNumber: string;
  readonly asked: string;
  readonly current: string;
  readonly none: string;
  readonly field: string;
  readonly labels: Readonly<Record<AddressField, string>>;
  readonly settledAt: string;
  readonly settledBy: string;
  readonly reason: string;
  readonly notChecker: string;
  readonly stopped: string;
  readonly completeTitle: string;
  readonly completeLead: string;
  readonly complete: string;
  readonly sendBackTitle: string;
  readonly reasonLabel: string;
  readonly reasonHint: string;
  readonly sendBack: string;
  readonly busy: string;
  readonly settled: string;
  readonly back: string;
}> = {
  ja: {
    title: '住所・電話番号の変更',
    lead: 'お客様がワンタイムパスワードを入力して申し込まれた変更です。承認者が確認し、完了するか、理由を付けて差し戻します。',
    show: '表示する',
    all: 'すべて',
    empty: '申込みはありません。',
    columns: { askedAt: '申込日時', holder: 'お名前', state: '状態' },
    states: { waiting: '確認待ち', done: '完了', sent_back: '差戻し', replaced: '新しい申込みに置換え' },
    detailTitle: '住所・電話番号の変更の申込み',
    receiptNumber: '受付番号',
    asked: '申込みの内容',
    current: '現在の登録',
    none: '登録なし',
    field: '項目',
    labels: {
      postalCode: '郵便番号',
      prefecture: '都道府県',
      city: '市区町村',
      street: '町名・番地',
      building: '建物名・部屋番号',
      telephone: '電話番号',
    },
    settledAt: '処理日時',
    settledBy: '処理者',
    reason: '差戻しの理由',
    notChecker: '完了と差戻しは承認者が行います。',
    stopped: 'IB取引中止中の契約です。差し戻すことだけができます。',
    completeTitle: '完了する',
    completeLead: '登録が申込みの内容に変わり、お客様に完了をお知らせします。',
    complete: '手続きを完了する',
    sendBackTitle: '差し戻す',
    reasonLabel: 'お客様へお伝えする理由',
    reasonHint: '400文字以内です。お客様の画面に表示されます。',
    sendBack: '差し戻す',
    busy: '処理しています…',
    settled: '処理しました。お客様にお知らせします。',
    back: '一覧へ戻る',
  },
  en: {
    title: 'Changes of address',
    lead: 'Customers asked for these with a one-time password. A manager checks each, and completes it or sends it back with a reason.',
    show: 'Show',
    all: 'All',
    empty: 'There are none.',
    columns: { askedAt: 'Asked at', holder: 'Holder', state: 'State' },
    states: {
      waiting: 'Waiting',
      done: 'Completed',
      sent_back: 'Sent back',
      replaced: 'Replaced by a newer one',
    },
    detailTitle: 'A change of address and telephone number',
    receiptNumber: 'Receipt number',
    asked: 'Asked for',
    current: 'Registered',
    none: 'None',
    field: 'Field',
    labels: {
      postalCode: 'Postal code',
      prefecture: 'Prefecture',
      city: 'City, ward or town',
      street: 'District and number',
      building: 'Building and room',
      telephone: 'Telephone number',
    },
    settledAt: 'Settled at',
    settledBy: 'Settled by',
    reason: 'Reason for sending it back',
    notChecker: 'A manager completes it or sends it back.',
    stopped: 'Internet banking is stopped for this contract: it can only be sent back.',
    completeTitle: 'Complete',
    completeLead: 'The registered address becomes the one that was asked for, and the customer is told.',
    complete: 'Complete the change',
    sendBackTitle: 'Send back',
    reasonLabel: 'Reason, for the customer',
    reasonHint: 'At most 400 characters. The customer reads it.',
    sendBack: 'Send back',
    busy: 'Working…',
    settled: 'Settled. The customer is told.',
    back: 'Back to the list',
  },
};

type Shown = Exclude<SettleAddressRefusal, { readonly reason: 'change_unknown' }>;

export const SETTLE_SENTENCES: Spoken<Sentences<Shown>> = {
  ja: {
    role_missing: () => ADDRESS_CHANGE_WORDS.ja.notChecker,
    not_waiting: ({ state }) => `すでに処理されています（${ADDRESS_CHANGE_WORDS.ja.states[state]}）。`,
    reason_malformed: () => '理由を400文字以内で入力してください。',
    contract_stopped: () => ADDRESS_CHANGE_WORDS.ja.stopped,
  },
  en: {
    role_missing: () => ADDRESS_CHANGE_WORDS.en.notChecker,
    not_waiting: ({ state }) => `This was settled already (${ADDRESS_CHANGE_WORDS.en.states[state]}).`,
    reason_malformed: () => 'Enter a reason of at most 400 characters.',
    contract_stopped: () => ADDRESS_CHANGE_WORDS.en.stopped,
  },
};
