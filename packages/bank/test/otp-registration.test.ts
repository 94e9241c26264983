import { epochSeconds } from '@warifu/base';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OpenedContract } from '../src/contracts/open-contract.ts';
import { GOOD_CODE } from './support/authority.ts';
import { MORNING, openPeopleGround, PASSWORD, type PeopleGround } from './support/people.ts';

let ground: PeopleGround;
let contract: OpenedContract;
beforeAll(async () => {
  ground = await openPeopleGround();
});
beforeEach(async () => {
  ground.time.now = MORNING;
  ground.authority.weather = 'clear';
  ground.authority.verdict = undefined;
  ground.authority.waitUntil = undefined;
  contract = await ground.contract();
});
afterAll(() => ground.close());

const TOKEN = 'WRSM12345678';
const NEW_TOKEN = 'WRSD87654321';
/** 0:00 in Tokyo of the second day after 24 November 2026. */
const COOL_DOWN_UNTIL = Date.UTC(2026, 10, 25, 15, 0, 0) / 1000;

const later = (seconds: number) => {
  ground.time.now = epochSeconds(ground.time.now + seconds);
};

async function identified(flow: 'register' | 'stop') {
  const outcome = await ground.people.identify({
    contractNumber: contract.contractNumber,
    password: PASSWORD,
    channel: 'pc',
    address: '203.0.113.7',
    flow,
  });
  if (outcome.outcome !== 'identified') throw new Error('the identification was to succeed');
  return outcome;
}

const give = (flowToken: string, changes: { tokenId?: string; code?: string; nextCode?: string } = {}) =>
  ground.people.registerToken({ flowToken, tokenId: TOKEN, code: GOOD_CODE, ...changes });

async function registered() {
  const { flowToken } = await identified('register');
  expect(await give(flowToken)).toMatchObject({ outcome: 'registered' });
  return flowToken;
}

const refused = (reason: string) => ({ outcome: 'refused', reason });

async function marks() {
  const [row] = await ground.query<{ otp_mark: string; until: number | null }>(
    'select otp_mark, extract(epoch from cool_down_until)::int as until from bank.contract where id = $1',
    [contract.contractId],
  );
  return row;
}
async function kinds() {
  const rows = await ground.query<{ kind: string }>(
    'select kind from bank.notice where contract_id = $1 order by id',
    [contract.contractId],
  );
  return rows.map((row) => row.kind);
}
async function acts() {
  const rows = await ground.query<{ act: string }>(
    'select act from bank.audit where contract_id = $1 order by id',
    [contract.contractId],
  );
  return rows.map((row) => row.act);
}

test('利用登録: number and password, then token ID and code, and the token is registered', async () => {
  const { flowToken, step } = await identified('register');
  expect(step).toBe('new_token');
  expect(await give(flowToken)).toEqual({ outcome: 'registered', coolDownUntil: COOL_DOWN_UNTIL });
  expect(ground.authority.bindings.get(contract.subject)?.tokenId).toBe(TOKEN);
  expect(await marks()).toEqual({ otp_mark: 'registered', until: COOL_DOWN_UNTIL });
  expect(await kinds()).toEqual(['token_registered']);
  expect(await acts()).toEqual(['contract_opened', 'otp_flow_opened', 'token_registered']);
  expect(await ground.people.flowOf(flowToken)).toMatchObject({
    outcome: 'open',
    step: 'done',
    isDeviceChange: false,
    coolDownUntil: COOL_DOWN_UNTIL,
  });
});

test('機種変更: the same link asks for a code of the old token first', async () => {
  await registered();
  later(60);
  const { flowToken, step } = await identified('register');
  expect(step).toBe('old_code');
  expect(await give(flowToken, { tokenId: NEW_TOKEN })).toEqual(refused('flow_closed')); // not before the old code
  expect(await ground.people.giveOldCode({ flowToken, code: GOOD_CODE })).toEqual({ outcome: 'accepted' });
  expect(await give(flowToken, { tokenId: TOKEN })).toEqual(refused('same_token'));
  expect(await give(flowToken, { tokenId: NEW_TOKEN })).toMatchObject({ outcome: 'registered' });
  expect(ground.authority.bindings.get(contract.subject)?.tokenId).toBe(NEW_TOKEN);
  expect(await kinds()).toEqual(['token_registered', 'device_changed']);
});

