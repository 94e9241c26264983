import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SeededToken } from '../src/import-hard.ts';
import type { BindOutcome, HandOutOutcome, RelyingPartyPort, ReplaceOutcome } from '../src/port.ts';
import { codeAt, freshKey, openHouse, type TestHouse } from './house.ts';

let house: TestHouse;
let party: string;
beforeAll(async () => {
  house = await openHouse();
  party = await house.party();
});
afterAll(() => house.close());

const SUITE = { algorithm: 'SHA1', digits: 6, periodSeconds: 60 } as const;
const ACTOR = 'cli test';
let serials = 0;

const seed = (more: Partial<SeededToken> = {}): SeededToken => {
  serials += 1;
  return {
    place: `KeyPackage ${serials}`,
    manufacturer: 'Mihon',
    serial: `MH-${String(serials).padStart(6, '0')}`,
    secret: randomBytes(20),
    suite: SUITE,
    driftSteps: 0,
    ...more,
  };
};

/** A hardware token in stock, and its codes by a secret of the test's own. */
async function stocked(more: Partial<SeededToken> = {}) {
  const given = seed(more);
  const secret = Buffer.from(given.secret);
  const outcome = await house.authority.operator.importHardTokens({ tokens: [given], actor: ACTOR });
  if (outcome.outcome !== 'imported') throw new Error(outcome.reason);
  const [token] = outcome.tokens;
  if (!token) throw new Error('no token');
  const code = (steps = 0) => codeAt(secret, house.now() + steps * 60, SUITE);
  return { ...token, given, code };
}

const port = (id = party): RelyingPartyPort => house.authority.portFor(id, ['verify', 'administer']);

const handOut = (tokenIdOrSerial: string, subject: string, id = party): Promise<HandOutOutcome> =>
  port(id).handOut({ tokenIdOrSerial, subject, reason: '書面 1', idempotencyKey: freshKey() });

const bind = (tokenId: string, subject: string, code: string, id = party): Promise<BindOutcome> =>
  port(id).bind({ subject, tokenId, code, idempotencyKey: freshKey() });

const NOT_ACCEPTED = { outcome: 'refused', reason: 'not_accepted' };

/** The last line of the audit trail about a token. */
const lastActOf = (tokenId: string) =>
  house.owner.kysely
    .selectFrom('token.audit')
    .select(['act', 'outcome', 'actor', 'reason'])
    .where('token_id', '=', tokenId)
    .orderBy('audit_id', 'desc')
    .limit(1)
    .executeTakeFirst();

