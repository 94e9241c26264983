import { epochSeconds } from '@warifu/base';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FirstManager, SignInCall } from '../src/branch/operator.ts';
import { GOOD_CODE } from './support/authority.ts';
import { type BranchGround, OPERATOR_PASSWORD, openBranchGround } from './support/branch.ts';

let ground: BranchGround;
beforeEach(async () => {
  ground = await openBranchGround();
});
afterEach(() => ground.close());

const MANAGER: FirstManager = {
  operatorNumber: '000001',
  personNumber: 'S001',
  name: '例示 一郎',
  branchCode: '001',
};
const ADDRESS = '203.0.113.9';
const REFUSED = { outcome: 'refused', reason: 'credentials' };

const signIn = (changes: Partial<SignInCall> = {}) =>
  ground.branch.signIn({
    operatorNumber: MANAGER.operatorNumber,
    password: OPERATOR_PASSWORD,
    code: GOOD_CODE,
    address: ADDRESS,
    ...changes,
  });

async function added(changes: Partial<FirstManager> = {}): Promise<string> {
  const outcome = await ground.branch.addFirstManager({ ...MANAGER, ...changes });
  if (outcome.outcome !== 'added') throw new Error(outcome.reason);
  return outcome.firstPassword;
}

async function enrolling(password: string, changes: Partial<SignInCall> = {}): Promise<string> {
  const outcome = await signIn({ password, code: '', ...changes });
  if (outcome.outcome !== 'enrolling') throw new Error(`not enrolling: ${outcome.outcome}`);
  return outcome.enrolmentToken;
}

/** From the first password to a session's worth of password and token. */
async function enrolled(tokenId = 'WRSM00000001', changes: Partial<FirstManager> = {}): Promise<void> {
  const { operatorNumber = MANAGER.operatorNumber } = changes;
  const enrolmentToken = await enrolling(await added(changes), { operatorNumber });
  expect(await ground.branch.setFirstPassword({ enrolmentToken, next: OPERATOR_PASSWORD })).toEqual({
    outcome: 'changed',
  });
  expect(await ground.branch.registerOperatorToken({ enrolmentToken, tokenId, code: GOOD_CODE })).toEqual({
    outcome: 'registered',
  });
}

async function opened() {
  const outcome = await signIn();
  if (outcome.outcome !== 'opened') throw new Error(`not opened: ${outcome.outcome}`);
  return outcome;
}

const refusals = () =>
  ground
    .query<{ why: string }>(
      `select detail ->> 'why' as why from bank.audit where act = 'operator_sign_in_refused' order by id`,
    )
    .then((rows) => rows.map((row) => row.why));

test('a manager is added, enrols with an own password and token, and then signs in with both', async () => {
  const first = await added();
  expect(first).toMatch(/^[3-9a-z]{5}-[3-9a-z]{5}-[3-9a-z]{5}$/);
  const enrolmentToken = await enrolling(first);
  const step = async () => {
    const state = await ground.branch.enrolmentOf(enrolmentToken);
    return state.outcome === 'open' ? state.step : state.outcome;
  };
  expect(await step()).toBe('password');
  const token = { enrolmentToken, tokenId: 'wrsm 0000-0001', code: GOOD_CODE };
  expect(await ground.branch.registerOperatorToken(token)).toMatchObject({ reason: 'enrolment_closed' });
  await ground.branch.setFirstPassword({ enrolmentToken, next: OPERATOR_PASSWORD });
  expect(await step()).toBe('token');
  expect(await ground.branch.registerOperatorToken(token)).toEqual({ outcome: 'registered' });
  expect(await step()).toBe('done');
  expect(await signIn({ password: first })).toEqual(REFUSED);
  ground.time.now = epochSeconds(ground.time.now + 60);
  const { sessionToken, session } = await opened();
  expect(session.operator).toMatchObject({ role: 'manager', state: 'active', hasToken: true });
  expect(await ground.branch.branchSessionOf(sessionToken)).toMatchObject({ outcome: 'open' });
});

test.each([
  ['operator_number_malformed', { operatorNumber: '12345' }],
  ['person_number_malformed', { personNumber: '山' }],
  ['name_malformed', { name: '' }],
  ['branch_unknown', { branchCode: '999' }],
] as const)('a first manager is refused: %s', async (reason, changes) => {
  expect(await ground.branch.addFirstManager({ ...MANAGER, ...changes })).toEqual({
    outcome: 'refused',
    reason,
  });
});

test('two first managers are added, and no third; not under a number or by a person that is there', async () => {
  await added();
  expect(await ground.branch.addFirstManager(MANAGER)).toMatchObject({ reason: 'number_taken' });
  const other = { ...MANAGER, operatorNumber: '000002' };
  expect(await ground.branch.addFirstManager(other)).toMatchObject({ reason: 'person_taken' });
  await added({ operatorNumber: '000002', personNumber: 'S002' });
  const third = { ...MANAGER, operatorNumber: '000003', personNumber: 'S003' };
  expect(await ground.branch.addFirstManager(third)).toMatchObject({ reason: 'managers_enough' });
});

