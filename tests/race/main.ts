import { parseArgs } from 'node:util';
import { present, systemClock } from '@warifu/base';
import { type Field, openField, PROCESSES, type SharedToken } from './fixture.ts';
import { type RoundTold, raceForOneCode, raceForOneKey, raceForOneOrder, SENDERS } from './rounds.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '50' } } });
const rounds = Number(values.rounds);
const KEY_ROUNDS = Math.max(2, Math.round(rounds / 5));
const PLANTED_ROUNDS = 2;
const STEP_MS = 30_000;

type Race = (field: Field, shared: SharedToken) => Promise<RoundTold>;

/** A token's last step lies up to one step ahead after it was filled: the race begins with the step after that. */
async function untilFreshStep(): Promise<void> {
  const target = Math.floor((systemClock() * 1_000) / STEP_MS) * STEP_MS + 2 * STEP_MS;
  const left = target - Date.now();
  await new Promise((resolve) => setTimeout(resolve, left));
}

async function run(
  name: string,
  field: Field,
  shared: readonly SharedToken[],
  race: Race,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const answers: Record<string, number> = {};
  for (const one of shared) {
    const told = await race(field, one);
    faults.push(...told.faults);
    for (const [answer, count] of Object.entries(told.answers))
      answers[answer] = (answers[answer] ?? 0) + count;
  }
  console.log(JSON.stringify({ race: name, rounds: shared.length, senders: SENDERS, answers, faults }));
  return faults;
}

/** A store that forgets which step was spent, planted by the database's owner; the product has no switch for it. */
const FORGETS_STEPS = [
  `create function token.planted() returns trigger language plpgsql as
     $$ begin new.last_step := old.last_step; return new; end $$`,
  'create trigger planted before update on token.token for each row execute function token.planted()',
];
/** A store that keeps no verdicts, so that a key sent again is judged again. */
const FORGETS_VERDICTS = [
  `create function token.planted() returns trigger language plpgsql as $$ begin return null; end $$`,
  'create trigger planted before insert on token.verdict for each row execute function token.planted()',
];
const UNPLANT = 'drop function if exists token.planted() cascade';

async function catches(
  name: string,
  field: Field,
  shared: readonly SharedToken[],
  race: Race,
  plant: readonly string[],
): Promise<boolean> {
  for (const statement of plant) await field.owner.query(statement);
  const faults = await run(`${name}, with a planted fault`, field, shared, race);
  await field.owner.query(UNPLANT);
  if (faults.length === 0) console.error(`The planted fault was not caught: ${name}`);
  return faults.length > 0;
}

const field = await openField(rounds + 2 * KEY_ROUNDS + 2 * PLANTED_ROUNDS);
let isSound = true;
try {
  const left = [...field.shared];
  const take = (count: number): readonly SharedToken[] => left.splice(0, count);
  await untilFreshStep();
  console.log(JSON.stringify({ processes: PROCESSES, senders: SENDERS, rounds }));
  const caught = [
    await catches('one code', field, take(PLANTED_ROUNDS), raceForOneCode, FORGETS_STEPS),
    await catches('one key', field, take(PLANTED_ROUNDS), raceForOneKey, FORGETS_VERDICTS),
  ];
  const faults = [
    ...(await run('one code, keys and orders of their own', field, take(rounds), raceForOneCode)),
    ...(await run('one order for all', field, take(KEY_ROUNDS), raceForOneOrder)),
    ...(await run('one key for all', field, take(KEY_ROUNDS), raceForOneKey)),
  ];
  isSound = faults.length === 0 && caught.every(Boolean);
  present(field.servers[0], 'the servers stood to the end');
} finally {
  await field.close();
}
console.log(isSound ? 'race: each code was accepted exactly once' : 'race: FAILED');
process.exitCode = isSound ? 0 : 1;