describe('an import', () => {
  test('gives each token an ID of the hardware form, keeps its serial, and says in the trail who did it', async () => {
    const { tokenId, serial } = await stocked();
    expect(tokenId).toMatch(/^WRHT[0-9]{8}$/);
    expect(await port().tokenOf(serial)).toEqual({
      outcome: 'found',
      tokenId,
      form: 'hardware',
      state: 'in_stock',
      boundHere: false,
      manufacturer: 'Mihon',
      serial,
      isExpired: false,
    });
    expect(await lastActOf(tokenId)).toMatchObject({ act: 'import', outcome: 'done', actor: ACTOR });
  });

  test('seals the secrets and leaves none of them behind, whether it is taken or refused', async () => {
    const { tokenId, given } = await stocked();
    expect(given.secret.every((octet) => octet === 0)).toBe(true);
    expect(await house.authority.verify()).toEqual([]);
    const { sealed_secret } = await house.owner.kysely
      .selectFrom('token.token')
      .select('sealed_secret')
      .where('token_id', '=', tokenId)
      .executeTakeFirstOrThrow();
    expect(sealed_secret.length).toBe(12 + 20 + 16);
    const refused = seed({ serial: '?' });
    await house.authority.operator.importHardTokens({ tokens: [refused], actor: ACTOR });
    expect(refused.secret.every((octet) => octet === 0)).toBe(true);
  });

  test('names the serial that is in the stock already, and takes none of the file', async () => {
    const { serial } = await stocked();
    const fresh = seed();
    const again = seed({ serial: serial.toLowerCase().replace('-', '－') });
    const outcome = await house.authority.operator.importHardTokens({ tokens: [fresh, again], actor: ACTOR });
    expect(outcome).toEqual({
      outcome: 'refused',
      reason: 'serial_known',
      place: again.place,
      serial: again.serial,
    });
    expect(await port().tokenOf(fresh.serial)).toEqual({ outcome: 'unknown' });
  });

  test.each([
    ['serial_malformed', { serial: 'あ' }],
    ['serial_malformed', { serial: '123' }],
    ['serial_like_token_id', { serial: 'WRHT-1234-5678' }],
    ['secret_length', { secret: randomBytes(15) }],
    ['drift_too_far', { driftSteps: -21 }],
    ['not_yet_valid', { startsAt: 4_000_000_000 }],
  ] as const)('is refused as %s with %o', async (reason, spoilt) => {
    const tokens = [seed(), seed(spoilt)];
    const outcome = await house.authority.operator.importHardTokens({ tokens, actor: ACTOR });
    expect(outcome).toMatchObject({ outcome: 'refused', reason, place: tokens[1]?.place });
    expect(await port().tokenOf(tokens[0]?.serial ?? '')).toEqual({ outcome: 'unknown' });
  });

  test('of one serial twice names the second', async () => {
    const first = seed();
    const second = seed({ serial: first.serial.replace('-', ' ') });
    expect(
      await house.authority.operator.importHardTokens({ tokens: [first, second], actor: ACTOR }),
    ).toMatchObject({ reason: 'serial_twice', place: second.place });
  });

  test('of 4,500 tokens is one import, every ID another', async () => {
    const tokens = Array.from({ length: 4_500 }, () => seed());
    const outcome = await house.authority.operator.importHardTokens({ tokens, actor: ACTOR });
    if (outcome.outcome !== 'imported') throw new Error(outcome.reason);
    expect(new Set(outcome.tokens.map(({ tokenId }) => tokenId)).size).toBe(4_500);
  });
});

describe('a token in stock', () => {
  test('stays when the time of tokens that were never bound is over', async () => {
    const { tokenId, serial, code } = await stocked();
    house.pass(40 * 86_400);
    for (let some = -1; some !== 0; ) some = (await house.authority.sweep()).tokens;
    expect(await port().tokenOf(serial)).toMatchObject({ outcome: 'found', tokenId });
    await handOut(serial, 'patient');
    expect(await bind(serial, 'patient', code())).toEqual({ outcome: 'bound' });
  });

  test('is not bound by a right code: it was handed out to nobody', async () => {
    const { tokenId, code } = await stocked();
    expect(await bind(tokenId, 'early', code())).toEqual(NOT_ACCEPTED);
    expect(await lastActOf(tokenId)).toMatchObject({ act: 'bind', outcome: 'in_stock' });
  });
});

