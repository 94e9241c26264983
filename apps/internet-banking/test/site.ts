import type { Bank } from '@warifu/bank';
import { yen } from '@warifu/base';
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
    otpFacts: {
      codeSeconds: 30,
      codeDigits: 6,
      wrongCodesMax: 10,
      coolDownDays: 2,
      withoutToken: yen(200_000n),
    },
    clock: () => NOW,
    demo: true,
    secureCookies: false,
    cookieSecret: new Uint8Array(32).fill(7),
    publicDirectory: options.publicDirectory ?? (await publicDirectory()),
    rateLimits: 'off',
    // Switched off: a machine that is busy with other tests is no reason to turn this one away.
    eventLoopDelayMsMax: 0,
    ...options,
  });

export const browserOf = (site: FastifyInstance, cookies?: Readonly<Record<string, string>>) =>
  browserAt(ORIGIN, site, cookies);
