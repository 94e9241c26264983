import type { ApproveRefusal, ProcedureField, ProcedureRefusal } from '@warifu/bank';
import { type Sentences, sentenceOf } from '@warifu/site';
import { type Spoken, yenText } from '@warifu/ui';
import { REQUEST_STATE_NAMES } from '../text/procedures.ts';

/** What is wrong with a field, whether it is missing or malformed. */
export const FIELD_SENTENCES: Spoken<Readonly<Record<ProcedureField, string>>> = {
  ja: {
    formNumber: '書面の番号を、英数字とハイフン20文字以内で入力してください。',
    identityDocument: '確認した本人確認書類を選んでください。',
    identityNote: '本人確認書類の補足を200文字以内で入力してください。「その他」のときは必ず入力します。',
    reason: '理由を400文字以内で入力してください。',
    kanji: 'お名前を入力してください。使えない文字や長すぎるお名前は受け付けられません。',
    kana: 'お名前（カナ）をカタカナで入力してください。',
    branchCode: '取扱店を選んでください。',
    mailAddress: 'メールアドレスの形が正しくありません。',
    deposit: '最初の入金額を、0以上の円の整数で入力してください。',
    limit: '限度額を、0以上の円の整数で入力してください。',
    receiptNumber: '受付番号を確認して入力してください。',
    tokenIdOrSerial: 'トークンIDまたは製造番号を確認して入力してください。',
    operatorNumber: '担当者番号を数字6桁で入力してください。',
    personNumber: '職員番号を英数字12文字以内で入力してください。',
    name: '氏名を60文字以内で入力してください。',
  },
  en: {
    formNumber: 'Enter the number of the form: letters, digits and hyphens, at most 20.',
    identityDocument: 'Choose the identity document that was seen.',
    identityNote: 'Enter the note in at most 200 characters. It is needed where the document is another one.',
    reason: 'Enter the reason in at most 400 characters.',
    kanji: 'Enter the name. Some characters, and very long names, cannot be taken.',
    kana: 'Enter the name in katakana.',
    branchCode: 'Choose a branch.',
    mailAddress: 'This is not the form of a mail address.',
    deposit: 'Enter the first deposit in whole yen; 0 is possible.',
    limit: 'Enter the limit in whole yen; 0 is possible.',
    receiptNumber: 'Check the receipt number and enter it.',
    tokenIdOrSerial: 'Check the token ID or the serial number and enter it.',
    operatorNumber: 'The operator number has 6 digits.',
    personNumber: 'Enter the staff number: letters and digits, at most 12.',
    name: 'Enter the name in at most 60 characters.',
  },
};

export const PROCEDURE_SENTENCES: Spoken<Sentences<ProcedureRefusal>> = {
  ja: {
    role_missing: () => 'あなたの役割では、この手続きはできません。',
    contract_unknown: () => '契約が見つかりません。',
    other_branch: () => 'ほかの店の契約または担当者です。取扱店で手続きしてください。',
    field_malformed: ({ field }) => FIELD_SENTENCES.ja[field],
    form_number_taken: () => 'この書面の番号は、すでに使われています。書面を確認してください。',
    same_waiting: () => '同じ手続きが、すでに承認を待っています。',
    no_token: () => 'トークンが登録されていません。',
    not_locked: () => 'ロックされていません。',
    already_stopped: () => 'すでに止まっています。',
    not_stopped: () => '止まっていません。',
    contract_stopped: () => 'IB取引中止の契約です。先に解除の手続きが必要です。',
    limit_too_high: ({ limitMax }) => `限度額は${yenText(limitMax)}以下にしてください。`,
    limit_unchanged: () => 'いまの限度額と同じです。',
    order_unknown: () => 'この契約に、その受付番号の振込はありません。',
    order_not_recallable: () =>
      'この振込は組戻しの対象になりません（未実行、入金不能、または依頼済みです）。',
    recall_fee_not_covered: ({ fee, available }) =>
      `出金口座から組戻手数料${yenText(fee)}を引き落とせません（引き出せる残高${yenText(available)}）。入金のうえ、手続きしてください。`,
    token_unknown: () => 'このトークンは在庫にありません。トークンIDまたは製造番号を確認してください。',
    token_handed_out: () => 'このトークンは、すでに交付されています。',
    operator_unknown: () => '担当者が見つかりません。',
    number_taken: () => 'この担当者番号は、すでに使われています。',
    person_taken: () => 'この職員番号の人は、すでにその担当者になっています。',
    operator_state: () => '担当者のいまの状態では、この手続きはできません。',
    managers_too_few: () => '承認できる承認者がいなくなるため、この手続きはできません。',
    authority_away: () =>
      'トークン認証システムに接続できません。しばらく待ってから、もう一度お試しください。',
  },
  en: {
    role_missing: () => 'Your role does not include this procedure.',
    contract_unknown: () => 'There is no such contract.',
    other_branch: () => 'It belongs to another branch, which has to do this.',
    field_malformed: ({ field }) => FIELD_SENTENCES.en[field],
    form_number_taken: () => 'This number was used before. Check the form.',
    same_waiting: () => 'The same procedure is waiting for approval already.',
    no_token: () => 'No token is registered.',
    not_locked: () => 'It is not locked.',
    already_stopped: () => 'It is stopped already.',
    not_stopped: () => 'It is not stopped.',
    contract_stopped: () => 'The contract is under an emergency stop, which has to be released first.',
    limit_too_high: ({ limitMax }) => `The limit can be at most ${yenText(limitMax)}.`,
    limit_unchanged: () => 'This is the limit at present.',
    order_unknown: () => 'This contract has no transfer with that receipt number.',
    order_not_recallable: () =>
      'This transfer cannot be recalled: it was not executed, came back, or is being recalled.',
    recall_fee_not_covered: ({ fee, available }) =>
      `The account cannot pay the fee of the recall, ${yenText(fee)} (available: ${yenText(available)}). It has to be paid in first.`,
    token_unknown: () => 'This token is not in stock. Check the token ID or the serial number.',
    token_handed_out: () => 'This token was handed out before.',
    operator_unknown: () => 'There is no such operator.',
    number_taken: () => 'This operator number is taken.',
    person_taken: () => 'The person with this staff number is an operator already.',
    operator_state: () => 'This cannot be done in the operator’s present state.',
    managers_too_few: () => 'Nobody would be left to approve; this cannot be done.',
    authority_away: () => 'The token authority cannot be reached. Please wait a moment and try again.',
  },
};

