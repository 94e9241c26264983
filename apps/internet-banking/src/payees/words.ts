import type { NicknameRefusal, RegisterPayeeRefusal } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';
import type { Sentences } from '../text/faces.ts';
import { TRANSFER_SENTENCES } from '../transfer/faces.ts';

export type PayeeField = 'bank' | 'branch' | 'accountKind' | 'accountNumber' | 'payeeKana' | 'nickname';

/** The words of 登録済みの振込先. */
export const PAYEE_WORDS: Spoken<{
  readonly title: string;
  readonly lead: string;
  readonly none: string;
  readonly nothingFound: string;
  readonly search: string;
  readonly searchHint: string;
  readonly find: string;
  readonly all: string;
  readonly columns: {
    readonly payee: string;
    readonly account: string;
    readonly nickname: string;
    readonly act: string;
  };
  readonly edit: string;
  readonly add: string;
  readonly addLead: string;
  readonly labels: Readonly<Record<PayeeField, string>>;
  readonly hints: Readonly<Partial<Record<PayeeField, string>>>;
  readonly unavailable: string;
  readonly recent: string;
  readonly next: string;
  readonly busy: string;
  readonly rename: string;
  readonly renamed: string;
  readonly remove: string;
  readonly removeLead: string;
  readonly removed: string;
  readonly confirm: string;
  readonly confirmLead: string;
  readonly execute: string;
  readonly bankTerm: string;
  readonly accountTerm: string;
  readonly nameTerm: string;
  readonly noNickname: string;
  readonly change: string;
  readonly done: string;
  readonly list: string;
  readonly another: string;
  readonly transfer: string;
  readonly unknown: string;
  readonly notOne: (found: string) => string;
  readonly empty: Readonly<Record<'bank' | 'branch' | 'accountKind' | 'accountNumber', string>>;
}> = {
  ja: {
    title: '振込先の登録・管理',
    lead: '登録した振込先は、振込のときに一覧から選べます。',
    none: '登録されている振込先はありません。',
    nothingFound: 'あてはまる振込先はありません。',
    search: '振込先を探す',
    searchHint:
      '受取人名の頭文字（カナ1文字）か、受取人名・ニックネーム・金融機関名・口座番号の一部を入力してください。',
    find: '検索',
    all: 'すべて表示する',
    columns: { payee: '受取人名', account: '振込先口座', nickname: 'ニックネーム', act: '管理' },
    edit: '変更・削除',
    add: '新しい振込先を登録する',
    addLead: '登録には、ワンタイムパスワードが必要です。',
    labels: {
      bank: '金融機関',
      branch: '支店',
      accountKind: '科目',
      accountNumber: '口座番号',
      payeeKana: '受取人名（カナ）',
      nickname: 'ニックネーム（任意）',
    },
    hints: {
      bank: '金融機関名か、4桁の金融機関コードを入力してください。',
      branch: '支店名か、3桁の支店コードを入力してください。',
      accountNumber: '数字7桁以内です。全角でも入力できます。',
      payeeKana: '30文字以内のカナ・英大文字・数字で入力してください。',
      nickname: '20文字以内です。お客様の画面だけに表示されます。',
    },
    unavailable:
      '振込先の金融機関の受付時間外などのため、受取人名を照会できませんでした。受取人名を入力してください。',
    recent: '最近の振込先から登録する',
    next: '次へ',
    busy: '確認しています…',
    rename: 'ニックネームを変更する',
    renamed: 'ニックネームを変更しました。',
    remove: 'この振込先を削除する',
    removeLead:
      '削除しても、予約されている振込は取り消されません。もう一度登録するには、ワンタイムパスワードが必要です。',
    removed: '振込先を削除しました。',
    confirm: '振込先の登録内容の確認',
    confirmLead: 'まだ登録されていません。内容を確かめて、「登録する」を押してください。',
    execute: '登録する',
    bankTerm: '金融機関・支店',
    accountTerm: '口座',
    nameTerm: '受取人名',
    noNickname: 'なし',
    change: '入力し直す',
    done: '振込先を登録しました',
    list: '振込先の一覧へ',
    another: '続けて登録する',
    transfer: '振込をする',
    unknown: 'この振込先は見つかりません。すでに削除されている場合があります。',
    notOne: (found) => `1つに決まりません。コードで入力してください（${found}）。`,
    empty: {
      bank: '金融機関を入力してください。',
      branch: '支店を入力してください。',
      accountKind: '科目を選んでください。',
      accountNumber: '口座番号を入力してください。',
    },
  },
  en: {
    title: 'Registered payees',
    lead: 'Registered payees can be chosen from a list when you make a transfer.',
    none: 'No payee is registered.',
    nothingFound: 'No payee fits.',
    search: 'Find a payee',
    searchHint:
      'The first kana of the name, or a part of the name, the nickname, the bank or the account number.',
    find: 'Search',
    all: 'Show all',
    columns: { payee: 'Payee', account: 'Account', nickname: 'Nickname', act: 'Manage' },
    edit: 'Change or remove',
    add: 'Register a new payee',
    addLead: 'You need a one-time password to register a payee.',
    labels: {
      bank: 'Bank',
      branch: 'Branch',
      accountKind: 'Kind of account',
      accountNumber: 'Account number',
      payeeKana: 'Payee’s name (kana)',
      nickname: 'Nickname (optional)',
    },
    hints: {
      bank: 'The Japanese name, or the four digits of its code.',
      branch: 'The Japanese name, or the three digits of its code.',
      accountNumber: 'Up to 7 digits.',
      payeeKana: 'Up to 30 kana, capital letters or digits.',
      nickname: 'Up to 20 characters. Only you see it.',
    },
    unavailable: 'The payee’s bank could not be asked for the name just now. Please enter the payee’s name.',
    recent: 'Register one of the last payees',
    next: 'Next',
    busy: 'Checking…',
    rename: 'Change the nickname',
    renamed: 'The nickname was changed.',
    remove: 'Remove this payee',
    removeLead:
      'Scheduled transfers to it are not cancelled. To register it again you need a one-time password.',
    removed: 'The payee was removed.',
    confirm: 'Check the payee',
    confirmLead: 'It is not registered yet. Check everything, then press “Register”.',
    execute: 'Register',
    bankTerm: 'Bank and branch',
    accountTerm: 'Account',
    nameTerm: 'Payee’s name',
    noNickname: 'none',
    change: 'Enter again',
    done: 'The payee is registered',
    list: 'To the payees',
    another: 'Register another',
    transfer: 'Make a transfer',
    unknown: 'This payee was not found. It may have been removed.',
    notOne: (found) => `More than one fits. Please enter the code (${found}).`,
    empty: {
      bank: 'Enter the bank.',
      branch: 'Enter the branch.',
      accountKind: 'Choose the kind of account.',
      accountNumber: 'Enter the account number.',
    },
  },
};

