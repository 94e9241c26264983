/** `npm run year`: a bank lives through years, by chance and by a seed, killed again and again, and every yen is explained. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startNetworks } from '../../apps/warifu/src/demo/networks-process.ts';
import { fillPeople } from '../load/people.ts';
import { openStage, openWings, runCommand } from '../load/stage.ts';
import { FIRST_DAY, instantOf } from './calendar.ts';
import { differenceOf, exportOf, findOpenBooks } from './findings.ts';
import { randomOf } from './random.ts';
import type { Task } from './task.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    customers: { type: 'string', default: '200' },
    years: { type: 'string', default: '5' },
    kills: { type: 'string', default: '40' },
  },
});
const SEED = values.seed ?? randomBytes(4).toString('hex');
const CUSTOMERS = Number(values.customers);
const DAYS = Math.round(Number(values.years) * 365);
const KILLS = Number(values.kills);
/** Of the two lives that are lived at once. */
const PORT_BASES = { one: 24_400, other: 24_500 };
const DEPOSIT = 600_000n;
const SECOND_DEPOSIT = 150_000n;
const PLANTED_DAYS = 40;
const PLANTED_KILLS = 4;
/** What no spent code keeps from happening twice. */
const WITHOUT_CODE = / (?:own_transfer|time_deposit_opening) executed$/;
const PLANTED_CUSTOMERS = 10;
const WORKER = new URL('worker.ts', import.meta.url).pathname;

interface Life {
  readonly entries: readonly string[];
  readonly faults: readonly string[];
  readonly acts: Readonly<Record<string, number>>;
  readonly kills: number;
  readonly seconds: number;
}

interface LifeOptions {
  readonly portBase: number;
  readonly customers: number;
  readonly days: number;
  readonly kills: number;
  readonly forgetsOrders?: boolean;
}

/** One bank from its first day to its last, in a database of its own. */
async function live({ portBase, customers, days, kills, forgetsOrders = false }: LifeOptions): Promise<Life> {
  const stage = await openStage(portBase);
  const networks = await startNetworks({ ...process.env, ...stage.environment }, (what, error) =>
    console.error(what, error),
  );
  try {
    const clock = () => instantOf(FIRST_DAY, 0);
    const wings = await openWings(stage, { clock });
    const people = await fillPeople(wings, {
      contracts: customers,
      deposit: DEPOSIT,
      furtherDeposits: [SECOND_DEPOSIT],
      clock,
    });
    await wings.close();
    await enterRates(stage.ownerUrl);
    const task: Task = {
      environment: stage.environment,
      bankUrl: stage.reached.urlFor('bank_app'),
      tokenUrl: stage.reached.urlFor('token_app'),
      people,
      seed: SEED,
      journalFile: join(stage.settings.dataDir, 'year.journal'),
      days,
      forgetsOrders,
    };
    const begun = Date.now();
    const run = await runUnderKills(task, kills);
    const seconds = Math.round((Date.now() - begun) / 1_000);
    const owner = new pg.Client({ connectionString: stage.ownerUrl });
    await owner.connect();
    const entries = await exportOf(
      owner,
      people.map((person) => person.contractId),
    );
    const faults = [...run.faults, ...(await findOpenBooks(owner, days))];
    await owner.end();
    const verified = await runCommand(stage, ['verify']);
    if (verified.status !== 0) faults.push(`verify: ${verified.printed.trim()}`);
    return { entries, faults, acts: run.acts, kills: run.kills, seconds };
  } finally {
    await networks.stop();
    await stage.close();
  }
}

/** Rates from before the first day, and others that come into force in the middle of everything. */
async function enterRates(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`
    insert into bank.rate (product, term_months, valid_from, rate_thousandths, entered_at)
    select product, term, day::date, rate + more, now()
    from (values ('ordinary', 0, 200), ('time_deposit', 1, 225), ('time_deposit', 3, 275), ('time_deposit', 6, 300),
      ('time_deposit', 12, 400), ('time_deposit', 24, 450), ('time_deposit', 36, 500), ('instalment_savings', 6, 150),
      ('instalment_savings', 12, 250)) as t (product, term, rate)
    cross join (values ('2026-01-01', 0), ('2027-03-10', 55), ('2027-09-01', -45)) as v (day, more)
    on conflict do nothing`);
  await owner.end();
}

