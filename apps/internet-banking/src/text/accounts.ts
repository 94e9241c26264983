import type { AccountView, Channel } from '@warifu/bank';
import type { Language, Spoken } from '@warifu/ui';

export type AccountKind = AccountView['kind'];

/** 科目. */
export const ACCOUNT_KINDS: Spoken<Readonly<Record<AccountKind, string>>> = {
  ja: { ordinary: '普通預金', current: '当座預金', savings: '貯蓄預金' },
  en: { ordinary: 'Ordinary', current: 'Current', savings: 'Savings' },
};

export const CHANNELS: Spoken<Readonly<Record<Channel, string>>> = {
  ja: { pc: 'パソコン', smartphone: 'スマートフォン', mobile: '携帯電話' },
  en: { pc: 'PC', smartphone: 'Smartphone', mobile: 'Mobile phone' },
};

const BRANCH: Spoken<(name: string) => string> = {
  ja: (name) => (/(?:店|所|部|課|支所)$/.test(name) ? name : `${name}支店`),
  en: (name) => name,
};

/** The name of a branch as a sign says it: 駅前 → 駅前支店, 本店 → 本店. */
export const branchText = (name: string, language: Language): string => BRANCH[language](name);

/** `駅前支店 普通預金`. */
export const accountText = (
  account: { readonly branchName: string; readonly kind: AccountKind },
  language: Language,
): string => `${branchText(account.branchName, language)} ${ACCOUNT_KINDS[language][account.kind]}`;

/** A name as the network spells it, in full-width kana that eyes and screen readers read better. */
export const kanaText = (name: string): string => name.normalize('NFKC');
