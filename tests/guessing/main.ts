import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type BankTables, defaultConfiguration } from '@warifu/bank';
import { openDatabase } from '@warifu/pg';
import { defaultTokenConfiguration } from '@warifu/token';
import { strangerSchedule } from '../../packages/bank/src/contracts/wait-after.ts';
import { DEFAULT_RATE_LIMITS } from '../../packages/site/src/options.ts';
import { openStage } from '../load/stage.ts';
import { guessCodes, openRandom } from './codes.ts';
import { chanceBeforeLock, chanceOf, codeChance, triesIn } from './odds.ts';
import { pageOf } from './page.ts';
import { letThrough } from './passwords.ts';

/**
 * What guessing over the network costs, worked out and simulated: `npm run guessing -- --seed N` writes docs/guessing.md.
 * Ends with 1 where what the product's own judges let through is not what the closed form says.
 */
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, trials: { type: 'string', default: '4000' } },
});
const seed = Number(values.seed);
const trials = Number(values.trials);
const PORT_BASE = 21_500;
const CODES = 1_000;
const DAYS = 30;
const DAY = 86_400;
const DEVIATIONS_MAX = 4;

const rules = defaultTokenConfiguration;
const random = openRandom(seed);
const faults: string[] = [];

/** Seen against expected, in standard deviations of a binomial count. */
function compare(name: string, hits: number, chance: number) {
  const expected = trials * chance;
  const deviations = Math.abs(hits - expected) / Math.sqrt(trials * chance * (1 - chance));
  if (deviations > DEVIATIONS_MAX) faults.push(`${name}: ${hits} hits, ${expected.toFixed(1)} expected`);
  console.log(JSON.stringify({ name, codes: CODES, trials, hits, expected: Number(expected.toFixed(1)) }));
  return { name, hits, expected };
}

const locked = compare(
  'ten guesses until the lock',
  guessCodes({ random, codes: CODES, trials, guesses: 2 * rules.failuresMax }).hits,
  chanceBeforeLock(rules, CODES),
);
const between = compare(
  'nine guesses between two of the customer’s own codes',
  guessCodes({ random, codes: CODES, trials, guesses: rules.failuresMax - 1 }).hits,
  chanceBeforeLock({ ...rules, failuresMax: rules.failuresMax - 1 }, CODES),
);

const schedule = strangerSchedule(defaultConfiguration.login);
const stage = await openStage(PORT_BASE);
const database = openDatabase<BankTables>({ connectionString: stage.reached.urlFor('bank_app') });
let tries: number;
try {
  tries = await letThrough(database, randomBytes(32), DAYS);
} finally {
  await database.close();
  await stage.close();
}
const closedTries = triesIn(schedule, DAYS * DAY);
// The guesser asks every quarter of an hour: of 30 locks a day long, one at most ends too late for the last try.
if (tries > closedTries || tries < closedTries - 1)
  faults.push(`passwords: ${tries} tries let through, ${closedTries} expected`);
console.log(JSON.stringify({ name: 'passwords let through', days: DAYS, tries, closedTries }));

await writeFile(
  new URL('../../docs/guessing.md', import.meta.url),
  pageOf({
    seed,
    trials,
    codes: CODES,
    compared: [locked, between],
    days: DAYS,
    tries,
    closedTries,
    triesPerYear: triesIn(schedule, 365 * DAY),
    perGuess: codeChance(rules.windowSteps, 1_000_000),
    beforeLock: chanceBeforeLock(rules, 1_000_000),
    betweenUses: chanceOf(codeChance(rules.windowSteps, 1_000_000), rules.failuresMax - 1),
    failuresMax: rules.failuresMax,
    loginsPerMinute: DEFAULT_RATE_LIMITS.loginsPerMinute,
  }),
);
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? 'guessing: as worked out' : 'guessing: FAILED');
process.exitCode = faults.length === 0 ? 0 : 1;
