import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TokenAuthorityService } from '../src/authority.ts';
import { tokenStore } from '../src/queries.ts';
import { codeAt, freshKey, openHouse, PERIOD, stepAt, type TestHouse } from './house.ts';
import { type ModelBinding, type ModelToken, modelVerdict } from './model.ts';

/** Two relying parties with a contract each on one token, and a second contract of the first on another token. */
interface Model {
  readonly bindings: readonly ModelBinding[];
  /** How far each device's clock really is off, in steps. */
  readonly offsets: number[];
  readonly said: {
    index: number;
    code: string;
    nextCode?: string;
    key: string;
    purpose: string;
    verdict: string;
    at: number;
  }[];
}

interface Real {
  readonly authority: TokenAuthorityService;
  readonly subjects: readonly { party: string; subject: string }[];
}

type Command = fc.AsyncCommand<Model, Real>;
const PURPOSES = ['transfer', 'limit'] as const;
const TOKEN_OF = [0, 0, 1];

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const deviceStep = (model: Model, binding: number): number =>
  stepAt(house.now()) + (model.offsets[TOKEN_OF[binding] ?? 0] ?? 0);

async function give(
  model: Model,
  real: Real,
  index: number,
  purpose: string,
  code: string,
  nextCode?: string,
) {
  const binding = model.bindings[index];
  const subject = real.subjects[index];
  if (!binding || !subject) throw new Error('no such binding');
  const expected = modelVerdict(binding, purpose, house.now(), code, nextCode);
  const key = freshKey();
  const port = real.authority.portFor(subject.party, ['verify']);
  const call = { subject: subject.subject, purpose, code, idempotencyKey: key };
  const answer = await port.validate(nextCode === undefined ? call : { ...call, nextCode });
  expect(answer).toEqual({ verdict: expected, isLocked: binding.locked });
  model.said.push({
    index,
    code,
    key,
    purpose,
    verdict: expected,
    at: house.now(),
    ...(nextCode === undefined ? {} : { nextCode }),
  });
}

const always = { check: () => true };
const index = fc.nat({ max: 2 });
const purpose = fc.constantFrom(...PURPOSES);

const passTime = (seconds: number): Command => ({
  ...always,
  run: async () => house.pass(seconds),
  toString: () => `pass ${seconds} s`,
});
const drift = (token: number, steps: number): Command => ({
  ...always,
  run: async (model) => {
    model.offsets[token] = (model.offsets[token] ?? 0) + steps;
  },
  toString: () => `clock of token ${token} moves ${steps} steps`,
});
const showCode = (binding: number, away: number, use: string): Command => ({
  ...always,
  run: async (model, real) => {
    const step = deviceStep(model, binding) + away;
    await give(model, real, binding, use, model.bindings[binding]?.token.codeOf(step) ?? '');
  },
  toString: () => `binding ${binding} gives the code ${away} steps from its device's, for ${use}`,
});
const showPair = (binding: number, away: number, gap: number, use: string): Command => ({
  ...always,
  run: async (model, real) => {
    const step = deviceStep(model, binding) + away;
    const codeOf = model.bindings[binding]?.token.codeOf;
    await give(model, real, binding, use, codeOf?.(step) ?? '', codeOf?.(step + gap));
  },
  toString: () => `binding ${binding} gives the codes ${away} and ${away + gap}, for ${use}`,
});
const guess = (binding: number, times: number): Command => ({
  ...always,
  run: async (model, real) => {
    for (let time = 0; time < times; time += 1)
      await give(model, real, binding, 'transfer', String(time * 1_000).padStart(6, '0'));
  },
  toString: () => `${times} guesses on binding ${binding}`,
});
const replay = (back: number, binding: number): Command => ({
  check: (model) => model.said.length > 0,
  run: async (model, real) => {
    const accepted = model.said.filter((call) => call.verdict === 'accepted');
    const call = accepted.at(-1 - (back % Math.max(accepted.length, 1))) ?? model.said.at(-1);
    if (call) await give(model, real, binding, call.purpose, call.code, call.nextCode);
  },
  toString: () => `binding ${binding} replays a code accepted ${back} ago`,
});
const retry = (back: number): Command => ({
  check: (model) => model.said.length > 0,
  run: async (model, real) => {
    const call = model.said.at(-1 - (back % Math.min(model.said.length, 3)));
    const subject = call && real.subjects[call.index];
    // What was said more than ten minutes ago is forgotten.
    if (!call || !subject || house.now() > call.at + 600) return;
    const { code, nextCode, key, purpose: use } = call;
    const port = real.authority.portFor(subject.party, ['verify']);
    const sent = { subject: subject.subject, purpose: use, code, idempotencyKey: key };
    const answer = await port.validate(nextCode === undefined ? sent : { ...sent, nextCode });
    expect(answer.verdict).toBe(call.verdict);
  },
  toString: () => `the call ${back} ago is sent again`,
});
const unlock = (binding: number): Command => ({
  ...always,
  run: async (model, real) => {
    const subject = real.subjects[binding];
    const bound = model.bindings[binding];
    if (!subject || !bound) return;
    await real.authority
      .portFor(subject.party, ['administer'])
      .unlock({ subject: subject.subject, reason: 'form' });
    bound.failures = 0;
    bound.locked = false;
  },
  toString: () => `binding ${binding} is unlocked`,
});

