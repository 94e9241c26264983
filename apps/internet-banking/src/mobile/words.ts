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
      'この画面から振り込めるのは、登録した相手と最近振り込んだ相手です。はじめての相手は、先に登録してください。',
    otherPayee: 'ここにない相手は、先に登録してください。登録すると、ここに表示されます。',
  },
  en: {
    menu: 'Menu',
    balances: 'Balances',
    more: 'More',
    moreAccounts: 'More accounts',
    morePayees: 'More payees',
    noPayees:
      'These pages send money to payees that you registered or paid lately. Please register a new one first.',
    otherPayee: 'To pay somebody else, register the payee first, who is then listed here.',
  },
};
