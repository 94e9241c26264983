import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { AuthorityUnavailable, type TokenAuthorityService } from '@warifu/token';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type HandToken, openHouse, type TestHouse, wrongCode } from '../../../packages/token/test/house.ts';
import { askingFor, radclient } from '../../../tests/support/radclient.ts';
import { listenRadius, type RadiusListening } from '../src/index.ts';
import { openRadiusFront } from '../src/radius/front.ts';
import { accessRequest, isOurReply, type RequestOptions } from './radius-client.ts';

const [ACCEPT, REJECT, CHALLENGE] = [2, 3, 11];
const HERE = { address: '127.0.0.1', port: 40_001 };

let house: TestHouse;
let party: string;
let secret: string;
let clientId: string;
const faults: unknown[] = [];
const dropped: string[] = [];
const calls: { subject: string; idempotencyKey: string }[] = [];
/** What happens before the authority is asked. */
let before: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  house = await openHouse();
  party = await house.party('わりふ共済デモ');
  const added = await house.authority.addRadiusClient({ party, network: '127.0.0.0/8' });
  if (added.outcome !== 'added') throw new Error('the client was to be added');
  secret = added.secret;
  clientId = added.client.radiusClientId;
});
beforeEach(() => {
  house.pass(300);
  before = async () => undefined;
  for (const list of [faults, dropped, calls]) list.splice(0);
});
afterAll(() => house.close());

/** The real authority, with its calls written down. */
const seen = (): TokenAuthorityService => ({
  ...house.authority,
  portFor: (relyingPartyId, scopes) => {
    const port = house.authority.portFor(relyingPartyId, scopes);
    return {
      ...port,
      validate: async (call) => {
        calls.push(call);
        await before();
        return port.validate(call);
      },
    };
  },
});

const options = () => ({
  authority: seen(),
  nowMs: () => house.now() * 1_000,
  onFault: (error: unknown) => faults.push(error),
  onDropped: (sentence: string) => dropped.push(sentence),
});

/** A token bound to a subject of the party. */
async function bound(subject = `subject-${randomBytes(4).toString('hex')}`, relyingPartyId = party) {
  const hand = await house.token();
  const idempotencyKey = randomBytes(8).toString('hex');
  const call = { subject, tokenId: hand.tokenId, code: hand.code(), idempotencyKey };
  expect(await house.authority.portFor(relyingPartyId, ['verify']).bind(call)).toEqual({ outcome: 'bound' });
  house.pass(60);
  return { hand, subject };
}

const requestOf = (userName: string, password: string | undefined, more: Partial<RequestOptions> = {}) =>
  accessRequest({ secret, userName, password, ...more });

