import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultTokenConfiguration } from '../src/configuration.ts';
import { issueTo } from './device.ts';
import { freshKey, openHouse, type TestHouse } from './house.ts';

type Device = Awaited<ReturnType<typeof issueTo>>;

let house: TestHouse;
let serial = 0;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const device = () => issueTo(house, `192.0.2.${++serial}`);

/** A service with a name of its own, and what its customers do there. */
async function openService() {
  const name = `service ${++serial}`;
  const port = house.authority.portFor(await house.party(name), ['verify', 'administer']);
  const call = async (subject: string, of: Device) => {
    house.pass(30);
    return { subject, code: await of.code(), idempotencyKey: freshKey() };
  };
  return {
    name,
    bind: async (subject: string, of: Device) =>
      expect(await port.bind({ ...(await call(subject, of)), tokenId: of.tokenId })).toEqual({
        outcome: 'bound',
      }),
    end: async (subject: string, of: Device) =>
      expect((await port.end(await call(subject, of))).verdict).toBe('accepted'),
    release: async (subject: string) =>
      expect(await port.release({ subject, reason: 'form 7' })).toEqual({ outcome: 'released' }),
    begin: async (subject: string, of: Device) => {
      const begun = await port.beginReplace(await call(subject, of));
      if (begun.verdict !== 'accepted') throw new Error(begun.verdict);
      return begun.proof;
    },
    finish: async (subject: string, proof: string, to: Device) =>
      port.replace({ ...(await call(subject, to)), proof, newTokenId: to.tokenId }),
    lock: async (subject: string) => {
      for (let times = 1; times <= 10; times += 1)
        await port.validate({ subject, code: 'no code', purpose: 'p', idempotencyKey: freshKey() });
    },
  };
}

const nothing = (isRegistered: boolean) => ({ outcome: 'moved_on', departures: [], isRegistered });

