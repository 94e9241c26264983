import type { CodeOptions } from './code.ts';
import type { Hmac, SyncHmac } from './hmac.ts';
import { hotp, hotpSync } from './hotp.ts';

declare const brand: unique symbol;

/** Number of a time step since the Unix epoch: the T of RFC 6238 §4.2. A safe integer, never negative. */
export type TimeStep = number & { readonly [brand]: 'TimeStep' };

/** How long a step lasts. */
export interface StepOptions {
  /** Length of a step in whole seconds; 30 where not said (RFC 6238 §5.2). */
  readonly period?: number;
}

/** What makes the form of a time-based code. */
export interface TotpOptions extends CodeOptions, StepOptions {}

const PERIOD_DEFAULT = 30;

/**
 * Says that a number is a time step: for one read from a row, or one moved by a learned offset.
 *
 * @throws RangeError where it is no safe integer, or negative
 */
export function timeStep(number: number): TimeStep {
  if (!Number.isSafeInteger(number) || number < 0)
    throw new RangeError('a time step is a safe integer, and not negative');
  return number as TimeStep;
}

/**
 * The step that an instant belongs to.
 *
 * @param epochSeconds seconds since 1970-01-01T00:00Z, not negative; a fraction is cut off
 * @throws RangeError where the instant is negative or not finite, or the period no positive integer
 * @see RFC 6238 §4.2, with T0 = 0
 */
export function timeStepOf(epochSeconds: number, options?: StepOptions): TimeStep {
  const period = options?.period ?? PERIOD_DEFAULT;
  if (!Number.isSafeInteger(period) || period < 1)
    throw new RangeError('a period is a positive whole number of seconds');
  return timeStep(Math.floor(epochSeconds / period));
}

/**
 * The TOTP code of an instant.
 *
 * @param hmac keyed with the shared secret
 * @param epochSeconds seconds since 1970-01-01T00:00Z, not negative; a fraction is cut off
 * @throws RangeError where an argument is out of range
 * @see RFC 6238 §4
 */
export async function totp(hmac: Hmac, epochSeconds: number, options?: TotpOptions): Promise<string> {
  return hotp(hmac, timeStepOf(epochSeconds, options), options);
}

/** {@link totp} for an HMAC that answers at once: no promise is made. */
export function totpSync(hmac: SyncHmac, epochSeconds: number, options?: TotpOptions): string {
  return hotpSync(hmac, timeStepOf(epochSeconds, options), options);
}
