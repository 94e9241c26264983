import type { Bank } from '@warifu/bank';
import type { Clock } from '@warifu/base';
import type { FastifyServerOptions } from 'fastify';
import type { OtpFacts } from './guide/guide.ts';

export interface RateLimits {
  /** Requests a minute from one address, all pages together. */
  readonly requestsPerMinute: number;
  /** Logins and 利用者認証 a minute from one address; the bank counts wrong passwords besides. */
  readonly loginsPerMinute: number;
}

/** Generous to a family behind one address, narrow for a machine. */
export const DEFAULT_RATE_LIMITS: RateLimits = { requestsPerMinute: 600, loginsPerMinute: 30 };

export interface InternetBankingOptions {
  readonly bank: Bank;
  readonly bankName: { readonly ja: string; readonly en: string };
  /** Exactly as a browser sends it in `Origin`, for example `http://bank.localhost:8080`. */
  readonly origin: string;
  /** Where the customer gets the token app, for links. */
  readonly tokenAppOrigin: string;
  /** The numbers that ワンタイムパスワードのご利用について names. */
  readonly otpFacts: OtpFacts;
  readonly clock: Clock;
  /** Every page then says デモ. */
  readonly demo: boolean;
  /** True over TLS: cookies get the prefix `__Host-` and `Secure`. */
  readonly secureCookies: boolean;
  /** At least 32 random bytes, the same for all processes: the key of form tokens and sealed values. */
  readonly cookieSecret: Uint8Array;
  /** The folder that `build.mjs` filled: `apps/internet-banking/dist/public`. */
  readonly publicDirectory: string;
  readonly logger?: FastifyServerOptions['logger'];
  /** Whose `X-Forwarded-For` is believed; nobody's by default. */
  readonly trustProxy?: NonNullable<FastifyServerOptions['trustProxy']>;
  /** `'off'` for benches alone. */
  readonly rateLimits?: RateLimits | 'off';
  /** Above this delay of the event loop pages answer 503; 2,000 ms by default. */
  readonly eventLoopDelayMsMax?: number;
}
