import { buildSite, keysOf, readMoreAssets } from '@warifu/site';
import type { FastifyInstance } from 'fastify';
import { baseOf, inBothLooks } from './http/base.ts';
import { COOKIE_AGES } from './http/cookies.ts';
import { failurePage } from './http/failure.tsx';
import type { Site } from './http/route.ts';
import { completeTurnOf, findSession } from './http/turn.ts';
import { plainFailurePage } from './mobile/failure-page.tsx';
import type { InternetBankingOptions } from './options.ts';
import { routes } from './routes.ts';

const failureInBothLooks = inBothLooks(failurePage, plainFailurePage);

/** The bank's site, ready to listen: pages for customers. Closing it leaves the bank open. */
export async function buildInternetBanking(options: InternetBankingOptions): Promise<FastifyInstance> {
  const site: Site = {
    bank: options.bank,
    keys: keysOf('internet-banking', options.cookieSecret),
    options,
    assets: readMoreAssets(options.publicDirectory),
  };
  return buildSite({
    options,
    cookies: { prefix: 'warifu_', isSecure: options.secureCookies, ageSeconds: COOKIE_AGES },
    keys: site.keys,
    routes,
    findSession: (asked) => findSession(site, asked),
    whoOf: ({ contractId }) => ({ contractId }),
    completeTurn: completeTurnOf(site),
    homeOf: (address) => `${baseOf(address)}/`,
    failurePage: (around, failure, way) =>
      failureInBothLooks({ ...around, base: baseOf(around.address), site }, failure, way),
  });
}
