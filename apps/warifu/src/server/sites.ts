import { join } from 'node:path';
import { defaultConfiguration } from '@warifu/bank';
import { assert, systemClock } from '@warifu/base';
import { buildBranchOffice } from '@warifu/branch-office';
import { buildInternetBanking } from '@warifu/internet-banking';
import { DEFAULT_RATE_LIMITS } from '@warifu/site';
import { tokenApp } from '@warifu/token-app';
import { buildConsole, tokenAuthorityApi } from '@warifu/token-authority';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Settings } from '../config.ts';
import { house as root } from '../house.ts';
import { PlainFault } from '../plain-fault.ts';
import type { Watch } from '../watch/open-watch.ts';
import { consoleOriginOf, findConsolePasswordHash } from './console-password.ts';
import type { House } from './open-house.ts';
import { otpFacts } from './otp-facts.ts';

const BODY_BYTES_MAX = 16_384;

/** What a site is watched with. */
const watchedBy = (watch: Watch, site: string) => ({
  logger: watch.log.forSite(site),
  watch: watch.site(site),
});

const proxiesOf = ({ trustedProxies }: Settings) =>
  trustedProxies.length > 0 ? { trustProxy: [...trustedProxies] } : {};

/** What every site of the bank is told, at its origin. */
function siteOptionsOf(
  settings: Settings,
  house: House,
  watch: Watch,
  app: 'internet-banking' | 'branch-office',
  origin: string,
) {
  const { ownBank } = defaultConfiguration;
  const { requestsPerMinute, loginsPerMinute } = settings;
  return {
    bankName: { ja: ownBank.name, en: ownBank.nameEn },
    origin,
    tokenAppOrigin: settings.origins.token,
    otpFacts,
    clock: systemClock,
    demo: house.isDemo,
    ...(house.isDemo ? { demoDate: house.demoDate.shown } : {}),
    secureCookies: origin.startsWith('https:'),
    cookieSecret: house.secrets.cookieSecret,
    publicDirectory: join(root, `apps/${app}/dist/public`),
    ...watchedBy(watch, app),
    rateLimits: {
      requestsPerMinute: requestsPerMinute ?? DEFAULT_RATE_LIMITS.requestsPerMinute,
      loginsPerMinute: loginsPerMinute ?? DEFAULT_RATE_LIMITS.loginsPerMinute,
    },
    ...proxiesOf(settings),
  };
}

/** Internet banking. */
export const bankSite = (settings: Settings, house: House, watch: Watch): Promise<FastifyInstance> =>
  buildInternetBanking({
    ...siteOptionsOf(settings, house, watch, 'internet-banking', settings.origins.bank),
    bank: house.bank,
  });

/** The branch office. */
export function branchSite(settings: Settings, house: House, watch: Watch): Promise<FastifyInstance> {
  assert(house.office !== undefined, 'whoever serves the branch office opened the branch');
  return buildBranchOffice({
    ...siteOptionsOf(settings, house, watch, 'branch-office', settings.origins.branch),
    branch: house.office.branch,
    branches: defaultConfiguration.ownBank.branches,
  });
}

/** The operator's console of the authority, in the stylesheet that all of the house's sites share. */
export function consoleSite(
  settings: Settings,
  house: Pick<House, 'authority' | 'isDemo'>,
  watch: Watch,
): Promise<FastifyInstance> {
  if (house.authority === undefined) throw new PlainFault('The console needs the authority in this process.');
  return buildConsole({
    operator: house.authority.operator,
    origin: consoleOriginOf(settings),
    clock: systemClock,
    passwordHash: () => findConsolePasswordHash(settings.dataDir),
    publicDirectory: join(root, 'apps/internet-banking/dist/public'),
    isDemo: house.isDemo,
    ...watchedBy(watch, 'console'),
  });
}

/** The token app, and beside it the authority's API that the app and the relying parties speak to. */
export async function tokenSite(
  settings: Settings,
  house: Pick<House, 'authority' | 'isDemo'>,
  watch: Watch,
): Promise<FastifyInstance> {
  if (house.authority === undefined)
    throw new PlainFault('The token site needs the authority in this process.');
  const watched = watchedBy(watch, 'token');
  const site = Fastify({
    logger: watched.logger,
    bodyLimit: BODY_BYTES_MAX,
    ...proxiesOf(settings),
  });
  watched.watch(site);
  await site.register(tokenAuthorityApi, { authority: house.authority });
  await site.register(tokenApp, {
    publicDirectory: join(root, 'apps/token-app/dist/public'),
    isHttps: settings.origins.token.startsWith('https:'),
    isDemo: house.isDemo,
  });
  return site;
}