/** Beside which field the sentence of a refusal stands; at the head of the page where there is none. */
export function fieldOfRefusal(refusal: ProcedureRefusal): ProcedureField | undefined {
  switch (refusal.reason) {
    case 'field_malformed':
      return refusal.field;
    case 'form_number_taken':
      return 'formNumber';
    case 'limit_too_high':
    case 'limit_unchanged':
      return 'limit';
    case 'order_unknown':
    case 'order_not_recallable':
    case 'recall_fee_not_covered':
      return 'receiptNumber';
    case 'token_unknown':
    case 'token_handed_out':
      return 'tokenIdOrSerial';
    case 'number_taken':
      return 'operatorNumber';
    case 'person_taken':
      return 'personNumber';
    default:
      return undefined;
  }
}

/** A second code has a step of its own. */
type ApproveFaced = Exclude<ApproveRefusal, { reason: 'needs_second_code' }>;

const NOT_DONE: Spoken<string> = { ja: '承認されていません。', en: 'It is not approved.' };

export const APPROVE_SENTENCES: Spoken<Sentences<ApproveFaced>> = {
  ja: {
    role_missing: () => 'あなたの役割では承認できません。',
    request_unknown: () => '依頼が見つかりません。',
    not_waiting: ({ state }) => `この依頼は、すでに「${REQUEST_STATE_NAMES.ja[state]}」になっています。`,
    own: () => '入力した本人は承認できません。別の人が承認してください。',
    changed: () => '依頼の内容が、表示していたものと違います。内容をもう一度確認してください。',
    not_possible: ({ because }) =>
      `いまはこの手続きを行えません：${sentenceOf(PROCEDURE_SENTENCES.ja, because)}${NOT_DONE.ja}`,
    code_malformed: () => 'ワンタイムパスワードは、数字6桁で入力してください。',
    code_refused: () =>
      'ワンタイムパスワードが正しくないか、すでに使われています。アプリに新しく表示されたものを入力してください。',
    authority_away: () =>
      'ワンタイムパスワードを確認できませんでした。承認されていません。しばらく待ってから、もう一度お試しください。',
  },
  en: {
    role_missing: () => 'Your role does not approve.',
    request_unknown: () => 'There is no such request.',
    not_waiting: ({ state }) => `This request is no longer waiting: ${REQUEST_STATE_NAMES.en[state]}.`,
    own: () => 'Whoever entered it cannot approve it. Another person has to.',
    changed: () => 'The request is not as it was shown. Please read it again.',
    not_possible: ({ because }) =>
      `This cannot be done now: ${sentenceOf(PROCEDURE_SENTENCES.en, because)} ${NOT_DONE.en}`,
    code_malformed: () => 'The one-time password has 6 digits.',
    code_refused: () =>
      'The one-time password is not right or was used before. Enter the one your app shows anew.',
    authority_away: () =>
      'The one-time password could not be checked, so nothing is approved. Please wait a moment and try again.',
  },
};
