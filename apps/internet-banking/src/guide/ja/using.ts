import type { Guide } from '../guide.ts';
import { changes, coolDown, credentials } from './phrases.ts';

/** 利用登録 and 取引入力画面, step by step, with the names of links and buttons as they stand on the pages. */
export const using: Pick<Guide, 'register' | 'orders'> = {
  register: (facts) => ({
    title: '利用登録',
    brief: 'トークンIDをご契約に登録する',
    lead: 'アプリでトークンを発行したら、インターネットバンキングに登録します。パソコンでもスマートフォンでも、同じ名称の画面でお手続きいただけます。',
    sections: [
      {
        id: 'prepare',
        title: 'ご用意いただくもの',
        blocks: [
          {
            block: 'list',
            lines: [
              'お客様カード（契約者ID(利用者番号)が記載されています）',
              'ログインパスワード',
              'トークンを発行した端末',
            ],
          },
          { block: 'links', links: [{ to: 'app', label: 'アプリをまだお持ちでない方' }] },
        ],
      },
      {
        id: 'start',
        title: '1．ワンタイムパスワード利用登録',
        blocks: [
          {
            block: 'steps',
            steps: [
              {
                text: 'ログイン画面を表示し、「ワンタイムパスワードの利用登録はこちら」をクリックします。',
                picture: 'login-links',
              },
            ],
          },
          { block: 'links', links: [{ to: 'login', label: 'ログイン画面を開く' }] },
        ],
      },
      {
        id: 'identify',
        title: '2．利用者認証',
        blocks: [
          {
            block: 'steps',
            steps: [...credentials, { text: '「次へ」をクリックします。', picture: 'identify' }],
          },
        ],
      },
      {
        id: 'details',
        title: '3．ワンタイムパスワード登録情報入力',
        blocks: [
          {
            block: 'steps',
            steps: [
              {
                text: '「トークンID(クレデンシャルID)」の欄に、アプリに表示されたトークンIDを入力します。英字4文字と数字8桁です。',
              },
              {
                text: '「ワンタイムパスワード」の欄に、アプリに表示されたワンタイムパスワードを入力します。',
              },
              { text: '「登録」をクリックします。', picture: 'token-details' },
            ],
          },
          { block: 'note', tone: 'information', lines: [changes(facts)] },
        ],
      },
      {
        id: 'done',
        title: '4．ワンタイムパスワードの利用登録完了',
        blocks: [
          {
            block: 'steps',
            steps: [
              {
                text: '「ワンタイムパスワードの利用登録が完了しました」と表示されれば、登録完了です。「ログイン画面に戻る」をクリックします。',
                picture: 'registered',
              },
              { text: 'ログイン画面に戻りますので、ログインしてご利用ください。' },
            ],
          },
          {
            block: 'note',
            tone: 'information',
            title: '登録したあと',
            lines: [
              ...coolDown(facts),
              '登録をお知らせするメールが届きます。お心当たりのない登録のお知らせが届いたときは、すぐにIB取引中止のお手続きをしてください。',
            ],
          },
          { block: 'links', links: [{ to: 'lost', label: 'お心当たりのないお知らせが届いたとき' }] },
        ],
      },
    ],
  }),

  orders: (facts) => ({
    title: '取引入力画面',
    brief: '振込などでの入力のしかた',
    lead: '振込などのお取引では、最後の確認の画面でワンタイムパスワードを入力します。ここでは振込を例にご案内します。',
    sections: [
      {
        id: 'login',
        title: '1．ログイン',
        blocks: [
          {
            block: 'steps',
            steps: [...credentials, { text: '「ログイン」をクリックします。', picture: 'login' }],
          },
        ],
      },
      {
        id: 'confirm',
        title: '2．ワンタイムパスワード認証（振込実行時）',
        blocks: [
          {
            block: 'steps',
            steps: [
              { text: 'メニューで「振込」を選びます。', picture: 'top' },
              { text: '出金口座、振込先、金額を順に入力します。' },
              {
                text: '確認の画面で、振込先の名義、口座番号、金額、手数料を、請求書などと照らし合わせます。',
              },
              {
                text: 'まちがいがなければ、アプリに表示された「ワンタイムパスワード」を入力し、「実行」をクリックします。',
                picture: 'confirm',
              },
            ],
          },
          { block: 'note', tone: 'information', lines: [changes(facts)] },
        ],
      },
      {
        id: 'done',
        title: '3．お手続き完了',
        blocks: [
          {
            block: 'steps',
            steps: [
              {
                text: '「振込を受け付けました」と受付番号が表示されれば、お手続き完了です。画面は印刷していただけます。',
                picture: 'receipt',
              },
            ],
          },
          {
            block: 'text',
            text: '画面が途中で切れて結果がわからないときは、やり直す前に「取引履歴」をご確認ください。「実行」を2回押しても、振込が二重になることはありません。',
          },
        ],
      },
      {
        id: 'others',
        title: '振込以外のお取引',
        blocks: [
          {
            block: 'text',
            text: '税金・各種料金の払込み（ペイジー）、定期預金・定期積金の解約、契約者情報の変更などでも、同じように最後の画面でワンタイムパスワードを入力します。一度使ったワンタイムパスワードは使えませんので、続けてお取引するときは、次の表示をお待ちください。',
          },
        ],
      },
    ],
  }),
};
