import type { DeviceKind } from '../device.ts';
import type { Unfit } from '../stage.ts';

/** What stands on the screens. 日本語. Its shape is that of every other language. */
export const ja = {
  product: 'わりふ',
  productKind: 'ワンタイムパスワードアプリ',
  demo: 'デモ',
  otherLanguage: 'English',
  offline: 'オフライン',
  back: '戻る',
  settings: '設定',
  help: '使い方',
  token: 'ワンタイムパスワード',
  menu: 'メニュー',
  starting: '起動しています',

  otp: 'ワンタイムパスワード',
  otpNote: '30秒ごとに切り替わります。',
  copyOtp: 'ワンタイムパスワードをコピー',
  revealOtp: '表示する',
  hideOtp: '隠す',
  otpHidden: 'ワンタイムパスワードは隠れています',
  otpComing: 'ワンタイムパスワードを計算しています',
  secondsLeft: (seconds: number) => `切り替わりまで残り${seconds}秒`,
  secondsUnit: '秒',
  tokenId: 'トークンID(クレデンシャルID)',
  tokenIdNote: '利用登録のときに、この12桁を入力します。',
  copyTokenId: 'トークンIDをコピー',
  copied: 'コピーしました',
  copyByHand: 'コピーできませんでした。選択された文字をコピーしてください。',
  issuedNow: 'トークンを発行しました。',
  issuedNext: '次は、インターネットバンキングのログイン画面から利用登録をします。',
  neverTell: '銀行の職員や警察官が、ワンタイムパスワードをお聞きすることはありません。',
  clockUnsure:
    '端末の時計を確認できていません。オンラインになると自動で確認します。それまでは、ワンタイムパスワードが受け付けられないことがあります。',

  movedOnTitle: '登録が変わりました',
  movedOn: {
    replaced: (service: string, day: string) =>
      `${service}の登録は、${day}に別の端末へ移りました。この端末のワンタイムパスワードは、そのご契約では使えません。`,
    ended: (service: string, day: string) =>
      `${service}では、${day}に利用停止の手続きがされました。この端末のワンタイムパスワードは、そのご契約では使えません。`,
    released: (service: string, day: string) =>
      `${service}では、${day}に窓口で利用登録解除の手続きがされました。この端末のワンタイムパスワードは、そのご契約では使えません。`,
  },
  movedOnStill: 'このトークンは、ほかの利用登録では引き続き使えます。',
  movedOnNone: 'このトークンを使う利用登録は、もうありません。この端末のトークンは削除できます。',
  movedOnNotYou: 'お心当たりがないときは、すぐにそのサービスの窓口へご連絡ください。',
  movedOnConfirm: '確認しました',

  welcomeTitle: 'トークンを発行します',
  welcomeLead: '振込などの取引で入力する、30秒ごとに変わるワンタイムパスワードを、この端末に表示します。',
  welcomeOne: 'トークンは一つの端末にしか設定できません',
  welcomeOneText: (kind: DeviceKind) =>
    kind === 'mobile'
      ? 'この端末の、このブラウザーの中だけで使えます。別の端末や別のブラウザーで開くと、別のトークンになります。'
      : 'このパソコンの、このブラウザー(お使いのプロファイル)の中だけで使えます。別のブラウザーで開くと、別のトークンになります。',
  welcomeKept: '鍵は取り出せません',
  welcomeKeptText:
    'ワンタイムパスワードの鍵はこのブラウザーにだけ保存され、コピーもバックアップもできません。機種変更のときは、新しい端末で新しいトークンを発行します。',
  welcomePrivate: 'プライベートモードでは使わないでください',
  welcomePrivateText: '閉じるとトークンが消えます。閲覧データ(サイトのデータ)の削除でも消えます。',
  issue: 'トークンを発行する',
  issueForm: (kind: DeviceKind) =>
    kind === 'mobile'
      ? 'モバイル用のトークン(IDは WRSM で始まります)を発行します。'
      : 'パソコン用のトークン(IDは WRSD で始まります)を発行します。',
  issueAgain: 'もう一度発行する',
  issueResume: '前回の発行が途中で終わっています。続きから発行します。',
  issuing: 'トークンを発行しています',
  issuingText: 'このままお待ちください。',
  deleted: 'トークンを削除しました。',

  lostTitle: '前のトークンの鍵が見つかりません',
  lostText: (tokenId: string) =>
    `このブラウザーにはトークン ${tokenId} がありましたが、鍵が消えています。閲覧データの削除、しばらく使わなかったこと、端末の移行などが原因です。鍵を元に戻すことはできません。`,
  lostNext:
    'そのトークンを利用登録していた場合は、お取引の営業店で利用登録解除の手続き(書面)をしてから、新しいトークンを登録してください。',

  unfitTitle: 'このブラウザーではトークンを発行できません',
  unfit: {
    no_secure_context: '安全な接続(https)で開かれていません。アドレスをお確かめください。',
    no_crypto: 'ワンタイムパスワードの計算に必要な暗号機能がありません。ブラウザーを新しくしてください。',
    no_database: '鍵を保存する場所がありません。',
    key_not_kept: '鍵を保存できませんでした。',
  } satisfies Record<Unfit, string>,
  unfitNothing: 'トークンはまだ発行していません。',
  unfitTry: 'お試しください',
  unfitSteps: [
    'プライベートモード(シークレットモード)やロックダウンモードを終わらせて、開きなおす',
    'サイトのデータの保存(Cookie など)を許可する',
    '最新の Safari、Chrome、Edge、Firefox で開く',
  ],
  tryAgain: 'もう一度確かめる',

  homeTitle: '先にホーム画面に追加してください',
  homeText:
    'Safari では、7日間使わないサイトのデータが消えることがあります。ホーム画面に追加したアプリでは消えません。',
  homeSteps: [
    '画面の「共有」ボタンを押す',
    '「ホーム画面に追加」を選び、「追加」を押す',
    'ホーム画面の「わりふ」を開き、そこでトークンを発行する',
  ],
  homeWhy:
    'ホーム画面のアプリと Safari は、別々の場所にデータを保存します。必ずホーム画面のアプリで発行してください。',
  homeDecline: '追加せずに続ける',
  homeDeclineText:
    '追加しないと、7日間使わないあいだにトークンが消え、書面での手続きが必要になることがあります。',

  notIssuedTitle: 'トークンを発行できませんでした',
  unreachable: 'ネットワークにつながりませんでした。電波のよい場所で、もう一度お試しください。',
  unreachableSame: '同じ申込みを送りなおすので、トークンが二つできることはありません。',
  busy: 'ただいま混み合っています。少し待ってから、もう一度お試しください。',
  busyFor: (seconds: number) =>
    `ただいま混み合っています。${seconds}秒ほど待ってから、もう一度お試しください。`,
  refused: '申込みが受け付けられませんでした。新しい申込みで、もう一度お試しください。',
  replyBroken:
    '受け取った返事が正しくありませんでした。通信が途中で書き換えられたおそれがあります。別のネットワークで、もう一度お試しください。',
  notKept: '鍵を保存できませんでした。端末の空き容量とブラウザーの設定をお確かめください。',

  checkTitle: 'このブラウザーの確認',
  checkLink: 'トークンを保存できるか確かめる',
  checking: '確かめています',
  checkFit: 'このブラウザーは、トークンを保存できます',
  checkFitText: '試しに作った鍵は消しました。トークンは発行していません。',
  checkHomeFirst: 'ホーム画面に追加すれば、トークンを保存できます',
  checkUnfit: 'このブラウザーは、トークンを保存できません',
  checkPassed: '問題ありません',
  checkFailed: '使えません',
  checkNotTried: '確かめていません',
  checkSecure: '安全な接続',
  checkCrypto: '暗号機能',
  checkKept: '鍵の保存',
  checkProtected: 'データの保護',
  checkInstallable: 'アプリとしての追加',
  checkInstalled: '追加したアプリとして開いています。',
  checkInstallOffered: 'このブラウザーから追加できます。',
  checkInstallByMenu: 'ブラウザーのメニューから追加できることがあります。追加しなくても使えます。',
  checkNext: 'トークンの発行に進む',

  settingsTitle: '設定',
  hideCode: 'ワンタイムパスワードを隠しておく',
  hideCodeText: '「表示する」を押したときだけ、30秒間表示します。',
  clock: '時計のずれ',
  clockNone: 'まだ確認していません。オンラインになると確認します。',
  clockExact: 'この端末の時計は合っています(ずれは1秒未満)。',
  clockAhead: (seconds: string) => `この端末の時計は${seconds}秒進んでいます。補正して表示しています。`,
  clockBehind: (seconds: string) => `この端末の時計は${seconds}秒遅れています。補正して表示しています。`,
  clockLearned: (when: string) => `最後に確認したのは ${when} です。`,
  clockCheck: '時計を確認する',
  clockChecked: '時計を確認しました。',
  clockFailed: '確認できませんでした。オンラインのときに、もう一度お試しください。',
  storage: '鍵の保存',
  storagePersistent: 'ブラウザーは、空き容量が減ってもこのアプリのデータを消さないと約束しています。',
  storageBestEffort: '空き容量が少なくなると、ブラウザーがこのアプリのデータを消すことがあります。',
  storageAsk: '消さないように頼む',
  storageRefused:
    'ブラウザーに断られました。ホーム画面への追加やアプリとしての追加をすると、認められやすくなります。',
  storageUnknown: 'このブラウザーでは確かめられません。',
  install: 'アプリとして追加',
  installText: 'ホーム画面やデスクトップから、すぐに開けるようになります。',
  services: '登録中のサービス',
  servicesText: '押したときだけ、この端末の署名をつけて問い合わせます。',
  servicesAsk: '登録中のサービスを確認する',
  servicesAsking: '問い合わせています。',
  servicesListed: 'このトークンは、次のサービスに利用登録されています。',
  servicesLeft: '次のサービスでは、使えなくなった利用登録があります。',
  servicesLeftLine: (service: string, how: string, day: string) => `${service}(${how}、${day})`,
  leftHow: { replaced: '別の端末へ移りました', ended: '利用停止', released: '利用登録解除' },
  servicesFailed: '確認できませんでした。オンラインのときに、もう一度お試しください。',
  aboutToken: 'このトークン',
  issuedAt: (when: string) => `発行: ${when}`,
  formOf: (kind: DeviceKind) => (kind === 'mobile' ? '種類: モバイル(WRSM)' : '種類: パソコン(WRSD)'),
  deleteToken: 'トークンを削除',

  deleteTitle: 'トークンの削除',
  deleteLead: '削除すると、次のようになります。',
  deleteFollows: [
    'この端末ではワンタイムパスワードを表示できなくなります。',
    '鍵は消え、同じトークンIDを作りなおすことはできません。',
    '利用登録したままだと、振込などの取引ができなくなります。',
  ],
  deleteFirst: '先に、次のどちらかを済ませてください',
  deleteFirstSteps: [
    '使うのをやめるとき: ログイン画面の「ワンタイムパスワードのご利用停止はこちら」から利用停止する',
    '機種変更のとき: 新しい端末で発行し、ログイン画面の「ワンタイムパスワードの利用登録はこちら」から登録しなおす',
  ],
  deleteElse:
    'どちらにも、このトークンのワンタイムパスワードが必要です。削除したあとは、営業店での書面の手続きになります。',
  comma: '、',
  deleteServices: (services: string) => `このトークンは、次のサービスに利用登録されています: ${services}`,
  deleteNoServices: 'このトークンは、どのサービスにも利用登録されていません。',
  deleteProceed: '削除に進む',
  cancel: 'やめる',
  deleteSureTitle: '本当に削除しますか',
  deleteSure: (tokenId: string) => `トークン ${tokenId} を、この端末から削除します。元に戻せません。`,
  deleteExecute: '削除する',
  deleteFailed: '削除できませんでした。ブラウザーを開きなおして、もう一度お試しください。',

  helpTitle: '使い方',
  helpRegister: '利用登録',
  helpRegisterSteps: [
    'インターネットバンキングのログイン画面で「ワンタイムパスワードの利用登録はこちら」を選ぶ',
    '「契約者ID(利用者番号)」と「ログインパスワード」を入力し、「次へ」を押す',
    'このアプリの「トークンID(クレデンシャルID)」と「ワンタイムパスワード」を入力し、「登録」を押す',
  ],
  helpOrder: '振込などの取引',
  helpOrderText:
    '取引の最後の画面で、このアプリに表示された「ワンタイムパスワード」を入力し、「実行」を押します。一度使ったものは使えません。',
  helpDevice: '機種変更',
  helpDeviceText:
    '新しい端末でこのアプリを開いて新しいトークンを発行し、ログイン画面の「ワンタイムパスワードの利用登録はこちら」から進みます。前の端末のワンタイムパスワードも入力するので、登録が終わるまで前のトークンを消さないでください。',
  helpLost: '端末をなくしたとき・壊れたとき',
  helpLostText:
    'バックアップから戻しても、前のトークンは元に戻りません。お取引の営業店で、書面による利用登録解除の手続きをしてください。',
  helpMany: '複数の契約で使うとき',
  helpManyText: '同じトークンIDを、複数のインターネットバンキングに登録できます。',
  helpKeys: 'キー操作',
  helpKeysText:
    'Tab で移り、Enter で押します。アクセスキー: 1 コピー、2 トークンIDをコピー、3 表示する、7 設定、8 使い方、9 English、0 戻る。',

  updateReady: '新しい版があります。トークンはそのまま残ります。',
  updateNow: '更新する',
} as const satisfies Record<string, unknown>;

type Widened<T> = {
  readonly [Name in keyof T]: T[Name] extends string
    ? string
    : T[Name] extends (...given: infer Given) => string
      ? (...given: Given) => string
      : T[Name] extends readonly string[]
        ? readonly string[]
        : T[Name] extends object
          ? Widened<T[Name]>
          : never;
};

/** Every sentence of the app, in one language. */
export type Words = Widened<typeof ja>;
