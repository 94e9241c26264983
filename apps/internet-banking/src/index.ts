export type { InternetBankingOptions } from './options.ts';
export { buildInternetBanking } from './server.ts';
