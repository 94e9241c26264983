import listed from '@zxcvbn-ts/language-common/src/passwords.json' with { type: 'json' };
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isCommonPassword } from '../src/contracts/common-passwords.ts';
import type { Session } from '../src/contracts/contract.ts';
import { judgePassword, type PasswordFacts } from '../src/contracts/judge-password.ts';
import { isListedPassword } from '../src/contracts/listed-passwords.ts';
import { hashPassword, typedPassword, verifyPassword } from '../src/contracts/passwords.ts';
import { openPeopleGround, PASSWORD, type PeopleGround } from './support/people.ts';

const FACTS: PasswordFacts = {
  next: 'Asagi-no-sora-3',
  current: PASSWORD,
  contractNumber: '12345678901',
  isListed: false,
  lengthMin: 8,
  lengthMax: 64,
};

test('a password of 8 to 64 characters that nobody guesses is taken', () => {
  expect(judgePassword(FACTS)).toBeUndefined();
  expect(judgePassword({ ...FACTS, next: 'x9!kQ2vT' })).toBeUndefined();
  expect(judgePassword({ ...FACTS, next: 'correct horse battery staple' })).toBeUndefined();
  expect(judgePassword({ ...FACTS, next: '月夜のかわらを渡る猫' })).toBeUndefined();
});

test.each([
  ['one character too few', { next: 'x9!kQ2v' }, 'too_short'],
  ['one character too many', { next: 'x9!kQ2vT'.repeat(8).concat('y') }, 'too_long'],
  ['the one in use', { next: PASSWORD }, 'same'],
  ['the contract number', { next: '123-4567-8901' }, 'holds_contract_number'],
  ['a password everybody has', { next: 'password' }, 'common'],
  ['a password that is on the list', { isListed: true }, 'common'],
  ['the one in use before the list', { next: PASSWORD, isListed: true }, 'same'],
  ['short before common', { next: '1234567' }, 'too_short'],
] as const)('%s is refused', (_, changes, reason) => {
  expect(judgePassword({ ...FACTS, ...changes })).toBe(reason);
});

test('a length is counted in characters, not in bytes or halves of characters', () => {
  expect(judgePassword({ ...FACTS, next: '𠮷野家𠮷野家𠮷' })).toBe('too_short');
  expect(judgePassword({ ...FACTS, next: `𠮷${'あ'.repeat(63)}` })).not.toBe('too_long');
});

test.each([
  '12345678',
  '87654321',
  '11111111',
  '1q2w3e4r',
  'qwertyui',
  'qwerty123',
  'Password1!',
  'p@ssw0rd',
  'PASSWORD2026',
  'abcdefgh',
  'abcd1234',
  'asdfghjk',
  'zxcvbnm,',
  'iloveyou',
  'sakura123',
  '19800401',
  '1980-04-01',
  '01041980',
  '09012345678',
  'abababab',
  'sunshine',
  'welcome1',
  'tokyo2026',
  'hello123',
  'ｐａｓｓｗｏｒｄ',
])('%j is common', (password) => {
  expect(isCommonPassword(typedPassword(password))).toBe(true);
});

test.each([
  'Kawara-no-tsuki-7',
  'x9!kQ2vT',
  'blue kettle 88 seagulls',
  'Tsubame3nobori',
  'かわらのつき七つ',
  'g7#Lp0@zR4',
])('%j is not common', (password) => {
  expect(isCommonPassword(password)).toBe(false);
});

test('the list has well over the first 3,000 passwords of the lengths that are allowed', async () => {
  const allowed = listed.filter((password) => Array.from(password).length >= FACTS.lengthMin);
  expect(allowed.length).toBeGreaterThan(15_000);
  for (const password of allowed.slice(0, 3_000)) expect(await isListedPassword(password)).toBe(true);
  expect(await isListedPassword('Trustno1')).toBe(true);
  expect(await isListedPassword('ｔｒｕｓｔｎｏ１')).toBe(true);
  for (const password of ['Kawara-no-tsuki-7', 'x9!kQ2vT', '月夜のかわらを渡る猫'])
    expect(await isListedPassword(password)).toBe(false);
});

test.each(['warifu2026', 'Shinkin-123', 'netbank!1', 'ginkou99', 'okane1234', '12345678901'])(
  '%j is made of the words of the house and its country, and refused',
  (password) => {
    expect(judgePassword({ ...FACTS, next: password })).toMatch(/^(?:common|holds_contract_number)$/);
  },
);

