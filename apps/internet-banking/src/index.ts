export type { OtpFacts } from './guide/guide.ts';
export { DEFAULT_RATE_LIMITS, type InternetBankingOptions, type RateLimits } from './options.ts';
export { buildInternetBanking } from './server.ts';