describe('an answer', () => {
  const ask = (octets: Buffer, from = HERE) => openRadiusFront(options())(octets, from);

  test('a code is accepted for a subject, once, and the reply is proved to be ours', async () => {
    const { hand, subject } = await bound();
    const first = requestOf(subject, hand.code());
    const reply = await ask(first);
    expect(reply && isOurReply(reply, first, secret)).toBe(true);
    expect(reply?.[0]).toBe(ACCEPT);
    const again = requestOf(subject, hand.code(), { identifier: 2 });
    const refusal = await ask(again);
    expect(refusal && isOurReply(refusal, again, secret)).toBe(true);
    expect(refusal?.[0]).toBe(REJECT);
  });

  test('a token’s ID, as a person types it, means the subject that it is bound to', async () => {
    const { hand, subject } = await bound();
    const typed = hand.tokenId
      .toLowerCase()
      .replace(/(.{4})/g, '$1 ')
      .trim();
    expect((await ask(requestOf(typed, hand.code())))?.[0]).toBe(ACCEPT);
    expect(calls.map((call) => call.subject)).toEqual([subject]);
  });

  test('a token bound to two subjects of the party means neither, and its code is not spent by that', async () => {
    const { hand, subject } = await bound();
    const idempotencyKey = randomBytes(8).toString('hex');
    const second = { subject: `${subject}-2`, tokenId: hand.tokenId, code: hand.code(), idempotencyKey };
    await house.authority.portFor(party, ['verify']).bind(second);
    house.pass(60);
    expect((await ask(requestOf(hand.tokenId, hand.code())))?.[0]).toBe(REJECT);
    expect((await ask(requestOf(subject, hand.code())))?.[0]).toBe(ACCEPT);
  });

  test('a token bound at another party only means nobody here', async () => {
    const { hand, subject } = await bound(undefined, await house.party());
    expect((await ask(requestOf(hand.tokenId, hand.code())))?.[0]).toBe(REJECT);
    expect((await ask(requestOf(subject, hand.code())))?.[0]).toBe(REJECT);
  });

  test('wrong, used and locked codes and strangers get the same octets but for what is random', async () => {
    const { hand, subject } = await bound();
    const lengths = new Set<number>();
    const say = async (userName: string, code: string) => {
      const reply = await ask(requestOf(userName, code));
      lengths.add(reply?.length ?? 0);
      expect(reply?.[0]).toBe(REJECT);
    };
    for (let times = 0; times < 10; times += 1) await say(subject, wrongCode(hand));
    await say(subject, hand.code());
    await say('nobody-of-this-name', hand.code());
    await say('WRSM99999999', hand.code());
    expect(lengths).toEqual(new Set([38]));
  });

  test('時刻補正: a clock far off is asked for the next code by a challenge, and that one is accepted', async () => {
    const { hand, subject } = await bound();
    const first = requestOf(subject, hand.code(9));
    const challenge = await ask(first);
    expect(challenge && isOurReply(challenge, first, secret)).toBe(true);
    expect(challenge?.[0]).toBe(CHALLENGE);
    const [length = 0] = challenge?.subarray(39) ?? [];
    expect([challenge?.[38], length]).toEqual([24, 18]);
    const state = challenge?.subarray(40, 38 + length) ?? Buffer.alloc(0);
    expect(challenge?.subarray(58).toString()).toContain('次に表示される');
    const second = requestOf(subject, hand.code(10), { identifier: 2, more: [[24, state]] });
    expect((await ask(second))?.[0]).toBe(ACCEPT);
  });

  test('Proxy-State comes back as it was, in its order', async () => {
    const states = [Buffer.from('first'), Buffer.from('second')];
    const more = states.map((state) => [33, state] as const);
    const reply = await ask(requestOf('nobody-of-this-name', '123456', { more }));
    const tail = Buffer.concat(
      states.map((state) => Buffer.concat([Buffer.of(33, state.length + 2), state])),
    );
    expect(reply?.subarray(38)).toEqual(tail);
  });

  test.each([
    ['without a password', { password: undefined }],
    ['with an empty password', { password: '' }],
    ['with a password that is no text', { password: Buffer.of(0xff, 0xfe) }],
    ['with a name that is no text', { userName: Buffer.of(0xff) }],
    ['with a name of 101 octets', { userName: 'x'.repeat(101) }],
  ])('a request %s is refused, and the authority is not asked', async (_, change) => {
    const octets = accessRequest({ secret, userName: 's', password: '123456', ...change });
    expect((await ask(octets))?.[0]).toBe(REJECT);
    expect(calls).toEqual([]);
  });
});

describe('silence', () => {
  test.each([
    ['another secret', () => requestOf('s', '123456', { secret: 'another secret of 16' }), 'not_authentic'],
    ['no Message-Authenticator', () => requestOf('s', '123456', { isSigned: false }), 'not_authentic'],
    ['an Accounting-Request', () => Buffer.from(requestOf('s', '123456')).fill(4, 0, 1), 'malformed'],
    ['half a packet', () => requestOf('s', '123456').subarray(0, 25), 'malformed'],
  ])('%s', async (_, octets, reason) => {
    expect(await openRadiusFront(options())(octets(), HERE)).toBeUndefined();
    expect(calls).toEqual([]);
    expect(dropped).toEqual([`packets were not answered: 1 ${reason}; the last one from 127.0.0.1`]);
  });

  test('an address that is no client’s, even with the right secret', async () => {
    const answer = openRadiusFront(options());
    expect(await answer(requestOf('s', '123456'), { address: '192.0.2.7', port: 1 })).toBeUndefined();
    expect((await answer(requestOf('s', '123456'), { address: '::ffff:127.0.0.9', port: 1 }))?.[0]).toBe(
      REJECT,
    );
  });

  test('a client that was removed, within seconds', async () => {
    const added = await house.authority.addRadiusClient({ party, network: '127.0.0.1/32' });
    if (added.outcome !== 'added') throw new Error('the client was to be added');
    const answer = openRadiusFront(options());
    const ask = () => answer(requestOf('nobody', '123456', { secret: added.secret }), HERE);
    expect((await ask())?.[0]).toBe(REJECT);
    expect(await house.authority.revokeRadiusClient(added.client.radiusClientId)).toBe(true);
    house.pass(5);
    expect(await ask()).toBeUndefined();
  });

  test('a secret is of one party: the code of another party’s subject is refused under it', async () => {
    const other = await house.party();
    const added = await house.authority.addRadiusClient({ party: other, network: '127.0.0.1/32' });
    if (added.outcome !== 'added') throw new Error('the client was to be added');
    const { hand, subject } = await bound();
    const answer = openRadiusFront(options());
    const under = (name: string) => answer(requestOf(subject, hand.code(), { secret: name }), HERE);
    expect((await under(added.secret))?.[0]).toBe(REJECT);
    expect((await under(secret))?.[0]).toBe(ACCEPT);
  });

  test('more packets a second than one address may send', async () => {
    const answer = openRadiusFront({ ...options(), limits: { packetsPerSecond: 3 } });
    const replies = [];
    for (let times = 0; times < 5; times += 1) replies.push(await answer(requestOf('nobody', '1'), HERE));
    expect(replies.map((reply) => reply !== undefined)).toEqual([true, true, true, false, false]);
    house.pass(1);
    expect(await answer(requestOf('nobody', '1'), HERE)).toBeDefined();
  });

  test('an authority that is away: what is sent again is asked again, under the same key, and answered', async () => {
    const { hand, subject } = await bound();
    const answer = openRadiusFront(options());
    before = async () => {
      throw new AuthorityUnavailable('away');
    };
    const octets = requestOf(subject, hand.code());
    expect(await answer(octets, HERE)).toBeUndefined();
    before = async () => undefined;
    expect((await answer(octets, HERE))?.[0]).toBe(ACCEPT);
    expect(new Set(calls.map((call) => call.idempotencyKey)).size).toBe(1);
    expect(dropped[0]).toContain('1 authority_away');
    expect(faults).toEqual([]);
  });

  test('no line and no fault repeats a secret, a name or a code', async () => {
    const answer = openRadiusFront(options());
    before = async () => {
      throw new Error('a bug');
    };
    await answer(requestOf('a-name-to-keep', '424242'), HERE);
    await answer(requestOf('a-name-to-keep', '424242', { isSigned: false }), HERE);
    expect(faults).toHaveLength(1);
    expect(`${dropped.join()} ${faults.join()}`).not.toMatch(new RegExp(`a-name-to-keep|424242|${secret}`));
  });
});