test('利用停止: a code stops the token, and a page sent twice is told the same', async () => {
  await registered();
  const { flowToken, step } = await identified('stop');
  expect(step).toBe('stop_code');
  expect(await ground.people.stopToken({ flowToken, code: GOOD_CODE })).toEqual({ outcome: 'stopped' });
  expect(await ground.people.stopToken({ flowToken, code: GOOD_CODE })).toEqual({ outcome: 'stopped' });
  expect(ground.authority.bindings.has(contract.subject)).toBe(false);
  expect(await marks()).toEqual({ otp_mark: 'none', until: null });
  expect(await kinds()).toEqual(['token_registered', 'token_stopped']);
});

test('where no token is registered there is nothing to stop', async () => {
  const { flowToken, step } = await identified('stop');
  expect(step).toBe('nothing_to_stop');
  expect(await ground.people.stopToken({ flowToken, code: GOOD_CODE })).toEqual(refused('flow_closed'));
});

test.each([
  'wrsm12345678',
  'WRSM 1234 5678',
  'wrsm-1234-5678',
  'ＷＲＳＭ１２３４５６７８',
  ' ｗｒｓｍ－1234－5678 ',
])('a token ID typed as %j is the token', async (typed) => {
  const { flowToken } = await identified('register');
  expect(await give(flowToken, { tokenId: typed })).toMatchObject({ outcome: 'registered' });
});

test.each([
  ['MH-0001/X', 'MH0001X'],
  ['ｍｈー０００１ー ｘ', 'MH0001X'],
  ['2600 1245-7789', '260012457789'],
])('the serial on a hardware token typed as %j is asked for in its one spelling', async (typed, serial) => {
  const { flowToken } = await identified('register');
  expect(await give(flowToken, { tokenId: typed })).toMatchObject({ outcome: 'registered' });
  expect([...ground.authority.bindings.values()].at(-1)?.tokenId).toBe(serial);
});

test.each([
  ['a token ID of another shape', { tokenId: 'WRSM1234567' }, 'token_id_malformed'],
  ['a serial that is too long', { tokenId: '1'.repeat(33) }, 'token_id_malformed'],
  ['a serial with letters that no maker prints', { tokenId: 'シリアル1234' }, 'token_id_malformed'],
  ['no token ID', { tokenId: '' }, 'token_id_malformed'],
  ['a code that is too short', { code: '12345' }, 'code_malformed'],
  ['a code with letters', { code: '12345a' }, 'code_malformed'],
  ['a second code that is too long', { nextCode: '1234567' }, 'code_malformed'],
  ['both, of which the first field is told', { tokenId: 'x', code: 'x' }, 'token_id_malformed'],
])('%s is told before anybody is asked, and costs no try', async (_, changes, reason) => {
  const { flowToken } = await identified('register');
  const asked = ground.authority.keys.length;
  expect(await give(flowToken, changes)).toEqual(refused(reason));
  expect(ground.authority.keys).toHaveLength(asked);
});

test('a code typed full-width and in two groups is the code', async () => {
  const { flowToken } = await identified('register');
  expect(await give(flowToken, { code: '１２３ ４５６' })).toMatchObject({ outcome: 'registered' });
});

test('a wrong code can be corrected in the same flow', async () => {
  const { flowToken } = await identified('register');
  expect(await give(flowToken, { code: '000000' })).toEqual(refused('not_accepted'));
  expect(await give(flowToken)).toMatchObject({ outcome: 'registered' });
});

test('時刻補正: the second code of a clock far off goes to the authority with the first', async () => {
  const { flowToken } = await identified('register');
  ground.authority.verdict = 'needs_second_code';
  expect(await give(flowToken)).toEqual(refused('needs_second_code'));
  expect(await give(flowToken, { nextCode: '654321' })).toMatchObject({ outcome: 'registered' });
});

test('a wait of the authority is told with its end', async () => {
  const { flowToken } = await identified('register');
  ground.authority.waitUntil = epochSeconds(MORNING + 90);
  expect(await give(flowToken)).toEqual({ ...refused('wait'), until: MORNING + 90 });
});

