import type { Figures } from './figures.ts';
import { chanceOf, yearsOf } from './odds.ts';

/** The run that docs/guessing.md is of. */
export const PUBLISHED = { seed: 1, trials: 2_000 } as const;

/** Of a guesser's best guesses, the share of customers who have that very password. An assumption, and a harsh one. */
const SHARE = 1e-4;
const BANK = 100_000;
const PHISHED = 1_000;

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const chance = (value: number): string => (value < 0.001 ? value.toExponential(1) : value.toFixed(3));
/** Over a year nearly certain, a rate of hits says more than a chance. */
const years = (perYear: number): string =>
  yearsOf(perYear) >= 10 ? whole(yearsOf(perYear)) : yearsOf(perYear).toPrecision(2);
const row = (who: string, guesses: number | string, perYear: number): string =>
  `| ${who} | ${typeof guesses === 'number' ? whole(guesses) : guesses} | ${chance(perYear)} | ${years(perYear)} |`;

const HEAD = `| guesser | guesses in a year | chance of a hit in a year | years to a hit |
|---|---|---|---|`;

/** docs/guessing.md. */
export const pageOf = (figures: Figures): string => `# What guessing costs

Written by \`npm run guessing\`, from the configured rules and the product's own judges; a test compares this page with what
they say now. Every figure is what is expected, with the assumptions written beside it.

${assumptions(figures)}

${codes(figures)}

${passwords(figures)}

${spraying(figures)}

${seen(figures)}
`;

const assumptions = ({
  perGuess,
  failuresMax,
  triesAtOnce,
  triesPerDay,
  loginsPerMinute,
}: Figures): string => `## Assumed

- A code is one of 1,000,000, all as likely, and three of them are right at a moment (one step of 30 seconds on either side):
  ${chance(perGuess)} for a guess. Two that fall on one number make it less.
- ${failuresMax} wrong codes in a row lock the binding. Only the branch unlocks it, on paper; a right code of the customer sets the
  count to nothing.
- A browser that never logged in on a contract shares one counter with all others like it: five tries with growing waits, then
  one a day. A browser that has logged in has a device cookie and a counter of its own.
- One address may ask ${loginsPerMinute} times a minute for a password to be looked at. A guesser with many addresses has as many as he likes.
- Common passwords are refused when a password is set. Even so a guesser's next best guess is taken to be the password of one
  customer in ${whole(1 / SHARE)}. That is harsh; a password that a customer draws at random is guessed by nobody.
- More than ${whole(triesAtOnce)} refused logins of strange browsers in ten minutes, or ${whole(triesPerDay)} in a day, over all
  contracts: strange browsers are asked for an account number as well, one of 10,000,000, before a password is looked at.
- The guesser knows every contract number and all of these rules. The bank has ${whole(BANK)} contracts.
- Phished, stolen and overheard passwords and codes are not guesses (\`SECURITY.md\`).`;

function codes({ failuresMax, beforeLock, betweenUses }: Figures): string {
  const between = `one contract, ${failuresMax - 1} guesses between two codes of the customer, who uses one a day`;
  return `## Codes, by who has the login password

${HEAD}
${row('one contract, until the lock', failuresMax, beforeLock)}
${row('one contract, unlocked by the branch every month', 12 * failuresMax, chanceOf(beforeLock, 12))}
${row(between, (failuresMax - 1) * 365, chanceOf(betweenUses, 365))}
${row(`${whole(PHISHED)} contracts with known passwords, each until its lock`, PHISHED * failuresMax, chanceOf(beforeLock, PHISHED))}

One address or many is the same here: the count is the binding's. The third guesser is the one to fear. His guesses are wrong
codes in the audit trail day after day, the customer is told of every login from a new browser, and a guess that hits buys one
order.`;
}

function passwords({ triesPerYear, failuresMax, beforeLock }: Figures): string {
  const digits = chanceOf(1e-8, triesPerYear);
  const share = chanceOf(SHARE, triesPerYear);
  const both = `${whole(triesPerYear)}, then ${failuresMax}`;
  return `## Passwords of one contract

${HEAD}
${row('a password of eight random digits', triesPerYear, digits)}
${row(`each guess the password of one customer in ${whole(1 / SHARE)}`, triesPerYear, share)}
${row('password and code, eight random digits', both, digits * beforeLock)}
${row(`password and code, one customer in ${whole(1 / SHARE)}`, both, share * beforeLock)}

From one address or from many: strangers share one counter for each contract.`;
}

function spraying({ triesPerDay, loginsPerMinute, beforeLock }: Figures): string {
  const each = 5;
  const before = BANK * each * SHARE;
  const perYear = triesPerDay * 365;
  const hits = perYear * SHARE;
  const oneAddress = (BANK * each) / (loginsPerMinute * 60 * 24);
  return `## One password at many contracts

| guesser | passwords compared | logins that succeed | chance that a code is guessed after them |
|---|---|---|---|
| many addresses, no brake (as it was), in a day | ${whole(BANK * each)} | ${whole(before)} | ${chance(chanceOf(beforeLock, before))} |
| one address, no brake, in ${whole(oneAddress)} days | ${whole(BANK * each)} | ${whole(before)} | ${chance(chanceOf(beforeLock, before))} |
| with the brake, one address or many, as fast as can be, in a day | ${whole(triesPerDay + 1)} at most, and what is under way just then | ${(triesPerDay * SHARE).toPrecision(1)} | ${chance(chanceOf(beforeLock, triesPerDay * SHARE))} |
| with the brake, slowly enough for it, in a year | ${whole(perYear)} | ${whole(hits)} | ${chance(chanceOf(beforeLock, hits))} |

Such a login shows balances and is told to the customer by mail; a payment to somebody else takes a code: ${years(chanceOf(beforeLock, hits))}
years until one is guessed, by who goes on all that time. While the brake is on, a guess takes an account number too: one in
${whole(1e7 / SHARE)}.`;
}

function seen(figures: Figures): string {
  const { trials, codes: numbers, codeRuns, runs, lockout } = figures;
  const rows = codeRuns.map(({ name, hits, expected }) => `| ${name} | ${hits} | ${expected.toFixed(1)} |`);
  const compared = runs.map(({ name, days, knocks, lookedAt, expectedMin, expectedMax }) => {
    const bounds = [Math.ceil(expectedMin), expectedMax].map(whole);
    const expected = bounds[0] === bounds[1] ? bounds[0] : bounds.join(' to ');
    return `| ${name} | ${days} | ${whole(knocks)} | ${whole(lookedAt)} | ${expected} |`;
  });
  return `## What the simulation showed

The authority's judges (\`packages/token/src/judge.ts\`) on ${whole(trials)} bindings each, with codes drawn from ${whole(numbers)} numbers instead
of a million so that hits are seen:

| codes | hits | worked out |
|---|---|---|
${rows.join('\n')}

The counters of the login and its brake (\`tests/guessing/door.ts\`, which a test holds against the bank on its database):

| passwords | days | logins asked for | compared | worked out |
|---|---|---|---|---|
${compared.join('\n')}

**Nobody is shut out of his own browser.** For ${lockout.days} days strangers tried a contract every quarter of an hour, and others besides, so
that the lock and the brake were on. Its customer logged in from the browser that knows him ${lockout.logins} times, mistyping every third
password first: refused ${lockout.refusedAtHome} times. From a browser that did not know him: ${lockout.refusedElsewhere} times of ${lockout.logins}.`;
}
