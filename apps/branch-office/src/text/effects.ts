import type { ProcedureKind } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';

/** What a procedure does, in words: read by the maker before it is entered and by the checker before the code. */
export const EFFECTS: Spoken<Readonly<Record<ProcedureKind, readonly string[]>>> = {
  ja: {
    contract_opening: [
      '契約者ID(利用者番号)と普通預金口座を1つ作り、最初の入金額を記帳します。',
      '完了後に、お客様カードと初期パスワードを1回だけ印刷できます。お客様は初回ログインでパスワードを変更します。',
    ],
    token_release: [
      'この契約とトークンの結び付きを解除します。同じトークンを使うほかの契約はそのままです。',
      'お客様がもう一度利用登録をするまで、ワンタイムパスワードが必要な取引は受け付けません。',
      'お客様にお知らせします。',
    ],
    token_stop: [
      'ワンタイムパスワードの利用をやめます。同じトークンを使うほかの契約はそのままです。',
      '以後の取引は、トークン未登録の契約の取扱い（低い限度額など）になります。',
      'お客様にお知らせします。',
    ],
    token_unlock: [
      '続けて間違えたためにロックされたワンタイムパスワードを、もう一度使えるようにします。',
      'お客様にお知らせします。',
    ],
    login_password_reissue: [
      '開いているログインをすべて終わらせ、いまのログインパスワードを使えなくします。',
      '完了後に、新しい初期パスワードを1回だけ印刷できます。お客様は次のログインでパスワードを変更します。',
      'お客様にお知らせします。',
    ],
    confirmation_password_reissue: [
      'いまの確認用パスワードを使えなくします。',
      '完了後に、新しい確認用パスワードを1回だけ印刷できます。',
      'お客様にお知らせします。',
    ],
    emergency_stop: [
      'この契約のインターネットバンキングをすべて止めます。開いているログインは終わり、新しいログインはできません。',
      '予約済みの取引は取り消されません。',
      'お客様にお知らせします。',
    ],
    emergency_stop_release: [
      'IB取引中止を解除し、もう一度ログインできるようにします。',
      'お客様にお知らせします。',
    ],
    pay_easy_resumption: [
      '見つからない番号の入力が続いて停止した税金・各種料金の払込みを、もう一度使えるようにします。停止の回数も数え直します。',
      'お客様にお知らせします。',
    ],
    limit_change: ['1日あたりの利用限度額を変更します。すぐに適用されます。', 'お客様にお知らせします。'],
    transfer_recall: [
      '組戻手数料を出金口座から引き落とし、相手の金融機関に組戻しを依頼します。手数料は、資金が戻らないときもお返しできません。',
      '資金が戻るかどうかは、受取人の承諾によります。結果はお客様にお知らせします。',
    ],
    hard_token_handout: [
      '交付するハードウェアトークンを、この契約のためのものとして記録します。',
      '利用を始めるには、お客様が利用登録をする必要があります。',
    ],
    operator_addition: [
      '新しい担当者を登録します。',
      '完了後に、最初のパスワードを1回だけ印刷できます。本人が最初のサインインで、パスワードの変更とトークンの登録をします。',
    ],
    operator_role_change: ['担当者の役割を変更します。開いているサインインは終わります。'],
    operator_suspension: ['担当者をサインインできなくします。開いているサインインは終わります。'],
    operator_resumption: ['停止した担当者を、もう一度サインインできるようにします。'],
    operator_password_reissue: [
      'いまのパスワードを使えなくし、開いているサインインを終わらせます。',
      '完了後に、最初のパスワードを1回だけ印刷できます。',
    ],
    operator_token_release: [
      '担当者とトークンの結び付きを解除します。',
      '本人が次のサインインで、新しいトークンを登録します。',
    ],
  },
  en: {
    contract_opening: [
      'Makes a contract number and one ordinary account, and posts the first deposit.',
      'Afterwards the customer card with the first passwords can be printed, once. The customer changes the password at the first login.',
    ],
    token_release: [
      'Releases this contract from its token. Other contracts with the same token stay as they are.',
      'Until the customer registers again, orders that need a one-time password are refused.',
      'The customer is told.',
    ],
    token_stop: [
      'Ends the use of the one-time password. Other contracts with the same token stay as they are.',
      'From then on the rules for contracts without a token apply, such as the low limits.',
      'The customer is told.',
    ],
    token_unlock: [
      'Makes a one-time password usable again that was locked after wrong codes.',
      'The customer is told.',
    ],
    login_password_reissue: [
      'Ends all open logins; the present login password no longer works.',
      'Afterwards a new first password can be printed, once. The customer changes it at the next login.',
      'The customer is told.',
    ],
    confirmation_password_reissue: [
      'The present confirmation password no longer works.',
      'Afterwards a new confirmation password can be printed, once.',
      'The customer is told.',
    ],
    emergency_stop: [
      'Stops all internet banking of this contract. Open logins end, and there are no new ones.',
      'Booked orders are not cancelled.',
      'The customer is told.',
    ],
    emergency_stop_release: [
      'Releases the emergency stop: the customer can log in again.',
      'The customer is told.',
    ],
    pay_easy_resumption: [
      'Makes bill payments possible again after too many numbers without a bill stopped them. The stops are counted anew.',
      'The customer is told.',
    ],
    limit_change: ['Changes a daily limit, at once.', 'The customer is told.'],
    transfer_recall: [
      'Debits the fee of the recall and asks the other bank for the money back. The fee stays paid also where it does not come.',
      'Whether the money comes back is for the payee to agree. The customer is told of the answer.',
    ],
    hard_token_handout: [
      'Records the hardware token that is handed out as meant for this contract.',
      'To begin, the customer has to register it.',
    ],
    operator_addition: [
      'Adds an operator.',
      'Afterwards the first password can be printed, once. The operator changes it and registers a token at the first sign-in.',
    ],
    operator_role_change: ['Changes the operator’s role. Open sign-ins end.'],
    operator_suspension: ['The operator can no longer sign in. Open sign-ins end.'],
    operator_resumption: ['The suspended operator can sign in again.'],
    operator_password_reissue: [
      'The present password no longer works, and open sign-ins end.',
      'Afterwards a first password can be printed, once.',
    ],
    operator_token_release: [
      'Releases the operator from the token.',
      'The operator registers a new one at the next sign-in.',
    ],
  },
};