describe('a token handed out', () => {
  test.each([
    ['its ID', ({ tokenId }: { tokenId: string }) => tokenId],
    ['its serial', ({ serial }: { serial: string }) => serial],
    [
      'its serial in full width, with other hyphens',
      ({ serial }: { serial: string }) => `　${fullWidth(serial)}　`,
    ],
  ])('is bound by %s and spends its code', async (name, typed) => {
    const token = await stocked();
    const subject = `by ${name}`;
    expect(await handOut(typed(token), subject)).toEqual({ outcome: 'handed_out', tokenId: token.tokenId });
    expect(await bind(typed(token), subject, token.code())).toEqual({ outcome: 'bound' });
    expect(await port().stateOf(subject)).toMatchObject({ state: 'active', tokenId: token.tokenId });
    const validate = { subject, purpose: 'transfer', code: token.code(), idempotencyKey: freshKey() };
    expect((await port().validate(validate)).verdict).toBe('spent');
  });

  test('is taken from its holder alone: not from another subject, nor from the same one of another party', async () => {
    const token = await stocked();
    const other = await house.party();
    await handOut(token.serial, 'holder');
    expect(await bind(token.tokenId, 'thief', token.code())).toEqual(NOT_ACCEPTED);
    expect(await bind(token.tokenId, 'holder', token.code(), other)).toEqual(NOT_ACCEPTED);
    expect(await lastActOf(token.tokenId)).toMatchObject({ outcome: 'handed_out_to_another' });
    expect(await bind(token.tokenId, 'holder', token.code())).toEqual({ outcome: 'bound' });
  });

  test('takes the place of an app in a device change, named by its serial', async () => {
    const app = await house.token();
    const subject = 'changer';
    await bind(app.tokenId, subject, app.code());
    house.pass(60);
    const token = await stocked();
    await handOut(token.serial, subject);
    const begun = await port().beginReplace({ subject, code: app.code(), idempotencyKey: freshKey() });
    const proof = begun.verdict === 'accepted' ? begun.proof : '';
    const replace = (newTokenId: string): Promise<ReplaceOutcome> =>
      port().replace({ subject, proof, newTokenId, code: token.code(), idempotencyKey: freshKey() });
    expect(await replace(token.serial)).toEqual({ outcome: 'replaced' });
    expect(await port().stateOf(subject)).toMatchObject({ tokenId: token.tokenId });
  });

  test('cannot be handed out to another, and again to the same is no refusal', async () => {
    const token = await stocked();
    await handOut(token.serial, 'first');
    expect(await handOut(token.tokenId, 'first')).toMatchObject({ outcome: 'handed_out' });
    expect(await handOut(token.tokenId, 'second')).toEqual({
      outcome: 'refused',
      reason: 'handed_out_already',
    });
    const other = await house.party();
    expect(await handOut(token.tokenId, 'first', other)).toEqual({
      outcome: 'refused',
      reason: 'handed_out_already',
    });
    expect(await port(other).tokenOf(token.serial)).not.toHaveProperty('subject');
    expect(await port().tokenOf(token.serial)).toMatchObject({ subject: 'first', state: 'handed_out' });
  });

  test('gets the same answer under the same key, and the key is refused for another body', async () => {
    const token = await stocked();
    const call = { tokenIdOrSerial: token.serial, subject: 'keyed', reason: 'a', idempotencyKey: freshKey() };
    const answer = await port().handOut(call);
    expect(await port().handOut(call)).toEqual(answer);
    await expect(port().handOut({ ...call, reason: 'b' })).rejects.toThrow('idempotency key');
  });

  test('of two clerks at once only one hands it out', async () => {
    const token = await stocked();
    const outcomes = await Promise.all(
      ['a', 'b', 'c', 'd'].map((subject) => handOut(token.serial, `race ${subject}`)),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'handed_out')).toHaveLength(1);
  });
});

const NOT_HANDED_OUT: readonly (readonly [name: string, make: () => Promise<string>, reason: string])[] = [
  ['an app’s token', async () => (await house.token()).tokenId, 'not_hardware'],
  ['a serial that nobody knows', async () => 'NOBODY-1', 'unknown'],
  [
    'a token past its maker’s date',
    async (): Promise<string> => (await stocked({ expiresAt: house.now() })).serial,
    'expired',
  ],
];

test.each(NOT_HANDED_OUT)('%s is not handed out', async (_, make, reason) => {
  expect(await handOut(await make(), 'x')).toEqual({ outcome: 'refused', reason });
});

describe('a serial that nobody knows', () => {
  test('is refused with the word for a wrong code, and counted like one', async () => {
    const answers = [];
    for (let tries = 0; tries < 4; tries += 1) answers.push(await bind('QX-404-404', 'guesser', '123456'));
    expect(answers.map((answer) => 'reason' in answer && answer.reason)).toEqual([
      'not_accepted',
      'not_accepted',
      'not_accepted',
      'not_accepted',
    ]);
    expect(await bind('QX-404-404', 'guesser', '123456')).toMatchObject({ reason: 'wait' });
  });

  test('and one that is known count under one name with the token’s ID: no second set of attempts', async () => {
    const token = await stocked();
    for (let tries = 0; tries < 6; tries += 1) {
      const typed = tries % 2 === 0 ? token.serial : token.tokenId;
      expect(await bind(typed, `guesser ${tries}`, '000000')).toEqual(NOT_ACCEPTED);
    }
    expect(await bind(token.serial, 'guesser 7', '000000')).toMatchObject({ reason: 'wait' });
    expect(await bind(token.tokenId, 'guesser 8', '000000')).toMatchObject({ reason: 'wait' });
  });
});

