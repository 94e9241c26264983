/** Why a token command did not do what it was asked to. Each has a sentence in both languages. */
export type CliRefusal =
  | 'token_there'
  | 'token_missing'
  | 'file_open_to_others'
  | 'file_damaged'
  | 'file_not_usable'
  | 'passphrase_missing'
  | 'passphrase_short'
  | 'passphrases_differ'
  | 'passphrase_wrong'
  | 'authority_not_trusted'
  | 'unreachable'
  | 'busy'
  | 'refused'
  | 'reply_broken'
  | 'services_untold'
  | 'not_confirmed'
  | 'still_pending';

/** The sentences of the token commands. */
export interface CliWords {
  readonly usage: string;
  readonly refusals: Readonly<Record<CliRefusal, string>>;
  readonly passphrase: string;
  readonly newPassphrase: string;
  readonly newPassphraseAgain: string;
  readonly passphraseNote: string;
  readonly resuming: string;
  readonly issued: (file: string) => string;
  readonly tokenId: string;
  readonly otp: string;
  readonly secondsLeft: (seconds: number) => string;
  readonly clockUnchecked: string;
  readonly leave: string;
  readonly noServices: string;
  readonly deleteFollows: string;
  readonly deleteFirst: (tokenId: string) => string;
  readonly deleteSecond: string;
  readonly deleted: string;
}

const ja: CliWords = {
  usage: `使い方: warifu token <new | show | watch | services | delete> [オプション]

  new      トークンを発行し、鍵をパスフレーズで封印してファイルに保存します
  show     トークンIDとワンタイムパスワードを表示します(--json で機械向け)
  watch    ワンタイムパスワードを残り秒数とともに表示しつづけます(Ctrl-C で終了)
  services 登録中のサービスを問い合わせて表示します(--json で機械向け)
  delete   トークンを削除します

  --authority URL   トークンを発行する機関(既定はこのコンピューターのデモ)
  --file PATH       トークンのファイル(既定は ~/.warifu/token.json)
  --lang ja|en      表示する言語
  --json            show, services: JSON で表示
  --yes             delete: 確認の質問をしない

パスフレーズは画面に出さずに尋ねます。端末でないときは標準入力の1行目を読みます。
`,
  refusals: {
    token_there: 'トークンはすでにあります。発行しなおすには、先に warifu token delete で削除してください。',
    token_missing: 'トークンがありません。warifu token new で発行してください。',
    file_open_to_others:
      'トークンのファイルが他の利用者にも読めます。chmod 600 をしてから、もう一度お試しください。',
    file_damaged: 'トークンのファイルが壊れています。',
    file_not_usable: 'トークンのファイルを読み書きできませんでした。',
    passphrase_missing: 'パスフレーズが入力されませんでした。',
    passphrase_short: 'パスフレーズは12文字以上にしてください。',
    passphrases_differ: '2回のパスフレーズが違います。',
    passphrase_wrong: 'パスフレーズが違うか、ファイルが書き換えられています。',
    authority_not_trusted:
      '--authority は https のアドレスにしてください(このコンピューター自身なら http も使えます)。',
    unreachable:
      'ネットワークにつながりませんでした。もう一度 warifu token new をすると、同じ申込みを送りなおします。',
    busy: 'ただいま混み合っています。少し待ってから、もう一度 warifu token new をしてください。',
    refused: '申込みが受け付けられませんでした。もう一度 warifu token new をすると、新しい申込みをします。',
    reply_broken: '受け取った返事が正しくありませんでした。通信が途中で書き換えられたおそれがあります。',
    services_untold: '登録中のサービスを確認できませんでした。しばらくしてから、もう一度お試しください。',
    not_confirmed: '削除しませんでした。',
    still_pending: 'トークンの発行が途中です。warifu token new で続きをしてください。',
  },
  passphrase: 'パスフレーズ: ',
  newPassphrase: '新しいパスフレーズ(12文字以上): ',
  newPassphraseAgain: 'もう一度: ',
  passphraseNote: 'パスフレーズを忘れると、トークンは使えなくなります。鍵はこのファイルから取り出せません。',
  resuming: '前回の発行が途中で終わっています。続きから発行します。',
  issued: (file) => `トークンを発行し、${file} に保存しました。`,
  tokenId: 'トークンID(クレデンシャルID)',
  otp: 'ワンタイムパスワード',
  secondsLeft: (seconds) => `残り${seconds}秒`,
  clockUnchecked: '機関の時計を確かめられませんでした。前に確かめたずれで計算しています。',
  leave: 'Ctrl-C で終わります。',
  noServices: 'このトークンは、どのサービスにも利用登録されていません。',
  deleteFollows:
    '削除すると元に戻せません。利用登録したままだと、振込などの取引ができなくなります。先にログイン画面から利用停止または機種変更をしてください。どちらにもこのトークンのワンタイムパスワードが必要です。',
  deleteFirst: (tokenId) => `トークン ${tokenId} を削除しますか(yes / no): `,
  deleteSecond: '本当に削除するなら、トークンIDの最後の4桁を入力してください: ',
  deleted: 'トークンを削除しました。',
};

