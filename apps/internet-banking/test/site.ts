import type { Bank } from '@warifu/bank';
import type { FastifyInstance } from 'fastify';
import { browserAt, buildPublic } from '../../../tests/support/form-browser.ts';
import { buildInternetBanking, type InternetBankingOptions } from '../src/index.ts';
import { fakeBank } from './fake-bank.ts';
import { NOW } from './fixtures.ts';

export const ORIGIN = 'http://bank.localhost:8080';

let built: Promise<string> | undefined;

/** The folder that the build fills, once for each file of tests. */
const publicDirectory = (): Promise<string> => {
  built ??= buildPublic(new URL('../build.mjs', import.meta.url));
  return built;
};

/** The site on a bank of functions. */
export const siteOf = async (
  bank: Partial<Bank> = {},
  options: Partial<InternetBankingOptions> = {},
): Promise<FastifyInstance> =>
  buildInternetBanking({
    bank: fakeBank(bank),
    bankName: { ja: 'わりふ信用金庫', en: 'Warifu Shinkin Bank' },
    origin: ORIGIN,
    tokenAppOrigin: 'http://token.localhost:8081',
    clock: () => NOW,
    demo: true,
    secureCookies: false,
    cookieSecret: new Uint8Array(32).fill(7),
    publicDirectory: options.publicDirectory ?? (await publicDirectory()),
    rateLimits: 'off',
    ...options,
  });

export const browserOf = (site: FastifyInstance, cookies?: Readonly<Record<string, string>>) =>
  browserAt(ORIGIN, site, cookies);
