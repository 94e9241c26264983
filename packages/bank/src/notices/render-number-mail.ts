import type { EpochSeconds } from '@warifu/base';
import type { OwnBank } from '../configuration.ts';
import type { Language } from '../contracts/contract.ts';
import type { Mail } from '../ports.ts';
import { timeIn } from './render-mail.ts';

export interface NumberMailFacts {
  readonly mailId: string;
  readonly to: string;
  readonly digits: string;
  readonly expiresAt: EpochSeconds;
  readonly contractNumberEnd: string;
  readonly language: Language;
}

/**
 * The mail with the number that proves a new address. The address is not proven yet: whoever reads it may be a stranger,
 * so it says no name and no old address, and it has no link.
 */
export function renderNumberMail(facts: NumberMailFacts, bank: OwnBank): Mail {
  const { mailId, to, language } = facts;
  return language === 'ja'
    ? {
        mailId,
        to,
        subject: `【${bank.name}】メールアドレス確認番号のお知らせ`,
        text: linesJa(facts, bank).join('\n'),
      }
    : {
        mailId,
        to,
        subject: `${bank.nameEn}: number to confirm your mail address`,
        text: linesEn(facts, bank).join('\n'),
      };
}

const linesJa = (facts: NumberMailFacts, bank: OwnBank): readonly string[] => [
  'インターネットバンキングで、このメールアドレスの登録のお手続きがありました。',
  'お手続き中の画面に、次の確認番号を入力してください。',
  '',
  `確認番号: ${facts.digits}`,
  `有効期限: ${timeIn('ja', facts.expiresAt)}`,
  `契約者ID(利用者番号)の下3桁: ${facts.contractNumberEnd}`,
  '',
  'お心当たりのない場合は、確認番号をどこにも入力せず、このメールを破棄してください。入力されない限り、登録は完了しません。',
  'このメールにリンクはありません。当金庫の職員が確認番号をおたずねすることもありません。',
  bank.name,
];

const linesEn = (facts: NumberMailFacts, bank: OwnBank): readonly string[] => [
  'Somebody asked in internet banking to register this mail address.',
  'Please enter this number on the page where you were asked for it.',
  '',
  `Number: ${facts.digits}`,
  `Valid until: ${timeIn('en', facts.expiresAt)} (Japan)`,
  `Contract number ending in: ${facts.contractNumberEnd}`,
  '',
  'If this was not you, enter the number nowhere and delete this mail. Without the number nothing is registered.',
  'This mail has no link, and nobody at the bank will ask you for the number.',
  bank.nameEn,
];
