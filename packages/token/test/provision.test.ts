import { prepareProvision } from '@warifu/provisioning';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultTokenConfiguration } from '../src/configuration.ts';
import { networkOf } from '../src/provision.ts';
import { issueTo } from './device.ts';
import { freshKey, openHouse, type TestHouse } from './house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const issue = (address = '192.0.2.1') => issueTo(house, address);

const portOf = async () => house.authority.portFor(await house.party(), ['verify', 'administer']);

test('a token provisioned by an app is bound and used with the app’s own codes', async () => {
  const token = await issue();
  expect(token.tokenId).toMatch(/^WRSM[0-9]{8}$/);
  expect(token.serverTime).toBe(house.authority.time());
  expect(token.expiresAt).toBe(house.now() + 30 * 86_400);
  const port = await portOf();
  const call = { subject: 's', tokenId: token.tokenId, code: await token.code(), idempotencyKey: freshKey() };
  expect(await port.bind(call)).toEqual({ outcome: 'bound' });
  house.pass(30);
  const code = await token.code();
  const validated = await port.validate({
    subject: 's',
    code,
    purpose: 'transfer',
    idempotencyKey: freshKey(),
  });
  expect(validated.verdict).toBe('accepted');
});

test('the same request sent again, at once or later, gets the same token and counts once', async () => {
  const pending = await prepareProvision({ form: 'WRSD' });
  const ask = () => house.authority.provision({ request: pending.request, address: '192.0.2.2' });
  const answers = await Promise.all([ask(), ask(), ask(), ask()]);
  house.pass(60);
  answers.push(await ask());
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  const made = await house.owner.pool.query(
    'select from token.provision where device_public_key is not null',
  );
  const counted = await house.owner.pool.query(
    "select provisions from token.provision_count where counted_by = 'total'",
  );
  expect(made.rowCount).toBe(counted.rows[0]?.provisions);
});

test('a request changed on the way, or not one at all, is refused in a word', async () => {
  const { request } = await prepareProvision({ form: 'WRSM' });
  const ask = (wire: unknown) => house.authority.provision({ request: wire, address: '192.0.2.3' });
  expect(await ask({ ...request, form: 'WRSD' })).toEqual({ outcome: 'refused', reason: 'signature' });
  expect(await ask({ ...request, version: 2 })).toEqual({ outcome: 'refused', reason: 'malformed' });
  expect(await ask('nonsense')).toEqual({ outcome: 'refused', reason: 'malformed' });
});

