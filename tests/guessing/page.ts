import { chanceOf, yearsOf } from './odds.ts';

interface Figures {
  readonly seed: number;
  readonly trials: number;
  readonly codes: number;
  readonly compared: readonly { readonly name: string; readonly hits: number; readonly expected: number }[];
  readonly days: number;
  readonly tries: number;
  readonly closedTries: number;
  readonly triesPerYear: number;
  readonly perGuess: number;
  readonly beforeLock: number;
  readonly betweenUses: number;
  readonly failuresMax: number;
  readonly loginsPerMinute: number;
}

/** Of guessers' best guesses, the share of customers who have that very password. An assumption, and a harsh one. */
const SHARE_PER_GUESS = 1e-4;
const MANY = 100_000;
const PHISHED = 1_000;

const chance = (value: number): string => (value < 0.001 ? value.toExponential(1) : value.toFixed(3));
const years = (perYear: number): string => {
  const value = yearsOf(perYear);
  return value >= 10 ? Math.round(value).toLocaleString('en') : value.toPrecision(2);
};
const row = (who: string, guesses: number | string, perYear: number): string =>
  `| ${who} | ${typeof guesses === 'number' ? guesses.toLocaleString('en') : guesses} | ${chance(perYear)} | ${years(perYear)} |`;

/** docs/guessing.md. */
export function pageOf(figures: Figures): string {
  const { perGuess, beforeLock, betweenUses, failuresMax, triesPerYear, loginsPerMinute } = figures;
  const digits = chanceOf(1e-8, triesPerYear);
  const share = chanceOf(SHARE_PER_GUESS, triesPerYear);
  const daily = chanceOf(betweenUses, 365);
  const addresses = Math.ceil((MANY * 5) / (loginsPerMinute * 60 * 24));
  const seen = figures.compared
    .map(({ name, hits, expected }) => `| ${name} | ${hits} | ${expected.toFixed(1)} |`)
    .join('\n');
  return `# What guessing costs

Written by \`npm run guessing -- --seed ${figures.seed}\`, from the configured rules and the product's own judges.

## Codes

A code is one of 1,000,000, and three of them are right at a moment (one step on either side): ${chance(perGuess)} for a
guess. ${failuresMax} wrong ones in a row lock the binding, and only the branch unlocks it, on paper.

| guesser, who has the login password | guesses | chance of a hit in a year | years to a hit |
|---|---|---|---|
${row('one contract, once a year', failuresMax, beforeLock)}
${row('one contract, unlocked by the branch every month', 12 * failuresMax, chanceOf(beforeLock, 12))}
${row(`one contract, ${failuresMax - 1} guesses between two codes of the customer, who uses one a day`, (failuresMax - 1) * 365, daily)}
${row(`${PHISHED.toLocaleString('en')} contracts with known passwords, each until its lock`, PHISHED * failuresMax, chanceOf(beforeLock, PHISHED))}

An address does not matter here: the count is the binding's, whoever asks from wherever.

## Passwords

A browser that never logged in on the contract shares one counter with all others like it: five tries, then one a day,
${triesPerYear.toLocaleString('en')} in a year, from one address or from many. A browser that logged in before has a counter
of its own, so that these tries never shut it out.

| guesser | guesses | chance of a hit in a year | years to a hit |
|---|---|---|---|
${row('one contract, a password of eight random digits', triesPerYear, digits)}
${row(`one contract, a password that one customer in ${(1 / SHARE_PER_GUESS).toLocaleString('en')} has`, triesPerYear, share)}
${row('password and code of one contract, both random', `${triesPerYear}, then ${failuresMax}`, digits * beforeLock)}

**Spraying.** ${MANY.toLocaleString('en')} contracts, five tries each, with passwords that one customer in
${(1 / SHARE_PER_GUESS).toLocaleString('en')} has: ${Math.round(MANY * 5 * SHARE_PER_GUESS)} logins are expected to succeed. One
address may try ${loginsPerMinute} logins a minute, so one address needs ${(addresses).toLocaleString('en')} days and as many
addresses a day. Such a login shows balances; a payment to somebody else needs a code, and with ${Math.round(MANY * 5 * SHARE_PER_GUESS)}
such logins a code is guessed with a chance of ${chance(chanceOf(beforeLock, MANY * 5 * SHARE_PER_GUESS))}. The refusal of common
passwords makes the share smaller; **a brake over all contracts together is not built**: what is there is the count of
\`login_refused\` in the audit trail, to be watched.

## What the simulation showed

The judges of the authority (\`packages/token/src/judge.ts\`), with codes drawn from ${figures.codes.toLocaleString('en')} numbers
instead of a million so that hits are seen, ${figures.trials.toLocaleString('en')} bindings each, and the bank's own counter of
tries (\`packages/bank/src/contracts/attempts.ts\`) on its database:

| what | seen | worked out |
|---|---|---|
${seen}
| passwords let through in ${figures.days} days | ${figures.tries} | ${figures.closedTries} |
`;
}
