import { verify } from '@node-rs/argon2';
import { epochSeconds } from '@warifu/base';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { defaultConfiguration } from '../src/configuration.ts';
import type { LoginCall } from '../src/contracts/login.ts';
import { openPeopleGround, PASSWORD, type PeopleGround } from './support/people.ts';

/** The library itself, watched: how much work was done shows without a stopwatch. */
vi.mock('@node-rs/argon2', async (load) => {
  const library = await load<typeof import('@node-rs/argon2')>();
  return { ...library, verify: vi.fn(library.verify) };
});

// What one contract's counters do; more wrong logins than these would put the brake over all contracts on.
const UNBRAKED = { windows: [{ seconds: 600, refusedMax: 100_000 }], holdSeconds: 600 };

let ground: PeopleGround;
beforeAll(async () => {
  ground = await openPeopleGround({ login: { ...defaultConfiguration.login, brake: UNBRAKED } });
});
afterAll(() => ground.close());

const call = (contractNumber: string, changes: Partial<LoginCall> = {}): LoginCall => ({
  contractNumber,
  password: PASSWORD,
  channel: 'pc',
  address: '203.0.113.7',
  ...changes,
});
const wrong = (contractNumber: string, changes: Partial<LoginCall> = {}) =>
  ground.people.login(call(contractNumber, { password: 'wrong-wrong', ...changes }));
const later = (seconds: number) => {
  ground.time.now = epochSeconds(ground.time.now + seconds);
};
const REFUSED = { outcome: 'refused', reason: 'credentials' };

async function opened(contractNumber: string, changes: Partial<LoginCall> = {}) {
  const outcome = await ground.people.login(call(contractNumber, changes));
  if (outcome.outcome !== 'opened') throw new Error('the login was to succeed');
  return outcome;
}

test('who knows number and password gets a session of that contract', async () => {
  const { contractNumber, contractId } = await ground.contract();
  const { sessionToken, session } = await opened(contractNumber);
  expect(await ground.people.sessionOf(sessionToken)).toEqual({ outcome: 'open', session });
  expect(session).toMatchObject({ contractId, contractNumber, channel: 'pc', mustChangePassword: false });
});

test('a contract number typed with hyphens, spaces and full-width digits is the same number', async () => {
  const { contractNumber } = await ground.contract();
  const wide = contractNumber.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  await opened(` ${wide.slice(0, 3)}-${wide.slice(3)} `);
});

test('neither the session token nor the device cookie stands in the database', async () => {
  const { contractNumber } = await ground.contract();
  const { sessionToken, deviceCookie } = await opened(contractNumber);
  const rows = await ground.query<{ text: string }>(
    `select row_to_json(t)::text as text from bank.session t union all select row_to_json(t)::text from bank.device t
     union all select row_to_json(t)::text from bank.audit t`,
  );
  const text = rows.map((row) => row.text).join('\n');
  expect(text).not.toContain(sessionToken);
  expect(text).not.toContain(Buffer.from(sessionToken).toString('hex'));
  expect(text).not.toContain(deviceCookie);
});

test('an unknown number and a wrong password get the same words and the same counters', async () => {
  const { contractNumber } = await ground.contract();
  later(1000);
  for (const number of [contractNumber, '10000000001', 'not a number at all']) {
    expect(await wrong(number)).toEqual(REFUSED);
  }
  const counters = await ground.query<{ tries: number; turned_away: number }>(
    'select tries, turned_away from bank.login_counter where updated_at = to_timestamp($1)',
    [ground.time.now],
  );
  expect(counters.filter((counter) => counter.tries === 1 && counter.turned_away === 0)).toHaveLength(3);
});

test('an unknown number costs the same Argon2id work as a wrong password, and so does one that is locked', async () => {
  const { contractNumber } = await ground.contract();
  const parametersOf = (hash: unknown) => String(hash).split('$').slice(1, 4).join('$');
  const workOf = async (number: string) => {
    vi.mocked(verify).mockClear();
    await wrong(number);
    return vi.mocked(verify).mock.calls.map(([hash]) => parametersOf(hash));
  };
  const known = await workOf(contractNumber);
  expect(known).toEqual(['argon2id$v=19$m=19456,t=2,p=1']);
  expect(await workOf('20000000001')).toEqual(known);
  for (let failures = 0; failures < 6; failures += 1) await wrong(contractNumber);
  expect(await workOf(contractNumber)).toEqual(known);
});

test('of 64 wrong guesses at once all are counted, and no more are tried than the schedule allows', async () => {
  const { contractNumber, contractId } = await ground.contract();
  const banks = [ground.people, ground.another(), ground.another(), ground.another()];
  const guesses = Array.from({ length: 64 }, (_, index) =>
    banks[index % 4]?.login(call(contractNumber, { password: `guess-${index}-guess` })),
  );
  for (const outcome of await Promise.all(guesses)) expect(outcome).toEqual(REFUSED);
  const why = await ground.query<{ why: string; count: number }>(
    `select detail->>'why' as why, count(*)::int as count from bank.audit
     where contract_id = $1 and act = 'login_refused' group by 1`,
    [contractId],
  );
  const count = Object.fromEntries(why.map((row) => [row.why, row.count]));
  // No wait follows the first wrong password, and two seconds follow the second: two may be tried in one moment.
  expect(count).toEqual({ wrong_password: 2, turned_away: 62 });
});

