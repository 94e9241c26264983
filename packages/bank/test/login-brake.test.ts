import { verify } from '@node-rs/argon2';
import { epochSeconds, present, yen } from '@warifu/base';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { defaultConfiguration } from '../src/configuration.ts';
import type { LoginCall } from '../src/contracts/login.ts';
import { judgeBrake } from '../src/contracts/login-brake.ts';
import { openPeopleGround, PASSWORD, type PeopleGround } from './support/people.ts';

vi.mock('@node-rs/argon2', async (load) => {
  const library = await load<typeof import('@node-rs/argon2')>();
  return { ...library, verify: vi.fn(library.verify) };
});

const SOON = { seconds: 600, refusedMax: 6 };
const DAY = { seconds: 86_400, refusedMax: 15 };
const HOLD = 600;
const login = { ...defaultConfiguration.login, brake: { windows: [SOON, DAY], holdSeconds: HOLD } };
const CREDENTIALS = { outcome: 'refused', reason: 'credentials' };
const NEEDED = { outcome: 'refused', reason: 'account_number_needed' };

let ground: PeopleGround;
beforeAll(async () => {
  ground = await openPeopleGround({ login });
});
afterAll(() => ground.close());

const later = (seconds: number) => {
  ground.time.now = epochSeconds(ground.time.now + seconds);
};
/** So long after everything before that no window sees it. */
const anotherDay = () => later(3 * 86_400);
const call = (contractNumber: string, changes: Partial<LoginCall> = {}): LoginCall => ({
  contractNumber,
  password: PASSWORD,
  channel: 'pc',
  address: '203.0.113.7',
  ...changes,
});

let sprayed = 0;
/** One try at a number of its own from an address of its own: no counter of a contract or an address sees the next. */
const sprayOnce = (at = ground.people) => {
  sprayed += 1;
  return at.login(
    call(String(20_000_000_000 + sprayed), {
      password: 'Sakura-2026!',
      address: `198.51.${sprayed >> 8}.${sprayed & 255}`,
    }),
  );
};
const spray = async (tries: number) => {
  for (let one = 0; one < tries; one += 1) await sprayOnce();
};

async function customer() {
  const { contractNumber, contractId } = await ground.contract({ deposits: [yen(10_000n)] });
  const [account] = await ground.query<{ account_number: string }>(
    'select account_number from bank.account where contract_id = $1',
    [contractId],
  );
  const { account_number: accountNumber } = present(account, 'a contract with a deposit has an account');
  return { contractNumber, contractId, accountNumber };
}

const actsOf = async (act: string) =>
  (await ground.query('select 1 from bank.audit where act = $1', [act])).length;

const NOON = 1_795_478_400;
test.each([
  ['as many as are allowed in ten minutes', [[0, 6]], undefined],
  ['one more', [[0, 7]], HOLD],
  [
    'one more, over two minutes',
    [
      [0, 1],
      [9, 6],
    ],
    HOLD,
  ],
  [
    'one more, over eleven minutes',
    [
      [0, 1],
      [10, 6],
    ],
    undefined,
  ],
  [
    'as many as are allowed in a day',
    [
      [0, 5],
      [60, 5],
      [1_439, 5],
    ],
    undefined,
  ],
  [
    'one more in a day: until the oldest have left it',
    [
      [0, 5],
      [60, 5],
      [1_439, 6],
    ],
    HOLD,
  ],
  [
    'many more in a day: until all but the last have',
    [
      [0, 1],
      [60, 15],
      [600, 90],
    ],
    86_400 - 3_600,
  ],
  [
    'those of the day before',
    [
      [0, 5],
      [1_440, 100],
    ],
    undefined,
  ],
] as const)('%s: %j', (_, minutes, seconds) => {
  const rows = minutes.map(([ago, refused]) => ({ minute: NOON - ago * 60, refused }));
  const until = judgeBrake(login.brake, rows, epochSeconds(NOON));
  expect(until).toBe(seconds === undefined ? undefined : NOON + seconds);
});

test('who waits for its end gets one try more for each that has left the window, and not some each time', async () => {
  anotherDay();
  for (let tries = 0; tries <= DAY.refusedMax; tries += 1) {
    expect(await sprayOnce()).toEqual(CREDENTIALS);
    later(1_200);
  }
  for (let wait = 0; wait < 20; wait += 1) {
    expect(await sprayOnce()).toEqual(NEEDED);
    later(HOLD + 60);
  }
});

test('one password tried at one contract after the other is noticed, and from then on nothing is tried without an account number', async () => {
  anotherDay();
  const { contractNumber } = await customer();
  await spray(SOON.refusedMax);
  expect(await sprayOnce()).toEqual(CREDENTIALS);
  vi.mocked(verify).mockClear();
  expect(await sprayOnce()).toEqual(NEEDED);
  expect(await ground.people.login(call(contractNumber))).toEqual(NEEDED); // right, and not looked at
  expect(vi.mocked(verify)).not.toHaveBeenCalled();
});

