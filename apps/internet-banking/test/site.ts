import { AsyncLocalStorage } from 'node:async_hooks';
import type { Bank } from '@warifu/bank';
import { yen } from '@warifu/base';
import type { FastifyInstance, InjectOptions } from 'fastify';
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

const build = async (bank: Bank, options: Partial<InternetBankingOptions>): Promise<FastifyInstance> =>
  buildInternetBanking({
    bank,
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
    ...options,
  });

/** The bank that answers the request under way. */
const asked = new AsyncLocalStorage<Bank>();
let shared: Promise<FastifyInstance> | undefined;

/**
 * The site on a bank of functions; with options of its own where such are given. A site keeps nothing but its routes, which
 * take their time to be made: those without options are one, and each request finds the bank of its test.
 */
export const siteOf = async (
  functions: Partial<Bank> = {},
  options?: Partial<InternetBankingOptions>,
): Promise<FastifyInstance> => {
  const bank = fakeBank(functions);
  if (options !== undefined) return build(bank, options);
  shared ??= build(
    new Proxy(fakeBank(), { get: (usual, name) => Reflect.get(asked.getStore() ?? usual, name) }),
    {},
  );
  const site = await shared;
  // A request that waited for the routes would be answered in another context, and by another bank.
  await site.ready();
  const inject = (request: InjectOptions) => asked.run(bank, async () => await site.inject(request));
  const kept: Readonly<Record<string | symbol, unknown>> = { inject, close: async () => undefined };
  return new Proxy(site, {
    get: (whole, name) => (Object.hasOwn(kept, name) ? kept[name] : Reflect.get(whole, name)),
  });
};

export const browserOf = (site: FastifyInstance, cookies?: Readonly<Record<string, string>>) =>
  browserAt(ORIGIN, site, cookies);
