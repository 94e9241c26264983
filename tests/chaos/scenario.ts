import { systemClock } from '@warifu/base';
import { withHands } from '../load/http.ts';
import { runCommand } from '../load/stage.ts';
import type { Random } from '../year/random.ts';
import type { Actor } from './acts.ts';
import { liveDay, type Receipt, rest, type Story, type Surroundings } from './customers.ts';
import { findFaults } from './findings.ts';
import { findHistoryFaults } from './history.ts';
import { findNetworkFaults } from './network-findings.ts';
import type { World } from './world.ts';

const HANDS = 12;
const DRAIN_MS_MAX = 120_000;
const LOOK_MS = 200;
const FAULTS_SHOWN = 10;

export interface Options {
  readonly seed: string;
  readonly random: Random;
  readonly customers: number;
  readonly kills: number;
  /** With the fault in it that the scenario must catch. */
  readonly isPlanted: boolean;
}

export interface Told {
  readonly scenario: string;
  readonly planted?: string;
  readonly seed: string;
  readonly seconds: number;
  readonly kills: readonly string[];
  /** Acts that were checked against book, counterparts and pages. */
  readonly acts: number;
  readonly acknowledged: number;
  /** Answers that never came, each sent again. */
  readonly lost: number;
  readonly givenAgainWithNextCode: number;
  readonly faultsCount: number;
  readonly faults: readonly string[];
  /** What a scenario has beside. */
  readonly more?: Readonly<Record<string, number | string>>;
}

/** A kind of fault, thrown at the whole house under load. */
export interface Scenario {
  readonly name: string;
  /** What it must catch, in words. */
  readonly planted: string;
  /** What it needs that is not here; undefined: nothing. */
  readonly missing: () => Promise<string | undefined>;
  readonly run: (options: Options) => Promise<Told>;
}

export interface Lived {
  readonly stories: readonly Story[];
  readonly receipts: readonly Receipt[];
  readonly seconds: number;
}

/** All customers, twelve at a time, while `onReceipt` may do what it likes to the house. */
export async function live(
  world: World,
  change: Omit<Partial<Surroundings>, 'onReceipt'> & {
    readonly onReceipt?: (receipt: Receipt, count: number) => void;
  } = {},
): Promise<Lived> {
  const receipts: Receipt[] = [];
  const stories: Story[] = [];
  const begun = performance.now();
  const surroundings: Surroundings = {
    site: world.site,
    clock: systemClock,
    sessionOf: ({ person }: Actor) => person.sessionToken,
    ...change,
    onReceipt: (receipt) => {
      receipts.push(receipt);
      change.onReceipt?.(receipt, receipts.length);
    },
  };
  await withHands(world.actors, HANDS, async (actor) => {
    stories.push(await liveDay(surroundings, actor));
  });
  return { stories, receipts, seconds: (performance.now() - begun) / 1_000 };
}

/** Until everything that was due has been sent and answered: the waits of the outboxes are cut short by the owner. */
async function drain(world: World): Promise<readonly string[]> {
  const owner = await world.openOwner();
  try {
    for (const begun = performance.now(); ; ) {
      await owner.query(
        "update bank.zengin_outbox set next_try_at = now() where state = 'due' and next_try_at > now()",
      );
      await owner.query(
        "update bank.bill_payment set next_ask_at = now() where state = 'confirming' and next_ask_at > now() and asks > 0",
      );
      const { rows } = await owner.query<{ due: string }>(
        `select (select count(*) from bank.zengin_outbox where state = 'due')
          + (select count(*) from bank.bill_payment where state = 'confirming') as due`,
      );
      const due = Number(rows[0]?.due);
      if (due === 0) return [];
      if (performance.now() - begun > DRAIN_MS_MAX) return [`${due} payments were still under way after all`];
      for (let waited = 0; waited < 10; waited += 1) await rest(LOOK_MS);
    }
  } finally {
    await owner.end();
  }
}

/** Holds all that was seen against the book, the counterparts, the pages and `verify`. */
export async function judge(
  world: World,
  scenario: Pick<Scenario, 'name' | 'planted'>,
  options: Options,
  lived: Lived,
  { kills, faults: seen, more }: Pick<Told, 'kills' | 'faults'> & { readonly more?: Told['more'] },
): Promise<Told> {
  const faults = [...seen, ...(await drain(world))];
  const owner = await world.openOwner();
  faults.push(...(await findFaults(owner, lived.stories)));
  faults.push(...(await findNetworkFaults(owner, world.networksFolder)));
  faults.push(...(await findHistoryFaults(world)));
  const { rows } = await owner.query<{ acts: string }>(
    "select count(*) as acts from bank.order where state = 'executed'",
  );
  await owner.end();
  const verified = await runCommand(world.stage, ['verify']);
  if (verified.status !== 0) faults.push(`verify: ${verified.printed.trim().slice(0, 300)}`);
  const sum = (of: (story: Story) => number): number =>
    lived.stories.reduce((total, story) => total + of(story), 0);
  return {
    scenario: scenario.name,
    ...(options.isPlanted ? { planted: scenario.planted } : {}),
    seed: options.seed,
    seconds: Math.round(lived.seconds),
    kills,
    acts: Number(rows[0]?.acts ?? 0),
    acknowledged: lived.receipts.length,
    lost: sum(({ lost }) => lost),
    givenAgainWithNextCode: sum(({ sentAgain }) => sentAgain),
    ...(more === undefined ? {} : { more }),
    faultsCount: faults.length,
    faults: faults.slice(0, FAULTS_SHOWN),
  };
}