test('full-width letters, digits and signs are the half-width ones, and nothing else is folded', async () => {
  const hash = await hashPassword('Ｋａｗａｒａ－７ Ａ！');
  expect(await verifyPassword(hash, 'Kawara-7 A!')).toBe(true);
  expect(await verifyPassword(hash, 'kawara-7 A!')).toBe(false);
  expect(typedPassword('ｶﾜﾗ')).toBe('ｶﾜﾗ');
  expect(typedPassword('①')).toBe('①');
});

test('a password is kept as Argon2id with 19 MiB and two passes, each with a salt of its own', async () => {
  const [one, two] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
});

test('without a hash nothing fits, and an endless password is not hashed', async () => {
  expect(await verifyPassword(undefined, PASSWORD)).toBe(false);
  const hash = await hashPassword(PASSWORD);
  expect(await verifyPassword(hash, 'x'.repeat(1_000_000))).toBe(false);
});

test('more passwords than may wait are sent away, and those that wait are all answered', async () => {
  const hash = await hashPassword(PASSWORD);
  const settled = await Promise.allSettled(Array.from({ length: 120 }, () => verifyPassword(hash, PASSWORD)));
  const refused = settled.filter((one) => one.status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  for (const one of refused) expect(one.reason).toMatchObject({ name: 'Overloaded' });
  for (const one of settled) if (one.status === 'fulfilled') expect(one.value).toBe(true);
  expect(await verifyPassword(hash, PASSWORD)).toBe(true);
});

let ground: PeopleGround;
beforeAll(async () => {
  ground = await openPeopleGround();
});
afterAll(() => ground.close());

async function loggedIn(password = PASSWORD, contractNumber?: string) {
  const number = contractNumber ?? (await ground.contract({ keepsPassword: false })).contractNumber;
  const outcome = await ground.people.login({
    contractNumber: number,
    password,
    channel: 'pc',
    address: '203.0.113.7',
  });
  if (outcome.outcome !== 'opened') throw new Error('the login was to succeed');
  return outcome;
}
const change = (session: Session, next: string, current = PASSWORD) =>
  ground.people.changeLoginPassword({ session, current, next });

test('the first login asks for a new password, and the session knows when it is changed', async () => {
  const { session, sessionToken } = await loggedIn();
  expect(session.mustChangePassword).toBe(true);
  expect(await change(session, 'Asagi-no-sora-3')).toEqual({ outcome: 'changed' });
  expect(await ground.people.sessionOf(sessionToken)).toMatchObject({
    session: { mustChangePassword: false },
  });
  await loggedIn('Asagi-no-sora-3', session.contractNumber);
  const notices = await ground.query<{ kind: string }>(
    'select kind from bank.notice where contract_id = $1 order by id',
    [session.contractId],
  );
  expect(notices.map((notice) => notice.kind)).toContain('login_password_changed');
});

test('a new password is refused for its own reason, and a wrong old one before all of them', async () => {
  const { session } = await loggedIn();
  expect(await change(session, 'short', 'not the old one')).toEqual({
    outcome: 'refused',
    reason: 'current_wrong',
  });
  expect(await change(session, 'short')).toEqual({ outcome: 'refused', reason: 'too_short' });
  expect(await change(session, PASSWORD)).toEqual({ outcome: 'refused', reason: 'same' });
  expect(await change(session, `xx-${session.contractNumber}`)).toEqual({
    outcome: 'refused',
    reason: 'holds_contract_number',
  });
});

test('a password that is on the list alone is refused where it is set', async () => {
  const { session } = await loggedIn();
  const onList = listed.find((password) => password.length >= 8 && !isCommonPassword(password)) ?? '';
  expect(await change(session, onList)).toEqual({ outcome: 'refused', reason: 'common' });
});

test('guessing the old password in an open session meets growing waits, and blocks no login', async () => {
  const { session } = await loggedIn();
  for (let guess = 0; guess < 20; guess += 1) await change(session, 'Asagi-no-sora-3', `guess-${guess}`);
  expect(await change(session, 'Asagi-no-sora-3')).toEqual({ outcome: 'refused', reason: 'current_wrong' });
  await loggedIn(PASSWORD, session.contractNumber);
});

test('of two changes at once one is the change', async () => {
  const { session } = await loggedIn();
  const outcomes = await Promise.all([
    change(session, 'Asagi-no-sora-3'),
    change(session, 'Asagi-no-sora-4'),
  ]);
  expect(outcomes.filter((outcome) => outcome.outcome === 'changed')).toHaveLength(1);
});
