import { buildSite, keysOf, readAssets } from '@warifu/site';
import type { FastifyInstance } from 'fastify';
import { COOKIE_AGES } from './http/cookies.ts';
import { failurePage } from './http/failure.tsx';
import type { Site } from './http/route.ts';
import { completeTurnOf, findSession } from './http/turn.ts';
import type { BranchOfficeOptions } from './options.ts';
import { routes } from './routes.ts';

/** The branch's own site, ready to listen: pages for those behind the counter. Closing it leaves the branch open. */
export async function buildBranchOffice(options: BranchOfficeOptions): Promise<FastifyInstance> {
  const site: Site = {
    branch: options.branch,
    keys: keysOf('branch-office', options.cookieSecret),
    options,
    assets: readAssets(options.publicDirectory),
  };
  return buildSite({
    options,
    cookies: { prefix: 'warifu_branch_', isSecure: options.secureCookies, ageSeconds: COOKIE_AGES },
    keys: site.keys,
    routes,
    findSession: (asked) => findSession(site, asked),
    whoOf: ({ operator }) => ({ operatorId: operator.operatorId }),
    completeTurn: completeTurnOf(site),
    failurePage: (around, failure, way) => failurePage({ ...around, site }, failure, way),
  });
}