describe('a device that asks where its token has moved on', () => {
  test('hears of nothing while it is registered, or was never', async () => {
    const phone = await device();
    expect(await phone.ask('list-departures')).toEqual(nothing(false));
    const bank = await openService();
    await bank.bind('s', phone);
    await bank.lock('s');
    expect(await phone.ask('list-departures')).toEqual(nothing(true));
  });

  test('hears of a change once it is complete, and not half-way', async () => {
    const [old, fresh, bank] = [await device(), await device(), await openService()];
    await bank.bind('s', old);
    const proof = await bank.begin('s', old);
    expect(await old.ask('list-departures')).toEqual(nothing(true));
    expect(await bank.finish('s', proof, old)).toMatchObject({ reason: 'same_token' });
    expect(await old.ask('list-departures')).toEqual(nothing(true));
    expect(await bank.finish('s', proof, fresh)).toEqual({ outcome: 'replaced' });
    const departures = [{ service: bank.name, why: 'replaced', leftAt: house.now() }];
    house.pass(86_400);
    expect(await old.ask('list-departures')).toEqual({
      outcome: 'moved_on',
      departures,
      isRegistered: false,
    });
    expect(await old.ask('list-services')).toEqual({ outcome: 'listed', services: [] });
    expect(await fresh.ask('list-departures')).toEqual(nothing(true));
  });

  test('hears of a stop and of a release, each with its time, the latest first', async () => {
    const [phone, one, two] = [await device(), await openService(), await openService()];
    await one.bind('s', phone);
    await two.bind('s', phone);
    await one.end('s', phone);
    const endedAt = house.now();
    house.pass(60);
    await two.release('s');
    expect(await phone.ask('list-departures')).toEqual({
      outcome: 'moved_on',
      departures: [
        { service: two.name, why: 'released', leftAt: house.now() },
        { service: one.name, why: 'ended', leftAt: endedAt },
      ],
      isRegistered: false,
    });
  });

  test('learns neither a subject nor how many contracts there were', async () => {
    const [old, fresh, bank] = [await device(), await device(), await openService()];
    const subjects = ['contract-4711', 'contract-4712', 'contract-4713'];
    for (const subject of subjects) await bank.bind(subject, old);
    const answers: unknown[] = [];
    for (const subject of subjects) {
      const proof = await bank.begin(subject, old);
      await bank.finish(subject, proof, fresh);
      const answer = await old.ask('list-departures');
      answers.push(answer);
      expect(answer).toMatchObject({ departures: [{ service: bank.name, leftAt: house.now() }] });
    }
    expect(JSON.stringify(answers)).not.toContain('471');
    const { rows } = await house.owner.pool.query('select d::text as line from token.departure d');
    for (const { line } of rows) expect(line).not.toContain('471');
  });

  test('hears no more of a service that it was registered with again since', async () => {
    const [phone, fresh, bank] = [await device(), await device(), await openService()];
    await bank.bind('s', phone);
    await bank.finish('s', await bank.begin('s', phone), fresh);
    expect(await phone.ask('list-departures')).toMatchObject({ departures: [{ why: 'replaced' }] });
    await bank.finish('s', await bank.begin('s', fresh), phone);
    expect(await phone.ask('list-departures')).toEqual(nothing(true));
    expect(await fresh.ask('list-departures')).toMatchObject({ departures: [{ why: 'replaced' }] });
  });

  test('leaves a line in the audit trail only where it was told something', async () => {
    const [phone, bank] = [await device(), await openService()];
    await bank.bind('s', phone);
    const lines = async () =>
      (
        await house.owner.pool.query(
          "select from token.audit where token_id = $1 and act = 'device_list-departures'",
          [phone.tokenId],
        )
      ).rowCount;
    await phone.ask('list-departures');
    expect(await lines()).toBe(0);
    await bank.end('s', phone);
    await phone.ask('list-departures');
    expect(await lines()).toBe(1);
  });

  test('hears only of its own token, and a stranger’s device of none', async () => {
    const [phone, stranger, bank] = [await device(), await device(), await openService()];
    await bank.bind('s', phone);
    await bank.release('s');
    expect(await stranger.ask('list-departures')).toEqual(nothing(false));
    const forged = await phone.sign('list-departures', { key: stranger.deviceKey.privateKey });
    const refused = { outcome: 'refused', reason: 'not_accepted' };
    expect(await house.authority.answerDevice(forged)).toEqual(refused);
  });

  test('is not answered twice to one request, to an old one, or to one signed for something else', async () => {
    const phone = await device();
    const refused = { outcome: 'refused', reason: 'not_accepted' };
    const request = await phone.sign('list-departures');
    expect(await house.authority.answerDevice(request)).toMatchObject({ outcome: 'moved_on' });
    expect(await house.authority.answerDevice(request)).toEqual(refused);
    const old = await phone.sign('list-departures', { at: house.now() - 301 });
    expect(await house.authority.answerDevice(old)).toEqual(refused);
    const other = { ...(await phone.sign('list-services')), action: 'list-departures' };
    expect(await house.authority.answerDevice(other)).toEqual(refused);
  });

  test('is answered sixty times an hour, also when it asks all at once, and can still give its token up', async () => {
    const phone = await device();
    const { max, windowSeconds } = defaultTokenConfiguration.questionsPerDevice;
    const answers = await Promise.all(Array.from({ length: max + 5 }, () => phone.ask('list-departures')));
    expect(answers.filter((answer) => answer.outcome === 'moved_on')).toHaveLength(max);
    const until = house.now() + windowSeconds;
    expect(await phone.ask('list-services')).toEqual({ outcome: 'refused', reason: 'too_many', until });
    expect(await (await device()).ask('list-services')).toMatchObject({ outcome: 'listed' });
    house.pass(windowSeconds - 1);
    await house.authority.sweep();
    expect(await phone.ask('list-services')).toMatchObject({ reason: 'too_many' });
    house.pass(1);
    expect(await phone.ask('list-services')).toMatchObject({ outcome: 'listed' });
    await Promise.all(Array.from({ length: max }, () => phone.ask('list-services')));
    expect(await phone.ask('delete')).toEqual({ outcome: 'deleted' });
  });

  test('is told for a year; then it is forgotten', async () => {
    const [phone, bank] = [await device(), await openService()];
    await bank.bind('s', phone);
    await bank.release('s');
    house.pass(365 * 86_400);
    await house.authority.sweep();
    expect(await phone.ask('list-departures')).toMatchObject({ departures: [{ why: 'released' }] });
    house.pass(1);
    await house.authority.sweep();
    expect(await phone.ask('list-departures')).toEqual(nothing(false));
  });
});
