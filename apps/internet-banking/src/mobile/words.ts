import type { Spoken } from '@warifu/ui';

/** Words that the plain pages have and the others have not. */
export const MOBILE_WORDS: Spoken<{
  readonly menu: string;
  readonly balances: string;
  readonly more: string;
  readonly moreAccounts: string;
  readonly morePayees: string;
  readonly noPayees: string;
  readonly otherPayee: string;
}> = {
  ja: {
    menu: 'メニュー',
    balances: '残高照会',
    more: '続きを見る',
    moreAccounts: '次の口座',
    morePayees: '次の振込先',
    noPayees:
      'この画面から振り込めるのは、最近振り込んだ相手です。はじめての相手には、パソコン・スマートフォン用の画面から振り込んでください。',
    otherPayee:
      'ここにない相手には、パソコン・スマートフォン用の画面から振り込んでください。一度振り込むと、ここに表示されます。',
  },
  en: {
    menu: 'Menu',
    balances: 'Balances',
    more: 'More',
    moreAccounts: 'More accounts',
    morePayees: 'More payees',
    noPayees:
      'These pages send money to payees that you paid lately. To pay somebody for the first time, use the pages for PCs and smartphones.',
    otherPayee:
      'To pay somebody else, use the pages for PCs and smartphones. Whom you paid once is then listed here.',
  },
};
