import type { DecideOutcome, PrintOutcome } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';

type DecideReason = Extract<DecideOutcome, { outcome: 'refused' }>['reason'];
type PrintReason = Extract<PrintOutcome, { outcome: 'refused' }>['reason'];

interface RequestWords {
  readonly number: string;
  readonly made: string;
  readonly formLink: string;
  readonly told: Readonly<Record<'done' | 'carrying' | 'refused' | 'withdrawn', string>>;
  readonly history: string;
  readonly entered: string;
  readonly decided: string;
  readonly doneAt: string;
  readonly expires: string;
  readonly note: string;
  readonly digest: string;
  readonly digestHint: string;
  readonly approveTitle: string;
  readonly approveLead: string;
  readonly code: string;
  readonly codeHint: string;
  readonly approve: string;
  readonly approving: string;
  readonly refuseTitle: string;
  readonly refuse: string;
  readonly withdrawTitle: string;
  readonly withdraw: string;
  readonly noteLabel: string;
  readonly noteHint: string;
  readonly busy: string;
  readonly own: string;
  readonly notChecker: string;
  readonly carrying: string;
  readonly print: {
    readonly title: string;
    readonly warning: readonly string[];
    readonly button: string;
    readonly after: string;
    readonly printed: string;
  };
  readonly codeEmpty: string;
  readonly nextCodeEmpty: string;
  readonly decide: Readonly<Record<DecideReason, string>>;
  readonly printRefusals: Readonly<Record<PrintReason, string>>;
}

export const REQUEST_WORDS: Spoken<RequestWords> = {
  ja: {
    number: '依頼番号',
    made: '依頼を受け付けました。別の人の承認を待っています。',
    formLink: '書面を印刷する（PDF）',
    told: {
      done: '承認し、手続きが完了しました。',
      carrying: '承認しました。トークン認証システムの応答を待っており、手続きは自動的に続けられます。',
      refused: '依頼を差し戻しました。',
      withdrawn: '依頼を取り下げました。',
    },
    history: '経過',
    entered: '入力',
    decided: '承認・差戻し',
    doneAt: '完了',
    expires: '承認の期限',
    note: '差戻し・取下げの理由',
    digest: '照合番号',
    digestHint: '内容が1文字でも違えば、この番号が変わります。承認は、この番号の内容に対して行われます。',
    approveTitle: '承認する',
    approveLead:
      '書面と内容が一致していることを確認し、ご自分のアプリに表示されているワンタイムパスワードを入力してください。',
    code: 'ワンタイムパスワード',
    codeHint: '数字6桁です。サインインに使ったものは使えません。',
    approve: '承認',
    approving: '承認しています…',
    refuseTitle: '差し戻す',
    refuse: '差戻し',
    withdrawTitle: '取り下げる',
    withdraw: '取下げ',
    noteLabel: '理由',
    noteHint: '400文字まで。監査記録に残ります。',
    busy: '送信しています…',
    own: 'あなたが入力した依頼です。入力した本人は承認できません（別の担当者番号でも同じです）。',
    notChecker: '承認できるのは、入力した人とは別の承認者です。あなたの役割では承認できません。',
    carrying: '承認済みです。手続きは自動的に続けられます。しばらくしてから、この画面を開き直してください。',
    print: {
      title: '初期パスワードの印刷',
      warning: [
        '印刷できるのは1回だけです。パスワードはこの画面には表示されず、どこにも保存されません。',
        'プリンターの準備ができていること、まわりに人がいないことを確認してから押してください。',
        '印刷に失敗したときは、再発行の手続きが必要です。',
      ],
      button: '印刷用のPDFを作る（1回だけ）',
      after: '印刷が済んだら、この画面を開き直す',
      printed: '初期パスワードは印刷済みです。もう一度印刷することはできません。',
    },
    codeEmpty: 'ワンタイムパスワードを入力してください。',
    nextCodeEmpty: '次に表示されたワンタイムパスワードを入力してください。',
    decide: {
      role_missing: 'あなたの役割では、この操作はできません。',
      request_unknown: '依頼が見つかりません。',
      not_waiting: 'この依頼は、もう承認を待っていません。',
      own: '入力した本人は差し戻せません。取下げをしてください。',
      not_own: '取下げができるのは、入力した本人だけです。',
      note_malformed: '理由を400文字以内で入力してください。',
    },
    printRefusals: {
      role_missing: 'あなたの役割では印刷できません。',
      request_unknown: '依頼が見つかりません。',
      not_printable: 'この依頼には印刷するものがありません。',
      printed_already: 'すでに印刷されています。もう一度印刷することはできません。',
    },
  },
  en: {
    number: 'Request number',
    made: 'The request is made and waits for another person’s approval.',
    formLink: 'Print the form (PDF)',
    told: {
      done: 'Approved, and carried out.',
      carrying: 'Approved. The token authority has yet to answer; it is carried on by itself.',
      refused: 'The request is refused.',
      withdrawn: 'The request is withdrawn.',
    },
    history: 'History',
    entered: 'Entered',
    decided: 'Decided',
    doneAt: 'Done',
    expires: 'To be approved by',
    note: 'Reason of the refusal or withdrawal',
    digest: 'Check digits',
    digestHint: 'They change with every letter of the request. The approval is for exactly these.',
    approveTitle: 'Approve',
    approveLead:
      'Check that this is what the form says, and enter the one-time password that your own app shows.',
    code: 'One-time password',
    codeHint: '6 digits. Not the one you signed in with.',
    approve: 'Approve',
    approving: 'Approving…',
    refuseTitle: 'Refuse',
    refuse: 'Refuse',
    withdrawTitle: 'Withdraw',
    withdraw: 'Withdraw',
    noteLabel: 'Reason',
    noteHint: 'At most 400 characters. It goes into the audit trail.',
    busy: 'Sending…',
    own: 'You entered this request. Whoever entered it cannot approve it, not under another operator number either.',
    notChecker: 'A manager other than the one who entered it approves. Your role does not.',
    carrying: 'It is approved and carried on by itself. Open this page again in a moment.',
    print: {
      title: 'Print the first passwords',
      warning: [
        'This is possible once. The passwords are not shown on this page and stored nowhere.',
        'Press the button when the printer is ready and nobody looks on.',
        'If the print fails, they have to be reissued.',
      ],
      button: 'Make the PDF to print (once)',
      after: 'When it is printed, open this page again',
      printed: 'The first passwords were printed. They cannot be printed again.',
    },
    codeEmpty: 'Enter the one-time password.',
    nextCodeEmpty: 'Enter the next one-time password.',
    decide: {
      role_missing: 'Your role does not include this.',
      request_unknown: 'There is no such request.',
      not_waiting: 'This request is no longer waiting.',
      own: 'You entered it yourself: withdraw it.',
      not_own: 'Only whoever entered it can withdraw it.',
      note_malformed: 'Enter the reason in at most 400 characters.',
    },
    printRefusals: {
      role_missing: 'Your role does not print.',
      request_unknown: 'There is no such request.',
      not_printable: 'This request has nothing to print.',
      printed_already: 'This was printed before and cannot be printed again.',
    },
  },
};
