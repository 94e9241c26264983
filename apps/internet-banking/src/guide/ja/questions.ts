import { yenText } from '@warifu/ui';
import type { Guide, OtpFacts, Question } from '../guide.ts';

const using = ({ codeSeconds, wrongCodesMax, withoutToken }: OtpFacts): readonly Question[] => [
  {
    id: 'must',
    question: 'ワンタイムパスワードは、必ず登録しなければなりませんか。',
    answer: [
      `登録しなくても、照会などはご利用いただけます。ただし、振込と料金の払込みは確認用パスワードでのお取引となり、合わせて1日${yenText(withoutToken)}までです。解約や利用限度額の引上げなどはご利用いただけません。安全のため、ご登録をお勧めします。`,
    ],
  },
  {
    id: 'login',
    question: 'ログインのときにも必要ですか。',
    answer: [
      '必要ありません。ログインは、契約者ID(利用者番号)とログインパスワードです。振込など、一部のお取引の最後に入力します。',
    ],
  },
  {
    id: 'refused',
    question: '正しく入力したのに「受け付けられませんでした」と表示されます。',
    answer: [
      '入力のあいだに表示が切り替わった、すでに使ったものを入力した、別のトークンのものを入力した、などが考えられます。アプリに表示されたトークンIDが登録したものかを確かめ、次に表示されるワンタイムパスワードを入力してください。',
      `続けて${wrongCodesMax}回間違えるとロックされますので、何度も試さず、アプリの「使い方」と「設定」の時計もご確認ください。`,
    ],
    links: [{ to: 'lost', label: 'ロックについて' }],
  },
  {
    id: 'twice',
    question: '続けて2件振り込むとき、同じワンタイムパスワードを使えますか。',
    answer: [
      `使えません。一度受け付けたものは、その場で無効になります。次の表示（${codeSeconds}秒以内に切り替わります）をお待ちください。`,
    ],
  },
  {
    id: 'second-code',
    question: '「時刻のずれを確認しています」と表示されました。',
    answer: [
      '端末の時計がずれています。画面の案内にしたがって、アプリの表示が次に切り替わったら、そのワンタイムパスワードを入力してください。ずれが補正され、次からはそのままお使いいただけます。',
    ],
  },
  {
    id: 'offline',
    question: '電波の届かない場所や、海外でも表示されますか。',
    answer: [
      '一度発行すれば、通信していなくても表示されます。海外でも、時差の設定にかかわらずお使いいただけます。ときどき通信のできる場所で開くと、時計のずれが自動で補正されます。',
    ],
  },
  {
    id: 'without-script',
    question: 'JavaScriptを使わないブラウザーや、古い携帯電話でも使えますか。',
    answer: [
      'インターネットバンキングの画面はJavaScriptがなくても動きますので、ワンタイムパスワードの入力もできます。ワンタイムパスワードを表示するアプリには、JavaScriptが使えるブラウザーが必要です。',
    ],
  },
];

