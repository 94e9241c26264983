import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts';
import { openCustomer, sessionOf } from './first-customer.ts';
import { type FuzzSessions, fuzzApi, fuzzForms, fuzzReaders } from './fuzz.ts';
import { type IntrudersGround, openIntrudersGround } from './ground.ts';

/** `WARIFU_FUZZ_RUNS=200 WARIFU_FUZZ_SEED=7 npx vitest run tests/intruders/fuzz.test.ts` for longer. */
const RUNS = Number(process.env['WARIFU_FUZZ_RUNS'] ?? 4);
const SEED = Number(process.env['WARIFU_FUZZ_SEED'] ?? 20_261_124);
const HEAP_GROWTH_MAX = 200_000_000;

let fresh: FreshDatabase;
let ground: IntrudersGround;
let sessions: FuzzSessions;
beforeAll(async () => {
  fresh = await freshDatabase();
  ground = await openIntrudersGround(fresh);
  sessions = {
    bank: await sessionOf(ground, await openCustomer(ground), 'pc'),
    mobile: await sessionOf(ground, await openCustomer(ground), 'mobile'),
    branch: (await ground.operator('manager')).sessionToken,
  };
});
afterAll(async () => {
  expect(await ground.bank.verify()).toEqual([]);
  await ground.close();
  await fresh.drop();
});

test('no form of bank or branch fails at what was never meant for it, and none grows', async () => {
  const before = process.memoryUsage().heapUsed;
  const { faults, requests, ...told } = await fuzzForms(ground, sessions, { runs: RUNS, seed: SEED });
  const growth = process.memoryUsage().heapUsed - before;
  console.log(JSON.stringify({ fuzz: 'forms', requests, growth, ...told }));
  expect(faults).toEqual([]);
  expect(requests).toBe(told.routes * RUNS);
  expect(growth).toBeLessThan(HEAP_GROWTH_MAX);
});

test('no call of the authority’s API fails at what was never meant for it', async () => {
  const party = await ground.authority.createRelyingParty({ name: '見本', scopes: ['verify', 'administer'] });
  const { faults, ...told } = await fuzzApi(ground, party.key, { runs: RUNS * 10, seed: SEED });
  console.log(JSON.stringify({ fuzz: 'api', ...told }));
  expect(faults).toEqual([]);
});

test('seed files and RADIUS datagrams of any octets are read or refused', async () => {
  const { faults } = await fuzzReaders({ runs: RUNS * 100, seed: SEED });
  expect(faults).toEqual([]);
});
