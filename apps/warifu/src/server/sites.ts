import { join } from 'node:path';
import { defaultConfiguration } from '@warifu/bank';
import { assert, systemClock } from '@warifu/base';
import { buildBranchOffice } from '@warifu/branch-office';
import { buildInternetBanking } from '@warifu/internet-banking';
import { DEFAULT_RATE_LIMITS } from '@warifu/site';
import { buildConsole } from '@warifu/token-authority';
import type { FastifyInstance } from 'fastify';
import { consoleOriginOf, type Settings } from '../config.ts';
import { house as root } from '../house.ts';
import { PlainFault } from '../plain-fault.ts';
import type { Share } from '../processes/worker.ts';
import type { Watch } from '../watch/open-watch.ts';
import { findConsolePasswordHash } from './console-password.ts';
import type { House } from './open-house.ts';
import { otpFacts } from './otp-facts.ts';
import { buildTokenSite } from './token-site.ts';

/** What a site is watched with. */
const watchedBy = (watch: Watch, site: string) => ({
  logger: watch.log.forSite(site),
  watch: watch.site(site),
});

const proxiesOf = ({ trustedProxies }: Settings) =>
  trustedProxies.length > 0 ? { trustProxy: [...trustedProxies] } : {};

/** What a site is told of the process that serves it. */
export interface SiteShare extends Share {
  readonly isBehind: () => boolean;
  readonly watch: Watch;
}

/** What every site of the bank is told, at its origin. */
function siteOptionsOf(
  settings: Settings,
  house: House,
  app: 'internet-banking' | 'branch-office',
  origin: string,
  share: SiteShare,
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
    ...watchedBy(share.watch, app),
    rateLimits: {
      requestsPerMinute: requestsPerMinute ?? DEFAULT_RATE_LIMITS.requestsPerMinute,
      loginsPerMinute: loginsPerMinute ?? DEFAULT_RATE_LIMITS.loginsPerMinute,
    },
    ...shareOf(share, app),
    ...proxiesOf(settings),
  };
}

const shareOf = ({ isBehind, storeOf }: SiteShare, site: string) => ({
  isBehind,
  ...(storeOf === undefined ? {} : { rateLimitStore: storeOf(site) }),
});

/** Internet banking. */
export const bankSite = (settings: Settings, house: House, share: SiteShare): Promise<FastifyInstance> =>
  buildInternetBanking({
    ...siteOptionsOf(settings, house, 'internet-banking', settings.origins.bank, share),
    bank: house.bank,
  });

/** The branch office. */
export function branchSite(settings: Settings, house: House, share: SiteShare): Promise<FastifyInstance> {
  assert(house.office !== undefined, 'whoever serves the branch office opened the branch');
  return buildBranchOffice({
    ...siteOptionsOf(settings, house, 'branch-office', settings.origins.branch, share),
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
  share: SiteShare,
): Promise<FastifyInstance> {
  if (house.authority === undefined)
    throw new PlainFault('The token site needs the authority in this process.');
  return buildTokenSite({
    authority: house.authority,
    api: shareOf(share, 'token'),
    publicDirectory: join(root, 'apps/token-app/dist/public'),
    isHttps: settings.origins.token.startsWith('https:'),
    isDemo: house.isDemo,
    ...watchedBy(share.watch, 'token'),
    server: proxiesOf(settings),
  });
}