test('a try that is sent away because too many wait is not counted', async () => {
  const { contractNumber: number } = await ground.contract();
  later(1000);
  const settled = await Promise.allSettled(Array.from({ length: 150 }, () => wrong(number)));
  const sentAway = settled.filter((one) => one.status === 'rejected').length;
  expect(sentAway).toBeGreaterThan(0);
  const [counter] = await ground.query<{ counted: number }>(
    `select sum(tries + turned_away)::int as counted from bank.login_counter where updated_at = to_timestamp($1)`,
    [ground.time.now],
  );
  expect(counter?.counted).toBe(150 - sentAway);
});

test('waits grow, and the fifth wrong password in a row locks out strange browsers for 24 hours', async () => {
  const { contractNumber, contractId } = await ground.contract();
  for (const wait of [0, 2, 5, 15]) {
    await wrong(contractNumber);
    if (wait > 0) {
      later(wait - 1);
      expect(await ground.people.login(call(contractNumber))).toEqual(REFUSED); // right, but too early
    }
    later(wait === 0 ? 0 : 1);
  }
  await wrong(contractNumber);
  later(24 * 3600 - 1);
  expect(await ground.people.login(call(contractNumber))).toEqual(REFUSED);
  later(1);
  await opened(contractNumber);
  const notices = await ground.query<{ kind: string }>(
    'select kind from bank.notice where contract_id = $1 order by id',
    [contractId],
  );
  expect(notices.map((notice) => notice.kind)).toEqual(['login_locked', 'login_new_browser']);
});

test('a right password in time sets the count to nothing', async () => {
  const { contractNumber } = await ground.contract();
  await wrong(contractNumber);
  await wrong(contractNumber);
  later(2);
  await wrong(contractNumber);
  later(5);
  await opened(contractNumber);
  await wrong(contractNumber);
  await opened(contractNumber);
});

test('a stranger cannot lock a customer out of the browser that he logged in with', async () => {
  const { contractNumber } = await ground.contract();
  const { deviceCookie } = await opened(contractNumber);
  for (let guess = 0; guess < 8; guess += 1) {
    await wrong(contractNumber);
    later(15);
  }
  expect(await ground.people.login(call(contractNumber))).toEqual(REFUSED); // the stranger's browser is locked
  const again = await opened(contractNumber, { deviceCookie });
  expect(again.deviceCookie).toBe(deviceCookie);
});

test('the counter of a known browser is its own, grows its waits, and from ten wrong ones the browser is forgotten', async () => {
  const { contractNumber } = await ground.contract();
  const { deviceCookie } = await opened(contractNumber);
  for (let guess = 0; guess < 9; guess += 1) {
    await wrong(contractNumber, { deviceCookie });
    later(900);
  }
  await opened(contractNumber); // strangers were never counted
  for (let guess = 0; guess < 1; guess += 1) await wrong(contractNumber, { deviceCookie });
  const known = await ground.query(
    `select 1 from bank.device d join bank.contract c on c.id = d.contract_id where c.contract_number = $1`,
    [contractNumber],
  );
  expect(known).toHaveLength(1);
  const after = await opened(contractNumber, { deviceCookie });
  expect(after.deviceCookie).not.toBe(deviceCookie);
});

test('a cookie that the bank did not give is never taken over', async () => {
  const { contractNumber } = await ground.contract();
  const planted = 'A'.repeat(43);
  const { deviceCookie } = await opened(contractNumber, { deviceCookie: planted });
  expect(deviceCookie).not.toBe(planted);
});

test('one browser may be known on two contracts, and a cookie of one opens no counter on the other', async () => {
  const [mother, father] = [await ground.contract(), await ground.contract()];
  const first = await opened(mother.contractNumber);
  const second = await opened(father.contractNumber, { deviceCookie: first.deviceCookie });
  expect(second.deviceCookie).not.toBe(first.deviceCookie);
  const third = await opened(mother.contractNumber, { deviceCookie: second.deviceCookie });
  expect(third.deviceCookie).toBe(second.deviceCookie);
  // The cookie from before the father's login says nothing of his contract.
  const stranger = await opened(father.contractNumber, { deviceCookie: first.deviceCookie });
  expect(stranger.deviceCookie).not.toBe(first.deviceCookie);
});

test('a login from a new browser is told by a notice, one from a known browser is not', async () => {
  const { contractNumber, contractId } = await ground.contract();
  const { deviceCookie } = await opened(contractNumber);
  await opened(contractNumber, { deviceCookie });
  const notices = await ground.query('select 1 from bank.notice where contract_id = $1', [contractId]);
  expect(notices).toHaveLength(1);
});

test('a stopped contract refuses the right password in the same words', async () => {
  const { contractNumber, contractId } = await ground.contract();
  const { sessionToken } = await opened(contractNumber);
  await ground.query(`update bank.contract set state = 'stopped' where id = $1`, [contractId]);
  expect(await ground.people.login(call(contractNumber))).toEqual(REFUSED);
  expect(await ground.people.sessionOf(sessionToken)).toEqual({ outcome: 'closed', reason: 'stopped' });
});

test('the number typed at a refused login is written nowhere, because it may be a password', async () => {
  await wrong('my-secret-by-mistake');
  const rows = await ground.query<{ text: string }>(
    `select row_to_json(t)::text as text from bank.audit t union all select row_to_json(t)::text from bank.login_counter t`,
  );
  expect(rows.some((row) => row.text.includes('my-secret'))).toBe(false);
});