test('wrong, used and locked codes are one word for the customer and three in the audit', async () => {
  await registered();
  const { flowToken } = await identified('stop');
  for (const verdict of ['wrong', 'spent', 'locked'] as const) {
    ground.authority.verdict = verdict;
    expect(await ground.people.stopToken({ flowToken, code: GOOD_CODE })).toEqual(refused('not_accepted'));
  }
  const why = await ground.query<{ why: string }>(
    `select detail->>'why' as why from bank.audit where contract_id = $1 and act = 'token_stop_refused' order by id`,
    [contract.contractId],
  );
  expect(why.map((row) => row.why)).toEqual(['wrong', 'spent', 'locked']);
});

test('a lock is told by mail once, and on the page from the next login on, never before', async () => {
  await registered();
  const login = () =>
    ground.people.login({
      contractNumber: contract.contractNumber,
      password: PASSWORD,
      channel: 'pc',
      address: '203.0.113.7',
    });
  const before = await login();
  later(10);
  const { flowToken } = await identified('stop');
  ground.authority.verdict = 'locked';
  await ground.people.stopToken({ flowToken, code: GOOD_CODE });
  await ground.people.stopToken({ flowToken, code: '111111' });
  expect((await kinds()).filter((kind) => kind === 'otp_locked')).toHaveLength(1);
  if (before.outcome !== 'opened') throw new Error('the login was to succeed');
  const open = await ground.people.topPage(before.session);
  expect(open.lockedNotice).toBe(false);
  expect(open.notices.map((notice) => notice.kind)).not.toContain('otp_locked');
  later(10);
  const after = await login();
  if (after.outcome !== 'opened') throw new Error('the login was to succeed');
  const next = await ground.people.topPage(after.session);
  expect(next.lockedNotice).toBe(true);
  expect(next.notices.map((notice) => notice.kind)).toContain('otp_locked');
});

test('a flow is over after ten minutes, and a newer flow ends the older one', async () => {
  const first = await identified('register');
  const second = await identified('register');
  expect(await give(first.flowToken)).toEqual(refused('flow_closed'));
  later(600);
  expect(await ground.people.flowOf(second.flowToken)).toEqual({ outcome: 'closed' });
  expect(await give(second.flowToken)).toEqual(refused('flow_closed'));
  expect(await ground.people.flowOf('nothing')).toEqual({ outcome: 'closed' });
});

test('利用者認証 ends no session, and counts wrong passwords like a login does', async () => {
  const { contractNumber } = contract;
  const call = { contractNumber, password: PASSWORD, channel: 'pc', address: '203.0.113.7' } as const;
  const login = await ground.people.login(call);
  if (login.outcome !== 'opened') throw new Error('the login was to succeed');
  await identified('register');
  expect((await ground.people.sessionOf(login.sessionToken)).outcome).toBe('open');
  for (let guess = 0; guess < 4; guess += 1) {
    await ground.people.identify({ ...call, password: 'wrong-wrong', flow: 'stop' });
    later(15);
  }
  await ground.people.login({ ...call, password: 'wrong-wrong' }); // the fifth
  expect(await ground.people.identify({ ...call, flow: 'register' })).toEqual(refused('credentials'));
});

test('one page sent eight times at once registers once and tells all eight the same', async () => {
  const { flowToken } = await identified('register');
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => give(flowToken)));
  for (const outcome of outcomes)
    expect(outcome).toEqual({ outcome: 'registered', coolDownUntil: COOL_DOWN_UNTIL });
  expect(await kinds()).toEqual(['token_registered']);
});

test('an authority that is away costs nothing: the same page goes through later, under the same key', async () => {
  const { flowToken } = await identified('register');
  ground.authority.weather = 'answer_lost';
  expect(await give(flowToken)).toEqual(refused('authority_away'));
  expect(await marks()).toMatchObject({ otp_mark: 'none' });
  ground.authority.weather = 'clear';
  const asked = ground.authority.keys.length;
  expect(await give(flowToken)).toMatchObject({ outcome: 'registered' });
  expect(ground.authority.keys.at(-1)).toBe(ground.authority.keys[asked - 1]);
  expect(await kinds()).toEqual(['token_registered']);
});

test('cut off after the binding was made, the next code in the same flow finds it made', async () => {
  const { flowToken } = await identified('register');
  ground.authority.weather = 'answer_lost';
  await give(flowToken);
  ground.authority.weather = 'clear';
  expect(await give(flowToken, { code: '999999' })).toMatchObject({ outcome: 'registered' });
  expect(await marks()).toMatchObject({ otp_mark: 'registered' });
});

