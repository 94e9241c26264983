import { epochSeconds } from '@warifu/base';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fillSessions } from '../src/contracts/fill-sessions.ts';
import { MORNING, openPeopleGround, PASSWORD, type PeopleGround } from './support/people.ts';

let ground: PeopleGround;
beforeAll(async () => {
  ground = await openPeopleGround();
});
beforeEach(() => {
  ground.time.now = MORNING;
});
afterAll(() => ground.close());

const MINUTE = 60;
const at = (seconds: number) => {
  ground.time.now = epochSeconds(MORNING + seconds);
};

async function login(contractNumber: string, deviceCookie?: string) {
  const outcome = await ground.people.login({
    contractNumber,
    password: PASSWORD,
    channel: 'smartphone',
    address: '203.0.113.7',
    ...(deviceCookie === undefined ? {} : { deviceCookie }),
  });
  if (outcome.outcome !== 'opened') throw new Error('the login was to succeed');
  return outcome;
}
const closed = (reason: string) => ({ outcome: 'closed', reason });

test('a new login ends the older session, which is told so', async () => {
  const { contractNumber } = await ground.contract();
  const first = await login(contractNumber);
  const second = await login(contractNumber);
  expect(await ground.people.sessionOf(first.sessionToken)).toEqual(closed('replaced'));
  expect((await ground.people.sessionOf(second.sessionToken)).outcome).toBe('open');
});

test('of eight logins at once one session is left', async () => {
  const { contractNumber } = await ground.contract();
  const banks = [ground.people, ground.another()];
  const { deviceCookie } = await login(contractNumber);
  const logins = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      banks[index % 2]?.login({
        contractNumber,
        password: PASSWORD,
        deviceCookie,
        channel: 'pc',
        address: '203.0.113.7',
      }),
    ),
  );
  const tokens = logins.flatMap((outcome) => (outcome?.outcome === 'opened' ? [outcome.sessionToken] : []));
  const states = await Promise.all(tokens.map((token) => ground.people.sessionOf(token)));
  expect(tokens.length).toBeGreaterThan(0);
  expect(states.filter((state) => state.outcome === 'open')).toHaveLength(1);
});

test('ten idle minutes end a session', async () => {
  const { contractNumber } = await ground.contract();
  const { sessionToken } = await login(contractNumber);
  at(10 * MINUTE - 1);
  const state = await ground.people.sessionOf(sessionToken);
  expect(state).toMatchObject({ outcome: 'open', session: { idleUntil: MORNING + 20 * MINUTE - 1 } });
  at(20 * MINUTE - 1);
  expect(await ground.people.sessionOf(sessionToken)).toEqual(closed('idle'));
});

test('sixty minutes end a session, however busy it is', async () => {
  const { contractNumber } = await ground.contract();
  const { sessionToken } = await login(contractNumber);
  for (let minute = 5; minute < 60; minute += 5) {
    at(minute * MINUTE);
    expect((await ground.people.sessionOf(sessionToken)).outcome).toBe('open');
  }
  at(59 * MINUTE);
  expect(await ground.people.sessionOf(sessionToken)).toMatchObject({
    session: { idleUntil: MORNING + 60 * MINUTE, expiresAt: MORNING + 60 * MINUTE },
  });
  at(60 * MINUTE);
  expect(await ground.people.sessionOf(sessionToken)).toEqual(closed('expired'));
});

test('a sign of life is written once in thirty seconds, and what is told is what is written', async () => {
  const { contractNumber, contractId } = await ground.contract();
  const { sessionToken } = await login(contractNumber);
  const seen = async () => {
    const [row] = await ground.query<{ seen: number }>(
      'select extract(epoch from last_seen_at)::int as seen from bank.session where contract_id = $1',
      [contractId],
    );
    return (row?.seen ?? 0) - MORNING;
  };
  at(29);
  expect(await ground.people.sessionOf(sessionToken)).toMatchObject({
    session: { idleUntil: MORNING + 10 * MINUTE },
  });
  expect(await seen()).toBe(0);
  at(30);
  expect(await ground.people.sessionOf(sessionToken)).toMatchObject({
    session: { idleUntil: MORNING + 30 + 10 * MINUTE },
  });
  expect(await seen()).toBe(30);
});

test('logout ends the session, and a second one changes nothing', async () => {
  const { contractNumber, contractId } = await ground.contract();
  const { sessionToken } = await login(contractNumber);
  await ground.people.logout(sessionToken);
  await ground.people.logout(sessionToken);
  await ground.people.logout('no token at all');
  expect(await ground.people.sessionOf(sessionToken)).toEqual(closed('logout'));
  const acts = await ground.query(`select 1 from bank.audit where contract_id = $1 and act = 'logout'`, [
    contractId,
  ]);
  expect(acts).toHaveLength(1);
});

test('a token that nobody was given is unknown', async () => {
  expect(await ground.people.sessionOf('B'.repeat(43))).toEqual(closed('unknown'));
  expect(await ground.people.sessionOf("'; select 1")).toEqual(closed('unknown'));
  const other = ground.another({ pepper: new Uint8Array(32) });
  const { contractNumber } = await ground.contract();
  const { sessionToken } = await login(contractNumber);
  expect(await other.sessionOf(sessionToken)).toEqual(closed('unknown'));
});

test('a thousand requests of one moment each get their own session', async () => {
  const opened = await ground.people.openContracts(
    Array.from({ length: 250 }, () => ({
      holder: { kanji: '割符 花子', kana: 'ワリフ ハナコ' },
      branchCode: '002',
      loginPassword: PASSWORD,
      deposits: [],
    })),
  );
  const filled = await fillSessions(
    ground.ports,
    opened.map((contract) => contract.contractId),
    'pc',
  );
  const asked = Array.from({ length: 1000 }, (_, index) => filled[index % filled.length]);
  const states = await Promise.all(
    asked.map((session) => ground.people.sessionOf(session?.sessionToken ?? '')),
  );
  states.forEach((state, index) => {
    expect(state).toMatchObject({ outcome: 'open', session: { contractId: asked[index]?.contractId } });
  });
});

test('what ended long ago is forgotten, what is open stays', async () => {
  const { contractNumber } = await ground.contract();
  const { sessionToken } = await login(contractNumber);
  await ground.people.forgetExpired();
  expect((await ground.people.sessionOf(sessionToken)).outcome).toBe('open');
  at(3 * 86_400);
  expect(await ground.people.forgetExpired()).toBeGreaterThan(0);
  expect(await ground.people.sessionOf(sessionToken)).toEqual(closed('unknown'));
});
