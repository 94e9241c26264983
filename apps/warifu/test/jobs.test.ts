import { setImmediate as endOfTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startJobs } from '../src/jobs.ts';

/** A promise that the test settles itself. */
function gate() {
  return Promise.withResolvers<void>();
}

test('a job never runs twice at once, and a full piece is followed by the next', async () => {
  const ended = gate();
  let atOnce = 0;
  let runs = 0;
  const jobs = startJobs(
    [
      {
        name: 'counted',
        restMs: 1,
        run: async () => {
          atOnce += 1;
          expect(atOnce).toBe(1);
          await Promise.resolve();
          atOnce -= 1;
          runs += 1;
          if (runs === 20) ended.resolve();
          return runs < 20 ? 1 : 0;
        },
      },
    ],
    () => undefined,
  );
  await ended.promise;
  await jobs.stop();
  expect(runs).toBeGreaterThanOrEqual(20);
});

test('a job with a pause lets it become more before it comes again', async () => {
  const paused = gate();
  let runs = 0;
  const run = async () => {
    runs += 1;
    paused.resolve();
    // Without the pause it comes again at once, and rests only then.
    return runs === 1 ? 5 : 0;
  };
  const jobs = startJobs([{ name: 'pausing', pauseMs: 3_600_000, run }], () => undefined);
  await paused.promise;
  for (let turn = 0; turn < 20; turn += 1) await endOfTurn();
  await jobs.stop();
  expect(runs).toBe(1);
});

test('a fault of one job is told, and ends neither it nor the others', async () => {
  const recovered = gate();
  const faults: string[] = [];
  let tries = 0;
  const jobs = startJobs(
    [
      {
        name: 'stumbling',
        restMs: 1,
        run: async () => {
          tries += 1;
          if (tries < 3) throw new Error('away');
          recovered.resolve();
          return 0;
        },
      },
    ],
    (job) => faults.push(job),
  );
  await recovered.promise;
  await jobs.stop();
  expect(faults).toEqual(['stumbling', 'stumbling']);
});

test('stopping waits for the piece under way', async () => {
  const began = gate();
  const release = gate();
  let isDone = false;
  const jobs = startJobs(
    [
      {
        name: 'slow',
        run: async () => {
          began.resolve();
          await release.promise;
          isDone = true;
          return 1;
        },
      },
    ],
    () => undefined,
  );
  await began.promise;
  const stopped = jobs.stop();
  expect(isDone).toBe(false);
  release.resolve();
  await stopped;
  expect(isDone).toBe(true);
});
