import type { OwnTransferRefusal } from '@warifu/bank';
import { type Spoken, yenText } from '@warifu/ui';
import type { Sentences } from '../text/faces.ts';

export const OWN_TRANSFER_WORDS: Spoken<{
  readonly title: string;
  readonly lead: string;
  readonly from: string;
  readonly to: string;
  readonly amount: string;
  readonly amountHint: string;
  readonly yen: string;
  readonly choose: string;
  readonly balance: (yen: string) => string;
  readonly next: string;
  readonly busy: string;
  readonly one: string;
  readonly confirm: string;
  readonly confirmLead: string;
  readonly execute: string;
  readonly change: string;
  readonly done: string;
  readonly again: string;
  readonly top: string;
  readonly errors: Readonly<Record<'from' | 'to' | 'amount', string>>;
}> = {
  ja: {
    title: '振替',
    lead: 'ご自身の口座の間で資金を移します。手数料はかからず、すぐに反映されます。ワンタイムパスワードは必要ありません。',
    from: '出金口座',
    to: '入金口座',
    amount: '振替金額',
    amountHint: '例：50000　カンマや「円」があってもかまいません。',
    yen: '円',
    choose: '選んでください',
    balance: (yen) => `（引出可能額 ${yen}）`,
    next: '次へ',
    busy: '確認しています…',
    one: '振替には、口座が2つ以上必要です。',
    confirm: '振替内容の確認',
    confirmLead: 'まだ振り替えられていません。内容を確かめて、「実行」を押してください。',
    execute: '実行',
    change: '入力し直す',
    done: '振替が完了しました',
    again: '続けて振り替える',
    top: 'トップへ',
    errors: {
      from: '出金口座を選んでください。',
      to: '入金口座を選んでください。',
      amount: '振替金額を、1円以上の数字で入力してください。',
    },
  },
  en: {
    title: 'Transfer between own accounts',
    lead: 'Moves money between your own accounts, at once and without a fee. No one-time password is needed.',
    from: 'From account',
    to: 'To account',
    amount: 'Amount',
    amountHint: 'For example 50000. Commas are fine.',
    yen: 'yen',
    choose: 'Please choose',
    balance: (yen) => ` (available ${yen})`,
    next: 'Next',
    busy: 'Checking…',
    one: 'You need two accounts or more for this.',
    confirm: 'Check your transfer',
    confirmLead: 'Nothing has been moved yet. Check everything, then press “Execute”.',
    execute: 'Execute',
    change: 'Enter again',
    done: 'The money was moved',
    again: 'Move more',
    top: 'Home',
    errors: {
      from: 'Choose the account to take from.',
      to: 'Choose the account to pay into.',
      amount: 'Enter the amount in digits, ¥1 or more.',
    },
  },
};

export type OwnTransferField = 'from' | 'to' | 'amount';

export const OWN_TRANSFER_FIELD: Readonly<Record<OwnTransferRefusal['reason'], OwnTransferField>> = {
  account_unknown: 'from',
  to_account_unknown: 'to',
  same_account: 'to',
  amount_not_positive: 'amount',
  amount_too_large: 'amount',
  funds_insufficient: 'amount',
};

export const OWN_TRANSFER_SENTENCES: Spoken<Sentences<OwnTransferRefusal>> = {
  ja: {
    account_unknown: () => OWN_TRANSFER_WORDS.ja.errors.from,
    to_account_unknown: () => OWN_TRANSFER_WORDS.ja.errors.to,
    same_account: () => '出金口座と同じ口座には振り替えられません。',
    amount_not_positive: () => OWN_TRANSFER_WORDS.ja.errors.amount,
    amount_too_large: ({ amountMax }) => `1回に振り替えられる金額は${yenText(amountMax)}までです。`,
    funds_insufficient: ({ shortBy }) => `引出可能額が${yenText(shortBy)}不足しています。`,
  },
  en: {
    account_unknown: () => OWN_TRANSFER_WORDS.en.errors.from,
    to_account_unknown: () => OWN_TRANSFER_WORDS.en.errors.to,
    same_account: () => 'Choose two different accounts.',
    amount_not_positive: () => OWN_TRANSFER_WORDS.en.errors.amount,
    amount_too_large: ({ amountMax }) => `One transfer may be at most ${yenText(amountMax)}.`,
    funds_insufficient: ({ shortBy }) => `What is available is short by ${yenText(shortBy)}.`,
  },
};
