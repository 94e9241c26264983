import { openDatabase } from '@warifu/pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newKeyRingKeys, openKeyRing, withNewVersion } from '../src/key-ring.ts';
import { openHouse, type TestHouse } from './house.ts';

const keys = newKeyRingKeys();
let house: TestHouse;
let party: string;
beforeAll(async () => {
  house = await openHouse({ keyRing: openKeyRing(keys) });
  party = await house.party('わりふ共済デモ');
});
afterAll(() => house.close());

async function added(network = '192.0.2.0/24', secret?: string) {
  const outcome = await house.authority.addRadiusClient({
    party,
    network,
    ...(secret === undefined ? {} : { secret }),
  });
  if (outcome.outcome !== 'added') throw new Error('the client was to be added');
  return outcome;
}

const audit = async () =>
  (
    await house.owner.pool.query<{ act: string; relying_party_id: string; reason: string }>(
      "select act, relying_party_id, reason from token.audit where act like 'radius%' order by audit_id",
    )
  ).rows;

test('a client is added by the party’s name or id, told its secret once, and ended once; each is written down', async () => {
  const byName = await house.authority.addRadiusClient({ party: 'わりふ共済デモ', network: '192.0.2.7/32' });
  if (byName.outcome !== 'added') throw new Error('the client was to be added');
  expect(byName.client.relyingPartyId).toBe(party);
  expect(byName.secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  const { radiusClientId } = byName.client;
  const [listed] = await house.authority.listRadiusClients();
  expect(listed).toEqual({
    ...byName.client,
    partyName: 'わりふ共済デモ',
    createdAt: house.now(),
    revokedAt: undefined,
  });
  expect(JSON.stringify(listed)).not.toContain(byName.secret);
  expect(await house.authority.revokeRadiusClient(radiusClientId)).toBe(true);
  expect(await house.authority.revokeRadiusClient(radiusClientId)).toBe(false);
  expect(await house.authority.openRadiusClients()).toEqual([]);
  const reason = `${radiusClientId} 192.0.2.7/32`;
  expect(await audit()).toEqual([
    { act: 'radius_client_added', relying_party_id: party, reason },
    { act: 'radius_client_revoked', relying_party_id: party, reason },
  ]);
});

test.each([['わりふ銀行'], ['01890000-0000-7000-8000-000000000000'], ["' or true --"]])(
  'no relying party is named %s',
  async (name) => {
    expect(await house.authority.addRadiusClient({ party: name, network: '192.0.2.7/32' })).toEqual({
      outcome: 'refused',
      reason: 'party_unknown',
    });
  },
);

test('no secret serves two clients, not even where the first was ended', async () => {
  const { client } = await added('192.0.2.7/32', 'a secret of sixteen or more');
  await house.authority.revokeRadiusClient(client.radiusClientId);
  const other = await house.party();
  const again = { party: other, network: '198.51.100.0/24', secret: 'a secret of sixteen or more' };
  expect(await house.authority.addRadiusClient(again)).toEqual({ outcome: 'refused', reason: 'secret_used' });
});

test('a secret pasted into another client’s row, or moved to another network or party, does not open: verify names it', async () => {
  const [one, two] = [await added(), await added()];
  const open = async () => (await house.authority.openRadiusClients()).map((client) => client.radiusClientId);
  const change = (text: string) =>
    house.owner.pool.query(text, [two.client.radiusClientId, one.client.radiusClientId]);
  const spoil = [
    'update token.radius_client set sealed_secret = (select sealed_secret from token.radius_client where radius_client_id = $2) where radius_client_id = $1',
    "update token.radius_client set network = '0.0.0.0/1' where radius_client_id = $1 and $2::uuid is not null",
    `update token.radius_client set relying_party_id = '${await house.party()}' where radius_client_id = $1 and $2::uuid is not null`,
  ];
  for (const text of spoil) {
    const [before] = (
      await house.owner.pool.query<Record<string, unknown>>(
        'select sealed_secret, network, relying_party_id from token.radius_client where radius_client_id = $1',
        [two.client.radiusClientId],
      )
    ).rows;
    await change(text);
    expect(await open()).not.toContain(two.client.radiusClientId);
    expect(await open()).toContain(one.client.radiusClientId);
    expect((await house.authority.verify()).map(({ where }) => where)).toEqual([
      `RADIUS client ${two.client.radiusClientId}`,
    ]);
    await house.owner.pool.query(
      'update token.radius_client set sealed_secret = $2, network = $3, relying_party_id = $4 where radius_client_id = $1',
      [
        two.client.radiusClientId,
        before?.['sealed_secret'],
        before?.['network'],
        before?.['relying_party_id'],
      ],
    );
  }
  expect(await house.authority.verify()).toEqual([]);
});

test('a new key seals the secrets anew, and the old key is not needed any more', async () => {
  const { client, secret } = await added();
  const rotated = withNewVersion(keys);
  const next = house.another({ keyRing: openKeyRing(rotated) });
  for (let some = await next.resealSome(); some > 0; some = await next.resealSome());
  const newest = [...rotated.sealing].at(-1);
  const alone = house.another({
    keyRing: openKeyRing({ ...rotated, sealing: new Map(newest ? [newest] : []) }),
  });
  const opened = await alone.openRadiusClients();
  expect(opened.find((one) => one.radiusClientId === client.radiusClientId)?.secret.toString()).toBe(secret);
});

test.each([
  ['token_app', "update token.radius_client set sealed_secret = '\\x00'"],
  ['token_app', "update token.radius_client set network = '0.0.0.0/1'"],
  ['token_app', 'update token.radius_client set relying_party_id = relying_party_id'],
  ['token_app', 'delete from token.radius_client'],
  ['bank_app', 'select from token.radius_client'],
  ['branch_app', 'select from token.radius_client'],
  ['bank_app', "select token.reseal_radius_clients('{}', '{}', '{}', 2)"],
] as const)('%s may not %s', async (role, statement) => {
  const database = openDatabase({ connectionString: house.fresh.urlFor(role), connectionsMax: 1 });
  try {
    await expect(database.pool.query(statement)).rejects.toThrow('permission denied');
  } finally {
    await database.close();
  }
});