test('tokens are capped for an address, and for all together', async () => {
  const capped = house.another({
    configuration: {
      ...defaultTokenConfiguration,
      provisionsPerAddress: { max: 2, windowSeconds: 3_600 },
      provisionsInTotal: { max: 7, windowSeconds: 86_400 },
    },
  });
  const before = await house.owner.pool.query(
    "select sum(provisions) as made from token.provision_count where counted_by = 'total'",
  );
  const left = 7 - Number(before.rows[0]?.made);
  const ask = async (address: string) =>
    capped.provision({ request: (await prepareProvision({ form: 'WRSM' })).request, address });
  const outcomes = [];
  for (let number = 0; number < 3; number += 1) outcomes.push(await ask(`2001:db8::${number}`));
  expect(outcomes.map((one) => one.outcome)).toEqual(['issued', 'issued', 'refused']);
  const until = house.now() - (house.now() % 3_600) + 3_600;
  expect(outcomes.at(-1)).toEqual({ outcome: 'refused', reason: 'too_many', until });
  for (let number = 2; number < left; number += 1)
    expect((await ask(`192.0.2.${number + 100}`)).outcome).toBe('issued');
  expect(await ask('192.0.2.200')).toMatchObject({ outcome: 'refused', reason: 'too_many' });
  house.pass(86_400);
  expect((await ask('2001:db8::1')).outcome).toBe('issued');
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['nonsense', 'nonsense'],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

describe('what a device asks about its own token', () => {
  test('the services that it is registered with, by name', async () => {
    const token = await issue('192.0.2.50');
    const party = await house.party('わりふ信用金庫');
    const call = {
      subject: 's',
      tokenId: token.tokenId,
      code: await token.code(),
      idempotencyKey: freshKey(),
    };
    await house.authority.portFor(party, ['verify']).bind(call);
    const request = await token.sign('list-services');
    expect(await house.authority.answerDevice(request)).toEqual({
      outcome: 'listed',
      services: ['わりふ信用金庫'],
    });
    expect(await house.authority.answerDevice(request)).toEqual({
      outcome: 'refused',
      reason: 'not_accepted',
    });
  });

  test('its end: no code of it is good any more, and what was bound stays bound', async () => {
    const token = await issue('192.0.2.51');
    const port = await portOf();
    const bind = async (subject: string) => ({
      subject,
      tokenId: token.tokenId,
      code: await token.code(),
      idempotencyKey: freshKey(),
    });
    await port.bind(await bind('s'));
    house.pass(60);
    const request = await token.sign('delete');
    expect(await house.authority.answerDevice(request)).toEqual({ outcome: 'deleted' });
    expect(await house.authority.answerDevice(request)).toEqual({ outcome: 'deleted' });
    const call = { subject: 's', code: await token.code(), purpose: 'p', idempotencyKey: freshKey() };
    expect((await port.validate(call)).verdict).toBe('wrong');
    expect((await port.stateOf('s')).state).toBe('active');
    expect(await port.bind(await bind('t'))).toEqual({ outcome: 'refused', reason: 'not_accepted' });
  });

  test('a stranger’s, an old one’s and an unknown token’s request are refused with one word', async () => {
    const token = await issue('192.0.2.52');
    const stranger = await issue('192.0.2.53');
    const refused = { outcome: 'refused', reason: 'not_accepted' };
    const wires = [
      await token.sign('delete', { key: stranger.deviceKey.privateKey }),
      await token.sign('delete', { at: house.now() - 301 }),
      { ...(await token.sign('delete')), tokenId: 'WRSM00000000' },
    ];
    for (const wire of wires) expect(await house.authority.answerDevice(wire)).toEqual(refused);
    expect(await house.authority.answerDevice({})).toEqual({ outcome: 'refused', reason: 'malformed' });
    const port = await portOf();
    const call = {
      subject: 's',
      tokenId: token.tokenId,
      code: await token.code(),
      idempotencyKey: freshKey(),
    };
    expect(await port.bind(call)).toEqual({ outcome: 'bound' });
  });
});

test('what has served its time is swept, and what has not stays', async () => {
  const port = await portOf();
  const token = await issue('192.0.2.60');
  const key = freshKey();
  const call = { subject: 'swept', tokenId: token.tokenId, code: await token.code(), idempotencyKey: key };
  await port.bind(call);
  house.pass(600);
  await house.authority.sweep();
  expect(await port.bind(call)).toEqual({ outcome: 'bound' });
  house.pass(10 * 86_400);
  const swept = await house.authority.sweep();
  expect(swept.verdicts).toBeGreaterThan(0);
  expect(swept.others).toBeGreaterThan(0);
  const empty = ['verdict', 'attempt', 'device_request', 'provision_count', 'second_code_wait'];
  for (const table of empty)
    expect((await house.owner.pool.query(`select from token.${table}`)).rowCount, table).toBe(0);
  expect((await port.stateOf('swept')).state).toBe('active');
  expect(await house.authority.verify()).toEqual([]);
});

test('a relying party’s key opens until it is revoked, and a made-up one never', async () => {
  const { relyingPartyId, key } = await house.authority.createRelyingParty({
    name: 'keys',
    scopes: ['verify'],
  });
  const found = { relyingPartyId, name: 'keys', scopes: ['verify'] };
  expect(await house.authority.relyingPartyByKey(key)).toEqual(found);
  const second = await house.authority.issueKey({ relyingPartyId, scopes: ['administer'] });
  expect(await house.authority.relyingPartyByKey(second.key)).toEqual({ ...found, scopes: ['administer'] });
  expect(await house.authority.relyingPartyByKey(`${key}x`)).toBeUndefined();
  expect(await house.authority.revokeKey(key)).toBe(true);
  expect(await house.authority.revokeKey(key)).toBe(false);
  house.pass(5);
  expect(await house.authority.relyingPartyByKey(key)).toBeUndefined();
  const { rows } = await house.owner.pool.query('select k::text as line from token.relying_party_key k');
  for (const { line } of rows) expect(line).not.toContain(Buffer.from(key, 'base64url').toString('hex'));
});
