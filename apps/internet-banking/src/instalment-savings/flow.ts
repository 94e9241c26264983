import type {
  AccountView,
  MaturityView,
  SavingsClosingOrder,
  SavingsOffer,
  SavingsOpeningOrder,
} from '@warifu/bank';
import { dateText, type Language } from '@warifu/ui';
import { accountText } from '../text/accounts.ts';
import { SAVINGS_WORDS } from './words.ts';

export const SAVINGS_PATH = '/savings';
export const OPEN_PATH = `${SAVINGS_PATH}/open`;
export const detailPath = (savingsId: string): string => `${SAVINGS_PATH}/${savingsId}`;
export const closePath = (savingsId: string): string => `${detailPath(savingsId)}/close`;

/** Where an order of each kind is confirmed, executed and seen again. */
const ORDER_PATHS = { opening: OPEN_PATH, closing: `${SAVINGS_PATH}/closing` } as const;
export type SavingsOrderKind = keyof typeof ORDER_PATHS;
export const orderPath = (kind: SavingsOrderKind, orderId: string): string =>
  `${ORDER_PATHS[kind]}/${orderId}`;

export type SavingsOrder =
  | { readonly kind: 'opening'; readonly order: SavingsOpeningOrder }
  | { readonly kind: 'closing'; readonly order: SavingsClosingOrder };

/** In the order in which the form asks for them. */
export const OPEN_FIELDS = ['fromAccountId', 'instalment', 'instalments', 'chosenDay'] as const;
export type OpenField = (typeof OPEN_FIELDS)[number];

export interface OpenShown {
  readonly accounts: readonly AccountView[];
  readonly offer: SavingsOffer;
  readonly values: Readonly<Partial<Record<OpenField, string>>>;
  readonly errors: Readonly<Partial<Record<OpenField | 'order', string>>>;
}

/** `order`: at the head of the page. */
export type ExecuteField = 'order' | 'code';

/** An order before 実行. */
export interface ConfirmShown {
  readonly asked: SavingsOrder;
  /** The ordinary account that pays or is paid. */
  readonly accountLine: string;
  readonly errors: Readonly<Partial<Record<ExecuteField, string>>>;
  /** The terms are others than those of the page before. */
  readonly isChanged: boolean;
  /** Set while the next code is asked for. 時刻補正. */
  readonly sealedCode?: string;
}

export type Over = 'expired' | 'over';

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