describe('a request that comes again', () => {
  test('gets the same octets for thirty seconds, is asked once, and is refused afterwards', async () => {
    const { hand, subject } = await bound();
    const answer = openRadiusFront(options());
    const octets = requestOf(subject, hand.code());
    const first = await answer(octets, HERE);
    expect(first?.[0]).toBe(ACCEPT);
    house.pass(29);
    expect(await answer(octets, HERE)).toEqual(first);
    expect(calls).toHaveLength(1);
    house.pass(1);
    expect((await answer(octets, HERE))?.[0]).toBe(REJECT);
  });

  test('from another port, it is another request, and its code is spent', async () => {
    const { hand, subject } = await bound();
    const answer = openRadiusFront(options());
    const octets = requestOf(subject, hand.code());
    expect((await answer(octets, HERE))?.[0]).toBe(ACCEPT);
    expect((await answer(octets, { ...HERE, port: 40_002 }))?.[0]).toBe(REJECT);
  });

  test('while the first is under way, nothing is asked and nothing said twice', async () => {
    const { hand, subject } = await bound();
    const answer = openRadiusFront(options());
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    before = () => gate;
    const octets = requestOf(subject, hand.code());
    const first = answer(octets, HERE);
    await expect.poll(() => calls.length).toBe(1);
    expect(await answer(octets, HERE)).toBeUndefined();
    goOn();
    expect((await first)?.[0]).toBe(ACCEPT);
    expect(await answer(octets, HERE)).toEqual(await first);
    expect(calls).toHaveLength(1);
  });

  test('after a crash, the authority says what it said: the step was spent, the reply lost', async () => {
    const { hand, subject } = await bound();
    // At the beginning of a half minute, so that both fall into it.
    house.pass(30 - (house.now() % 30));
    const octets = requestOf(subject, hand.code());
    expect((await openRadiusFront(options())(octets, HERE))?.[0]).toBe(ACCEPT);
    house.pass(5);
    expect((await openRadiusFront(options())(octets, HERE))?.[0]).toBe(ACCEPT);
    const spent = await house.owner.pool.query(
      "select from token.audit where token_id = $1 and act = 'validate' and outcome = 'accepted'",
      [hand.tokenId],
    );
    expect(spent.rowCount).toBe(1);
  });

  test('no more than so many are under way, and no more than so many are remembered', async () => {
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const answer = openRadiusFront({ ...options(), limits: { underWayMax: 2, rememberedMax: 2 } });
    before = () => gate;
    const waiting = [1, 2].map((identifier) => answer(requestOf('nobody', '1', { identifier }), HERE));
    await expect.poll(() => calls.length).toBe(2);
    expect(await answer(requestOf('nobody', '1'), HERE)).toBeUndefined();
    goOn();
    await Promise.all(waiting);
    const octets = requestOf('nobody', '2');
    await answer(octets, HERE);
    for (let times = 0; times < 2; times += 1) await answer(requestOf('nobody', '3'), HERE);
    const asked = calls.length;
    await answer(octets, HERE);
    expect(calls).toHaveLength(asked + 1);
  });
});

