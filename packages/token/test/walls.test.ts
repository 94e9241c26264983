import { randomBytes } from 'node:crypto';
import { openDatabase } from '@warifu/pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newKeyRingKeys, openKeyRing, withNewVersion } from '../src/key-ring.ts';
import { codeAt, freshKey, type HandToken, openHouse, type TestHouse, wrongCode } from './house.ts';

const keys = newKeyRingKeys();
let house: TestHouse;
let token: HandToken;
let party: string;
beforeAll(async () => {
  house = await openHouse({ keyRing: openKeyRing(keys) });
  token = await house.token();
  party = await house.party();
  const call = { subject: 's', tokenId: token.tokenId, code: token.code(), idempotencyKey: freshKey() };
  await house.authority.portFor(party, ['verify']).bind(call);
  house.pass(60);
  const validate = { subject: 's', purpose: 'transfer', code: token.code(), idempotencyKey: freshKey() };
  await house.authority.portFor(party, ['verify']).validate(validate);
});
afterAll(() => house.close());

const asRole = async (role: 'bank_app' | 'token_app' | 'branch_app' | 'audit_sealer', statement: string) => {
  const database = openDatabase({ connectionString: house.fresh.urlFor(role), connectionsMax: 1 });
  try {
    return await database.pool.query(statement);
  } finally {
    await database.close();
  }
};

describe('the authority’s own login role may not', () => {
  test.each([
    ['put a step back', 'update token.token set last_step = null'],
    ['change a sealed secret', "update token.token set sealed_secret = '\\x00'"],
    ['delete a token', 'delete from token.token'],
    ['delete a binding', 'delete from token.binding'],
    ['say otherwise why a token left', "update token.departure set why = 'ended'"],
    ['change an audit row', "update token.audit set outcome = 'accepted'"],
    ['delete an audit row', 'delete from token.audit'],
    ['change a verdict', "update token.verdict set outcome = 'accepted'"],
    ['lengthen the life of a proof', 'update token.replacement_proof set expires_at = now()'],
    ['widen the scope of a key', "update token.relying_party_key set scopes = '{administer}'"],
    ['truncate', 'truncate token.attempt'],
    ['read a contract', 'select from bank.contract'],
    ['make a table', 'create table token.mine ()'],
    ['become the owner of the functions', 'set role warifu_definer'],
  ])('%s', async (_, statement) => {
    await expect(asRole('token_app', statement)).rejects.toThrow(/permission denied|must be/);
  });

  test('put a step back through the functions', async () => {
    const back = `select token.settle(now(), now(), array['${token.tokenId}'], array[1::bigint], array[0],
      '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')`;
    await expect(asRole('token_app', back)).rejects.toThrow('the steps of a token only grow');
  });
});

test.each(['bank_app', 'branch_app'] as const)('%s sees nothing of the authority', async (role) => {
  const statements = [
    'select sealed_secret from token.token',
    'select from token.audit',
    'select from token.binding',
    "select token.retire('WRSM00000001')",
    "select * from token.lock_tokens('{WRSM00000001}')",
  ];
  for (const statement of statements)
    await expect(asRole(role, statement)).rejects.toThrow('permission denied');
});

test('a sealed secret pasted into another row does not open, and verify names the row', async () => {
  const other = await house.token();
  const port = house.authority.portFor(await house.party(), ['verify']);
  const call = () => ({
    subject: 's',
    tokenId: other.tokenId,
    code: token.code(),
    idempotencyKey: freshKey(),
  });
  await house.owner.pool.query(
    `update token.token set sealed_secret = (select sealed_secret from token.token where token_id = $1)
     where token_id = $2`,
    [token.tokenId, other.tokenId],
  );
  await expect(port.bind(call())).rejects.toThrow('does not open in its row');
  expect(await house.authority.verify()).toEqual([
    { check: 'sealed_secrets', where: other.tokenId, claim: 'its sealed secret opens in its own row' },
  ]);
  await house.owner.pool.query('delete from token.token where token_id = $1', [other.tokenId]);
});

test('one token that does not open costs its own customer a fault, and the others in the batch nothing', async () => {
  const hands = [await house.token(), await house.token(), await house.token()];
  const port = house.authority.portFor(party, ['verify']);
  for (const hand of hands)
    await port.bind({
      subject: hand.tokenId,
      tokenId: hand.tokenId,
      code: hand.code(),
      idempotencyKey: freshKey(),
    });
  house.pass(60);
  const broken = hands[1]?.tokenId;
  await house.owner.pool.query('update token.token set digits = 7 where token_id = $1', [broken]);
  const settled = await Promise.allSettled(
    hands.map((hand) =>
      port.validate({ subject: hand.tokenId, purpose: 'p', code: hand.code(), idempotencyKey: freshKey() }),
    ),
  );
  expect(settled.map((one) => (one.status === 'fulfilled' ? one.value.verdict : one.reason.name))).toEqual([
    'accepted',
    'SealBroken',
    'accepted',
  ]);
  await house.owner.pool.query('update token.token set digits = 6 where token_id = $1', [broken]);
});

