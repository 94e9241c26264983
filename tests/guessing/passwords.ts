import { strangerSchedule } from '../../packages/bank/src/contracts/wait-after.ts';
import { type Answered, type DoorRules, openDoor, PRODUCT } from './door.ts';
import { triesIn } from './odds.ts';

const START = 1_795_482_000;
const MINUTE = 60;
const DAY = 86_400;
const QUARTER = 900;

/** A simulated guesser: how many passwords the bank compared for him, and how many it can have been. */
export interface Run {
  readonly name: string;
  readonly days: number;
  readonly knocks: number;
  readonly lookedAt: number;
  readonly expectedMin: number;
  readonly expectedMax: number;
}

export interface Spray {
  readonly contracts: number;
  readonly addresses: number;
  readonly days: number;
  /** Knocks of all addresses together. */
  readonly perMinute: number;
}

const NO_BRAKE: DoorRules = {
  ...PRODUCT,
  login: {
    ...PRODUCT.login,
    brake: { windows: [{ seconds: MINUTE, refusedMax: Number.MAX_SAFE_INTEGER }], holdSeconds: MINUTE },
  },
};

/** Knocks in even steps, at one contract after the other, from one address after the other. */
export function spray(rules: DoorRules, { contracts, addresses, days, perMinute }: Spray) {
  const knock = openDoor(rules);
  const counts: Record<Answered, number> = { looked_at: 0, turned_away: 0, asked: 0, too_many: 0 };
  const knocks = Math.floor(perMinute * (DAY / MINUTE) * days);
  for (let one = 0; one < knocks; one += 1) {
    const at = START + Math.floor((one * MINUTE) / perMinute);
    counts[knock({ contract: one % contracts, address: `a${one % addresses}`, at })] += 1;
  }
  return { knocks, ...counts };
}

/** At every moment at which he could hope for it: each second at first, then each quarter of an hour. */
function atOneContract(addresses: number, days: number): Run {
  const knock = openDoor(PRODUCT);
  let [knocks, lookedAt] = [0, 0];
  for (let at = 0; at < days * DAY; at += at < MINUTE ? 1 : QUARTER) {
    const address = `a${knocks % addresses}`;
    if (knock({ contract: 1, address, at: START + at }) === 'looked_at') lookedAt += 1;
    knocks += 1;
  }
  const expectedMax = triesIn(strangerSchedule(PRODUCT.login), days * DAY);
  // A lock of a day may end just after he knocked, and the last one then ends too late.
  const name = `one contract, ${addresses === 1 ? 'one address' : `${addresses} addresses`}`;
  return { name, days, knocks, lookedAt, expectedMin: expectedMax - 1, expectedMax };
}

/** The count is looked at after a refusal: the one that goes over the bound is compared as well. */
const brakeBound = (index: number): number => (PRODUCT.login.brake.windows[index]?.refusedMax ?? 0) + 1;

function manyContracts(): readonly Run[] {
  const contracts = 2_000;
  const each = strangerSchedule(PRODUCT.login).length;
  const [soon, day] = [brakeBound(0), brakeBound(1) - 1];
  const fast = { contracts, addresses: 500, days: 1, perMinute: 60 };
  const alone = { contracts, addresses: 1, days: 1, perMinute: PRODUCT.loginsPerMinute };
  /** A day's tries are spread evenly, so that the sliding day never holds one more than the bound. */
  const slow = { contracts: 20_000, addresses: 500, days: 7, perMinute: day / (DAY / MINUTE + 1) };
  const run = (
    name: string,
    rules: DoorRules,
    plan: Spray,
    expectedMin: number,
    expectedMax = expectedMin,
  ): Run => {
    const { knocks, looked_at: lookedAt } = spray(rules, plan);
    return { name, days: plan.days, knocks, lookedAt, expectedMin, expectedMax };
  };
  const words = '2,000 contracts';
  return [
    run(`${words}, 500 addresses, without the brake`, NO_BRAKE, fast, each * contracts),
    run(`${words}, one address, without the brake`, NO_BRAKE, alone, each * contracts),
    run(`${words}, 500 addresses`, PRODUCT, fast, soon),
    run(`${words}, one address`, PRODUCT, alone, soon),
    run('20,000 contracts, slowly enough for the brake', PRODUCT, slow, 7 * day * 0.99, 7 * day),
  ];
}

export const runGuessers = (): readonly Run[] => [
  atOneContract(1, 30),
  atOneContract(50, 30),
  ...manyContracts(),
];

/** What a customer finds at the door while strangers keep it shut for their like. */
export interface LockedOut {
  readonly days: number;
  readonly logins: number;
  readonly refusedAtHome: number;
  readonly refusedElsewhere: number;
}

/**
 * Strangers knock at one contract every quarter of an hour and at all others besides, for a month. Its customer logs in
 * every day from the browser that knows him, and mistypes the password each third day; and once a day from another one.
 */
export function runLockout(rules: DoorRules = PRODUCT): LockedOut {
  const knock = openDoor(rules);
  const days = 30;
  let [logins, refusedAtHome, refusedElsewhere] = [0, 0, 0];
  for (let quarter = 0; quarter < (days * DAY) / QUARTER; quarter += 1) {
    const at = START + quarter * QUARTER;
    knock({ contract: 1, address: `a${quarter}`, at });
    for (let other = 2; other < 30; other += 1) knock({ contract: other, address: `a${quarter}`, at });
    if (quarter % (DAY / QUARTER) !== 50) continue;
    const mine = { contract: 1, address: 'home', device: 'cookie' };
    logins += 1;
    const isMistyped = logins % 3 === 0;
    if (isMistyped) knock({ ...mine, at });
    if (knock({ ...mine, at: at + 30, isRight: true }) !== 'looked_at') refusedAtHome += 1;
    if (knock({ contract: 1, address: 'elsewhere', at: at + 60, isRight: true }) !== 'looked_at')
      refusedElsewhere += 1;
  }
  return { days, logins, refusedAtHome, refusedElsewhere };
}
