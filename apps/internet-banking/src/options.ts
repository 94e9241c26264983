import type { Bank } from '@warifu/bank';
import type { SiteOptions } from '@warifu/site';

export interface InternetBankingOptions extends SiteOptions {
  readonly bank: Bank;
  /** Where the customer gets the token app, for links. */
  readonly tokenAppOrigin: string;
}
