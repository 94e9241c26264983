import type { BindingView, ContractFile, NoticeView } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';

interface FileWords {
  readonly title: string;
  readonly contract: string;
  readonly terms: {
    readonly number: string;
    readonly holder: string;
    readonly kana: string;
    readonly branch: string;
    readonly state: string;
    readonly language: string;
    readonly created: string;
    readonly mail: string;
    readonly address: string;
    readonly password: string;
    readonly confirmation: string;
  };
  readonly noMail: string;
  readonly mustChange: string;
  readonly changed: string;
  readonly confirmations: Readonly<Record<ContractFile['confirmation'], string>>;
  readonly otp: string;
  readonly binding: Readonly<Record<BindingView['state'], string>>;
  readonly otpTerms: {
    readonly mark: string;
    readonly token: string;
    readonly tokenId: string;
    readonly boundAt: string;
    readonly changedAt: string;
    readonly coolDown: string;
    readonly lockedAt: string;
  };
  readonly disagree: string;
  readonly procedures: string;
  readonly proceduresLead: string;
  readonly form: string;
  readonly formOf: (procedure: string) => string;
  readonly accounts: string;
  readonly noAccounts: string;
  readonly accountColumns: { readonly account: string; readonly number: string; readonly balance: string };
  readonly limits: string;
  readonly payEasyStopped: (until: string | undefined) => string;
  readonly limitColumns: { readonly kind: string; readonly limit: string; readonly limitMax: string };
  readonly logins: string;
  readonly noLogins: string;
  readonly loginColumns: { readonly at: string; readonly channel: string; readonly address: string };
  readonly notices: string;
  readonly noNotices: string;
  readonly noticeColumns: { readonly at: string; readonly what: string; readonly mail: string };
  readonly mails: Readonly<Record<NoticeView['mail'], string>>;
  readonly requests: string;
  readonly noRequests: string;
}

export const FILE_WORDS: Spoken<FileWords> = {
  ja: {
    title: '契約の照会',
    contract: '契約',
    terms: {
      number: '契約者ID(利用者番号)',
      holder: 'お名前',
      kana: 'お名前（カナ）',
      branch: '取扱店',
      state: '状態',
      language: '言語',
      created: '契約日時',
      mail: 'メールアドレス',
      address: '住所・電話番号',
      password: 'ログインパスワード',
      confirmation: '確認用パスワード',
    },
    noMail: '登録なし',
    mustChange: '初期パスワードのまま（次のログインで変更）',
    changed: 'お客様が設定済み',
    confirmations: { none: '設定なし', set: '設定済み', locked: 'ロック中' },
    otp: 'ワンタイムパスワード',
    binding: {
      none: '登録なし',
      active: '利用中',
      locked: 'ロック中',
      away: '確認できません（トークン認証システムに接続できません）',
    },
    otpTerms: {
      mark: '契約上の登録',
      token: 'トークン',
      tokenId: 'トークンID',
      boundAt: '登録日時',
      changedAt: '最後の変更',
      coolDown: '限度額が低い期間',
      lockedAt: 'ロックされた日時',
    },
    disagree:
      '契約上の登録とトークン認証システムの登録が一致していません。お客様の取引は受け付けられません。利用登録解除の手続きをしてください。',
    procedures: '手続き',
    proceduresLead: '選べない手続きには、その理由を表示しています。',
    form: '書面',
    formOf: (procedure) => `${procedure}の書面を印刷する（PDF）`,
    accounts: '口座',
    noAccounts: '口座はありません。',
    accountColumns: { account: '科目', number: '口座番号', balance: '残高' },
    limits: '利用限度額（1日あたり）',
    payEasyStopped: (until) =>
      until === undefined
        ? '税金・各種料金の払込みは、番号の誤りが重なったため止まっています。再開するには「払込みの再開」の手続きをしてください。'
        : `税金・各種料金の払込みは、番号の誤りが続いたため止まっています。${until}の0:00に自動で再開します。`,
    limitColumns: { kind: '種類', limit: '限度額', limitMax: '上限' },
    logins: '最近のログイン',
    noLogins: 'ログインはまだありません。',
    loginColumns: { at: '日時', channel: '端末', address: 'ネットワーク' },
    notices: 'お客様へのお知らせ',
    noNotices: 'お知らせはまだありません。',
    noticeColumns: { at: '日時', what: '内容', mail: 'メール' },
    mails: { due: '送信待ち', sent: '送信済み', failed: '送信できませんでした', none: 'なし' },
    requests: 'この契約の依頼',
    noRequests: '依頼はまだありません。',
  },
  en: {
    title: 'Contract',
    contract: 'Contract',
    terms: {
      number: 'Contract number',
      holder: 'Name',
      kana: 'Name in kana',
      branch: 'Branch',
      state: 'State',
      language: 'Language',
      created: 'Opened',
      mail: 'Mail address',
      address: 'Address and telephone',
      password: 'Login password',
      confirmation: 'Confirmation password',
    },
    noMail: 'None',
    mustChange: 'Still the first one, to be changed at the next login',
    changed: 'Set by the customer',
    confirmations: { none: 'Not set', set: 'Set', locked: 'Locked' },
    otp: 'One-time password',
    binding: {
      none: 'Not registered',
      active: 'In use',
      locked: 'Locked',
      away: 'Unknown: the token authority cannot be reached',
    },
    otpTerms: {
      mark: 'As the contract says',
      token: 'Token',
      tokenId: 'Token ID',
      boundAt: 'Registered',
      changedAt: 'Last change',
      coolDown: 'Low limits until',
      lockedAt: 'Locked at',
    },
    disagree:
      'The contract and the token authority do not agree, so the customer’s orders are refused. Release the one-time password.',
    procedures: 'Procedures',
    proceduresLead: 'Where one cannot be chosen, the reason stands beside it.',
    form: 'Form',
    formOf: (procedure) => `Print the form of ${procedure} (PDF)`,
    accounts: 'Accounts',
    noAccounts: 'There is no account.',
    accountColumns: { account: 'Account', number: 'Number', balance: 'Balance' },
    limits: 'Daily limits',
    payEasyStopped: (until) =>
      until === undefined
        ? 'Bill payments are stopped, after wrong numbers on several days. A resumption of bill payments lifts it.'
        : `Bill payments are stopped, after wrong numbers in a row. They go on by themselves at 0:00 on ${until}.`,
    limitColumns: { kind: 'Kind', limit: 'Limit', limitMax: 'At most' },
    logins: 'Last logins',
    noLogins: 'There was no login yet.',
    loginColumns: { at: 'When', channel: 'Device', address: 'Network' },
    notices: 'What the customer was told',
    noNotices: 'Nothing yet.',
    noticeColumns: { at: 'When', what: 'What', mail: 'Mail' },
    mails: { due: 'To be sent', sent: 'Sent', failed: 'Could not be sent', none: 'None' },
    requests: 'Requests for this contract',
    noRequests: 'There is no request yet.',
  },
};
