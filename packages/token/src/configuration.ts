import { assert } from '@warifu/base';

/** How attempts without a binding slow down: the first `free` cost nothing, then the wait doubles. */
export interface WaitRule {
  readonly free: number;
  readonly firstSeconds: number;
  readonly maxSeconds: number;
  /** After so long without a failure the count begins anew. */
  readonly forgetSeconds: number;
}

/** At most `max` in a window of so many seconds. */
export interface Cap {
  readonly max: number;
  readonly windowSeconds: number;
}

/** Every number that the authority decides by. */
export interface TokenConfiguration {
  /** Steps on either side of a token's remembered offset in which a lone code is good; 1, at most 4. */
  readonly windowSteps: number;
  /** Steps on either side in which two consecutive codes are good; at most 100. 時刻補正. */
  readonly farSteps: number;
  readonly secondCodeSeconds: number;
  /** Wrong codes in a row that lock a binding. */
  readonly failuresMax: number;
  readonly verdictSeconds: number;
  readonly proofSeconds: number;
  /** Life of a token that is never bound. */
  readonly unboundSeconds: number;
  /** How far a device's life-cycle request may be from now. */
  readonly deviceRequestSeconds: number;
  /** What a device may ask about its own token; giving it up is never refused for this. */
  readonly questionsPerDevice: Cap;
  /** How long a device is told that its token left a service. */
  readonly departureSeconds: number;
  readonly provisionsPerAddress: Cap;
  readonly provisionsInTotal: Cap;
  readonly subjectWaits: WaitRule;
  readonly tokenWaits: WaitRule;
  readonly relyingPartyWaits: WaitRule;
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

export const defaultTokenConfiguration: TokenConfiguration = {
  windowSteps: 1,
  farSteps: 20,
  secondCodeSeconds: 3 * MINUTE,
  failuresMax: 10,
  verdictSeconds: 10 * MINUTE,
  proofSeconds: 10 * MINUTE,
  unboundSeconds: 30 * DAY,
  deviceRequestSeconds: 5 * MINUTE,
  questionsPerDevice: { max: 60, windowSeconds: HOUR },
  departureSeconds: 365 * DAY,
  provisionsPerAddress: { max: 20, windowSeconds: HOUR },
  provisionsInTotal: { max: 10_000, windowSeconds: DAY },
  subjectWaits: { free: 3, firstSeconds: 30, maxSeconds: HOUR, forgetSeconds: DAY },
  tokenWaits: { free: 5, firstSeconds: 30, maxSeconds: HOUR, forgetSeconds: DAY },
  // Wrong attempts of all customers of a party together: short waits only, or a stranger could stop every registration.
  relyingPartyWaits: { free: 300, firstSeconds: 1, maxSeconds: 30, forgetSeconds: MINUTE },
};

/** The configuration itself, where its numbers are sound. Wrong ones name themselves. */
export function soundConfiguration(configuration: TokenConfiguration): TokenConfiguration {
  const { windowSteps, farSteps } = configuration;
  assert(
    Number.isInteger(windowSteps) && windowSteps >= 0 && windowSteps <= 4,
    'windowSteps is a whole number from 0 to 4',
  );
  assert(
    Number.isInteger(farSteps) && farSteps >= windowSteps && farSteps <= 100,
    'farSteps is a whole number from windowSteps to 100',
  );
  for (const [name, value] of Object.entries(configuration)) {
    const numbers = typeof value === 'number' ? [value] : Object.values(value as WaitRule | Cap);
    assert(
      numbers.every((number) => Number.isSafeInteger(number) && number >= 0),
      `${name} is made of whole numbers, none negative`,
    );
  }
  assert(configuration.failuresMax >= 1, 'failuresMax is at least 1');
  return configuration;
}
