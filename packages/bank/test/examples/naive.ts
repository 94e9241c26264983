/**
 * The bank's rules once more, as slowly as a clerk with a calendar would do them: days are counted one by one, amounts are
 * cut as texts of digits. Nothing of the bank's code is used here, so that both can only agree by being right.
 */

const DAY_MS = 86_400_000;
const at = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const dayAfter = (date: string): string => dateOf(at(date) + DAY_MS);

export function countDays(from: string, to: string): bigint {
  let days = 0n;
  for (let day = from; day < to; day = dayAfter(day)) days += 1n;
  return days;
}

/** The same day so many months later: the month is walked to its end where the day does not exist. */
export function monthsAfter(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  const start = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
  let found = start;
  while (Number(found.slice(8)) < day && dayAfter(found).slice(0, 7) === start.slice(0, 7)) {
    found = dayAfter(found);
  }
  return found;
}

/** Cuts the last five digits: a hundred thousand thousandths of a per cent are the whole. */
function cut(digits: string, last: number): bigint {
  return BigInt(digits.length > last ? digits.slice(0, -last) : '0');
}

/** Interest of an amount at a rate in thousandths: days are added up one by one, and what is not a full yen is dropped. */
function simple(principal: bigint, rate: bigint, from: string, to: string): bigint {
  let sum = 0n;
  for (let day = from; day < to; day = dayAfter(day)) sum += principal * rate;
  // The whole number of years' worth of 365 × 100,000 in it, by taking away.
  return cut(String(sum / 365n), 5);
}

const tax = (interest: bigint, rate: bigint): bigint => cut(String(interest * rate), 5);

const nationalRate = (day: string): bigint => (day < '2038-01-01' ? 15_315n : 15_000n);

export const netOf = (interest: bigint, day: string): bigint =>
  interest - tax(interest, nationalRate(day)) - tax(interest, 5_000n);

const share = (rate: bigint, percent: bigint): bigint => cut(String(rate * percent), 2);

export interface NaiveDeposit {
  readonly principal: bigint;
  readonly months: number;
  readonly rate: bigint;
  readonly opened: string;
}

/** Interim payments up to a day, each with its day. */
export function interims(deposit: NaiveDeposit, until: string): readonly { on: string; gross: bigint }[] {
  if (deposit.months < 24) return [];
  const paid: { on: string; gross: bigint }[] = [];
  for (let year = 1; year * 12 < deposit.months; year += 1) {
    const from = monthsAfter(deposit.opened, year * 12 - 12);
    const on = monthsAfter(deposit.opened, year * 12);
    const gross = simple(deposit.principal, share(deposit.rate, 70n), from, on);
    if (on <= until) paid.push({ on, gross });
  }
  return paid;
}

const total = (numbers: readonly bigint[]): bigint => numbers.reduce((sum, one) => sum + one, 0n);

/** What a deposit pays at maturity or after it. */
export function atMaturity(deposit: NaiveDeposit, on: string, ordinary: bigint): bigint {
  const { principal, rate, opened, months } = deposit;
  const maturity = monthsAfter(opened, months);
  const paid = total(interims(deposit, on).map(({ gross }) => gross));
  const rest = simple(principal, rate, opened, maturity) - paid;
  return principal + netOf(rest + simple(principal, ordinary, maturity, on), on);
}

const earlyShare = (opened: string, on: string): bigint | undefined => {
  const steps: readonly (readonly [number, bigint])[] = [
    [30, 90n],
    [24, 70n],
    [18, 60n],
    [12, 50n],
    [6, 40n],
  ];
  return steps.find(([months]) => on >= monthsAfter(opened, months))?.[1];
};

/** What a deposit pays before maturity: what was paid so far is set off. */
export function early(deposit: NaiveDeposit, on: string, ordinary: bigint): bigint {
  const { principal, rate, opened } = deposit;
  const percent = earlyShare(opened, on);
  const shared = percent === undefined ? ordinary : share(rate, percent);
  const earned = simple(principal, shared > ordinary ? shared : ordinary, opened, on);
  const paid = interims(deposit, on);
  const before = total(paid.map(({ gross }) => gross));
  if (earned >= before) return principal + netOf(earned - before, on);
  const excess = (withheld: bigint, due: bigint): bigint => (withheld > due ? withheld - due : 0n);
  const national = total(paid.map((one) => tax(one.gross, nationalRate(one.on))));
  const local = total(paid.map((one) => tax(one.gross, 5_000n)));
  return (
    principal -
    (before - earned) +
    excess(national, tax(earned, nationalRate(on))) +
    excess(local, tax(earned, 5_000n))
  );
}

/** 定期積金 at maturity: each instalment bears the yield for the months from it to maturity. */
export function savingsAtMaturity(
  savings: { readonly instalment: bigint; readonly instalments: number; readonly rate: bigint },
  maturity: string,
  on: string,
  ordinary: bigint,
): bigint {
  let monthsWorth = 0n;
  for (let month = 1; month <= savings.instalments; month += 1) {
    for (let left = savings.instalments; left >= month; left -= 1) monthsWorth += savings.instalment;
  }
  const supplement = cut(String((monthsWorth * savings.rate) / 12n), 5);
  const principal = savings.instalment * BigInt(savings.instalments);
  return principal + netOf(supplement + simple(principal, ordinary, maturity, on), on);
}

/** 定期積金 before maturity: each instalment bears interest for its own days, and all of it is cut once. */
export function savingsEarly(
  savings: { readonly instalment: bigint; readonly rate: bigint },
  debits: readonly string[],
  on: string,
  ordinary: bigint,
): bigint {
  const first = debits[0];
  const isShared = first !== undefined && on >= monthsAfter(first, 12);
  const shared = isShared ? share(savings.rate, 60n) : 0n;
  const used = shared > ordinary ? shared : ordinary;
  let sum = 0n;
  for (const debit of debits) sum += savings.instalment * used * countDays(debit, on);
  return savings.instalment * BigInt(debits.length) + netOf(cut(String(sum / 365n), 5), on);
}

/** Ordinary interest of the days from first to last: each day looks up its own balance and rate. */
export function ordinary(
  first: string,
  last: string,
  balances: readonly (readonly [string, bigint])[],
  rates: readonly (readonly [string, bigint])[],
): bigint {
  let sum = 0n;
  for (let day = first; day <= last; day = dayAfter(day)) {
    const balance = balances.filter(([from]) => from <= day).at(-1)?.[1] ?? 0n;
    const hundreds = balance < 1_000n ? '0' : `${String(balance).slice(0, -2)}00`;
    sum += BigInt(hundreds) * (rates.filter(([from]) => from <= day).at(-1)?.[1] ?? 0n);
  }
  return cut(String(sum / 365n), 5);
}
