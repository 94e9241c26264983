import { parseArgs } from 'node:util';
import { openIntrudersGround } from '../intruders/ground.ts';
import { openStage } from '../load/stage.ts';
import { type FuzzGround, openFuzzGround } from './ground.ts';
import { type Growth, growthOf, heldBytes } from './heap.ts';
import { buildPlanted, growingTarget, PLANTED, plantedTarget } from './planted.ts';
import { addedUp, type Finding, type Fuzzed, fuzzAll, type Round } from './target.ts';

const PORT_BASE = 20_600;
const ROUNDS = 4;
/** The rarest of the planted faults is met by one draw in eight hundred; what is found ends its runs. */
const PLANTED_RUNS = 8_000;
const GROWING_RUNS = 400;

const OPTIONS = {
  runs: { type: 'string', default: '40' },
  seed: { type: 'string', default: '1' },
  /** Targets whose name holds this text. */
  only: { type: 'string', default: '' },
  /** As if the planted site were part of the product: the command must then end with 1. */
  planted: { type: 'boolean', default: false },
} as const;

interface Wishes {
  readonly runs: number;
  readonly seed: number;
  readonly only: string;
  readonly isPlanted: boolean;
}

function readWishes(args: readonly string[]): Wishes {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const [runs, seed] = [Number(values.runs), Number(values.seed)];
  if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed))
    throw new Error('--runs takes how many inputs each target is sent in a round, --seed a whole number');
  return { runs, seed, only: values.only, isPlanted: values.planted };
}

const tell = (what: object): void => console.log(JSON.stringify(what));

/** What the fuzz does not see that was planted for it. */
async function findPlanted(ground: FuzzGround, seed: number): Promise<readonly string[]> {
  const app = buildPlanted(ground, ground.sink);
  const round = { runs: PLANTED_RUNS, seed, takeLog: ground.takeLog };
  const blind: string[] = [];
  try {
    for (const [planted, fault] of Object.entries(PLANTED)) {
      const { finding } = await plantedTarget(app, planted as keyof typeof PLANTED).fuzz(round);
      tell({ planted, ...(finding ?? { fault: 'not found' }) });
      if (!finding?.fault.includes(fault)) blind.push(`the planted fault ${planted} was not found`);
    }
    const held: number[] = [];
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      await growingTarget(app).fuzz({ ...round, runs: GROWING_RUNS });
      held.push(await heldBytes());
    }
    const growth = growthOf(held, GROWING_RUNS);
    tell({ planted: 'kept', ...growth });
    if (growth.grown <= growth.bound) blind.push('the planted growth was not found');
  } finally {
    await app.close();
  }
  return blind;
}

/** The same targets round after round, each with another seed and with new people. */
async function fuzzRounds(ground: FuzzGround, { runs, seed, only, isPlanted }: Wishes) {
  const rounds: Fuzzed[] = [];
  const held: number[] = [];
  const faults: string[] = [];
  const planted = isPlanted ? buildPlanted(ground, ground.sink) : undefined;
  const targets = [
    ...ground.targets,
    ...(planted
      ? Object.keys(PLANTED).map((name) => plantedTarget(planted, name as keyof typeof PLANTED))
      : []),
  ].filter(({ name }) => name.includes(only));
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    ground.newPeople();
    const round: Round = { runs, seed: seed + turn, takeLog: ground.takeLog };
    const fuzzed = await fuzzAll(targets, round);
    for (const finding of fuzzed.findings) tell({ finding });
    rounds.push(fuzzed);
    faults.push(...(await ground.probe()));
    held.push(await heldBytes());
  }
  await planted?.close();
  return { targets, rounds, held, faults };
}

/** Runs it all; true where nothing was found, and everything that was planted was. */
export async function fuzz(args: readonly string[]): Promise<boolean> {
  const wishes = readWishes(args);
  const strays: string[] = [];
  const listen = (error: unknown): void => void strays.push(`nobody caught ${String(error)}`);
  process.on('unhandledRejection', listen).on('uncaughtException', listen);
  const stage = await openStage(PORT_BASE);
  const lines: string[] = [];
  const sink = { write: (line: string) => void lines.push(line) };
  const empty = { ownerUrl: stage.ownerUrl, urlFor: stage.reached.urlFor };
  const ground = await openFuzzGround(await openIntrudersGround(empty, sink), {
    sink,
    takeLog: () => lines.splice(0),
  });
  try {
    const blind = await findPlanted(ground, wishes.seed);
    const { targets, rounds, held, faults } = await fuzzRounds(ground, wishes);
    const findings = rounds.flatMap((round) => round.findings);
    const unreached = tellTargets(targets, rounds);
    const growth = growthOf(held, rounds.at(-1)?.requests ?? 0);
    const grown = growth.grown > growth.bound ? ['more is held after each round'] : [];
    return tellEnd(wishes, {
      rounds,
      growth,
      findings,
      sentences: [...blind, ...faults, ...unreached, ...grown, ...strays],
    });
  } finally {
    await ground.close();
    await stage.close();
    process.off('unhandledRejection', listen).off('uncaughtException', listen);
  }
}

/** A line for each target; which of them never got past the door. */
function tellTargets(targets: FuzzGround['targets'], rounds: readonly Fuzzed[]): readonly string[] {
  return targets.flatMap(({ name, isDoor }) => {
    const verdicts = addedUp(rounds.map((round) => round.verdicts.get(name) ?? {}));
    tell({ target: name, verdicts });
    return Object.keys(verdicts).every(isDoor) ? [`nothing reached ${name}`] : [];
  });
}

interface End {
  readonly rounds: readonly Fuzzed[];
  readonly growth: Growth;
  readonly findings: readonly Finding[];
  readonly sentences: readonly string[];
}

function tellEnd({ runs, seed, only }: Wishes, { rounds, growth, findings, sentences }: End): boolean {
  for (const sentence of sentences) console.error(sentence);
  const requests = rounds.reduce((sum, round) => sum + round.requests, 0);
  const verdicts = addedUp(rounds.flatMap((round) => [...round.verdicts.values()]));
  tell({
    fuzz: { runs, seed, only, rounds: rounds.length, requests, verdicts, growth, findings: findings.length },
  });
  const isGood = findings.length === 0 && sentences.length === 0;
  console.log(isGood ? 'fuzz: nothing was found' : 'fuzz: FAILED');
  return isGood;
}