test('a browser that is known on the contract notices nothing, and is known on that contract alone', async () => {
  anotherDay();
  const [mine, other] = [await customer(), await customer()];
  const first = await ground.people.login(call(mine.contractNumber));
  if (first.outcome !== 'opened') throw new Error('the login was to succeed');
  const { deviceCookie } = first;
  await spray(SOON.refusedMax + 1);
  for (let attack = 0; attack < 3; attack += 1) {
    await spray(20);
    expect(await ground.people.login(call(mine.contractNumber, { deviceCookie }))).toMatchObject({
      outcome: 'opened',
      deviceCookie,
    });
    later(60);
  }
  expect(await ground.people.login(call(other.contractNumber, { deviceCookie }))).toEqual(NEEDED);
});

test('who knows the account number too comes in, and is known from then on', async () => {
  anotherDay();
  const { contractNumber, accountNumber } = await customer();
  await spray(SOON.refusedMax + 1);
  const wide = accountNumber.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  const opened = await ground.people.login(call(contractNumber, { accountNumber: ` ${wide}` }));
  if (opened.outcome !== 'opened') throw new Error('the login was to succeed');
  const { deviceCookie } = opened;
  expect(await ground.people.login(call(contractNumber, { deviceCookie }))).toMatchObject({
    outcome: 'opened',
  });
});

test('a right password beside a wrong account number is never compared, and is counted and answered like any other', async () => {
  anotherDay();
  const { contractNumber } = await customer();
  const { accountNumber } = await customer();
  await spray(SOON.refusedMax + 1);
  const [row] = await ground.query<{ login_password_hash: string }>(
    'select login_password_hash from bank.contract where contract_number = $1',
    [contractNumber],
  );
  const hash = present(row, 'the contract is there').login_password_hash;
  vi.mocked(verify).mockClear();
  // Another customer's account number, one of nobody, and what is none.
  for (const typed of [accountNumber, '9999999', 'x']) {
    expect(await ground.people.login(call(contractNumber, { accountNumber: typed }))).toEqual(CREDENTIALS);
    later(15);
  }
  expect(await ground.people.login(call('20999999999', { accountNumber }))).toEqual(CREDENTIALS);
  const compared = vi.mocked(verify).mock.calls.map(([against]) => against);
  expect(compared).toHaveLength(4);
  expect(compared).not.toContain(hash);
  const why = await ground.query<{ why: string }>(
    `select detail->>'why' as why from bank.audit where act = 'login_refused' order by id desc limit 4`,
  );
  expect(why.map((one) => one.why)).toEqual([
    'unknown_number',
    'wrong_account_number',
    'wrong_account_number',
    'wrong_account_number',
  ]);
});

test('利用者認証 asks the same, so that it is no way around', async () => {
  anotherDay();
  const { contractNumber, accountNumber } = await customer();
  await spray(SOON.refusedMax + 1);
  const identify = (changes: Partial<LoginCall> = {}) =>
    ground.people.identify({ ...call(contractNumber, changes), flow: 'register' });
  expect(await identify()).toEqual(NEEDED);
  expect(await identify({ accountNumber })).toMatchObject({ outcome: 'identified' });
});

test('processes count together, and the brake is written down once however many reach the bound at once', async () => {
  anotherDay();
  const before = await actsOf('login_brake_on');
  const processes = [ground.people, ground.another(), ground.another(), ground.another()];
  await Promise.all(Array.from({ length: 40 }, (_, index) => sprayOnce(processes[index % 4])));
  for (const people of processes) expect(await sprayOnce(people)).toEqual(NEEDED);
  expect(await actsOf('login_brake_on')).toBe(before + 1);
});

test('it stays on while tries go on, even if they stop at the question, and ends by itself when they do', async () => {
  anotherDay();
  await ground.people.forgetExpired();
  const [on, off] = [await actsOf('login_brake_on'), await actsOf('login_brake_off')];
  await spray(SOON.refusedMax + 1);
  for (let minute = 0; minute < 30; minute += 1) {
    later(60);
    expect(await sprayOnce()).toEqual(NEEDED);
  }
  await ground.people.forgetExpired();
  expect(await actsOf('login_brake_off')).toBe(off);
  anotherDay();
  expect(await sprayOnce()).toEqual(CREDENTIALS);
  await ground.people.forgetExpired();
  await ground.people.forgetExpired();
  expect([await actsOf('login_brake_on'), await actsOf('login_brake_off')]).toEqual([on + 1, off + 1]);
  const minutes = await ground.query('select 1 from bank.refused_logins');
  expect(minutes).toHaveLength(1);
});

test('who sprays slowly enough for the short window meets the long one', async () => {
  anotherDay();
  for (let tries = 0; tries < DAY.refusedMax; tries += 1) {
    expect(await sprayOnce()).toEqual(CREDENTIALS);
    later(1_200);
  }
  expect(await sprayOnce()).toEqual(CREDENTIALS);
  expect(await sprayOnce()).toEqual(NEEDED);
});

test('a customer who mistypes on his own browser does not put it on', async () => {
  anotherDay();
  const { contractNumber } = await customer();
  const first = await ground.people.login(call(contractNumber));
  if (first.outcome !== 'opened') throw new Error('the login was to succeed');
  const { deviceCookie } = first;
  for (let wrong = 0; wrong < SOON.refusedMax + 2; wrong += 1)
    await ground.people.login(call(contractNumber, { deviceCookie, password: 'wrong-wrong' }));
  expect(await sprayOnce()).toEqual(CREDENTIALS);
});