test('cut off after the binding was made, the next 利用者認証 finds it made', async () => {
  const { flowToken } = await identified('register');
  ground.authority.weather = 'answer_lost';
  await give(flowToken);
  ground.authority.weather = 'clear';
  later(30);
  expect(await identified('register')).toMatchObject({ step: 'old_code' });
  expect(await kinds()).toEqual(['token_registered']);
  expect(await ground.people.flowOf(flowToken)).toMatchObject({ step: 'done' });
});

test('cut off after the binding was made, and nobody comes back: the job finds it made', async () => {
  const { flowToken } = await identified('register');
  ground.authority.weather = 'answer_lost';
  await give(flowToken);
  ground.authority.weather = 'clear';
  await ground.people.forgetExpired();
  expect(await marks()).toMatchObject({ otp_mark: 'none' }); // the customer may still come back by himself
  later(3600);
  await ground.people.forgetExpired();
  expect(await marks()).toMatchObject({ otp_mark: 'registered' });
  expect(await kinds()).toEqual(['token_registered']);
});

test('cut off after the token was replaced, the change is written down by the next page', async () => {
  await registered();
  later(60);
  const { flowToken } = await identified('register');
  await ground.people.giveOldCode({ flowToken, code: GOOD_CODE });
  ground.authority.weather = 'answer_lost';
  expect(await give(flowToken, { tokenId: NEW_TOKEN })).toEqual(refused('authority_away'));
  ground.authority.weather = 'clear';
  expect(await give(flowToken, { tokenId: NEW_TOKEN, code: '999999' })).toMatchObject({
    outcome: 'registered',
  });
  expect(await kinds()).toEqual(['token_registered', 'device_changed']);
});

test('cut off after the token was stopped, the next code or 利用者認証 finds it stopped', async () => {
  await registered();
  const { flowToken } = await identified('stop');
  ground.authority.weather = 'answer_lost';
  expect(await ground.people.stopToken({ flowToken, code: GOOD_CODE })).toEqual(refused('authority_away'));
  ground.authority.weather = 'clear';
  expect(await marks()).toMatchObject({ otp_mark: 'registered' });
  expect(await ground.people.stopToken({ flowToken, code: '999999' })).toEqual({ outcome: 'stopped' });
  expect(await kinds()).toEqual(['token_registered', 'token_stopped']);

  await registered();
  const again = await identified('stop');
  ground.authority.weather = 'answer_lost';
  await ground.people.stopToken({ flowToken: again.flowToken, code: GOOD_CODE });
  ground.authority.weather = 'clear';
  expect(await identified('stop')).toMatchObject({ step: 'nothing_to_stop' });
});

test('a registered token that the authority does not know is not taken for no token', async () => {
  await registered();
  ground.authority.bindings.delete(contract.subject);
  later(3600);
  await ground.people.forgetExpired();
  const { flowToken, step } = await identified('register');
  expect(step).toBe('old_code');
  expect(await ground.people.giveOldCode({ flowToken, code: GOOD_CODE })).toEqual(refused('not_accepted'));
  expect(await marks()).toMatchObject({ otp_mark: 'registered' });
});

test('with the authority away the bank decides by its own mark, and nothing is made easier by that', async () => {
  await registered();
  ground.authority.weather = 'away';
  const { flowToken, step } = await identified('register');
  expect(step).toBe('old_code');
  expect(await ground.people.giveOldCode({ flowToken, code: GOOD_CODE })).toEqual(refused('authority_away'));
});

test('neither a code nor the proof of the old one is left when a flow has ended', async () => {
  await registered();
  const { flowToken } = await identified('register');
  await ground.people.giveOldCode({ flowToken, code: GOOD_CODE });
  await give(flowToken, { tokenId: NEW_TOKEN });
  const rows = await ground.query<{ text: string }>(
    `select row_to_json(t)::text as text from bank.otp_flow t where contract_id = $1
     union all select row_to_json(t)::text from bank.audit t where contract_id = $1
     union all select row_to_json(t)::text from bank.notice t where contract_id = $1`,
    [contract.contractId],
  );
  for (const { text } of rows) {
    expect(text).not.toContain(`"${GOOD_CODE}"`);
    expect(text).not.toContain('proof-');
    expect(text).not.toContain(flowToken);
  }
});
