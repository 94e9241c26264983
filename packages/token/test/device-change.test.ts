import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RelyingPartyPort } from '../src/port.ts';
import { freshKey, type HandToken, openHouse, type TestHouse, wrongCode } from './house.ts';

const SUBJECT = 'subject';
const TOKENS = 3;
const PROOF_SECONDS = 600;

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Tokens that are bound to the subject at this moment, past all caches and batches. */
async function boundTokens(party: string): Promise<readonly string[]> {
  const { rows } = await house.owner.pool.query<{ token_id: string }>(
    'select token_id from token.binding where relying_party_id = $1 and subject = $2 and ended_at is null',
    [party, SUBJECT],
  );
  return rows.map((row) => row.token_id);
}

const callOf = (token: HandToken) => ({
  subject: SUBJECT,
  code: token.code(),
  idempotencyKey: freshKey(),
});

async function begin(port: RelyingPartyPort, token: HandToken): Promise<string> {
  const begun = await port.beginReplace(callOf(token));
  if (begun.verdict !== 'accepted') throw new Error(begun.verdict);
  return begun.proof;
}

async function setUp() {
  const party = await house.party();
  const port = house.authority.portFor(party, ['verify', 'administer']);
  const tokens = await Promise.all(Array.from({ length: TOKENS }, () => house.token()));
  const tokenAt = (index: number): HandToken => {
    const token = tokens[index];
    if (!token) throw new Error('no such token');
    return token;
  };
  const bound = await port.bind({ ...callOf(tokenAt(0)), tokenId: tokenAt(0).tokenId });
  expect(bound).toEqual({ outcome: 'bound' });
  house.pass(30);
  return { party, port, tokenAt };
}

/** The rules in plain words: at most one token, and a proof moves the one that it was made for, once, in ten minutes. */
interface Model {
  bound: number | undefined;
  /** Grows when the subject is bound anew: a proof of an earlier registration is void. */
  registration: number;
  readonly proofs: {
    readonly token: number;
    readonly registration: number;
    readonly madeAt: number;
    proof: string;
    isTaken: boolean;
  }[];
}
type Real = Awaited<ReturnType<typeof setUp>>;
type Command = fc.AsyncCommand<Model, Real>;

/** Runs a step in a time step of its own, and looks at the database itself afterwards. */
const step = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  run: async (model, real) => {
    house.pass(30);
    await run(model, real);
    const expected = model.bound === undefined ? [] : [real.tokenAt(model.bound).tokenId];
    expect(await boundTokens(real.party)).toEqual(expected);
  },
  toString: () => name,
});

/** @param given the token whose code is given; the one that is registered where not said */
const beginWith = (given?: number): Command =>
  step(`the code of ${given ?? 'the registered token'} begins a change`, async (model, { port, tokenAt }) => {
    const index = given ?? model.bound ?? 0;
    const begun = await port.beginReplace(callOf(tokenAt(index)));
    expect(begun.verdict === 'accepted').toBe(model.bound === index);
    if (begun.verdict === 'accepted')
      model.proofs.push({
        token: index,
        registration: model.registration,
        madeAt: house.now(),
        proof: begun.proof,
        isTaken: false,
      });
    // A wrong code counts, and ten would lock; this is not about locks.
    else await port.unlock({ subject: SUBJECT, reason: 'form' });
  });

const finishWith = (index: number, back: number, isWrong: boolean): Command =>
  step(
    `the proof ${back} ago goes with ${isWrong ? 'a wrong' : 'the'} code of token ${index}`,
    async (model, { port, tokenAt }) => {
      const proof = model.proofs.at(-1 - back);
      const fresh = tokenAt(index);
      const code = isWrong ? wrongCode(fresh) : fresh.code();
      const outcome = await port.replace({
        ...callOf(fresh),
        code,
        proof: proof?.proof ?? 'none',
        newTokenId: fresh.tokenId,
      });
      const isGood =
        proof !== undefined &&
        !proof.isTaken &&
        house.now() < proof.madeAt + PROOF_SECONDS &&
        proof.registration === model.registration &&
        proof.token === model.bound &&
        proof.token !== index;
      if (outcome.outcome === 'refused' && outcome.reason === 'wait') return;
      expect(outcome.outcome, JSON.stringify(outcome)).toBe(isGood && !isWrong ? 'replaced' : 'refused');
      if (outcome.outcome !== 'replaced' || proof === undefined) return;
      proof.isTaken = true;
      model.bound = index;
    },
  );

const leaveByRelease = step('the branch releases', async (model, { port }) => {
  await port.release({ subject: SUBJECT, reason: 'form' });
  model.bound = undefined;
});

const bindWith = (index: number): Command =>
  step(`token ${index} is registered`, async (model, { port, tokenAt }) => {
    const outcome = await port.bind({ ...callOf(tokenAt(index)), tokenId: tokenAt(index).tokenId });
    if (outcome.outcome === 'refused' && outcome.reason === 'wait') return;
    expect(outcome.outcome).toBe(model.bound === undefined ? 'bound' : 'refused');
    if (outcome.outcome !== 'bound') return;
    model.bound = index;
    model.registration += 1;
  });

