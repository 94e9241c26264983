import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tokenStore } from '../src/queries.ts';
import { type HandToken, openHouse, type TestHouse } from './house.ts';

let house: TestHouse;
let party: string;
/** Whether each batch that wrote what it judged was to wait for the disk. */
const waited: string[] = [];
beforeAll(async () => {
  house = await openHouse({
    store: {
      ...tokenStore,
      settle: async (tx, ...rest) => {
        await tokenStore.settle(tx, ...rest);
        const { rows } = await sql<{ setting: string }>`
          select current_setting('synchronous_commit') as setting`.execute(tx);
        waited.push(...rows.map(({ setting }) => setting));
      },
    },
  });
  party = await house.party();
});
afterAll(() => house.close());

async function bound(subject: string): Promise<HandToken> {
  const token = await house.token();
  const port = house.authority.portFor(party, ['verify']);
  const call = { subject, tokenId: token.tokenId, code: token.code(), idempotencyKey: subject };
  expect(await port.bind(call)).toEqual({ outcome: 'bound' });
  house.pass(30);
  waited.length = 0;
  return token;
}

const callOf = (subject: string, code: string) => ({
  subject,
  purpose: 'test',
  code,
  idempotencyKey: `${subject}-${code}`,
});

test('what is answered at once is on the disk before, right and wrong codes alike', async () => {
  const token = await bound('at-once');
  const { validate } = house.authority.portFor(party, ['verify']);
  expect(await validate(callOf('at-once', token.code()))).toMatchObject({ verdict: 'accepted' });
  expect(await validate(callOf('at-once', '0'))).toMatchObject({ verdict: 'wrong' });
  expect(waited).toEqual(['on', 'on']);
});

test('who commits in the same log before answering does not wait here, and the code is spent all the same', async () => {
  const token = await bound('in-log');
  const { validate, validateInLog } = house.authority.portFor(party, ['verify']);
  const code = token.code();
  expect(await validateInLog(callOf('in-log', code))).toMatchObject({ verdict: 'accepted' });
  expect(waited).toEqual(['off']);
  expect(await validate({ ...callOf('in-log', code), idempotencyKey: 'another' })).toMatchObject({
    verdict: 'spent',
  });
  expect(waited).toEqual(['off', 'on']);
});

test('in one batch with a caller who is answered at once, all wait for the disk', async () => {
  const [one, other] = [await bound('one'), await bound('other')];
  const { validate, validateInLog } = house.authority.portFor(party, ['verify']);
  const [inLog, atOnce] = await Promise.all([
    validateInLog(callOf('one', one.code())),
    validate(callOf('other', other.code())),
  ]);
  expect([inLog, atOnce]).toMatchObject([{ verdict: 'accepted' }, { verdict: 'accepted' }]);
  expect(waited).toEqual(['on']);
});
