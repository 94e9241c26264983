import { type CodeOptions, type Digits, digitsOf, equalCodes } from './code.ts';
import type { Hmac, SyncHmac } from './hmac.ts';
import { codeOf, counterBytes } from './hotp.ts';
import { type TimeStep, timeStep } from './totp.ts';

/** What was typed, and where in time it may stand. */
export interface MatchQuestion extends CodeOptions {
  /** As presented. What has not the shape of a code matches nothing, and takes as long. */
  readonly code: string;
  /** Centre of the window: the step of the server's clock, moved by the offset learned for this token. */
  readonly at: TimeStep;
  /** Steps looked at on either side of the centre, 0 to {@link WINDOW_STEPS_MAX}. */
  readonly window: number;
  /** The last step that was spent; `undefined` for a token whose first code this is. */
  readonly lastStep: TimeStep | undefined;
}

/** Two codes shown one after the other, to find a clock that went astray. */
export interface PairQuestion extends MatchQuestion {
  /** The code that the token showed directly after `code`. */
  readonly nextCode: string;
}

/**
 * What a code is worth. `step` is the one to spend: store it as the last step before anything is done on its strength.
 *
 * `spent` says that the code is right, but only for steps up to the last one: someone has used it already.
 * To the person who typed it, `spent` and `none` should look the same.
 */
export type Match =
  | { readonly match: 'fresh'; readonly step: TimeStep }
  | { readonly match: 'spent' }
  | { readonly match: 'none' };

/** The widest window that is searched. At 6 digits, 100 steps on either side already give a guess one chance in 5,000. */
export const WINDOW_STEPS_MAX = 100;

/**
 * Looks for a code in a window of steps, and says whether it can be spent.
 *
 * The whole window is computed and compared whatever matches, so the time taken tells nothing. Should the code belong
 * to several fresh steps, the latest is named: with that one spent, the same code is dead in the whole window.
 * A wide window therefore names a step beyond the true one more often; ask with the narrow window first.
 *
 * @throws RangeError where window, centre or digits are out of range
 * @see RFC 6238 §5.2 (a code is accepted once), §6 (drift)
 */
export async function matchTotp(question: MatchQuestion & { readonly hmac: Hmac }): Promise<Match> {
  const { hmac } = question;
  const search = searchOf(question, 0);
  const macs = await Promise.all(search.steps.map((step) => hmac(counterBytes(step))));
  return judge(search, macs, [question.code]);
}

/** {@link matchTotp} for an HMAC that answers at once: no promise is made. */
export function matchTotpSync(question: MatchQuestion & { readonly hmac: SyncHmac }): Match {
  const { hmac } = question;
  const search = searchOf(question, 0);
  const macs = search.steps.map((step) => hmac(counterBytes(step)));
  return judge(search, macs, [question.code]);
}

/**
 * Looks for two consecutive codes, the first of them within the window. The step named is that of the second:
 * spending it spends both.
 *
 * Two codes make a guess a million times harder, which is what lets a window be wide. A pair of which only the second
 * is past the last step is `spent`.
 *
 * @throws RangeError where window, centre or digits are out of range
 * @see RFC 4226 §7.4 and E.3 (resynchronisation by a sequence of codes), RFC 6238 §6
 */
export async function matchTotpPair(question: PairQuestion & { readonly hmac: Hmac }): Promise<Match> {
  const { hmac } = question;
  const search = searchOf(question, 1);
  const macs = await Promise.all(search.steps.map((step) => hmac(counterBytes(step))));
  return judge(search, macs, [question.code, question.nextCode]);
}

/** {@link matchTotpPair} for an HMAC that answers at once: no promise is made. */
export function matchTotpPairSync(question: PairQuestion & { readonly hmac: SyncHmac }): Match {
  const { hmac } = question;
  const search = searchOf(question, 1);
  const macs = search.steps.map((step) => hmac(counterBytes(step)));
  return judge(search, macs, [question.code, question.nextCode]);
}

/** The steps to compute, in rising order without a gap, and what is needed to judge them. */
interface Search {
  readonly steps: readonly TimeStep[];
  readonly lastStep: number;
  readonly digits: Digits;
}

/** @param further steps needed after the window, for the codes that follow the first */
function searchOf({ at, window, lastStep, ...form }: MatchQuestion, further: number): Search {
  if (!Number.isInteger(window) || window < 0 || window > WINDOW_STEPS_MAX)
    throw new RangeError(`a window is a whole number of steps from 0 to ${WINDOW_STEPS_MAX}`);
  const first = timeStep(Math.max(0, timeStep(at) - window)); // there is no step before the epoch
  const length = at + window + further - first + 1;
  return {
    steps: Array.from({ length }, (_, index) => timeStep(first + index)),
    lastStep: lastStep === undefined ? -1 : timeStep(lastStep),
    digits: digitsOf(form),
  };
}

/** Compares `codes` as a run of consecutive steps at every place of the search, and stops nowhere early. */
function judge(search: Search, macs: readonly Uint8Array[], codes: readonly string[]): Match {
  const expected = macs.map((mac) => codeOf(mac, search.digits));
  let fresh: TimeStep | undefined;
  let isKnown = false;
  search.steps.slice(codes.length - 1).forEach((last, place) => {
    let isSame = true;
    codes.forEach((code, index) => {
      isSame = equalCodes(code, expected[place + index] ?? '') && isSame;
    });
    const isFresh = last - (codes.length - 1) > search.lastStep;
    fresh = isSame && isFresh ? last : fresh;
    isKnown = isKnown || isSame;
  });
  if (fresh !== undefined) return { match: 'fresh', step: fresh };
  return isKnown ? { match: 'spent' } : { match: 'none' };
}
