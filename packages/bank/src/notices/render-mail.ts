import type { EpochSeconds } from '@warifu/base';
import type { OwnBank } from '../configuration.ts';
import type { Language } from '../contracts/contract.ts';
import type { Mail } from '../ports.ts';
import { MAIL_TEXTS } from './mail-texts.ts';
import type { NoticeKind } from './notice.ts';

export interface MailFacts {
  /** The notice's, or its copy's: no two mails to different addresses share one. */
  readonly mailId: string;
  readonly to: string;
  readonly kind: NoticeKind;
  readonly at: EpochSeconds;
  readonly receiptNumber?: string;
  readonly contractNumberEnd: string;
  readonly language: Language;
  /** Said of a registration and a device change. */
  readonly coolDownUntil?: EpochSeconds;
}

const CLOCKS: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  ja: new Intl.DateTimeFormat('ja-JP', {
    timeZone: 'Asia/Tokyo',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  }),
  en: new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Tokyo',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  }),
};

/** A time as a mail tells it, in Asia/Tokyo. */
export const timeIn = (language: Language, at: EpochSeconds): string => CLOCKS[language].format(at * 1000);

/**
 * The mail of a notice: what happened, when, its receipt number and the last three digits of the contract number.
 * It has no amount, no payee and no link: a mail is read by others on its way, and a bank's mail with a link teaches
 * customers to follow the next thief's.
 */
export function renderMail(facts: MailFacts, bank: OwnBank): Mail {
  const text = MAIL_TEXTS[facts.language][facts.kind];
  const lines = facts.language === 'ja' ? linesJa(facts, bank) : linesEn(facts, bank);
  const bankName = facts.language === 'ja' ? bank.name : bank.nameEn;
  return {
    mailId: facts.mailId,
    to: facts.to,
    subject: facts.language === 'ja' ? `【${bankName}】${text.subject}` : `${bankName}: ${text.subject}`,
    text: [text.body, '', ...lines].join('\n'),
  };
}

const linesJa = (facts: MailFacts, bank: OwnBank): readonly string[] => [
  `日時: ${timeIn('ja', facts.at)}`,
  ...(facts.receiptNumber === undefined ? [] : [`受付番号: ${facts.receiptNumber}`]),
  `契約者ID(利用者番号)の下3桁: ${facts.contractNumberEnd}`,
  ...(facts.coolDownUntil === undefined
    ? []
    : [
        '',
        `${timeIn('ja', facts.coolDownUntil)}までは、ワンタイムパスワード未登録のときの限度額が適用されます。`,
      ]),
  '',
  'お心当たりのない場合は、お取引の営業店へお問い合わせください。',
  'このメールにリンクはありません。当金庫がメールでパスワードをおたずねすることもありません。',
  bank.name,
];

const linesEn = (facts: MailFacts, bank: OwnBank): readonly string[] => [
  `Time: ${timeIn('en', facts.at)} (Japan)`,
  ...(facts.receiptNumber === undefined ? [] : [`Receipt number: ${facts.receiptNumber}`]),
  `Contract number ending in: ${facts.contractNumberEnd}`,
  ...(facts.coolDownUntil === undefined
    ? []
    : [
        '',
        `Until ${timeIn('en', facts.coolDownUntil)} (Japan) the limits without a one-time password apply.`,
      ]),
  '',
  'If this was not you, please ask your branch.',
  'This mail has no link, and we never ask for a password by mail.',
  bank.nameEn,
];