/** Runs the worker to its end, killing it after so many of its lines as chance says; where a fault is planted, where it bites. */
async function runUnderKills(task: Task, kills: number): Promise<Pick<Life, 'acts' | 'faults' | 'kills'>> {
  const random = randomOf(SEED, 'kills');
  const between = Math.max(1, Math.floor((task.days * 2) / (kills + 1)));
  const acts: Record<string, number> = {};
  let killed = 0;
  for (;;) {
    let left =
      killed < kills ? 1 + (task.forgetsOrders ? 0 : random.below(between)) : Number.POSITIVE_INFINITY;
    const end = await runWorker(task, (line) => {
      const [, name = 'day', outcome = ''] = line.split(' ');
      const key = `${name} ${outcome}`.trim();
      acts[key] = (acts[key] ?? 0) + 1;
      if (!task.forgetsOrders || WITHOUT_CODE.test(line)) left -= 1;
      return left <= 0;
    });
    if (end === 'done') return { acts, faults: [], kills: killed };
    if (end !== 'killed') return { acts, faults: [end], kills: killed };
    killed += 1;
  }
}

/** `killed`: by us, at a line of which `isLast` says so. */
async function runWorker(task: Task, isLast: (line: string) => boolean): Promise<string> {
  const child: ChildProcess = spawn(process.execPath, ['--conditions=source', WORKER], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const killWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  child.stdin?.end(JSON.stringify(task));
  let isKilled = false;
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!isLast(line) || isKilled) return;
      isKilled = true;
      child.kill('SIGKILL');
    });
  const [status, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.once('exit', (code, by) => resolve([code, by]));
  });
  process.off('exit', killWithUs);
  if (signal === 'SIGKILL' && isKilled) return 'killed';
  return status === 0 ? 'done' : `the worker ended with ${status ?? signal}`;
}

const told = (name: string, life: Life, more: object): void =>
  console.log(
    JSON.stringify({
      year: name,
      seed: SEED,
      seconds: life.seconds,
      kills: life.kills,
      entries: life.entries.length,
      acts: life.acts,
      faults: life.faults.slice(0, 10),
      ...more,
    }),
  );

/** Two lives by the same seed, at once, each with its own processes and its own database. */
const liveTwice = (
  size: Pick<LifeOptions, 'customers' | 'days'>,
  killed: Pick<LifeOptions, 'kills' | 'forgetsOrders'>,
) =>
  Promise.all([
    live({ ...size, portBase: PORT_BASES.one, kills: 0 }),
    live({ ...size, portBase: PORT_BASES.other, ...killed }),
  ]);

// What this must catch: a bank that asks for an order anew where it was killed between the order and its end.
const [quiet, planted] = await liveTwice(
  { customers: PLANTED_CUSTOMERS, days: PLANTED_DAYS },
  { kills: PLANTED_KILLS, forgetsOrders: true },
);
const caught = differenceOf(quiet.entries, planted.entries);
told('with a planted fault', planted, { difference: caught });

const [calm, stormy] = await liveTwice({ customers: CUSTOMERS, days: DAYS }, { kills: KILLS });
const difference = differenceOf(calm.entries, stormy.entries);
told('without kills', calm, {});
told('with kills', stormy, { difference });

const isSound =
  caught !== undefined &&
  difference === undefined &&
  [...quiet.faults, ...calm.faults, ...stormy.faults].length === 0;
if (caught === undefined) console.error('The planted fault was not caught.');
console.log(
  isSound
    ? `year: the books are zero on every day, and the same seed gives the same entries, killed or not (seed ${SEED})`
    : `year: FAILED (seed ${SEED}; again with npm run year -- --seed ${SEED} --customers ${CUSTOMERS} --years ${values.years})`,
);
process.exitCode = isSound ? 0 : 1;
