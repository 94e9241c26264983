import { assert } from '@warifu/base';
import type { FastifyInstance } from 'fastify';
import { PORT_OFFSET, type Settings } from '../config.ts';
import { type Job, startJobs } from '../jobs.ts';
import { type Listening, listenOn } from './listen.ts';
import type { AuthorityHouse, House } from './open-house.ts';
import { serveRadius } from './radius.ts';
import { bankSite, branchSite, consoleSite, tokenSite } from './sites.ts';

/** What one process may be asked to do; all of it by default. */
export const PARTS = ['internet-banking', 'token', 'branch-office', 'console', 'jobs'] as const;
export type Part = (typeof PARTS)[number];

/** Whatever WARIFU_HOST says: the console is for this very machine. */
const CONSOLE_AT = { host: '127.0.0.1' };

const SWEEP_REST_MS = 60_000;

function jobsOf({ bank, office, runDay }: House): readonly Job[] {
  return [
    { name: 'days', run: runDay },
    { name: 'zengin sending', run: bank.sendDueTransfers },
    { name: 'zengin returns', run: bank.settleReturns },
    { name: 'bill payments', run: bank.settleBillPayments },
    { name: 'zengin recalls', run: bank.settleRecalls },
    { name: 'mail', run: bank.deliverMails },
    ...(office === undefined
      ? []
      : [
          { name: 'branch requests', run: office.branch.carryOn },
          { name: 'audit chain', run: office.sealAudit },
        ]),
    { name: 'old sessions', run: bank.forgetExpired, restMs: SWEEP_REST_MS },
    { name: 'old drafts', run: bank.forgetDrafts, restMs: SWEEP_REST_MS },
  ];
}

/** What the authority does beside answering goes on wherever it is served: nobody else has its login. */
function authorityJobsOf({ authority }: Pick<House, 'authority'>): readonly Job[] {
  const swept = async (): Promise<number> => {
    const rows = await authority?.sweep();
    return rows === undefined ? 0 : rows.tokens + rows.verdicts + rows.others;
  };
  return [{ name: 'old tokens', run: swept, restMs: SWEEP_REST_MS }];
}

function wholeOf(house: House | AuthorityHouse): House {
  assert('bank' in house, 'the bank is opened where a part of it is served');
  return house;
}

/** Serves the parts, and answers how to stop: sites first, then the jobs, each finishing what it began. */
export async function serveHouse(
  settings: Settings,
  house: House | AuthorityHouse,
  parts: readonly Part[],
  onFault: (what: string, error: unknown) => void,
): Promise<Listening> {
  const sites: Listening[] = [];
  const serve = async (
    app: FastifyInstance,
    offset: number,
    at: Pick<Settings, 'host' | 'tls'> = settings,
  ): Promise<void> => {
    try {
      sites.push(await listenOn(app, at, settings.portBase + offset));
    } catch (error) {
      await app.close();
      throw error;
    }
  };
  const closeSites = async (): Promise<void> => {
    await Promise.all(sites.map((site) => site.close()));
  };
  try {
    if (parts.includes('internet-banking'))
      await serve(await bankSite(settings, wholeOf(house)), PORT_OFFSET.bank);
    if (parts.includes('branch-office'))
      await serve(await branchSite(settings, wholeOf(house)), PORT_OFFSET.branch);
    if (parts.includes('token')) {
      await serve(await tokenSite(settings, house), PORT_OFFSET.token);
      sites.push(...(await serveRadius(settings, house, onFault)));
    }
    if (parts.includes('console'))
      await serve(await consoleSite(settings, house), PORT_OFFSET.console, CONSOLE_AT);
  } catch (error) {
    await closeSites();
    throw error;
  }
  const jobs = startJobs(
    [
      ...(parts.includes('jobs') ? jobsOf(wholeOf(house)) : []),
      ...(parts.includes('token') ? authorityJobsOf(house) : []),
      ...('bank' in house && house.isDemo ? [{ name: 'demo date', run: house.demoDate.look }] : []),
    ],
    onFault,
  );
  return {
    close: async () => {
      await closeSites();
      await jobs.stop();
    },
  };
}