const en: CliWords = {
  usage: `Usage: warifu token <new | show | watch | services | delete> [options]

  new      issues a token and keeps its keys in a file, sealed under a passphrase
  show     shows the token ID and the one-time password (--json for machines)
  watch    keeps showing the one-time password and its countdown (Ctrl-C ends)
  services asks which services the token is registered with (--json for machines)
  delete   deletes the token

  --authority URL   who issues the token (the demo on this computer unless given)
  --file PATH       the token's file (~/.warifu/token.json unless given)
  --lang ja|en      language of the sentences
  --json            show, services: as JSON
  --yes             delete: ask nothing

The passphrase is asked for without showing it. Without a terminal the first line of standard input is read.
`,
  refusals: {
    token_there: 'There is a token already. To issue another, delete it first: warifu token delete.',
    token_missing: 'There is no token. Issue one: warifu token new.',
    file_open_to_others: 'Other users can read the token file. Run chmod 600 on it, and try again.',
    file_damaged: 'The token file is damaged.',
    file_not_usable: 'The token file could not be read or written.',
    passphrase_missing: 'No passphrase was given.',
    passphrase_short: 'A passphrase has at least 12 characters.',
    passphrases_differ: 'The two passphrases differ.',
    passphrase_wrong: 'The passphrase is wrong, or the file has been changed.',
    authority_not_trusted: '--authority must be an https address (http serves for this computer itself).',
    unreachable: 'There was no answer. Run warifu token new again: the same request will be sent.',
    busy: 'The service is busy. Please wait a little, and run warifu token new again.',
    refused: 'The request was not accepted. Run warifu token new again for a new request.',
    reply_broken: 'The answer that came was not genuine. Someone may have changed it on the way.',
    services_untold: 'The registered services could not be asked for. Please try again later.',
    not_confirmed: 'Nothing was deleted.',
    still_pending: 'The token is still being issued. Run warifu token new to go on.',
  },
  passphrase: 'Passphrase: ',
  newPassphrase: 'New passphrase (at least 12 characters): ',
  newPassphraseAgain: 'Once more: ',
  passphraseNote: 'Without the passphrase the token is of no use: nothing else opens this file.',
  resuming: 'The last attempt was cut off. It will be continued where it stopped.',
  issued: (file) => `The token has been issued and kept in ${file}.`,
  tokenId: 'Token ID (credential ID)',
  otp: 'One-time password',
  secondsLeft: (seconds) => `${seconds} s left`,
  clockUnchecked: "The authority's clock could not be checked. The offset learned before is used.",
  leave: 'Ctrl-C ends this.',
  noServices: 'This token is not registered with any service.',
  deleteFollows:
    'A deleted token cannot be brought back. While it is registered, you cannot make transfers. First stop using it, or change devices, from the login page of your bank: both need a one-time password of this token.',
  deleteFirst: (tokenId) => `Delete the token ${tokenId}? (yes / no): `,
  deleteSecond: 'If you really mean it, type the last four digits of the token ID: ',
  deleted: 'The token has been deleted.',
};

export const CLI_WORDS: Readonly<Record<'ja' | 'en', CliWords>> = { ja, en };
