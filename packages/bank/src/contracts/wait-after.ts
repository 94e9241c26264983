import type { BankConfiguration } from '../configuration.ts';

/** The seconds to wait after the nth try in a row, for n from 1; the last holds for all that follow. */
export type WaitSchedule = readonly number[];

/** Browsers that never logged in on the contract, all together: growing waits, then the lock. */
export function strangerSchedule(login: BankConfiguration['login']): WaitSchedule {
  const { delaySeconds, strangerLockFrom, strangerLockSeconds } = login;
  const before = Array.from(
    { length: strangerLockFrom - 1 },
    (_, index) => delaySeconds[index] ?? delaySeconds.at(-1) ?? 0,
  );
  return [...before, strangerLockSeconds];
}

/** A browser that did: growing waits up to the last of the list, and no lock. */
export const deviceSchedule = (login: BankConfiguration['login']): WaitSchedule => login.deviceDelaySeconds;
