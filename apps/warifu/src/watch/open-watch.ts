import { setTimeout as wait } from 'node:timers/promises';
import { type Bank, ORDER_KINDS } from '@warifu/bank';
import type { Database, DatabaseWatch } from '@warifu/pg';
import type { AuthorityWatch, KeyRing } from '@warifu/token';
import type { Settings } from '../config.ts';
import type { Job } from '../jobs.ts';
import type { Listening } from '../server/listen.ts';
import { version } from './build-version.ts';
import { openHealth } from './health.ts';
import { backlogReading, poolReading } from './house-readings.ts';
import { type Log, openLog, type Sink } from './log.ts';
import { openMetrics } from './metrics.ts';
import { openTracingIfAsked } from './open-tracing.ts';
import { answerKeeper, isWorker, serveWatch } from './serve-watch.ts';
import { type Counterpart, callHeaders, watchPort } from './watch-calls.ts';
import { openAuthorityWatch, openDatabaseWatch, watchBank, watchJob } from './watch-house.ts';
import { openSiteWatch, type WatchSite } from './watch-site.ts';

/** All that looks on while the house works: numbers, lines, traces, health. The house is the same without it. */
export interface Watch {
  readonly log: Log;
  readonly database: DatabaseWatch;
  readonly authority: AuthorityWatch;
  /** What was opened, so that its numbers are read and its health is looked at. */
  readonly sawDatabase: (name: string, database: Pick<Database<unknown>, 'pool'>) => void;
  readonly sawKeyRing: (ring: Pick<KeyRing, 'currentVersion' | 'digest'>) => void;
  readonly sawOwnParty: (relyingPartyId: string) => void;
  readonly bank: (bank: Bank) => Bank;
  readonly port: <Port extends object>(to: Counterpart, port: Port) => Port;
  /** What a call to another process takes along. */
  readonly callHeaders: () => Readonly<Record<string, string>>;
  readonly site: (name: string) => WatchSite;
  readonly job: (job: Job) => Job;
  /** Answers on the port of metrics and health. */
  readonly serve: (settings: Settings) => Promise<Listening>;
  /** Says that this process is not ready any more, and gives a load balancer time to hear it. */
  readonly drain: (seconds: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens it with the surroundings' own words for traces; the sink of the log is another in tests. */
export async function openWatch(
  settings: Pick<Settings, 'logLevel' | 'trustedProxies'>,
  environment: Readonly<Record<string, string | undefined>>,
  sink?: Sink,
): Promise<Watch> {
  const tracing = await openTracingIfAsked(environment);
  const log = openLog(settings, tracing, sink);
  const metrics = openMetrics();
  const health = openHealth();
  const { registry, readings } = metrics;
  let ownParty: string | undefined;
  metrics.build.set({ version, node: process.version }, 1);
  const readReady = async () => {
    const readiness = await health.read();
    metrics.ready.set(readiness.status === 'ready' ? 1 : 0);
    return readiness;
  };
  readings.add(async () => void (await readReady()));
  return {
    log,
    database: openDatabaseWatch(metrics, tracing),
    authority: openAuthorityWatch(metrics, new Set(ORDER_KINDS), () => ownParty),
    sawDatabase: (name, { pool }) => {
      readings.add(poolReading(metrics, name, pool));
      health.addDatabase(name, pool);
    },
    sawKeyRing: (ring) => {
      readings.add(() => metrics.kekVersion.set(ring.currentVersion));
      health.addKeyRing(ring);
    },
    sawOwnParty: (relyingPartyId) => {
      ownParty = relyingPartyId;
    },
    bank: (bank) => {
      readings.add(backlogReading(metrics, bank.readBacklog));
      health.addBank(bank);
      return watchBank(bank, metrics);
    },
    port: (to, port) => watchPort(to, port, { metrics, tracing }),
    callHeaders: callHeaders(tracing),
    site: openSiteWatch({ metrics, tracing, trustedProxies: settings.trustedProxies }),
    job: (job) => watchJob(job, metrics),
    serve: async (served) => {
      if (isWorker()) {
        answerKeeper(registry);
        return { close: async () => undefined };
      }
      const watched = {
        contentType: registry.contentType,
        metrics: () => registry.metrics(),
        readiness: readReady,
      };
      return serveWatch(served, watched, log.fault);
    },
    drain: async (seconds) => {
      health.drain();
      if (seconds > 0) await wait(seconds * 1_000);
    },
    close: async () => {
      await tracing?.close();
    },
  };
}
