import { buildSite, keysOf, readAssets } from '@warifu/site';
import type { FastifyInstance } from 'fastify';
import { COOKIE_AGES } from './http/cookies.ts';
import { failurePage } from './http/failure.tsx';
import type { Site } from './http/route.ts';
import { completeTurnOf, findSession } from './http/turn.ts';
import type { InternetBankingOptions } from './options.ts';
import { routes } from './routes.ts';

/** The bank's site, ready to listen: pages for customers. Closing it leaves the bank open. */
export async function buildInternetBanking(options: InternetBankingOptions): Promise<FastifyInstance> {
  const site: Site = {
    bank: options.bank,
    keys: keysOf('internet-banking', options.cookieSecret),
    options,
    assets: readAssets(options.publicDirectory),
  };
  return buildSite({
    options,
    cookies: { prefix: 'warifu_', isSecure: options.secureCookies, ageSeconds: COOKIE_AGES },
    keys: site.keys,
    routes,
    findSession: (asked) => findSession(site, asked),
    completeTurn: completeTurnOf(site),
    failurePage: (around, failure, way) => failurePage({ ...around, site }, failure, way),
  });
}
