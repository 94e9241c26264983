import type { AccountView, MaturityView, SavingsOffer } from '@warifu/bank';
import { dateText, type Language } from '@warifu/ui';
import { accountText } from '../text/accounts.ts';
import { SAVINGS_WORDS } from './words.ts';

export const SAVINGS_PATH = '/savings';
export const OPEN_PATH = `${SAVINGS_PATH}/open`;
export const detailPath = (savingsId: string): string => `${SAVINGS_PATH}/${savingsId}`;
export const closePath = (savingsId: string): string => `${detailPath(savingsId)}/close`;

/** In the order in which the form asks for them. */
export const OPEN_FIELDS = ['fromAccountId', 'instalment', 'instalments', 'chosenDay'] as const;
export type OpenField = (typeof OPEN_FIELDS)[number];

export interface OpenShown {
  readonly accounts: readonly AccountView[];
  readonly offer: SavingsOffer;
  readonly values: Readonly<Partial<Record<OpenField, string>>>;
  readonly errors: Readonly<Partial<Record<OpenField | 'order', string>>>;
}

/** `駅前支店 普通預金 1234567`. */
export const accountLineOf = (account: AccountView | undefined, language: Language): string =>
  account === undefined ? '' : `${accountText(account, language)} ${account.accountNumber}`;

/** The day of maturity, and why it is another one than was agreed. */
export function maturityText(maturity: MaturityView, language: Language): string {
  const words = SAVINGS_WORDS[language].maturities;
  switch (maturity.kind) {
    case 'agreed':
      return dateText(maturity.on, language);
    case 'put_off':
      return words.putOff(dateText(maturity.on, language));
    case 'unknown':
      return words.unknown;
  }
}
