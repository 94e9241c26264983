import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openIntrudersGround } from '../intruders/ground.ts';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts';
import { type FuzzGround, openFuzzGround } from './ground.ts';
import { buildPlanted, PLANTED, plantedTarget } from './planted.ts';
import { addedUp, fuzzAll, targetOf } from './target.ts';

/** `npm run fuzz -- --runs N --seed S` goes on for longer, and measures what is held. */
const RUNS = 2;
const SEED = 20_261_124;
/** To be silent is found by waiting: the command does. */
const QUICK = (['nul', 'uuid', 'log-secret', 'log-error'] as const).map(
  (name) => [name, PLANTED[name]] as const,
);
const PLANTED_RUNS = 300;

let fresh: FreshDatabase;
let ground: FuzzGround;
const lines: string[] = [];
const sink = { write: (line: string) => void lines.push(line) };
const takeLog = () => lines.splice(0);

beforeAll(async () => {
  fresh = await freshDatabase();
  ground = await openFuzzGround(await openIntrudersGround(fresh, sink), { sink, takeLog });
  ground.newPeople();
});
afterAll(async () => {
  await ground.close();
  await fresh.drop();
});

test('nothing that takes what strangers send fails at it, logs a secret of it, or stops answering', async () => {
  const fuzzed = await fuzzAll(ground.targets, { runs: RUNS, seed: SEED, takeLog });
  console.log(JSON.stringify({ requests: fuzzed.requests, verdicts: addedUp(fuzzed.verdicts.values()) }));
  expect(fuzzed.findings).toEqual([]);
  expect(fuzzed.requests).toBeGreaterThanOrEqual(ground.targets.length);
  expect(await ground.probe()).toEqual([]);
});

describe('a fault that somebody might write tomorrow', () => {
  test.each(QUICK)('is found: %s', async (planted, fault) => {
    const app = buildPlanted(ground, sink);
    const { finding } = await plantedTarget(app, planted).fuzz({ runs: PLANTED_RUNS, seed: SEED, takeLog });
    await app.close();
    expect(finding?.fault).toContain(fault);
  });
});

/** A target whose every request leaves the line of one that came from this machine. */
const lined = (secret: string) =>
  targetOf({
    name: 'lined',
    group: 'planted',
    inputs: fc.constant(secret),
    send: async () => {
      sink.write(`{"level":"info","remoteAddress":"127.0.0.1","key":"Kawara-no-tsuki-7"}`);
      return 200;
    },
    secretsOf: (input) => [input],
  });

test('the address of the sender is no secret where it was drawn as one; what stands beside it is', async () => {
  const round = { runs: 1, seed: SEED, takeLog };
  expect((await lined('127.0.0.1').fuzz(round)).finding).toBeUndefined();
  expect((await lined('Kawara-no-tsuki-7').fuzz(round)).finding?.fault).toContain('a secret is in the log');
});
