import { yenText } from '@warifu/ui';
import type { Guide } from '../guide.ts';
import { changes, coolDown, credentials } from './phrases.ts';

/** 利用停止 and 機種変更, step by step. */
export const changing: Pick<Guide, 'stop' | 'device-change'> = {
  stop: (facts) => ({
    title: 'ワンタイムパスワード利用停止',
    brief: '使うのをやめるとき',
    lead: '端末をお持ちのときは、ログイン画面から停止できます。端末を手放す前、アプリのトークンを削除する前にお手続きください。',
    sections: [
      {
        id: 'after',
        title: '停止するとどうなりますか',
        blocks: [
          {
            block: 'list',
            lines: [
              `振込と料金の払込みは確認用パスワードでのお取引となり、合わせて1日${yenText(facts.withoutToken)}までになります。`,
              '定期預金・定期積金の解約、利用限度額の引上げ、メールアドレスの変更などは、ご利用いただけません。',
              'ログイン、残高や入出金明細の照会は、これまでどおりです。',
              '同じトークンIDを登録したほかのご契約には影響しません。',
            ],
          },
        ],
      },
      {
        id: 'start',
        title: '1．ログイン画面',
        blocks: [
          {
            block: 'steps',
            steps: [
              {
                text: 'ログイン画面を表示し、「ワンタイムパスワードのご利用停止はこちら」をクリックします。',
                picture: 'login-links',
              },
            ],
          },
        ],
      },
      {
        id: 'identify',
        title: '2．利用者認証',
        blocks: [
          {
            block: 'steps',
            steps: [...credentials, { text: '「次へ」をクリックします。' }],
          },
        ],
      },
      {
        id: 'code',
        title: '3．ワンタイムパスワード入力',
        blocks: [
          {
            block: 'steps',
            steps: [
              { text: 'アプリに表示された「ワンタイムパスワード」を入力します。' },
              { text: '「停止」をクリックします。', picture: 'stop-code' },
            ],
          },
          { block: 'note', tone: 'information', lines: [changes(facts)] },
        ],
      },
      {
        id: 'done',
        title: '4．ワンタイムパスワードの利用停止完了',
        blocks: [
          {
            block: 'steps',
            steps: [
              {
                text: '「ワンタイムパスワードの利用停止が完了しました」と表示されれば、停止完了です。',
                picture: 'stopped',
              },
            ],
          },
        ],
      },
      {
        id: 'cannot',
        title: 'この操作ができないとき',
        blocks: [
          {
            block: 'text',
            text: '端末がお手元にない、トークンが消えた、ロックされているなどの理由でワンタイムパスワードを入力できない場合は、お取引の営業店で、所定の書面により利用停止のお手続きをお願いします。',
          },
        ],
      },
    ],
  }),

  'device-change': (facts) => ({
    title: '機種変更の対応',
    brief: '新しい端末に切り替える',
    lead: 'お使いの端末を替えるときは、新しい端末で新しいトークンを発行し、登録を切り替えます。前の端末を手放す前にお手続きください。',
    sections: [
      {
        id: 'before',
        title: 'はじめに',
        blocks: [
          {
            block: 'list',
            lines: [
              '前の端末と新しい端末の、両方をご用意ください。',
              'お手続きが完了するまで、前の端末のトークンを削除しないでください。途中でおやめになっても、前の端末はそのままお使いいただけます。',
              'トークンは、データの移行やバックアップでは新しい端末に移りません。',
              '複数のご契約で同じトークンIDをお使いの場合は、それぞれのご契約でお手続きください。',
            ],
          },
          {
            block: 'note',
            tone: 'warning',
            title: '前の端末がお手元にない場合',
            lines: [
              '下記の操作はできません。お取引の営業店で、所定の書面により利用登録解除のお手続きをしたあと、新しい端末であらためて利用登録をしてください。',
            ],
          },
        ],
      },
      {
        id: 'start',
        title: '1．ログイン画面',
        blocks: [
          {
            block: 'steps',
            steps: [
              {
                text: '新しい端末でアプリを開き、「トークンを発行する」を押します。',
                picture: 'app-welcome',
              },
              {
                text: 'ログイン画面を表示し、「ワンタイムパスワードの利用登録はこちら」をクリックします。',
                picture: 'login-links',
              },
            ],
          },
          { block: 'links', links: [{ to: 'app', label: '新しい端末でアプリを開く' }] },
        ],
      },
      {
        id: 'identify',
        title: '2．利用者認証',
        blocks: [
          {
            block: 'steps',
            steps: [...credentials, { text: '「次へ」をクリックします。' }],
          },
        ],
      },
      {
        id: 'old',
        title: '3．ワンタイムパスワードを入力',
        blocks: [
          {
            block: 'steps',
            steps: [
              {
                text: '機種変更前のアプリに表示された「ワンタイムパスワード」を入力します。新しい端末のものではありません。',
              },
              { text: '「次へ」をクリックします。', picture: 'old-code' },
            ],
          },
          { block: 'note', tone: 'information', lines: [changes(facts)] },
        ],
      },
      {
        id: 'new',
        title: '4．新しいワンタイムパスワードアプリの登録情報入力',
        blocks: [
          {
            block: 'steps',
            steps: [
              {
                text: '「トークンID(クレデンシャルID)」の欄に、機種変更後のアプリに表示されたトークンIDを入力します。',
              },
              { text: '機種変更後のアプリに表示された「ワンタイムパスワード」を入力します。' },
              { text: '「登録」をクリックします。', picture: 'new-token' },
            ],
          },
        ],
      },
      {
        id: 'done',
        title: '5．お手続き完了',
        blocks: [
          {
            block: 'text',
            text: '「ワンタイムパスワードの利用登録が完了しました」と表示されれば、切替えは完了です。そのときから、前の端末のワンタイムパスワードはこのご契約では使えません。',
          },
          {
            block: 'list',
            lines: [
              ...coolDown(facts),
              'ほかのご契約の切替えも済んだら、前の端末のアプリで「トークンを削除」し、端末を初期化してから手放してください。',
            ],
          },
        ],
      },
    ],
  }),
};
