import { yenText } from '@warifu/ui';
import type { OtpFacts, Step } from '../guide.ts';

/** Sentences that several chapters say. */
export const changes = ({ codeSeconds }: OtpFacts): string =>
  `アプリのワンタイムパスワードの表示は${codeSeconds}秒ごとに切り替わります。残り時間が少ないときは、次の表示をお待ちください。`;

/** What follows a registration for a while; nothing where no cool-down is configured. */
export const coolDown = ({ coolDownDays, withoutToken }: OtpFacts): readonly string[] =>
  coolDownDays === 0
    ? []
    : [
        `安全のため、登録した日の${coolDownDays}日後の午前0時までは、振込と料金の払込みは合わせて1日${yenText(withoutToken)}まで、利用限度額の引上げとメールアドレスの変更はできません。`,
      ];

export const credentials: readonly Step[] = [
  { text: 'お客様カードに記載された「契約者ID(利用者番号)」を入力します。' },
  { text: '「ログインパスワード」を入力します。' },
];
