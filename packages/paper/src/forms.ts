/** 所定の書面, one for each procedure; those about operators share one. */
export const FORM_KINDS = [
  'contract_opening',
  'token_release',
  'token_stop',
  'token_unlock',
  'login_password_reissue',
  'confirmation_password_reissue',
  'emergency_stop',
  'emergency_stop_release',
  'pay_easy_resumption',
  'limit_change',
  'transfer_recall',
  'hard_token_handout',
  'operator',
] as const;
export type FormKind = (typeof FORM_KINDS)[number];

/** What is known already and need not be written by hand. All of it may be missing: an empty form. */
export interface KnownFields {
  readonly branchName?: string;
  readonly contractNumber?: string;
  readonly kanji?: string;
  readonly kana?: string;
  readonly mailAddress?: string;
  readonly accountNumber?: string;
  readonly limitKind?: string;
  readonly limit?: string;
  readonly receiptNumber?: string;
  readonly tokenId?: string;
  readonly operatorNumber?: string;
  readonly personNumber?: string;
  readonly operatorName?: string;
  readonly role?: string;
  readonly reason?: string;
  readonly formNumber?: string;
}

export type FormField = Exclude<keyof KnownFields, 'formNumber' | 'reason' | 'branchName'>;

export const FIELD_LABELS: Readonly<Record<FormField, string>> = {
  contractNumber: '契約者ID(利用者番号)',
  kanji: 'お名前',
  kana: 'フリガナ',
  mailAddress: 'メールアドレス',
  accountNumber: '口座番号',
  limitKind: '限度額の種類',
  limit: '変更後の1日の利用限度額',
  receiptNumber: '受付番号',
  tokenId: 'トークンID または製造番号',
  operatorNumber: '担当者番号',
  personNumber: '職員番号',
  operatorName: '氏名',
  role: '役割(窓口・承認者・監査)',
};

export interface Form {
  readonly code: string;
  readonly title: string;
  readonly titleEn: string;
  /** What the customer asks for, in one sentence. */
  readonly request: string;
  readonly fields: readonly FormField[];
  /** What the customer should know before signing. */
  readonly notes: readonly string[];
}

const HOLDER: readonly FormField[] = ['contractNumber', 'kanji', 'kana'];

export const FORMS: Readonly<Record<FormKind, Form>> = {
  contract_opening: {
    code: 'W-01',
    title: 'インターネットバンキング利用申込書',
    titleEn: 'Application for internet banking',
    request: '私は、インターネットバンキングの利用を申し込みます。',
    fields: ['kanji', 'kana', 'mailAddress', 'accountNumber'],
    notes: [
      'お申込みの承認後に、お客様カードと親展のパスワードのお知らせをお渡しします。',
      '初回のログインで、ログインパスワードをご自分で決めたものに変更していただきます。',
    ],
  },
  token_release: {
    code: 'W-02',
    title: 'ワンタイムパスワード利用登録解除依頼書',
    titleEn: 'Release of a registered one-time password',
    request: '私は、機種変更前の端末を使えないため、ワンタイムパスワードの利用登録の解除を依頼します。',
    fields: HOLDER,
    notes: [
      '解除のあと、新しい端末で利用登録をするまで、ワンタイムパスワードの必要なお取引はできません。',
      '利用登録のあとは、安全のため、しばらく限度額が下がります。',
    ],
  },
  token_stop: {
    code: 'W-03',
    title: 'ワンタイムパスワード利用停止依頼書',
    titleEn: 'Stop of the one-time password',
    request: '私は、ワンタイムパスワードの利用停止を依頼します。',
    fields: HOLDER,
    notes: ['停止のあと、振込などのお取引は確認用パスワードによるものとなり、1日の限度額が下がります。'],
  },
  token_unlock: {
    code: 'W-04',
    title: 'ワンタイムパスワードロック解除依頼書',
    titleEn: 'Unlocking of the one-time password',
    request: '私は、誤った入力によりロックされたワンタイムパスワードの、ロックの解除を依頼します。',
    fields: HOLDER,
    notes: ['お心当たりのないロックのときは、係員にお申し出ください。'],
  },
  login_password_reissue: {
    code: 'W-05',
    title: 'ログインパスワード再発行依頼書',
    titleEn: 'Reissue of the login password',
    request: '私は、ログインパスワードの再発行を依頼します。',
    fields: HOLDER,
    notes: ['これまでのログインパスワードは使えなくなります。初回のログインで変更していただきます。'],
  },
  confirmation_password_reissue: {
    code: 'W-06',
    title: '確認用パスワード再発行依頼書',
    titleEn: 'Reissue of the confirmation password',
    request: '私は、確認用パスワードの再発行を依頼します。',
    fields: HOLDER,
    notes: ['これまでの確認用パスワードは使えなくなります。'],
  },
  emergency_stop: {
    code: 'W-07',
    title: 'インターネットバンキング取引中止依頼書',
    titleEn: 'Emergency stop of internet banking',
    request: '私は、インターネットバンキングのすべての取引の中止を依頼します。',
    fields: HOLDER,
    notes: ['予約済みのお取引は取り消されません。取り消すときは、係員にお申し出ください。'],
  },
  emergency_stop_release: {
    code: 'W-08',
    title: 'インターネットバンキング取引中止解除依頼書',
    titleEn: 'Release of an emergency stop',
    request: '私は、インターネットバンキングの取引中止の解除を依頼します。',
    fields: HOLDER,
    notes: ['パスワードを人に知られたおそれがあるときは、再発行もあわせてお申し込みください。'],
  },
  limit_change: {
    code: 'W-09',
    title: '利用限度額変更依頼書',
    titleEn: 'Change of a daily limit',
    request: '私は、1日の利用限度額の変更を依頼します。',
    fields: [...HOLDER, 'limitKind', 'limit'],
    notes: ['限度額は、お使いになる金額に合わせて、できるだけ低くしてください。'],
  },
  transfer_recall: {
    code: 'W-10',
    title: '振込組戻し依頼書',
    titleEn: 'Recall of a transfer',
    request: '私は、次の振込の組戻しを依頼します。',
    fields: [...HOLDER, 'receiptNumber'],
    notes: [
      '組戻しには、受取人の同意が必要です。資金が戻らない場合があります。',
      '組戻し手数料は、資金が戻らない場合もかかります。',
    ],
  },
  hard_token_handout: {
    code: 'W-11',
    title: 'ハードウェアトークン受領書',
    titleEn: 'Receipt of a hardware token',
    request: '私は、次のハードウェアトークンを受け取りました。',
    fields: [...HOLDER, 'tokenId'],
    notes: [
      '受け取ったトークンは、ログイン画面の「ワンタイムパスワードの利用登録はこちら」から登録してください。',
      'トークンをなくされたときは、すぐに営業店へご連絡ください。',
    ],
  },
  pay_easy_resumption: {
    code: 'W-12',
    title: '税金・各種料金の払込み再開依頼書',
    titleEn: 'Resumption of bill payments',
    request: '私は、番号の誤りにより停止した、税金・各種料金の払込みの再開を依頼します。',
    fields: HOLDER,
    notes: ['お心当たりのない停止のときは、係員にお申し出ください。'],
  },
  operator: {
    code: 'W-90',
    title: '担当者登録・変更申請書',
    titleEn: 'Operator addition or change',
    request: '次の担当者の登録・変更を申請します。',
    fields: ['operatorNumber', 'personNumber', 'operatorName', 'role'],
    notes: ['入力する人と承認する人は、別の職員でなければなりません。'],
  },
};