test('from its maker’s date on no code of a token is accepted, at registration and after it', async () => {
  const token = await stocked({ expiresAt: house.now() + 3_600 });
  const late = await stocked({ expiresAt: house.now() + 3_600 });
  await handOut(token.serial, 'ageing');
  await handOut(late.serial, 'too late');
  expect(await bind(token.serial, 'ageing', token.code())).toEqual({ outcome: 'bound' });
  house.pass(3_540);
  const validate = () =>
    port().validate({
      subject: 'ageing',
      purpose: 'transfer',
      code: token.code(),
      idempotencyKey: freshKey(),
    });
  expect((await validate()).verdict).toBe('accepted');
  house.pass(60);
  expect((await validate()).verdict).toBe('wrong');
  expect(await bind(late.serial, 'too late', late.code())).toEqual(NOT_ACCEPTED);
  expect(await lastActOf(late.tokenId)).toMatchObject({ outcome: 'key_expired' });
  expect(await port().tokenOf(token.serial)).toMatchObject({ isExpired: true });
});

describe('the operator', () => {
  const move = (tokenIdOrSerial: string) => ({ tokenIdOrSerial, reason: 'handed in', actor: ACTOR });

  test('withdraws a token, and no code of it is accepted where it is bound', async () => {
    const token = await stocked();
    await handOut(token.serial, 'loser');
    await bind(token.serial, 'loser', token.code());
    house.pass(60);
    expect(await house.authority.operator.withdraw(move(token.serial))).toEqual({
      outcome: 'withdrawn',
      tokenId: token.tokenId,
    });
    const validate = {
      subject: 'loser',
      purpose: 'transfer',
      code: token.code(),
      idempotencyKey: freshKey(),
    };
    expect((await port().validate(validate)).verdict).toBe('wrong');
    expect(await handOut(token.serial, 'loser')).toEqual({ outcome: 'refused', reason: 'withdrawn' });
    expect(await house.authority.operator.restock(move(token.serial))).toMatchObject({ reason: 'withdrawn' });
  });

  test('takes a token back into the stock once nobody has it bound, and another may have it then', async () => {
    const token = await stocked();
    await handOut(token.serial, 'before');
    await bind(token.serial, 'before', token.code());
    expect(await house.authority.operator.restock(move(token.serial))).toMatchObject({ reason: 'bound' });
    await port().release({ subject: 'before', reason: 'form' });
    expect(await house.authority.operator.restock(move(token.serial))).toMatchObject({
      outcome: 'restocked',
    });
    await handOut(token.serial, 'after');
    house.pass(60);
    expect(await bind(token.serial, 'before', token.code())).toEqual(NOT_ACCEPTED);
    expect(await bind(token.serial, 'after', token.code())).toEqual({ outcome: 'bound' });
  });

  test('lists the stock by state', async () => {
    const { tokenId } = await stocked();
    const after = `WRHT${String(Number(tokenId.slice(4)) - 1).padStart(8, '0')}`;
    const [line] = await house.authority.operator.listStock({ state: 'in_stock', after });
    expect(line).toMatchObject({ tokenId, state: 'in_stock', manufacturer: 'Mihon' });
  });
});

test('only a key of scope administer sees or hands out a token', async () => {
  const verify = house.authority.portFor(party, ['verify']);
  await expect(verify.tokenOf('x')).rejects.toThrow('administer');
  await expect(
    verify.handOut({ tokenIdOrSerial: 'x', subject: 's', reason: '', idempotencyKey: freshKey() }),
  ).rejects.toThrow('administer');
});

const fullWidth = (text: string): string =>
  [...text].map((c) => (c === '-' ? 'ー' : String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0))).join('');
