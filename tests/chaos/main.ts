import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { randomOf } from '../year/random.ts';
import { CLOCK } from './clock.ts';
import { COUNTERPART } from './counterpart.ts';
import { DISK_FULL } from './disk-full.ts';
import { DISK_SLOW } from './disk-slow.ts';
import { KILLS } from './kills.ts';
import { POOL } from './pool.ts';
import type { Scenario, Told } from './scenario.ts';

const SCENARIOS: readonly Scenario[] = [KILLS, DISK_FULL, DISK_SLOW, POOL, CLOCK, COUNTERPART];

const { values } = parseArgs({
  options: {
    scenarios: { type: 'string', default: SCENARIOS.map(({ name }) => name).join(',') },
    seed: { type: 'string', default: randomBytes(4).toString('hex') },
    customers: { type: 'string', default: '600' },
    kills: { type: 'string', default: '10' },
    planted: { type: 'string', default: 'also' },
  },
});
const tell = (told: Told | Record<string, string>): void =>
  void process.stdout.write(`${JSON.stringify(told)}\n`);

const chosen = values.scenarios.split(',').map((word) => {
  const found = SCENARIOS.find(({ name }) => name === word.trim());
  if (found === undefined)
    throw new Error(`--scenarios takes ${SCENARIOS.map(({ name }) => name).join(', ')}`);
  return found;
});

/** The planted run is small: a fault that only shows in a crowd would not be caught by hand either. */
const PLANTED_CUSTOMERS = 60;
const PLANTED_KILLS = 2;

// Cut short, it still ends every process of its house, as it does at its own end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const failed: string[] = [];
const skipped: string[] = [];
let kills = 0;
let acts = 0;
let caughtCount = 0;
for (const scenario of chosen) {
  const missing = await scenario.missing();
  if (missing !== undefined) {
    skipped.push(scenario.name);
    tell({ scenario: scenario.name, skipped: missing });
    continue;
  }
  const { seed } = values;
  const optionsFor = (isPlanted: boolean) => ({
    seed,
    random: randomOf(seed, scenario.name, String(isPlanted)),
    customers: isPlanted ? Math.min(PLANTED_CUSTOMERS, Number(values.customers)) : Number(values.customers),
    kills: isPlanted ? PLANTED_KILLS : Number(values.kills),
    isPlanted,
  });
  try {
    if (values.planted !== 'only') {
      const told = await scenario.run(optionsFor(false));
      tell(told);
      kills += told.kills.length;
      acts += told.acts;
      if (told.faultsCount > 0) failed.push(scenario.name);
    }
    if (values.planted !== 'never') {
      const caught = await scenario.run(optionsFor(true));
      tell(caught);
      if (caught.faultsCount > 0) caughtCount += 1;
      else failed.push(`${scenario.name} (the planted fault was not caught)`);
    }
  } catch (error) {
    console.error(error);
    failed.push(`${scenario.name} (it broke off)`);
  }
}
const isSound = failed.length === 0;
const summary = [
  isSound ? [] : [`FAILED: ${failed.join(', ')}`],
  isSound && values.planted !== 'only'
    ? [`${kills} kills survived, ${acts} acts checked, each there once`]
    : [],
  values.planted === 'never' ? [] : [`planted faults caught: ${caughtCount}`],
  skipped.length === 0 ? [] : [`skipped: ${skipped.join(', ')}`],
].flat();
console.log(`chaos: ${summary.join('; ')}`);
process.exitCode = isSound ? 0 : 1;