type OwnRefusal = Exclude<RegisterPayeeRefusal, { readonly reason: keyof (typeof TRANSFER_SENTENCES)['ja'] }>;

const OWN: Spoken<Sentences<OwnRefusal>> = {
  ja: {
    nickname_too_long: ({ lengthMax }) => `ニックネームは${lengthMax}文字以内で入力してください。`,
    nickname_not_allowed: () => 'ニックネームに使えない文字があります。',
    payee_registered: () => 'この振込先は、すでに登録されています。',
    payees_too_many: ({ payeesMax }) =>
      `登録できる振込先は${payeesMax}件までです。使わなくなった振込先を削除してください。`,
  },
  en: {
    nickname_too_long: ({ lengthMax }) => `A nickname has at most ${lengthMax} characters.`,
    nickname_not_allowed: () => 'The nickname has characters that cannot be used.',
    payee_registered: () => 'This payee is registered already.',
    payees_too_many: ({ payeesMax }) => `At most ${payeesMax} payees can be registered. Remove one first.`,
  },
};

export const PAYEE_SENTENCES: Spoken<Sentences<RegisterPayeeRefusal>> = {
  ja: { ...TRANSFER_SENTENCES.ja, ...OWN.ja },
  en: { ...TRANSFER_SENTENCES.en, ...OWN.en },
};

export const NICKNAME_SENTENCES: Spoken<Sentences<NicknameRefusal | { readonly reason: 'payee_unknown' }>> = {
  ja: { ...OWN.ja, payee_unknown: () => PAYEE_WORDS.ja.unknown },
  en: { ...OWN.en, payee_unknown: () => PAYEE_WORDS.en.unknown },
};

/** Beside which field a refusal is told. */
export const PAYEE_FACES: Readonly<Record<RegisterPayeeRefusal['reason'], PayeeField>> = {
  payee_bank_unknown: 'bank',
  payee_branch_unknown: 'branch',
  payee_number_malformed: 'accountNumber',
  payee_account_unknown: 'accountNumber',
  payee_name_missing: 'payeeKana',
  payee_name_not_allowed: 'payeeKana',
  payee_name_too_long: 'payeeKana',
  nickname_too_long: 'nickname',
  nickname_not_allowed: 'nickname',
  payee_registered: 'accountNumber',
  payees_too_many: 'bank',
};