const tokens = ({ codeDigits }: OtpFacts): readonly Question[] => [
  {
    id: 'two-devices',
    question: 'スマートフォンとパソコンの両方にアプリを入れてもよいですか。',
    answer: [
      '入れることはできますが、それぞれ別のトークンになります。一つのご契約に登録できるトークンは一つだけですので、どちらか一方をお選びください。',
    ],
  },
  {
    id: 'several',
    question: '複数の店舗で契約しています。端末も複数必要ですか。',
    answer: ['一つで足ります。それぞれのご契約に、同じトークンIDを登録してください。'],
    links: [{ to: 'about', label: '複数のご契約でお使いになるとき' }],
  },
  {
    id: 'stop-one',
    question: '一つの契約で利用停止すると、ほかの契約でも使えなくなりますか。',
    answer: ['なりません。利用停止、機種変更、ロックはご契約ごとです。'],
  },
  {
    id: 'token-id',
    question: 'トークンIDは、人に知られてもよいですか。',
    answer: [
      `トークンIDだけでは、お取引も登録もできません。ただし、${codeDigits}桁のワンタイムパスワードとともに知られると、別のご契約に登録されるおそれがあります。むやみに見せないでください。`,
    ],
  },
  {
    id: 'iphone',
    question: 'iPhoneで、しばらく使わないうちにトークンが消えました。',
    answer: [
      'Safariは、7日間使わないサイトのデータを消すことがあります。ホーム画面に追加したアプリでは消えません。消えた鍵は戻せませんので、営業店で利用登録解除のお手続きをしたあと、ホーム画面の「わりふ」で発行し直してください。',
    ],
    links: [{ to: 'lost', label: 'トークンが消えたとき' }],
  },
  {
    id: 'backup',
    question: 'バックアップから新しい端末に移せますか。',
    answer: [
      '移せません。鍵は取り出せないように保存されています。新しい端末でトークンを発行し、機種変更のお手続きをしてください。',
    ],
    links: [{ to: 'device-change', label: '機種変更の対応' }],
  },
  {
    id: 'browser',
    question: '同じ端末でブラウザーを替えたいときは、どうしますか。',
    answer: ['ブラウザーが替わると、別のトークンになります。機種変更と同じお手続きをしてください。'],
    links: [{ to: 'device-change', label: '機種変更の対応' }],
  },
];

const procedures = (facts: OtpFacts): readonly Question[] => [
  {
    id: 'old-device',
    question: '機種変更をしたいのですが、前の端末がありません。',
    answer: [
      '画面ではお手続きいただけません。お取引の営業店で、所定の書面により利用登録解除のお手続きをしたあと、新しい端末で利用登録をしてください。',
    ],
  },
  {
    id: 'half-way',
    question: '機種変更の途中でやめてしまいました。',
    answer: ['最後の「登録」まで進まなければ、何も変わりません。前の端末をそのままお使いいただけます。'],
  },
  ...(facts.coolDownDays === 0
    ? []
    : [
        {
          id: 'cool-down',
          question: '登録したばかりですが、大きな金額を振り込めません。',
          answer: [
            `不正な登録から守るため、登録した日の${facts.coolDownDays}日後の午前0時までは、利用登録前と同じ限度額（振込と料金の払込みを合わせて1日${yenText(facts.withoutToken)}）となります。いつまでかは、登録完了の画面でお知らせしています。`,
          ],
        },
      ]),
  {
    id: 'unlock',
    question: 'ロックは、時間がたてば解除されますか。',
    answer: ['解除されません。お取引の営業店で、所定の書面によりロック解除のお手続きをお願いします。'],
  },
  {
    id: 'asked',
    question: '当金庫の職員を名乗る人から、ワンタイムパスワードを聞かれました。',
    answer: [
      '教えないでください。詐欺です。当金庫の職員がお聞きすることは、決してありません。すでに伝えてしまったときは、すぐにIB取引中止のお手続きをしてください。',
    ],
    links: [{ to: 'emergency_stop', label: 'IB取引中止の手続きをする' }],
  },
  {
    id: 'mail',
    question: '身に覚えのない「利用登録」のお知らせメールが届きました。',
    answer: [
      '第三者が、お客様のパスワードで別の端末を登録したおそれがあります。すぐにIB取引中止のお手続きをして、お取引の営業店へご連絡ください。お知らせのメールにリンクはありません。リンクのあるメールは開かないでください。',
    ],
    links: [{ to: 'emergency_stop', label: 'IB取引中止の手続きをする' }],
  },
];

export const questions: Pick<Guide, 'questions'> = {
  questions: (facts) => ({
    title: 'よくあるご質問',
    brief: 'お困りのときに',
    lead: 'お問い合わせの多いご質問をまとめました。',
    sections: [
      {
        id: 'using',
        title: 'お取引と入力について',
        blocks: [{ block: 'questions', questions: using(facts) }],
      },
      {
        id: 'tokens',
        title: 'アプリとトークンについて',
        blocks: [{ block: 'questions', questions: tokens(facts) }],
      },
      {
        id: 'procedures',
        title: 'お手続きとトラブルについて',
        blocks: [{ block: 'questions', questions: procedures(facts) }],
      },
    ],
  }),
};
