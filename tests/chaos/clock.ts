import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, epochSeconds, systemClock } from '@warifu/base';
import { customerWith, enter, openConnections } from '../load/customer.ts';
import { unpackToken } from '../load/token.ts';
import { ACTS, type Actor } from './acts.ts';
import { rest, type Story } from './customers.ts';
import { actsOfAll, openMoments } from './moments.ts';
import { FORGETS_STEPS } from './plants.ts';
import { findFile } from './programs.ts';
import { judge, live, type Scenario } from './scenario.ts';
import { openWorld, type World } from './world.ts';

const LIBRARIES = ['x86_64', 'aarch64'].map(
  (arch) => `/usr/lib/${arch}-linux-gnu/faketime/libfaketimeMT.so.1`,
);
const HOUR = 3_600;
const DAY = 86_400;
const TOKYO_SECONDS = 9 * HOUR;
const STEP_SECONDS = 30;
/** So long a clock goes wrong, beside the second in which every process learns of it. */
const WRONG_MS = 4_000;
const LEARN_MS = 1_300;
const REPLAYED_MAX = 6;

const environmentFor = (library: string, file: string) => ({
  LD_PRELOAD: library,
  FAKETIME_TIMESTAMP_FILE: file,
  FAKETIME_CACHE_DURATION: '1',
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
  FAKETIME_DONT_RESET: '1',
  NO_FAKE_STAT: '1',
});

/** A clock that can be moved while its processes run. */
interface MovableClock {
  readonly file: string;
  readonly move: (seconds: number) => Promise<void>;
  readonly clock: Clock;
}

async function openClock(file: string): Promise<MovableClock> {
  let offset = 0;
  const write = (): Promise<void> =>
    writeFile(file, `${offset < 0 ? '-' : '+'}${Math.abs(offset)}\n`, { mode: 0o644 });
  await write();
  return {
    file,
    move: async (seconds) => {
      offset = seconds;
      await write();
      await rest(LEARN_MS);
    },
    clock: () => epochSeconds(systemClock() + offset),
  };
}

/** Seconds until a moment after the next midnight in Tokyo. */
const toMidnight = (): number => DAY - ((systemClock() + TOKYO_SECONDS) % DAY) + 5;

/** The clocks of server and database jump by an hour, apart from each other, and the server's over midnight and back. */
export const CLOCK: Scenario = {
  name: 'clock',
  planted: 'the authority forgets which step a token has spent',
  missing: async () =>
    (await findFile(LIBRARIES)) === undefined
      ? 'libfaketime is missing: apt-get install faketime'
      : undefined,
  run: async (options) => {
    const { customers, isPlanted } = options;
    const library = (await findFile(LIBRARIES)) ?? '';
    const folder = await mkdtemp(join(tmpdir(), 'warifu-chaos-clock-'));
    const [bank, database] = await Promise.all(
      ['bank', 'database'].map((name) => openClock(join(folder, name))),
    );
    if (bank === undefined || database === undefined) throw new Error('there are two clocks');
    const world = await openWorld({
      customers,
      postgres: { environment: environmentFor(library, database.file) },
      everyEnvironment: environmentFor(library, bank.file),
      plant: isPlanted ? FORGETS_STEPS : [],
    });
    try {
      const sessions = openSessions(world, bank.clock);
      const jump = (name: string, moved: readonly MovableClock[], seconds: number) => ({
        name,
        happen: async (): Promise<void> => {
          for (const to of [seconds, 0]) {
            await Promise.all(moved.map(({ move }) => move(to)));
            await sessions.renew();
            if (to !== 0) await rest(WRONG_MS);
          }
        },
      });
      const jumps = [
        jump('database +1 h', [database], HOUR),
        jump('server +1 h', [bank], HOUR),
        jump('server -1 h', [bank], -HOUR),
        jump('database -1 h', [database], -HOUR),
        jump('server over midnight and back', [bank], toMidnight()),
        jump('both over midnight and back', [bank, database], toMidnight()),
      ];
      const between = actsOfAll(customers) / (jumps.length + 1);
      const moments = openMoments(
        jumps.map((one, nth) => ({ ...one, count: Math.floor(between * (nth + 0.5)) + 1 })),
      );
      const lived = await live(world, {
        onReceipt: moments.onReceipt,
        sessionOf: sessions.sessionOf,
        endsSessions: true,
      });
      const faults = [...(await moments.finish())];
      const replayed = await replay(world, bank, lived.stories);
      faults.push(...replayed.faults);
      const more = { jumps: moments.happened.length, codesReplayed: replayed.count };
      return await judge(world, CLOCK, options, lived, { kills: [], faults, more });
    } finally {
      await world.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** A customer whose session has ended by a wrong clock logs in again. */
function openSessions(world: World, clock: Clock) {
  let tokens: ReadonlyMap<string, string> = new Map();
  return {
    sessionOf: ({ person }: Actor): string => tokens.get(person.contractId) ?? person.sessionToken,
    renew: async (): Promise<void> => {
      tokens = await world.logInAll(clock);
    },
  };
}

/**
 * The clock of bank and authority is put back to the very step in which a customer gave a code, and that code is given
 * once more, for another order. It was spent, whatever the clock says.
 */
async function replay(world: World, bank: MovableClock, stories: readonly Story[]) {
  const faults: string[] = [];
  const spent = stories
    .flatMap(({ actor, receipts }) => {
      const last = receipts.findLast(({ step }) => step !== undefined);
      return last?.step === undefined ? [] : [{ actor, step: last.step }];
    })
    .slice(-REPLAYED_MAX);
  for (const { actor, step } of spent) {
    await bank.move(step * STEP_SECONDS + 1 - systemClock());
    const sessions = openSessions(world, bank.clock);
    await sessions.renew();
    const [connection] = openConnections(world.site, 1);
    if (connection === undefined) throw new Error('one hand has one connection');
    const sessionToken = sessions.sessionOf(actor);
    const { customer, csrf } = await enter(connection, world.site, sessionToken);
    const path = await ACTS.transfer.prepare(customer, actor);
    const code = await (await unpackToken(actor.person.token)).codeAt(step * STEP_SECONDS);
    const answer = await customerWith(connection, world.site, sessionToken, csrf).post(path, { code });
    connection.close();
    if (answer.status === 303)
      faults.push(`contract ${actor.person.contractId}: a spent code was accepted again`);
    else if (answer.status >= 500) faults.push(`a spent code was answered with ${answer.status}`);
  }
  await bank.move(0);
  if (spent.length === 0) faults.push('no code could be given again');
  return { faults, count: spent.length };
}