const commands = fc.commands(
  [
    fc.integer({ min: 1, max: 120 }).map(passTime),
    fc
      .tuple(fc.nat({ max: 1 }), fc.integer({ min: -12, max: 12 }))
      .map(([token, steps]) => drift(token, steps)),
    fc
      .tuple(index, fc.integer({ min: -3, max: 3 }), purpose)
      .map(([at, away, use]) => showCode(at, away, use)),
    fc.tuple(index, fc.constant(0), purpose).map(([at, away, use]) => showCode(at, away, use)),
    fc
      .tuple(index, fc.integer({ min: -25, max: 25 }), purpose)
      .map(([at, away, use]) => showCode(at, away, use)),
    fc
      .tuple(index, fc.integer({ min: -22, max: 22 }), fc.constantFrom(1, 1, 1, 0, 2), purpose)
      .map(([at, away, gap, use]) => showPair(at, away, gap, use)),
    fc.tuple(index, fc.integer({ min: 1, max: 11 })).map(([at, times]) => guess(at, times)),
    fc.tuple(fc.nat({ max: 2 }), index).map(([back, at]) => replay(back, at)),
    fc.nat({ max: 2 }).map(retry),
    index.map(unlock),
  ],
  { maxCommands: 40, size: 'max' },
);

/** Bindings that nobody used yet, the token shared by the first two already past the step that bound it. */
async function setUp(authority: TokenAuthorityService): Promise<{ model: Model; real: Real }> {
  const parties = [await house.party(), await house.party()];
  const hands = [await house.token(), await house.token()];
  const tokens = hands.map(
    (hand): ModelToken => ({
      codeOf: (step) => codeAt(hand.secret, Math.max(0, step) * PERIOD),
      drift: 0,
      last: -1,
    }),
  );
  const subjects = [0, 1, 0].map((party, number) => ({
    party: parties[party] ?? '',
    subject: `contract ${number}`,
  }));
  const bindings: ModelBinding[] = [];
  for (const [number, { party, subject }] of subjects.entries()) {
    const hand = hands[TOKEN_OF[number] ?? 0];
    const token = tokens[TOKEN_OF[number] ?? 0];
    if (!hand || !token) throw new Error('no such token');
    const call = { subject, tokenId: hand.tokenId, code: hand.code(), idempotencyKey: freshKey() };
    const outcome = await house.authority.portFor(party, ['verify']).bind(call);
    expect(outcome).toEqual({ outcome: 'bound' });
    token.last = stepAt(house.now());
    bindings.push({ token, failures: 0, locked: false, waits: new Map() });
    house.pass(PERIOD);
  }
  return { model: { bindings, offsets: [0, 0], said: [] }, real: { authority, subjects } };
}

const property = (authority: TokenAuthorityService) =>
  fc.asyncProperty(commands, async (sequence) => {
    // A fresh start for each run, a day later: nothing of the one before is within reach.
    house.pass(86_400);
    const start = await setUp(authority);
    await fc.asyncModelRun(() => start, sequence);
  });

test('drift, time, old and future codes, pairs, replays, retries, locks: the authority says what the model says', async () => {
  await fc.assert(property(house.authority), { numRuns: 60 });
  expect(await house.authority.verify()).toEqual([]);
}, 240_000);

test('planted fault: an authority that forgets the last step is found out', async () => {
  const forgetful = house.another({
    store: {
      ...tokenStore,
      settle: (tx, now, seconds, settlement) =>
        tokenStore.settle(tx, now, seconds, { ...settlement, spent: [] }),
    },
  });
  const result = await fc.check(property(forgetful), { numRuns: 60, endOnFailure: true });
  expect(result.failed).toBe(true);
}, 120_000);

test('planted fault: an authority that does not remember a wait for a second code is found out', async () => {
  const forgetful = house.another({
    store: {
      ...tokenStore,
      lockBindings: async (tx, questions) =>
        (await tokenStore.lockBindings(tx, questions)).map(({ binding, known }) => ({
          known,
          binding: binding && { ...binding, wait: undefined },
        })),
    },
  });
  const result = await fc.check(property(forgetful), { numRuns: 200, endOnFailure: true });
  expect(result.failed).toBe(true);
}, 240_000);
