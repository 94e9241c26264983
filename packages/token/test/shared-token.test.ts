import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RelyingPartyPort } from '../src/port.ts';
import { freshKey, type HandToken, openHouse, type TestHouse, wrongCode } from './house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Where one token is registered: two contracts of one party, and a third with another party. */
const PLACES = ['a contract', 'a contract of another branch', 'a contract with another party'] as const;
type Place = (typeof PLACES)[number];

interface Bound {
  readonly port: RelyingPartyPort;
  readonly subject: string;
}

interface Shared {
  readonly token: HandToken;
  readonly at: (place: Place) => Bound;
}

const call = (subject: string, code: string) => ({ subject, code, idempotencyKey: freshKey() });

async function share(): Promise<Shared> {
  const token = await house.token();
  const [one, two] = [await house.party(), await house.party()];
  const portOf = (party: string) => house.authority.portFor(party, ['verify', 'administer']);
  const places: Readonly<Record<Place, Bound>> = {
    'a contract': { port: portOf(one), subject: 'subject 1' },
    'a contract of another branch': { port: portOf(one), subject: 'subject 2' },
    // The same opaque id as at the first party: it is another subject.
    'a contract with another party': { port: portOf(two), subject: 'subject 1' },
  };
  for (const { port, subject } of Object.values(places)) {
    house.pass(30);
    const bound = await port.bind({ ...call(subject, token.code()), tokenId: token.tokenId });
    expect(bound).toEqual({ outcome: 'bound' });
  }
  house.pass(30);
  return { token, at: (place) => places[place] };
}

const validate = async ({ port, subject }: Bound, code: string): Promise<string> =>
  (await port.validate({ ...call(subject, code), purpose: 'transfer' })).verdict;

async function change({ port, subject }: Bound, token: HandToken, fresh: HandToken) {
  const begun = await port.beginReplace(call(subject, token.code()));
  if (begun.verdict !== 'accepted') throw new Error(begun.verdict);
  const { proof } = begun;
  return port.replace({ ...call(subject, fresh.code()), proof, newTokenId: fresh.tokenId });
}

/** What can be done to a token at one place, and how it stands there afterwards. */
const ACTS = {
  stop: async ({ token, at }: Shared, place: Place) => {
    const { port, subject } = at(place);
    expect((await port.end(call(subject, token.code()))).verdict).toBe('accepted');
    return 'none';
  },
  change: async ({ token, at }: Shared, place: Place) => {
    expect(await change(at(place), token, await house.token())).toEqual({ outcome: 'replaced' });
    return 'active';
  },
  lock: async ({ token, at }: Shared, place: Place) => {
    for (let times = 1; times <= 10; times += 1) await validate(at(place), wrongCode(token));
    return 'locked';
  },
  release: async ({ at }: Shared, place: Place) => {
    const { port, subject } = at(place);
    expect(await port.release({ subject, reason: 'form 31' })).toEqual({ outcome: 'released' });
    return 'none';
  },
  unlock: async (shared: Shared, place: Place) => {
    const { port, subject } = shared.at(place);
    await ACTS.lock(shared, place);
    expect(await port.unlock({ subject, reason: 'form 32' })).toEqual({ outcome: 'unlocked' });
    return 'active';
  },
} as const;

const PAIRS = PLACES.flatMap((one) =>
  PLACES.filter((other) => other !== one).map((other) => ({ one, other })),
);
const ROWS = (Object.keys(ACTS) as (keyof typeof ACTS)[]).flatMap((act) =>
  PAIRS.map((pair) => ({ act, ...pair })),
);