test('keys are changed while the authority works, and the old one can then go', async () => {
  const rotated = withNewVersion(keys);
  const next = house.another({ keyRing: openKeyRing(rotated) });
  let resealed = 0;
  for (let some = await next.resealSome(); some > 0; some = await next.resealSome()) resealed += some;
  expect(resealed).toBeGreaterThan(3);
  const left = await house.owner.kysely.selectFrom('token.token').select('key_version').distinct().execute();
  expect(left).toEqual([{ key_version: 2 }]);
  const [, newest] = [...rotated.sealing];
  const alone = house.another({
    keyRing: openKeyRing({ ...rotated, sealing: new Map(newest ? [newest] : []) }),
  });
  house.pass(60);
  const call = { subject: 's', purpose: 'p', code: token.code(), idempotencyKey: freshKey() };
  expect((await alone.portFor(party, ['verify']).validate(call)).verdict).toBe('accepted');
  expect(await alone.verify()).toEqual([]);
});

describe('a fault made by hand is found and named', () => {
  // The ring that opens what the test before has sealed anew is gone with it; steps and bindings need none.
  const stepsAndBindings = async () =>
    (await house.authority.verify()).filter((fault) => fault.check !== 'sealed_secrets');

  test.each([
    [
      'a last step put back',
      'update token.token set last_step = last_step - 1 where token_id = $1',
      'its last step is the last one that was spent',
    ],
    [
      'a last step put forward',
      'update token.token set last_step = last_step + 1 where token_id = $1',
      'its last step is the last one that was spent',
    ],
    [
      'a last step forgotten',
      'update token.token set last_step = null where token_id = $1',
      'a token whose steps were spent is there',
    ],
  ])('%s', async (_, statement, claim) => {
    const { rows } = await house.owner.pool.query('select last_step from token.token where token_id = $1', [
      token.tokenId,
    ]);
    await house.owner.pool.query(statement, [token.tokenId]);
    expect(await stepsAndBindings()).toEqual([{ check: 'token_steps', where: token.tokenId, claim }]);
    await house.owner.pool.query('update token.token set last_step = $2 where token_id = $1', [
      token.tokenId,
      rows[0]?.last_step,
    ]);
    expect(await stepsAndBindings()).toEqual([]);
  });

  test.each([
    ['a step accepted twice', 'step, previous_step', 'no step is spent twice'],
    ['a link that begins nowhere', 'step - 1, previous_step - 1', 'its steps form one chain'],
  ])('%s', async (_, columns, claim) => {
    await house.owner.pool.query(
      `insert into token.audit (audit_id, at, act, outcome, token_id, step, previous_step)
       select gen_random_uuid(), at, 'planted', 'accepted', token_id, ${columns} from token.audit
       where token_id = $1 and previous_step is not null order by step desc limit 1`,
      [token.tokenId],
    );
    expect(await stepsAndBindings()).toEqual([{ check: 'token_steps', where: token.tokenId, claim }]);
    await house.owner.pool.query("delete from token.audit where act = 'planted'");
  });

  test('a binding locked without ten wrong codes', async () => {
    await house.owner.pool.query('update token.binding set locked_at = now() where token_id = $1', [
      token.tokenId,
    ]);
    expect(await stepsAndBindings()).toMatchObject([{ check: 'bindings' }]);
    await house.owner.pool.query('update token.binding set locked_at = null where token_id = $1', [
      token.tokenId,
    ]);
  });
});

test('no code and no secret stands in the database in clear', async () => {
  const secret = randomBytes(20);
  await house.authority.importTokens([
    { tokenId: 'WRSM77777777', secret, suite: { algorithm: 'SHA1', digits: 6, periodSeconds: 30 } },
  ]);
  const hand = { ...token, tokenId: 'WRSM77777777', secret, code: () => codeAt(secret, house.now()) };
  const codes = [wrongCode(hand), hand.code()];
  const port = house.authority.portFor(await house.party(), ['verify']);
  for (const code of codes)
    await port.bind({ subject: 'clear', tokenId: hand.tokenId, code, idempotencyKey: freshKey() });
  const { rows: tables } = await house.owner.pool.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'token'",
  );
  for (const { name } of tables) {
    const { rows } = await house.owner.pool.query<{ line: string }>(`select t::text as line from ${name} t`);
    for (const { line } of rows) {
      expect(line).not.toContain(secret.toString('hex'));
      for (const code of codes) expect(line.split(/[^0-9a-f]/)).not.toContain(code);
    }
  }
});
