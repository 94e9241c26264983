import type { Bank } from '@warifu/bank';
import type { Metrics } from './metrics.ts';
import type { Reading } from './readings.ts';

/** What a pool of the driver says of itself. */
export interface CountedPool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

export const poolReading =
  (metrics: Metrics, pool: string, counted: CountedPool): Reading =>
  () => {
    const { totalCount, idleCount, waitingCount } = counted;
    metrics.poolConnections.set({ pool, state: 'idle' }, idleCount);
    metrics.poolConnections.set({ pool, state: 'busy' }, totalCount - idleCount);
    metrics.poolWaiting.set({ pool }, waitingCount);
  };

const READ_MS = 2_000;

/** Queues and day, read in the database; a database that is away or slow costs these values and not the scrape. */
export function backlogReading(metrics: Metrics, readBacklog: Bank['readBacklog']): Reading {
  return async () => {
    const late = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => late.resolve(undefined), READ_MS);
    const backlog = await Promise.race([readBacklog().catch(() => undefined), late.promise]);
    clearTimeout(timer);
    metrics.backlogRead.set(backlog === undefined ? 0 : 1);
    if (backlog === undefined) {
      for (const gauge of [metrics.queueItems, metrics.queueOldest]) gauge.reset();
      for (const gauge of [metrics.dayOpen, metrics.dayLag, metrics.dayFaults, metrics.loginBrake])
        gauge.remove();
      return;
    }
    for (const [queue, { count, oldestSeconds }] of Object.entries(backlog.queues)) {
      metrics.queueItems.set({ queue }, count);
      metrics.queueOldest.set({ queue }, oldestSeconds);
    }
    metrics.loginBrake.set(backlog.isBrakeOn ? 1 : 0);
    const { isOpen, lagDays, faults } = backlog.day;
    metrics.dayOpen.set(isOpen ? 1 : 0);
    metrics.dayLag.set(lagDays);
    metrics.dayFaults.set(faults);
  };
}
