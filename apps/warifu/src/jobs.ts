import { setTimeout as wait } from 'node:timers/promises';

/** Work that is due by data: the job finds out itself, does a bounded piece, and says how much it did. */
export interface Job {
  readonly name: string;
  readonly run: () => Promise<number>;
  /** How long it sleeps when there was nothing to do. A second by default. */
  readonly restMs?: number;
  /**
   * How long it sleeps after a piece that did something. Not at all by default; a job whose pieces cost something, however
   * little is in them, lets it become more.
   */
  readonly pauseMs?: number;
}

export interface Jobs {
  /** Lets the piece under way end and starts no other. */
  readonly stop: () => Promise<void>;
}

const REST_MS = 1_000;
const FAULT_REST_MS_MAX = 60_000;

/**
 * Runs each job over and over, never twice at once. A piece that did something is followed by the next at once, or after
 * the job's pause; one that found nothing by a rest; one that failed by a growing rest. No fault of a job ends the process.
 */
export function startJobs(jobs: readonly Job[], onFault: (job: string, error: unknown) => void): Jobs {
  const stopping = new AbortController();
  const rest = (ms: number) => wait(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  const keepRunning = async (job: Job): Promise<void> => {
    const { restMs = REST_MS, pauseMs = 0 } = job;
    let faults = 0;
    while (!stopping.signal.aborted) {
      try {
        const done = await job.run();
        faults = 0;
        const sleepMs = done === 0 ? restMs : pauseMs;
        if (sleepMs > 0) await rest(sleepMs);
      } catch (error) {
        onFault(job.name, error);
        faults += 1;
        await rest(Math.min(restMs * 2 ** faults, FAULT_REST_MS_MAX));
      }
    }
  };
  const running = jobs.map(keepRunning);
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
    },
  };
}
