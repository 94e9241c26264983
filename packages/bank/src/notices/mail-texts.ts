import type { Language } from '../contracts/contract.ts';
import type { MailText } from './mail-text.ts';
import { MAIL_TEXTS_EN } from './mail-texts-en.ts';
import { MAIL_TEXTS_JA } from './mail-texts-ja.ts';
import type { NoticeKind } from './notice.ts';

/** What is said of each kind, in each language. */
export const MAIL_TEXTS: Readonly<Record<Language, Readonly<Record<NoticeKind, MailText>>>> = {
  ja: MAIL_TEXTS_JA,
  en: MAIL_TEXTS_EN,
};
