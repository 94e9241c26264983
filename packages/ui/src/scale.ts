const INTERVALS_MAX = 4n;

/** 1, 2, 5, 10, 20, 50 … : the first that is not below. */
function roundStep(least: bigint): bigint {
  for (let power = 1n; ; power *= 10n) {
    const step = [power, 2n * power, 5n * power].find((one) => one >= least);
    if (step !== undefined) return step;
  }
}

/** Down to a multiple, also below zero. */
const floorTo = (amount: bigint, step: bigint): bigint =>
  (amount < 0n ? (amount - step + 1n) / step : amount / step) * step;

/** Round amounts from below the least to above the most of these, evenly apart, five at most or one more; lowest first. */
export function ticksOf(amounts: readonly bigint[]): readonly bigint[] {
  const [first = 0n] = amounts;
  const low = amounts.reduce((least, amount) => (amount < least ? amount : least), first);
  const high = amounts.reduce((most, amount) => (amount > most ? amount : most), first);
  const step = roundStep((high - low + INTERVALS_MAX - 1n) / INTERVALS_MAX || 1n);
  const bottom = floorTo(low, step);
  const ticks = [bottom];
  for (let tick = bottom + step; ticks.length < 2 || tick - step < high; tick += step) ticks.push(tick);
  return ticks;
}

/** Where an amount stands between two, in thousandths. */
export const thousandthsOf = (amount: bigint, from: bigint, to: bigint): number =>
  to === from ? 0 : Number(((amount - from) * 1_000n) / (to - from));
