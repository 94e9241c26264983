import type { AddPartyOutcome, Overview, RotateKeyOutcome, Scope } from '@warifu/token';

type TokenLine = Overview['tokens'][number];
type Refused<Outcome> =
  Extract<Outcome, { readonly outcome: 'refused' }> extends { readonly reason: infer R } ? R & string : never;

export interface ConsoleWords {
  readonly service: string;
  readonly site: string;
  readonly logout: string;
  readonly overview: string;
  readonly cancel: string;
  readonly login: {
    readonly title: string;
    readonly lead: string;
    readonly password: string;
    readonly button: string;
    readonly wrong: string;
    readonly wait: (seconds: number) => string;
    readonly empty: string;
  };
  readonly party: {
    readonly title: string;
    readonly name: string;
    readonly nameHint: string;
    readonly scopes: string;
    readonly add: string;
    readonly addTitle: string;
    readonly createdAt: string;
    readonly active: string;
    readonly locked: string;
    readonly keys: string;
    readonly key: string;
    readonly ends: string;
    readonly noEnd: string;
    readonly actions: string;
    readonly none: string;
    readonly scope: Readonly<Record<Scope | 'both', string>>;
    readonly refusals: Readonly<Record<Refused<AddPartyOutcome>, string>>;
  };
  readonly rotate: {
    readonly button: string;
    readonly title: string;
    readonly lead: string;
    readonly overlap: string;
    readonly until: Readonly<Record<'now' | 'hour' | 'day' | 'week' | 'open', string>>;
    readonly refusals: Readonly<Record<Refused<RotateKeyOutcome>, string>>;
  };
  readonly revoke: { readonly button: string; readonly title: string; readonly lead: string };
  readonly newKey: {
    readonly title: string;
    readonly once: string;
    readonly gone: string;
    readonly back: string;
  };
  readonly tokens: {
    readonly title: string;
    readonly form: string;
    readonly state: string;
    readonly count: string;
    readonly forms: Readonly<Record<TokenLine['form'], string>>;
    readonly states: Readonly<Record<TokenLine['state'], string>>;
    readonly none: string;
  };
  readonly stock: {
    readonly title: string;
    readonly states: Readonly<Record<Overview['stock'][number]['state'], string>>;
    readonly none: string;
  };
  readonly rates: {
    readonly title: string;
    readonly outcome: string;
    readonly minute: string;
    readonly hour: string;
    readonly day: string;
    readonly none: string;
    /** Of the findings in the audit trail; one that is not among them is shown as it is kept. */
    readonly outcomes: Readonly<Record<string, string>>;
  };
  /** To whoever is not on this machine, or asks for another host name. */
  readonly elsewhere: string;
  readonly failures: {
    readonly not_found: string;
    readonly refused: string;
    readonly too_many: string;
    readonly away: string;
    readonly our_fault: string;
  };
}

export const CONSOLE_WORDS_JA: ConsoleWords = {
  service: '管理コンソール',
  site: 'トークン認証局',
  logout: 'ログアウト',
  overview: '概況',
  cancel: '戻る',
  login: {
    title: 'ログイン',
    lead: '運用担当者のパスワードを入力してください。',
    password: 'パスワード',
    button: 'ログイン',
    wrong: 'パスワードが違います。',
    wait: (seconds) => `続けて誤りがありました。${seconds}秒後にもう一度お試しください。`,
    empty: 'パスワードを入力してください。',
  },
  party: {
    title: '利用契約先',
    name: '名称',
    nameHint: '1行、100文字以内です。',
    scopes: '権限',
    add: '利用契約先を追加',
    addTitle: '利用契約先の追加',
    createdAt: '登録日時',
    active: '有効な登録',
    locked: 'ロック中の登録',
    keys: '鍵',
    key: '鍵の名前',
    ends: '失効',
    noEnd: 'なし',
    actions: '操作',
    none: '利用契約先はありません。',
    scope: { verify: '認証（verify）', administer: '窓口の手続き（administer）', both: '両方' },
    refusals: {
      name_malformed: '名称は1行、1文字以上100文字以内で入力してください。',
      scopes_missing: '権限を選んでください。',
      name_taken: 'この名称の利用契約先はすでにあります。',
    },
  },
  rotate: {
    button: '更新',
    title: '鍵の更新',
    lead: '同じ権限の新しい鍵を作ります。古い鍵をいつまで使えるようにするかを選んでください。',
    overlap: '古い鍵の失効',
    until: {
      now: 'ただちに失効',
      hour: '1時間後に失効',
      day: '1日後に失効',
      week: '7日後に失効',
      open: '失効の操作をするまで有効',
    },
    refusals: {
      unknown: 'この鍵はありません。',
      revoked: 'この鍵は失効したか、失効の予定があります。',
      overlap: '期間は30日以内です。',
    },
  },
  revoke: {
    button: '失効',
    title: '鍵の失効',
    lead: 'この鍵はただちに使えなくなります。元に戻すことはできません。',
  },
  newKey: {
    title: '新しい鍵',
    once: 'この鍵は今だけ表示されます。写しを権限0600のファイルに保管してください。',
    gone: '鍵の表示は一度だけです。控えていない場合は、鍵を更新してください。',
    back: '利用契約先に戻る',
  },
  tokens: {
    title: 'トークン',
    form: '種類',
    state: '状態',
    count: '数',
    forms: { mobile: 'アプリ（携帯端末）', desktop: 'アプリ（PC）', hardware: '専用の機器' },
    states: { issued: '発行済み', active: '使用中', retired: '使用終了' },
    none: 'トークンはありません。',
  },
  stock: {
    title: '専用の機器の在庫',
    states: { in_stock: '在庫', handed_out: '払出し済み', withdrawn: '回収・廃止' },
    none: '専用の機器はありません。',
  },
  rates: {
    title: '判定の件数',
    outcome: '判定',
    minute: '直近1分',
    hour: '直近1時間',
    day: '直近1日',
    none: '直近1日の判定はありません。',
    outcomes: {
      accepted: '受理',
      wrong: '不一致',
      spent: '使用済み',
      needs_second_code: '時刻補正',
      unknown: '登録なし',
      bound: '利用登録',
      replaced: '機種変更',
      wait: '待機中',
      unknown_token: '該当なし',
      already_bound: '登録済み',
    },
  },
  elsewhere:
    '管理コンソールは、認証局のコンピューター本体でだけ、設定されたアドレスで開けます。アドレス欄をご確認ください。',
  failures: {
    not_found: 'このページはありません。',
    refused: 'この操作は受け付けられません。ページを開き直してください。',
    too_many: '操作が続いています。しばらくしてからもう一度お試しください。',
    away: 'ただいま処理できません。しばらくしてからもう一度お試しください。',
    our_fault: '処理に失敗しました。',
  },
};