test('of several who are first at once there are two at most', async () => {
  await added();
  const more = await Promise.all(
    [2, 3, 4].map((n) =>
      ground.branch.addFirstManager({
        ...MANAGER,
        operatorNumber: `00000${n}`,
        personNumber: `S00${n}`,
      }),
    ),
  );
  expect(more.filter(({ outcome }) => outcome === 'added')).toHaveLength(1);
});

test('a first password is void after 72 hours, and only then is the manager added again', async () => {
  const first = await added();
  ground.time.now = epochSeconds(ground.time.now + 72 * 3_600);
  expect(await signIn({ password: first, code: '' })).toEqual(REFUSED);
  ground.time.now = epochSeconds(ground.time.now + 60);
  expect(await enrolling(await added())).toHaveLength(43);
});

test('wrong number, password and code, a locked token and a suspended operator read the same', async () => {
  await enrolled();
  const { authority } = ground.administration;
  const later = () => {
    ground.time.now = epochSeconds(ground.time.now + 1_000);
  };
  const answers = [await signIn({ operatorNumber: '999999' })];
  answers.push(await signIn({ password: 'Wrong-password-1' }));
  later();
  answers.push(await signIn({ code: '000000' }));
  later();
  answers.push(await signIn({ code: 'no code' }));
  later();
  authority.verdict = 'locked';
  answers.push(await signIn());
  later();
  authority.verdict = undefined;
  await ground.query(`update bank.operator set state = 'suspended'`);
  answers.push(await signIn());
  expect(answers).toEqual(Array(6).fill(REFUSED));
  expect(await refusals()).toEqual([
    'unknown_number',
    'wrong_password',
    'wrong',
    'code_malformed',
    'locked',
    'suspended',
  ]);
});

test('a code is put to the authority after a right password alone; otherwise it is asked of nobody', async () => {
  await enrolled();
  const asked: string[] = [];
  const { port } = ground.administration;
  const spy = ground.another({
    authority: {
      ...port,
      validate: (call) => {
        asked.push(call.subject);
        return port.validate(call);
      },
    },
  });
  const call = { operatorNumber: MANAGER.operatorNumber, code: GOOD_CODE, address: ADDRESS };
  await spy.signIn({ ...call, password: 'Wrong-password-1' });
  await spy.signIn({ ...call, operatorNumber: '999999', password: OPERATOR_PASSWORD });
  ground.time.now = epochSeconds(ground.time.now + 60);
  await spy.signIn({ ...call, password: OPERATOR_PASSWORD });
  expect(asked.map((subject) => ground.administration.authority.bindings.has(subject))).toEqual([
    false,
    false,
    true,
  ]);
});

test('an authority that is away says so to everybody, whatever the password', async () => {
  await enrolled();
  ground.administration.authority.weather = 'away';
  const away = { outcome: 'refused', reason: 'authority_away' };
  expect(await signIn({ password: 'Wrong-password-1' })).toEqual(away);
  ground.time.now = epochSeconds(ground.time.now + 60);
  expect(await signIn()).toEqual(away);
});

test('the second code is asked for after a right password alone', async () => {
  await enrolled();
  ground.administration.authority.verdict = 'needs_second_code';
  expect(await signIn({ password: 'Wrong-password-1' })).toEqual(REFUSED);
  ground.time.now = epochSeconds(ground.time.now + 60);
  expect(await signIn()).toEqual({ outcome: 'refused', reason: 'needs_second_code' });
  ground.time.now = epochSeconds(ground.time.now + 60);
  expect(await signIn({ nextCode: GOOD_CODE })).toMatchObject({ outcome: 'opened' });
});

test('wrong tries wait longer and longer, and a right password in the wait is not tried', async () => {
  await enrolled();
  const wrong = () => signIn({ password: 'Wrong-password-1' });
  await wrong();
  await wrong();
  expect(await signIn()).toEqual(REFUSED);
  expect(await refusals()).toEqual(['wrong_password', 'wrong_password', 'turned_away']);
  ground.time.now = epochSeconds(ground.time.now + 2);
  expect(await signIn()).toMatchObject({ outcome: 'opened' });
  // The success has cleared them.
  await wrong();
  expect(await signIn()).toMatchObject({ outcome: 'opened' });
});

test('many tries at once are not more tries', async () => {
  await enrolled();
  await Promise.all(Array.from({ length: 20 }, () => signIn({ password: 'Wrong-password-1' })));
  const whys = await refusals();
  expect(whys.filter((why) => why === 'wrong_password').length).toBeLessThanOrEqual(2);
  expect(whys.filter((why) => why === 'turned_away').length).toBeGreaterThanOrEqual(18);
});

