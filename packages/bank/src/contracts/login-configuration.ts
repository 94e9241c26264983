import { assert } from '@warifu/base';

/** Of log-ins. Times are seconds. */
export interface LoginConfiguration {
  /** The wait after the nth wrong password in a row; from `strangerLockFrom` on the lock takes its place. */
  readonly delaySeconds: readonly number[];
  readonly strangerLockFrom: number;
  readonly strangerLockSeconds: number;
  /** The waits of a browser that logged in here before; the last one is repeated. */
  readonly deviceDelaySeconds: readonly number[];
  /** From so many wrong ones in a row the browser is forgotten and counts as a stranger. */
  readonly deviceForgottenFrom: number;
  readonly contractsPerBrowserMax: number;
  /** Strange browsers are asked for more while, over all contracts, more of them were refused than in one of these. */
  readonly brake: {
    readonly windows: readonly { readonly seconds: number; readonly refusedMax: number }[];
    /** It is on for so long at least. */
    readonly holdSeconds: number;
  };
  readonly loginsShown: number;
}

const MINUTE = 60;
const HOUR = 3_600;

export const defaultLogin: LoginConfiguration = {
  delaySeconds: [0, 2, 5, 15],
  strangerLockFrom: 5,
  strangerLockSeconds: 24 * HOUR,
  deviceDelaySeconds: [0, 2, 5, 15, 60, 120, 300, 600, 900],
  deviceForgottenFrom: 10,
  contractsPerBrowserMax: 8,
  brake: {
    windows: [
      { seconds: 10 * MINUTE, refusedMax: 200 },
      { seconds: 24 * HOUR, refusedMax: 2_000 },
    ],
    holdSeconds: 10 * MINUTE,
  },
  loginsShown: 3,
};

/** Crashes at start, naming the first setting that contradicts itself. */
export function assertLogin(login: LoginConfiguration): void {
  const { windows, holdSeconds } = login.brake;
  const grows = (seconds: readonly number[]) =>
    seconds.every((second, index) => second >= (seconds[index - 1] ?? 0));
  assert(grows(login.delaySeconds), 'login.delaySeconds never shrinks');
  assert(grows(login.deviceDelaySeconds), 'login.deviceDelaySeconds never shrinks');
  assert(login.strangerLockFrom >= 1, 'login.strangerLockFrom is at least 1');
  assert(login.strangerLockSeconds > 0, 'login.strangerLockSeconds is more than 0');
  assert(login.deviceForgottenFrom >= 1, 'login.deviceForgottenFrom is at least 1');
  assert(windows.length > 0, 'login.brake.windows has a window');
  assert(
    windows.every(({ seconds, refusedMax }) => seconds >= MINUTE && refusedMax >= 1),
    'login.brake.windows are a minute and one refusal at least',
  );
  assert(holdSeconds >= MINUTE, 'login.brake.holdSeconds is a minute at least');
}
