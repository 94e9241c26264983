import { openDatabase } from '@warifu/pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TokenAuthorityService } from '../src/authority.ts';
import { type TokenStore, tokenStore } from '../src/queries.ts';
import type { TokenTables } from '../src/tables.ts';
import { freshKey, type HandToken, openHouse, type TestHouse } from './house.ts';

const CALLS = 64;
const ROUNDS = 8;

let house: TestHouse;
let processes: readonly { authority: TokenAuthorityService; close: () => Promise<void> }[];
let token: HandToken;
let subjects: readonly { party: string; subject: string }[];

/** Authorities with pools and batches of their own, as four processes would have. */
const openProcesses = (store: TokenStore) =>
  Array.from({ length: 4 }, () => {
    const database = openDatabase<TokenTables>({ connectionString: house.fresh.urlFor('token_app') });
    return { authority: house.another({ database, store }), close: () => database.close() };
  });

beforeAll(async () => {
  house = await openHouse();
  processes = openProcesses(tokenStore);
  token = await house.token();
  const parties = [await house.party(), await house.party()];
  subjects = [0, 0, 1, 1].map((party, number) => ({
    party: parties[party] ?? '',
    subject: `contract ${number}`,
  }));
  for (const { party, subject } of subjects) {
    const call = { subject, tokenId: token.tokenId, code: token.code(), idempotencyKey: freshKey() };
    await house.authority.portFor(party, ['verify']).bind(call);
    house.pass(30);
  }
});
afterAll(async () => {
  for (const { close } of processes) await close();
  await house.close();
});

/** One code, 64 times at once, over two contracts at each of two relying parties. */
async function race(
  among: readonly { authority: TokenAuthorityService }[],
  keyOf: (call: number) => string,
  subjectOf: (call: number) => number = (call) => call % subjects.length,
): Promise<readonly string[]> {
  house.pass(60);
  const code = token.code();
  const calls = Array.from({ length: CALLS }, async (_, call) => {
    const authority = among[call % among.length]?.authority ?? house.authority;
    const { party = '', subject = '' } = subjects[subjectOf(call)] ?? {};
    const port = authority.portFor(party, ['verify']);
    return (await port.validate({ subject, code, purpose: 'transfer', idempotencyKey: keyOf(call) })).verdict;
  });
  return Promise.all(calls);
}

const accepted = (verdicts: readonly string[]): number =>
  verdicts.filter((verdict) => verdict === 'accepted').length;

async function unlockAll(): Promise<void> {
  for (const { party, subject } of subjects)
    await house.authority.portFor(party, ['administer']).unlock({ subject, reason: 'form' });
}

test('one code, 64 times at once through four authorities, on two contracts of two parties: accepted once', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    expect(accepted(await race(processes, freshKey))).toBe(1);
    await unlockAll();
  }
  expect(await house.authority.verify()).toEqual([]);
});

test('one key for all 64: one verdict, written down once', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const key = freshKey();
    const verdicts = await race(
      processes,
      () => key,
      () => 0,
    );
    expect(new Set(verdicts)).toEqual(new Set(['accepted']));
    const rows = house.owner.kysely
      .selectFrom('token.verdict')
      .select('outcome')
      .where('idempotency_key', '=', key);
    expect(await rows.execute()).toEqual([{ outcome: 'accepted' }]);
  }
});

test('planted fault: with a last step that is not written the race is lost', async () => {
  const faulty = openProcesses({
    ...tokenStore,
    settle: (tx, now, seconds, settlement) =>
      tokenStore.settle(tx, now, seconds, { ...settlement, spent: [] }),
  });
  expect(accepted(await race(faulty, freshKey))).toBeGreaterThan(1);
  for (const { close } of faulty) await close();
  const [fault] = await house.authority.verify();
  expect(fault).toMatchObject({ check: 'token_steps', where: token.tokenId });
});

test('a step that does not grow is refused by the database itself, whatever the process before it believes', async () => {
  const trusting = house.another({
    store: {
      ...tokenStore,
      // As if the row had been read before the lock: a last step that is long gone.
      lockBindings: async (tx, questions) =>
        (await tokenStore.lockBindings(tx, questions)).map(({ known, binding }) => ({
          known,
          binding: binding && { ...binding, token: { ...binding.token, lastStep: undefined } },
        })),
    },
  });
  house.pass(60);
  await unlockAll();
  const { party = '', subject = '' } = subjects[0] ?? {};
  const call = () => ({ subject, code: token.code(), purpose: 'transfer', idempotencyKey: freshKey() });
  const port = trusting.portFor(party, ['verify']);
  expect((await port.validate(call())).verdict).toBe('accepted');
  await expect(port.validate(call())).rejects.toThrow('the steps of a token only grow');
});

test('a device changed under a running validation: the old token’s code is refused, the new one’s taken', async () => {
  const { party = '', subject = '' } = subjects[1] ?? {};
  const port = house.authority.portFor(party, ['verify']);
  for (let round = 0; round < 5; round += 1) {
    const old = await house.token();
    const fresh = await house.token();
    const own = { subject: `${subject} ${round}` };
    await port.bind({ ...own, tokenId: old.tokenId, code: old.code(), idempotencyKey: freshKey() });
    house.pass(60);
    const begun = await port.beginReplace({ ...own, code: old.code(), idempotencyKey: freshKey() });
    const proof = begun.verdict === 'accepted' ? begun.proof : '';
    const validations = processes.map(({ authority }) =>
      authority
        .portFor(party, ['verify'])
        .validate({ ...own, purpose: 'transfer', code: fresh.code(1), idempotencyKey: freshKey() }),
    );
    const replaced = port.replace({
      ...own,
      proof,
      newTokenId: fresh.tokenId,
      code: fresh.code(),
      idempotencyKey: freshKey(),
    });
    expect(await replaced).toEqual({ outcome: 'replaced' });
    expect(accepted((await Promise.all(validations)).map((answer) => answer.verdict))).toBeLessThanOrEqual(1);
    const again = await port.validate({
      ...own,
      purpose: 'transfer',
      code: old.code(1),
      idempotencyKey: freshKey(),
    });
    expect(again.verdict).toBe('wrong');
  }
});

test('64 attempts to bind one subject at once bind it once, with one token', async () => {
  const { party = '' } = subjects[0] ?? {};
  const hands = await Promise.all([house.token(), house.token(), house.token(), house.token()]);
  const outcomes = await Promise.all(
    Array.from({ length: CALLS }, (_, call) => {
      const hand = hands[call % hands.length] ?? token;
      const authority = processes[call % processes.length]?.authority ?? house.authority;
      return authority
        .portFor(party, ['verify'])
        .bind({ subject: 'raced', tokenId: hand.tokenId, code: hand.code(), idempotencyKey: freshKey() });
    }),
  );
  expect(outcomes.filter((outcome) => outcome.outcome === 'bound')).toHaveLength(1);
  expect(
    outcomes.filter((outcome) => 'reason' in outcome && outcome.reason === 'already_bound'),
  ).toHaveLength(63);
});
