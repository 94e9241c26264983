import type { Spoken } from '@warifu/ui';
import type { FieldName } from './catalogue.ts';

interface ProcedureWords {
  readonly enter: (procedure: string) => string;
  readonly steps: readonly [string, string, string];
  readonly whatTitle: string;
  readonly termsTitle: string;
  readonly paperTitle: string;
  readonly labels: Readonly<Record<FieldName, string>>;
  readonly hints: Readonly<Partial<Record<FieldName, string>>>;
  readonly choose: string;
  readonly languages: Readonly<Record<'ja' | 'en', string>>;
  readonly about: { readonly contract: string; readonly operator: string; readonly holder: string };
  readonly confirm: string;
  readonly confirmLead: string;
  readonly make: string;
  readonly edit: string;
  readonly back: string;
  readonly busy: string;
  readonly expired: string;
  readonly limitNow: string;
}

export const PROCEDURE_WORDS: Spoken<ProcedureWords> = {
  ja: {
    enter: (procedure) => `${procedure}の入力`,
    steps: ['入力', '確認', '承認待ち'],
    whatTitle: '行われること',
    termsTitle: '手続きの内容',
    paperTitle: '書面',
    labels: {
      formNumber: '書面の番号',
      identityDocument: '確認した本人確認書類',
      identityNote: '本人確認書類の補足',
      reason: '理由',
      kanji: 'お名前',
      kana: 'お名前（カナ）',
      branchCode: '取扱店',
      language: '画面とお知らせの言語',
      mailAddress: 'メールアドレス（任意）',
      deposit: '最初の入金額',
      limitKind: '限度額の種類',
      limit: '新しい1日あたりの限度額',
      receiptNumber: '組戻しをする振込の受付番号',
      tokenIdOrSerial: 'トークンIDまたは製造番号',
      operatorNumber: '担当者番号',
      personNumber: '職員番号',
      name: '氏名',
      role: '役割',
    },
    hints: {
      formNumber: '書面に印刷された番号です。英数字とハイフン、20文字まで。同じ番号は1回だけ使えます。',
      identityNote: '200文字まで。「その他」のときは必ず入力してください。',
      reason: '400文字まで。監査記録に残ります。',
      kanji: '本人確認書類のとおりに入力してください。',
      kana: '全角カタカナでも半角カタカナでも入力できます。',
      mailAddress: 'お知らせメールを送る宛先です。',
      deposit: '入金がない場合は0と入力してください。',
      receiptNumber: 'お客様の受付完了画面または取引履歴にある番号です。',
      tokenIdOrSerial: 'トークン本体の裏面にあります。',
      operatorNumber: 'サインインに使う数字6桁です。',
      personNumber: '本人を表す番号です。入力者と承認者が別の人かどうかは、この番号で判断します。',
    },
    choose: '選んでください',
    languages: { ja: '日本語', en: '英語' },
    about: { contract: '契約者ID(利用者番号)', operator: '対象の担当者', holder: '契約者' },
    confirm: '確認画面へ',
    confirmLead: '書面と照らし合わせてください。依頼すると、別の人の承認を待ちます。',
    make: 'この内容で依頼する',
    edit: '修正する',
    back: '戻る',
    busy: '送信しています…',
    expired: '確認画面の有効期限が切れました。もう一度入力してください。依頼はまだ行われていません。',
    limitNow: 'いまの限度額',
  },
  en: {
    enter: (procedure) => procedure,
    steps: ['Enter', 'Confirm', 'Waiting'],
    whatTitle: 'What this does',
    termsTitle: 'Particulars',
    paperTitle: 'Paper',
    labels: {
      formNumber: 'Number of the form',
      identityDocument: 'Identity document seen',
      identityNote: 'Note on the identity document',
      reason: 'Reason',
      kanji: 'Name',
      kana: 'Name in kana',
      branchCode: 'Branch',
      language: 'Language of pages and notices',
      mailAddress: 'Mail address (optional)',
      deposit: 'First deposit',
      limitKind: 'Kind of limit',
      limit: 'New daily limit',
      receiptNumber: 'Receipt number of the transfer',
      tokenIdOrSerial: 'Token ID or serial number',
      operatorNumber: 'Operator number',
      personNumber: 'Staff number',
      name: 'Name',
      role: 'Role',
    },
    hints: {
      formNumber:
        'As printed on the form: letters, digits and hyphens, at most 20. Each number is used once.',
      identityNote: 'At most 200 characters. Needed where the document is another one.',
      reason: 'At most 400 characters. It goes into the audit trail.',
      kanji: 'As on the identity document.',
      kana: 'Full-width or half-width katakana.',
      mailAddress: 'Where notices are mailed to.',
      deposit: 'Enter 0 where there is none.',
      receiptNumber: 'From the customer’s receipt or history.',
      tokenIdOrSerial: 'On the back of the token.',
      operatorNumber: '6 digits, typed to sign in.',
      personNumber: 'Stands for the person. Whether maker and checker are two people is decided by it.',
    },
    choose: 'Choose one',
    languages: { ja: 'Japanese', en: 'English' },
    about: { contract: 'Contract number', operator: 'Operator concerned', holder: 'Holder' },
    confirm: 'Go to the confirm page',
    confirmLead: 'Compare this with the form. Once requested, it waits for another person’s approval.',
    make: 'Request this',
    edit: 'Change',
    back: 'Back',
    busy: 'Sending…',
    expired: 'The confirm page ran out of time. Please enter it again. Nothing has been requested yet.',
    limitNow: 'Limits at present',
  },
};