test('a session ends by idleness, by its end, by another, by signing out, and by suspension, and says which', async () => {
  await enrolled();
  const { sessionToken } = await opened();
  const state = (token = sessionToken) => ground.branch.branchSessionOf(token);
  const start = ground.time.now;
  for (let minute = 9; minute < 540; minute += 9) {
    ground.time.now = epochSeconds(start + minute * 60);
    expect(await state()).toMatchObject({ outcome: 'open' });
  }
  ground.time.now = epochSeconds(start + 540 * 60);
  expect(await state()).toEqual({ outcome: 'closed', reason: 'expired' });
  const second = (await opened()).sessionToken;
  const third = (await opened()).sessionToken;
  expect(await state(second)).toEqual({ outcome: 'closed', reason: 'replaced' });
  ground.time.now = epochSeconds(ground.time.now + 600);
  expect(await state(third)).toEqual({ outcome: 'closed', reason: 'idle' });
  const fourth = (await opened()).sessionToken;
  await ground.branch.signOut(fourth);
  expect(await state(fourth)).toEqual({ outcome: 'closed', reason: 'signed_out' });
  const fifth = (await opened()).sessionToken;
  await ground.query(`update bank.operator set state = 'suspended'`);
  expect(await state(fifth)).toEqual({ outcome: 'closed', reason: 'suspended' });
  expect(await state('nonsense')).toEqual({ outcome: 'closed', reason: 'unknown' });
});

test.each([
  ['too_short', 'kurz'],
  ['too_long', 'x'.repeat(65)],
  ['holds_operator_number', 'pass-000001-word'],
  ['common', 'password'],
] as const)('an own password is refused: %s', async (reason, next) => {
  const enrolmentToken = await enrolling(await added());
  expect(await ground.branch.setFirstPassword({ enrolmentToken, next })).toEqual({
    outcome: 'refused',
    reason,
  });
});

test('the first password is not taken as the own one', async () => {
  const first = await added();
  const enrolmentToken = await enrolling(first);
  expect(await ground.branch.setFirstPassword({ enrolmentToken, next: first })).toMatchObject({
    reason: 'same',
  });
});

test('a password is changed by who knows the old one', async () => {
  await enrolled();
  const { session } = await opened();
  const next = 'Atarashii-mado-5';
  const change = (current: string) => ground.branch.changeOperatorPassword({ session, current, next });
  expect(await change('Wrong-password-1')).toEqual({ outcome: 'refused', reason: 'current_wrong' });
  expect(await change(OPERATOR_PASSWORD)).toEqual({ outcome: 'changed' });
  expect(await signIn()).toEqual(REFUSED);
  ground.time.now = epochSeconds(ground.time.now + 60);
  expect(await signIn({ password: next })).toMatchObject({ outcome: 'opened' });
});

test('a token of another person at the branch is refused, also when both register it at once', async () => {
  await enrolled('WRSM00000001');
  const second = { operatorNumber: '000002', personNumber: 'S002' };
  const enrolmentToken = await enrolling(await added(second), { operatorNumber: '000002' });
  await ground.branch.setFirstPassword({ enrolmentToken, next: OPERATOR_PASSWORD });
  const register = (tokenId: string) =>
    ground.branch.registerOperatorToken({ enrolmentToken, tokenId, code: GOOD_CODE });
  expect(await register('WRSM00000001')).toEqual({ outcome: 'refused', reason: 'token_of_another' });

  // Between the look and the writing somebody else was quicker: what was bound is released again.
  const { port } = ground.administration;
  const slow = ground.another({
    authority: {
      ...port,
      bind: async (call) => {
        const bound = await port.bind(call);
        await ground.query(
          `update bank.operator set token_id = 'WRSM00000002' where operator_number = '000001'`,
        );
        return bound;
      },
    },
  });
  const outcome = await slow.registerOperatorToken({
    enrolmentToken,
    tokenId: 'WRSM00000002',
    code: GOOD_CODE,
  });
  expect(outcome).toEqual({ outcome: 'refused', reason: 'token_of_another' });
  expect(ground.administration.done).toHaveLength(1);
  expect(await register('WRSM00000003')).toEqual({ outcome: 'registered' });
});

test('a registration whose answer was lost is finished by the same page, and by another code as well', async () => {
  const enrolmentToken = await enrolling(await added());
  await ground.branch.setFirstPassword({ enrolmentToken, next: OPERATOR_PASSWORD });
  const register = (tokenId: string, code = GOOD_CODE) =>
    ground.branch.registerOperatorToken({ enrolmentToken, tokenId, code });
  const { authority } = ground.administration;
  authority.weather = 'answer_lost';
  expect(await register('WRSM00000001')).toMatchObject({ reason: 'authority_away' });
  authority.weather = 'clear';
  // Another token: what the cut left behind is released, and the operator begins anew.
  expect(await register('WRSM00000002')).toMatchObject({ reason: 'not_accepted' });
  expect(await register('WRSM00000002')).toEqual({ outcome: 'registered' });
});

test('operators are listed by number: all for head office, their own for a branch', async () => {
  const head = await ground.operator('manager');
  const away = await ground.operator('teller', { branchCode: '002' });
  const numbers = async (session: typeof head) =>
    (await ground.branch.listOperators(session)).map((operator) => operator.operatorNumber);
  expect(await numbers(head)).toEqual([head.operator.operatorNumber, away.operator.operatorNumber]);
  expect(await numbers(away)).toEqual([away.operator.operatorNumber]);
});
