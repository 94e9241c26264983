import type { Bank } from '@warifu/bank';
import type { SiteOptions } from '@warifu/site';
import type { OtpFacts } from './guide/guide.ts';

export interface InternetBankingOptions extends SiteOptions {
  readonly bank: Bank;
  /** Where the customer gets the token app, for links. */
  readonly tokenAppOrigin: string;
  /** The numbers that ワンタイムパスワードのご利用について names. */
  readonly otpFacts: OtpFacts;
}
