import type { FastifyInstance } from 'fastify';
import { PORT_OFFSET, type Settings } from '../config.ts';
import { type Job, startJobs } from '../jobs.ts';
import { type Listening, listenOn } from './listen.ts';
import type { House } from './open-house.ts';
import { bankSite, branchSite, tokenSite } from './sites.ts';

/** What one process may be asked to do; all of it by default. */
export const PARTS = ['internet-banking', 'token', 'branch-office', 'jobs'] as const;
export type Part = (typeof PARTS)[number];

const SWEEP_REST_MS = 60_000;

function jobsOf(house: House): readonly Job[] {
  const { bank, office, authority } = house;
  const swept = async (): Promise<number> => {
    const rows = await authority?.sweep();
    return rows === undefined ? 0 : rows.tokens + rows.verdicts + rows.others;
  };
  return [
    { name: 'zengin sending', run: bank.sendDueTransfers },
    { name: 'zengin returns', run: bank.settleReturns },
    { name: 'mail', run: bank.deliverMails },
    ...(office === undefined
      ? []
      : [
          { name: 'branch requests', run: office.branch.carryOn },
          { name: 'audit chain', run: office.sealAudit },
        ]),
    { name: 'old sessions', run: bank.forgetExpired, restMs: SWEEP_REST_MS },
    { name: 'old drafts', run: bank.forgetDrafts, restMs: SWEEP_REST_MS },
    { name: 'old tokens', run: swept, restMs: SWEEP_REST_MS },
  ];
}

/** Serves the parts, and answers how to stop: sites first, then the jobs, each finishing what it began. */
export async function serveHouse(
  settings: Settings,
  house: House,
  parts: readonly Part[],
  onFault: (what: string, error: unknown) => void,
): Promise<Listening> {
  const sites: Listening[] = [];
  const serve = async (app: FastifyInstance, offset: number): Promise<void> => {
    try {
      sites.push(await listenOn(app, settings, settings.portBase + offset));
    } catch (error) {
      await app.close();
      throw error;
    }
  };
  const closeSites = async (): Promise<void> => {
    await Promise.all(sites.map((site) => site.close()));
  };
  try {
    if (parts.includes('internet-banking')) await serve(await bankSite(settings, house), PORT_OFFSET.bank);
    if (parts.includes('branch-office')) await serve(await branchSite(settings, house), PORT_OFFSET.branch);
    if (parts.includes('token')) await serve(await tokenSite(settings, house), PORT_OFFSET.token);
  } catch (error) {
    await closeSites();
    throw error;
  }
  const jobs = parts.includes('jobs') ? startJobs(jobsOf(house), onFault) : undefined;
  return {
    close: async () => {
      await closeSites();
      await jobs?.stop();
    },
  };
}