describe('one token in several places', () => {
  test.each(ROWS)('$act on $one leaves $other alone', async ({ act, one, other }) => {
    const shared = await share();
    const { port, subject } = shared.at(other);
    const before = await port.stateOf(subject);
    const state = await ACTS[act](shared, one);
    expect((await shared.at(one).port.stateOf(shared.at(one).subject)).state).toBe(state);
    expect(await port.stateOf(subject)).toEqual(before);
    house.pass(30);
    expect(await validate(shared.at(other), shared.token.code())).toBe('accepted');
  });

  test.each(PAIRS)('nine wrong codes on $one and one on $other lock neither', async ({ one, other }) => {
    const { token, at } = await share();
    for (let times = 1; times <= 9; times += 1) await validate(at(one), wrongCode(token));
    await validate(at(other), wrongCode(token));
    for (const place of [one, other])
      expect((await at(place).port.stateOf(at(place).subject)).state).toBe('active');
  });

  test.each(PAIRS)('the code of an order at $one buys nothing at $other', async ({ one, other }) => {
    const { token, at } = await share();
    const code = token.code();
    expect(await validate(at(one), code)).toBe('accepted');
    expect(await validate(at(other), code)).toBe('spent');
    const { port, subject } = at(other);
    expect((await port.end(call(subject, code))).verdict).toBe('spent');
    expect((await port.beginReplace(call(subject, code))).verdict).toBe('spent');
    expect((await port.stateOf(subject)).state).toBe('active');
  });

  test.each(PAIRS)(
    'the code that stopped or changed the token at $one buys nothing at $other',
    async ({ one, other }) => {
      for (const act of ['stop', 'change'] as const) {
        const shared = await share();
        const code = shared.token.code();
        await ACTS[act](shared, one);
        expect(await validate(shared.at(other), code)).toBe('spent');
      }
    },
  );

  test('one code sent to all places at once is taken at one of them', async () => {
    const { token, at } = await share();
    const code = token.code();
    const verdicts = await Promise.all(PLACES.map((place) => validate(at(place), code)));
    expect([...verdicts].sort()).toEqual(['accepted', 'spent', 'spent']);
  });
});

describe('after a change in one place', () => {
  test('the old token serves the others on, and the new one only where it was registered', async () => {
    const shared = await share();
    const { token, at } = shared;
    const fresh = await house.token();
    await change(at('a contract'), token, fresh);
    house.pass(30);
    expect(await validate(at('a contract'), token.code())).toBe('wrong');
    expect(await validate(at('a contract'), fresh.code())).toBe('accepted');
    expect(await validate(at('a contract of another branch'), fresh.code())).toBe('wrong');
    expect(await validate(at('a contract of another branch'), token.code())).toBe('accepted');
    house.pass(30);
    expect(await validate(at('a contract with another party'), token.code())).toBe('accepted');
  });

  test('the rest can follow, one after the other, onto the same new token', async () => {
    const shared = await share();
    const fresh = await house.token();
    for (const place of PLACES) {
      expect(await change(shared.at(place), shared.token, fresh)).toEqual({ outcome: 'replaced' });
      house.pass(30);
    }
    for (const place of PLACES) {
      expect(await validate(shared.at(place), fresh.code())).toBe('accepted');
      house.pass(30);
    }
  });

  test('the new token may be one that is registered elsewhere already', async () => {
    const [one, two] = [await share(), await share()];
    expect(await change(one.at('a contract'), one.token, two.token)).toEqual({ outcome: 'replaced' });
    house.pass(30);
    expect(await validate(two.at('a contract'), two.token.code())).toBe('accepted');
    house.pass(30);
    expect(await validate(one.at('a contract'), two.token.code())).toBe('accepted');
  });
});

test('a change to the same token is refused by name, spends none of its codes, and leaves the proof good', async () => {
  const { token, at } = await share();
  const { port, subject } = at('a contract');
  const begun = await port.beginReplace(call(subject, token.code()));
  const proof = begun.verdict === 'accepted' ? begun.proof : '';
  house.pass(30);
  for (const typed of [token.tokenId, token.tokenId.toLowerCase().replace(/(....)/g, '$1 ')]) {
    const again = { ...call(subject, token.code()), proof, newTokenId: typed };
    expect(await port.replace(again)).toEqual({ outcome: 'refused', reason: 'same_token' });
  }
  expect(await validate(at('a contract'), token.code())).toBe('accepted');
  const fresh = await house.token();
  const replaced = await port.replace({ ...call(subject, fresh.code()), proof, newTokenId: fresh.tokenId });
  expect(replaced).toEqual({ outcome: 'replaced' });
});

test('after all of this the steps form chains, and every secret opens', async () => {
  expect(await house.authority.verify()).toEqual([]);
});
