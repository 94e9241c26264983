import type { Wing } from '@warifu/audit-chain';
import { assert } from '@warifu/base';
import type { FastifyInstance } from 'fastify';
import { PORT_OFFSET, type Settings } from '../config.ts';
import { type Job, startJobs } from '../jobs.ts';
import { type Share, WHOLE } from '../processes/worker.ts';
import type { Watch } from '../watch/open-watch.ts';
import { type Listening, listenOn } from './listen.ts';
import type { AuthorityHouse, House } from './open-house.ts';
import type { Part } from './parts.ts';
import { openPressure } from './pressure.ts';
import { serveRadius } from './radius.ts';
import { bankSite, branchSite, consoleSite, type SiteShare, tokenSite } from './sites.ts';

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
    ...(office === undefined ? [] : [{ name: 'branch requests', run: office.branch.carryOn }]),
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

/** Whose audit trails a process with these parts seals: each wing is sealed where its jobs are done. */
export const sealsOf = (parts: readonly Part[]): readonly Wing[] => [
  ...(parts.includes('jobs') ? (['bank'] as const) : []),
  ...(parts.includes('token') ? (['token'] as const) : []),
];

interface BuiltSite {
  readonly app: FastifyInstance;
  readonly offset: number;
  readonly at?: Pick<Settings, 'host'>;
}

/** All sites, ready for their first request, before the first of them is reached. */
async function buildSites(
  settings: Settings,
  house: House | AuthorityHouse,
  parts: readonly Part[],
  share: SiteShare,
): Promise<readonly BuiltSite[]> {
  const built: BuiltSite[] = [];
  if (parts.includes('internet-banking'))
    built.push({ app: await bankSite(settings, wholeOf(house), share), offset: PORT_OFFSET.bank });
  if (parts.includes('branch-office'))
    built.push({ app: await branchSite(settings, wholeOf(house), share), offset: PORT_OFFSET.branch });
  if (parts.includes('token'))
    built.push({ app: await tokenSite(settings, house, share), offset: PORT_OFFSET.token });
  if (parts.includes('console') && share.isFirst)
    built.push({
      app: await consoleSite(settings, house, share.watch),
      offset: PORT_OFFSET.console,
      at: CONSOLE_AT,
    });
  // What a site compiles would hold up those that are reached already.
  for (const { app } of built) await app.ready();
  return built;
}

/** Serves its share of the parts, and answers how to stop: sites first, then the jobs, each finishing what it began. */
export async function serveHouse(
  settings: Settings,
  house: House | AuthorityHouse,
  parts: readonly Part[],
  watch: Watch,
  share: Share = WHOLE,
): Promise<Listening> {
  const onFault = watch.log.fault;
  const pressure = openPressure();
  const sites: Listening[] = [];
  const closeSites = async (): Promise<void> => {
    await Promise.all(sites.map((site) => site.close()));
    pressure.close();
  };
  try {
    const built = await buildSites(settings, house, parts, {
      ...share,
      isBehind: pressure.isBehind,
      watch,
    });
    pressure.begin();
    for (const { app, offset, at } of built)
      sites.push(await listenOn(app, at ?? settings, settings.portBase + offset));
    if (parts.includes('token') && share.isFirst)
      sites.push(...(await serveRadius(settings, house, onFault)));
  } catch (error) {
    await closeSites();
    throw error;
  }
  const jobs = startJobs(
    [
      ...(parts.includes('jobs') && share.isFirst ? jobsOf(wholeOf(house)) : []),
      ...(parts.includes('token') && share.isFirst ? authorityJobsOf(house) : []),
      ...house.audit.flatMap(({ jobs }) => jobs),
      ...('bank' in house && house.isDemo ? [{ name: 'demo date', run: house.demoDate.look }] : []),
    ].map(watch.job),
    onFault,
  );
  const watching = await watch.serve(settings);
  return {
    close: async () => {
      await closeSites();
      await jobs.stop();
      await watching.close();
    },
  };
}
