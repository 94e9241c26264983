import { type BankConfiguration, defaultConfiguration } from '@warifu/bank';
import { epochSeconds } from '@warifu/base';
import { openCounters } from '../../apps/warifu/src/processes/counters.ts';
import { isHeld, judgeBrake, type RefusedMinute } from '../../packages/bank/src/contracts/login-brake.ts';
import {
  deviceSchedule,
  strangerSchedule,
  type WaitSchedule,
} from '../../packages/bank/src/contracts/wait-after.ts';
import { DEFAULT_RATE_LIMITS } from '../../packages/site/src/options.ts';

/** One login with a wrong password, or with the right one. */
export interface Knock {
  readonly contract: number;
  readonly address: string;
  /** Seconds. */
  readonly at: number;
  /** A browser that logged in on the contract before; otherwise one of all the others. */
  readonly device?: string;
  readonly isRight?: boolean;
}

/** `looked_at`: the password was compared. `asked`: for an account number. `too_many`: from this address. */
export type Answered = 'looked_at' | 'turned_away' | 'asked' | 'too_many';

interface Counter {
  tries: number;
  blockedUntil: number;
}

export interface DoorRules {
  readonly login: BankConfiguration['login'];
  readonly loginsPerMinute: number;
}

export const PRODUCT: DoorRules = {
  login: defaultConfiguration.login,
  loginsPerMinute: DEFAULT_RATE_LIMITS.loginsPerMinute,
};

const MINUTE = 60;
const MINUTE_MS = 60_000;

/**
 * The login's counters without a database: schedules, brake and counters of addresses are the product's own functions, and
 * what the product does in SQL is done here in a map. `door.test.ts` shows that both answer alike.
 */
export function openDoor({ login, loginsPerMinute }: DoorRules): (knock: Knock) => Answered {
  let now = 0;
  const addresses = openCounters(() => now * 1_000, Number.POSITIVE_INFINITY);
  const counters = new Map<string, Counter>();
  const [strangers, devices] = [strangerSchedule(login), deviceSchedule(login)];
  const brake = openBrake(login.brake);

  return ({ contract, address, at, device, isRight = false }) => {
    now = at;
    const { current } = addresses({ counter: 'logins', key: address, windowMs: MINUTE_MS });
    if (current > loginsPerMinute) return 'too_many';
    if (device === undefined && brake.isOn(at)) {
      brake.count(at);
      return 'asked';
    }
    const key = `${contract} ${device ?? ''}`;
    const isLookedAt = take(counters, key, device === undefined ? strangers : devices, at);
    if (isLookedAt && isRight) counters.delete(key);
    else if (device === undefined) brake.count(at);
    return isLookedAt ? 'looked_at' : 'turned_away';
  };
}

function take(counters: Map<string, Counter>, key: string, schedule: WaitSchedule, at: number): boolean {
  const counter = counters.get(key) ?? { tries: 0, blockedUntil: at };
  counters.set(key, counter);
  if (counter.blockedUntil > at) return false;
  counter.tries += 1;
  counter.blockedUntil = at + (schedule[Math.min(counter.tries, schedule.length) - 1] ?? 0);
  return true;
}

function openBrake(brake: DoorRules['login']['brake']) {
  let minutes: readonly RefusedMinute[] = [];
  let onUntil = 0;
  const longest = Math.max(...brake.windows.map(({ seconds }) => seconds));
  return {
    isOn: (at: number) => onUntil > at,
    count: (at: number) => {
      const now = epochSeconds(at);
      const minute = at - (at % MINUTE);
      const [newest, ...older] = minutes;
      if (newest?.minute === minute) minutes = [{ minute, refused: newest.refused + 1 }, ...older];
      else minutes = [{ minute, refused: 1 }, ...minutes.filter((one) => one.minute > at - longest)];
      if (isHeld(brake, onUntil, now)) return;
      onUntil = Math.max(onUntil, judgeBrake(brake, minutes, now) ?? 0);
    },
  };
}