const wait: Command = step('eight minutes pass', async () => house.pass(480));

const token = fc.nat({ max: TOKENS - 1 });
const commands = fc.commands(
  [
    fc.constant(beginWith()),
    fc.constant(beginWith()),
    token.map(beginWith),
    fc.tuple(token, fc.nat({ max: 2 }), fc.constant(false)).map((given) => finishWith(...given)),
    fc.tuple(token, fc.nat({ max: 2 }), fc.constant(false)).map((given) => finishWith(...given)),
    fc.tuple(token, fc.constant(0), fc.boolean()).map((given) => finishWith(...given)),
    fc.constant(leaveByRelease),
    token.map(bindWith),
    fc.constant(wait),
  ],
  { maxCommands: 30, size: 'max' },
);

describe('機種変更', () => {
  test('however its halves, releases and registrations are mixed: never two tokens, and never none by a change', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        const real = await setUp();
        await fc.asyncModelRun(() => ({ model: { bound: 0, registration: 0, proofs: [] }, real }), sequence);
      }),
      { numRuns: 40 },
    );
    expect(await house.authority.verify()).toEqual([]);
  }, 240_000);

  test('left half-way changes nothing but that the code is spent', async () => {
    const { party, port, tokenAt } = await setUp();
    const old = tokenAt(0);
    const before = await port.stateOf(SUBJECT);
    const code = old.code();
    await begin(port, old);
    expect(await port.stateOf(SUBJECT)).toEqual(before);
    expect(await boundTokens(party)).toEqual([old.tokenId]);
    const validate = (given: string) =>
      port.validate({ subject: SUBJECT, code: given, purpose: 'transfer', idempotencyKey: freshKey() });
    expect((await validate(code)).verdict).toBe('spent');
    expect((await validate(old.code(1))).verdict).toBe('accepted');
  });

  test('two changes begun at once end with one of them', async () => {
    const { party, port, tokenAt } = await setUp();
    const proofs = [await begin(port, tokenAt(0))];
    house.pass(30);
    proofs.push(await begin(port, tokenAt(0)));
    const outcomes = await Promise.all(
      proofs.map((proof, number) => {
        const fresh = tokenAt(number + 1);
        return port.replace({ ...callOf(fresh), proof, newTokenId: fresh.tokenId });
      }),
    );
    expect(
      outcomes.map((outcome) => ('reason' in outcome ? outcome.reason : outcome.outcome)).sort(),
    ).toEqual(['proof_unknown', 'replaced']);
    const won = outcomes[0]?.outcome === 'replaced' ? 1 : 2;
    expect(await boundTokens(party)).toEqual([tokenAt(won).tokenId]);
  });

  test('under load somebody who looks all the time always sees one token, and after each change only the new one’s codes are good', async () => {
    const { party, port, tokenAt } = await setUp();
    const seen = new Set<string>();
    let isOver = false;
    const look = async () => {
      while (!isOver) {
        const [bound, state] = [await boundTokens(party), await port.stateOf(SUBJECT)];
        expect(bound).toHaveLength(1);
        expect(state.state).toBe('active');
        for (const tokenId of bound) seen.add(tokenId);
      }
    };
    const lookers = Array.from({ length: 4 }, look);
    let last = 0;
    for (let change = 1; change <= 12; change += 1) {
      house.pass(60);
      const next = change % TOKENS;
      const proof = await begin(port, tokenAt(last));
      house.pass(60);
      // The change, and orders with the codes of both devices, all at once.
      const orders = [last, next].map((index) => ({
        ...callOf(tokenAt(index)),
        code: tokenAt(index).code(1),
        purpose: 'transfer',
      }));
      const [outcome] = await Promise.all([
        port.replace({ ...callOf(tokenAt(next)), proof, newTokenId: tokenAt(next).tokenId }),
        ...orders.map((order) => port.validate(order)),
      ]);
      // An order with the new device's next code may come first, and spends the step before it; then the code is given anew.
      if (outcome.outcome !== 'replaced') {
        house.pass(90);
        const again = await port.replace({
          ...callOf(tokenAt(next)),
          proof,
          newTokenId: tokenAt(next).tokenId,
        });
        expect(again).toEqual({ outcome: 'replaced' });
      }
      const validate = async (index: number) =>
        (await port.validate({ ...callOf(tokenAt(index)), purpose: 'after' })).verdict;
      house.pass(60);
      expect([await validate(last), await validate(next)]).toEqual(['wrong', 'accepted']);
      last = next;
    }
    isOver = true;
    await Promise.all(lookers);
    expect(seen.size).toBe(TOKENS);
    expect(await boundTokens(party)).toEqual([tokenAt(last).tokenId]);
  });
});
