import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshKey, openHouse, type TestHouse, wrongCode } from './house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const ACTOR = 'console';
const operator = () => house.authority.operator;
const opens = async (key: string) => (await house.another().relyingPartyByKey(key)) !== undefined;

async function added(name: string) {
  const outcome = await operator().addParty({ name, scopes: ['verify'], actor: ACTOR });
  if (outcome.outcome !== 'added') throw new Error(outcome.reason);
  return outcome;
}

const actsOf = (relyingPartyId: string) =>
  house.owner.kysely
    .selectFrom('token.audit')
    .select(['act', 'outcome', 'actor', 'reason'])
    .where('relying_party_id', '=', relyingPartyId)
    .orderBy('audit_id')
    .execute();

describe('a relying party', () => {
  test('is made with a key that opens, which nobody can be told again', async () => {
    const { relyingPartyId, key, keyName } = await added('見本組合');
    expect(await opens(key)).toBe(true);
    const shown = await operator().findParty(relyingPartyId);
    expect(shown?.keyList).toMatchObject([{ keyName, scopes: ['verify'] }]);
    expect(JSON.stringify(shown)).not.toContain(key);
    expect(JSON.stringify(await actsOf(relyingPartyId))).not.toContain(key);
    expect(await actsOf(relyingPartyId)).toMatchObject([{ act: 'party_add', actor: ACTOR }]);
  });

  test.each([
    ['an empty name', { name: ' ', scopes: ['verify'] }, 'name_malformed'],
    ['a name of two lines', { name: 'a\nb', scopes: ['verify'] }, 'name_malformed'],
    ['no scope', { name: 'x', scopes: [] }, 'scopes_missing'],
    ['a name that is taken', { name: '見本組合', scopes: ['verify'] }, 'name_taken'],
  ] as const)('is not made with %s', async (_, call, reason) => {
    expect(await operator().addParty({ ...call, actor: ACTOR })).toEqual({ outcome: 'refused', reason });
  });
});

describe('the rotation of a key', () => {
  test('leaves the old key good until it is revoked, where no overlap is said', async () => {
    const { relyingPartyId, key, keyName } = await added('例示組合');
    const rotated = await operator().rotateKey({ relyingPartyId, keyName, actor: ACTOR });
    expect(rotated).toMatchObject({ outcome: 'rotated' });
    expect(rotated.outcome === 'rotated' && (await opens(rotated.key))).toBe(true);
    house.pass(86_400);
    expect(await opens(key)).toBe(true);
    expect(await operator().revokeKey({ relyingPartyId, keyName, actor: ACTOR })).toEqual({
      outcome: 'revoked',
    });
    expect(await opens(key)).toBe(false);
    expect(await operator().revokeKey({ relyingPartyId, keyName, actor: ACTOR })).toEqual({
      outcome: 'unknown',
    });
    expect((await actsOf(relyingPartyId)).map(({ act }) => act)).toEqual([
      'party_add',
      'key_rotate',
      'key_revoke',
    ]);
  });

  test('ends the old key with its overlap, to the second', async () => {
    const { relyingPartyId, key, keyName } = await added('架空組合');
    await operator().rotateKey({ relyingPartyId, keyName, overlapSeconds: 3_600, actor: ACTOR });
    house.pass(3_599);
    expect(await opens(key)).toBe(true);
    house.pass(1);
    expect(await opens(key)).toBe(false);
  });

  test('is refused for a key that goes already, one of another party, and an endless overlap', async () => {
    const one = await added('一番組合');
    const two = await added('二番組合');
    const call = { relyingPartyId: one.relyingPartyId, keyName: one.keyName, actor: ACTOR };
    expect(await operator().rotateKey({ ...call, overlapSeconds: 31 * 86_400 })).toMatchObject({
      reason: 'overlap',
    });
    expect(await operator().rotateKey({ ...call, keyName: two.keyName })).toMatchObject({
      reason: 'unknown',
    });
    await operator().rotateKey({ ...call, overlapSeconds: 60 });
    expect(await operator().rotateKey(call)).toMatchObject({ reason: 'revoked' });
  });
});

test('the overview counts tokens, bindings and verdicts of a minute, an hour and a day', async () => {
  const { relyingPartyId } = await added('計数組合');
  const token = await house.token();
  const port = house.authority.portFor(relyingPartyId, ['verify']);
  const validate = (code: string) =>
    port.validate({ subject: 's', purpose: 'transfer', code, idempotencyKey: freshKey() });
  await port.bind({ subject: 's', tokenId: token.tokenId, code: token.code(), idempotencyKey: freshKey() });
  house.pass(30);
  await validate(wrongCode(token));
  house.pass(1_800);
  await validate(wrongCode(token));
  house.pass(90);
  await validate(token.code());
  const { rates, tokens } = await operator().overview();
  const of = (outcome: string) =>
    rates.find((rate) => rate.relyingPartyId === relyingPartyId && rate.outcome === outcome);
  expect(of('accepted')).toMatchObject({ lastMinute: 1, lastHour: 1, lastDay: 1 });
  expect(of('wrong')).toMatchObject({ lastMinute: 0, lastHour: 2, lastDay: 2 });
  expect(tokens.find(({ form, state }) => form === 'mobile' && state === 'active')?.count).toBe(1);
  const [line] = (await operator().listParties()).filter((party) => party.relyingPartyId === relyingPartyId);
  expect(line).toMatchObject({ activeBindings: 1, lockedBindings: 0, keys: 1 });
  house.pass(86_400);
  expect(
    (await operator().overview()).rates.filter((rate) => rate.relyingPartyId === relyingPartyId),
  ).toEqual([]);
});
