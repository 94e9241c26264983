import { type EpochSeconds, epochSeconds } from '@warifu/base';
import { defaultTokenConfiguration } from '@warifu/token';
import { type BindingCount, judgeBinding, judgeCode, type Wait } from '../../packages/token/src/judge.ts';

/** Random numbers from a seed: the same run gives the same figures. */
export function openRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const DIGEST_BYTES = 20;
const PERIOD = 30;
const START = 1_795_482_000;

/**
 * A token whose codes are among the first `codes` numbers alone. The judge is the product's, unchanged; only the digest
 * that is handed to it is drawn from a smaller space, so that hits are seen in thousands of guesses and not in millions.
 */
function tokenOf(random: () => number, codes: number) {
  const drawn = new Map<string, number>();
  return (message: Uint8Array): Uint8Array => {
    const key = Buffer.from(message).toString('hex');
    const value = drawn.get(key) ?? Math.floor(random() * codes);
    drawn.set(key, value);
    const digest = Buffer.alloc(DIGEST_BYTES);
    // The last nibble is 0: the code is cut from the first four octets. RFC 4226 section 5.3
    digest.writeUInt32BE(value, 0);
    return digest;
  };
}

interface Told {
  readonly trials: number;
  readonly hits: number;
}

/** Guesses at fresh bindings until a hit or a stop: `stopsAt` failures, where the customer's own code sets the count to 0. */
export function guessCodes(options: {
  readonly random: () => number;
  readonly codes: number;
  readonly trials: number;
  readonly guesses: number;
}): Told {
  const { random, codes, trials, guesses } = options;
  let hits = 0;
  for (let trial = 0; trial < trials; trial += 1) if (isHit(random, codes, guesses)) hits += 1;
  return { trials, hits };
}

function isHit(random: () => number, codes: number, guesses: number): boolean {
  const rules = defaultTokenConfiguration;
  const hmac = tokenOf(random, codes);
  let binding: BindingCount = { failures: 0, isLocked: false };
  let wait: Wait | undefined;
  for (let guess = 0; guess < guesses; guess += 1) {
    const now: EpochSeconds = epochSeconds(START + guess);
    const judgement = judgeCode(
      {
        hmac,
        digits: 6,
        periodSeconds: PERIOD,
        driftSteps: 0,
        lastStep: undefined,
        code: String(Math.floor(random() * codes)).padStart(6, '0'),
        nextCode: undefined,
        wait,
        now,
      },
      rules,
    );
    const after = judgeBinding(judgement, binding, rules.failuresMax);
    if (after.verdict === 'accepted') return true;
    if (after.verdict === 'locked') return false;
    if (after.verdict === 'needs_second_code' && judgement.judged === 'far')
      wait = { step: judgement.step, askedAt: now };
    binding = after;
  }
  return false;
}
