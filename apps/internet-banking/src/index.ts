export type { OtpFacts } from './guide/guide.ts';
export type { InternetBankingOptions } from './options.ts';
export { buildInternetBanking } from './server.ts';