describe('over the wire', () => {
  let listening: RadiusListening;
  let hand: HandToken;
  let subject: string;
  beforeAll(async () => {
    listening = await listenRadius({ ...options(), host: '127.0.0.1', port: 0 });
  });
  beforeEach(async () => {
    ({ hand, subject } = await bound());
  });
  afterAll(() => listening.close());

  const say = (attributes: string, sharedSecret = secret) =>
    radclient(listening.port, sharedSecret, attributes);

  test('radclient gets Access-Accept exactly once for a code', async () => {
    const code = hand.code();
    expect(await say(askingFor(subject, code))).toBe('Access-Accept');
    expect(await say(askingFor(subject, code))).toBe('Access-Reject');
    expect(await say(askingFor(hand.tokenId, code))).toBe('Access-Reject');
    house.pass(30);
    expect(await say(askingFor(hand.tokenId, hand.code()))).toBe('Access-Accept');
  });

  test('radclient gets Access-Challenge where a clock is far off, and Access-Accept for the next code', async () => {
    expect(await say(askingFor(subject, hand.code(12)))).toBe('Access-Challenge');
    expect(await say(`${askingFor(subject, hand.code(13))}, State = 0x00`)).toBe('Access-Accept');
  });

  test('radclient with another secret, or without Message-Authenticator, gets no answer', async () => {
    expect(await say(askingFor(subject, hand.code()), 'another secret of 16')).toBe('no reply');
    const unsigned = `User-Name = "${subject}", User-Password = "${hand.code()}"`;
    expect(await say(unsigned)).toBe('no reply');
    expect(await say(askingFor(subject, hand.code()))).toBe('Access-Accept');
  });

  test('one datagram sent three times from one port is answered three times with the same octets', async () => {
    const socket = createSocket('udp4');
    const replies: Buffer[] = [];
    socket.on('message', (reply) => replies.push(reply));
    const octets = requestOf(subject, hand.code());
    for (let times = 1; times <= 3; times += 1) {
      socket.send(octets, listening.port, '127.0.0.1');
      await expect.poll(() => replies.length).toBe(times);
    }
    socket.close();
    expect(replies[0]?.[0]).toBe(ACCEPT);
    expect(replies.every((reply) => replies[0]?.equals(reply))).toBe(true);
    expect(calls).toHaveLength(1);
  });

  test('eight at once for one code: one is accepted', async () => {
    const code = hand.code();
    const said = await Promise.all(Array.from({ length: 8 }, () => say(askingFor(subject, code))));
    expect(said.filter((word) => word === 'Access-Accept')).toHaveLength(1);
    expect(said.filter((word) => word === 'Access-Reject')).toHaveLength(7);
  });
});

test('whatever comes: it never throws, and answers nothing but what is signed', async () => {
  const answer = openRadiusFront({ ...options(), limits: { packetsPerSecond: 1_000_000 } });
  const good = requestOf('nobody', '123456');
  const spoilt = fc
    .tuple(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), fc.nat(good.length))
    .map(([at, change, cut]) => {
      const octets = Buffer.from(good);
      octets.writeUInt8(octets.readUInt8(at) ^ change, at);
      return cut % 4 === 0 ? octets.subarray(0, cut) : octets;
    });
  const garbage = fc.uint8Array({ maxLength: 5_000 }).map((given) => Buffer.from(given));
  const headed = garbage.map((tail) => {
    const octets = Buffer.concat([good.subarray(0, 20), tail]);
    octets.writeUInt16BE(Math.min(octets.length, 65_535), 2);
    return octets;
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(spoilt, garbage, headed), async (octets) => {
      const reply = await answer(octets, HERE);
      if (octets.equals(good)) return;
      expect(reply).toBeUndefined();
    }),
    { numRuns: 2_000 },
  );
  expect(faults).toEqual([]);
  expect(calls).toEqual([]);
  expect((await answer(good, HERE))?.[0]).toBe(REJECT);
});

test('the client of these tests is the one of the party', async () => {
  const listed = await house.authority.listRadiusClients();
  expect(listed.find((one) => one.radiusClientId === clientId)).toMatchObject({
    partyName: 'わりふ共済デモ',
    network: '127.0.0.0/8',
    revokedAt: undefined,
  });
});
