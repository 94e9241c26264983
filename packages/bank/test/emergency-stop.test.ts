import { epochSeconds } from '@warifu/base';
import { transact } from '@warifu/pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { StopIdentifyCall } from '../src/contract-changes/emergency-stop/emergency-stop.ts';
import { fillSessions } from '../src/contracts/fill-sessions.ts';
import { resumeContract } from '../src/contracts/stop-contract.ts';
import {
  CORE_TIME,
  type Customer,
  DAYTIME_BANK,
  type MoneyGround,
  openMoneyGround,
} from './support/money.ts';
import { PASSWORD } from './support/people.ts';

let ground: MoneyGround;
beforeAll(async () => {
  ground = await openMoneyGround();
});
beforeEach(() => {
  ground.time.now = CORE_TIME;
});
afterAll(() => ground.close());

const later = (seconds: number) => {
  ground.time.now = epochSeconds(ground.time.now + seconds);
};
const numberOf = async ({ contractId }: Customer) => {
  const [row] = await ground.query<{ number: string }>(
    'select contract_number as number from bank.contract where id = $1',
    [contractId],
  );
  return row?.number ?? '';
};
const callOf = async (customer: Customer, password = PASSWORD): Promise<StopIdentifyCall> => ({
  contractNumber: await numberOf(customer),
  password,
  channel: 'pc',
  address: '203.0.113.7',
});
const identify = async (customer: Customer): Promise<string> => {
  const outcome = await ground.bank.identifyForStop(await callOf(customer));
  if (outcome.outcome !== 'identified') throw new Error('refused');
  return outcome.flowToken;
};
const login = async (customer: Customer, password = PASSWORD) =>
  ground.bank.login(await callOf(customer, password));
const noticesOf = async ({ contractId }: Customer) =>
  (
    await ground.query<{ kind: string }>('select kind from bank.notice where contract_id = $1 order by id', [
      contractId,
    ])
  ).map(({ kind }) => kind);

test('with number and password alone, and no code, a contract is stopped and refuses the login', async () => {
  const customer = await ground.customer(0n);
  await ground.query('update bank.contract set otp_locked_at = now() where id = $1', [customer.contractId]);
  const flowToken = await identify(customer);
  expect(await ground.bank.stopFlowOf(flowToken)).toMatchObject({ outcome: 'open', isStopped: false });
  expect(await ground.bank.stopByFlow(flowToken)).toEqual({ outcome: 'stopped' });
  expect(await ground.bank.stopFlowOf(flowToken)).toMatchObject({ outcome: 'open', isStopped: true });
  expect(await login(customer)).toEqual({ outcome: 'refused', reason: 'credentials' });
  expect(await noticesOf(customer)).toEqual(['emergency_stopped']);
});

test('identifying alone stops nothing and ends no session', async () => {
  const customer = await ground.customer(0n);
  const [session] = await fillSessions(ground.ports, [customer.contractId], 'pc');
  await identify(customer);
  expect(await ground.bank.sessionOf(session?.sessionToken ?? '')).toMatchObject({ outcome: 'open' });
});

test('wrong ones are refused in the word of the login and counted with it', async () => {
  const customer = await ground.customer(0n);
  const wrong = await callOf(customer, 'not-the-password');
  for (let tries = 0; tries < 5; tries += 1) {
    expect(await ground.bank.identifyForStop(wrong)).toEqual({ outcome: 'refused', reason: 'credentials' });
    later(60);
  }
  expect(await login(customer)).toEqual({ outcome: 'refused', reason: 'credentials' });
  expect(await noticesOf(customer)).toEqual(['login_locked']);
  expect(await ground.bank.identifyForStop({ ...wrong, contractNumber: '99999999999' })).toEqual({
    outcome: 'refused',
    reason: 'credentials',
  });
});

test('a stopped contract tells nobody that it is stopped, nor whether a password was right', async () => {
  const customer = await ground.customer(0n);
  await ground.bank.stopByFlow(await identify(customer));
  const refusal = { outcome: 'refused', reason: 'credentials' };
  expect(await login(customer)).toEqual(refusal);
  expect(await login(customer, 'not-the-password')).toEqual(refusal);
  expect(await ground.bank.identifyForStop(await callOf(customer))).toEqual(refusal);
});

test('a flow lives ten minutes, and nobody else’s token opens it', async () => {
  const customer = await ground.customer(0n);
  const flowToken = await identify(customer);
  const other = `${flowToken.slice(0, -1)}${flowToken.endsWith('A') ? 'B' : 'A'}`;
  expect(await ground.bank.stopByFlow(other)).toEqual({ outcome: 'refused', reason: 'flow_closed' });
  later(600);
  expect(await ground.bank.stopByFlow(flowToken)).toEqual({ outcome: 'refused', reason: 'flow_closed' });
  expect(await noticesOf(customer)).toEqual([]);
});

test('the button pressed twice stops once, also after the branch has released the stop', async () => {
  const customer = await ground.customer(0n);
  const flowToken = await identify(customer);
  await Promise.all([ground.bank.stopByFlow(flowToken), ground.bank.stopByFlow(flowToken)]);
  const { contractId } = customer;
  const change = { contractId, actor: { kind: 'operator' as const, id: 'teller' }, now: ground.time.now };
  await transact(ground.ports.database.kysely, (tx) => resumeContract(tx, change));
  expect(await ground.bank.stopByFlow(flowToken)).toEqual({ outcome: 'stopped' });
  expect(await login(customer)).toMatchObject({ outcome: 'opened' });
  expect((await noticesOf(customer)).slice(0, 2)).toEqual(['emergency_stopped', 'emergency_stop_released']);
});

test('from within the last page is opened by a token of its own, because the session is over', async () => {
  const customer = await ground.customer(0n);
  const opened = await login(customer);
  if (opened.outcome !== 'opened') throw new Error('the login was to succeed');
  const { flowToken } = await ground.bank.stopBySession(opened.session);
  expect(await ground.bank.stopFlowOf(flowToken)).toMatchObject({ outcome: 'open', isStopped: true });
  expect(await ground.bank.sessionOf(opened.sessionToken)).toEqual({ outcome: 'closed', reason: 'stopped' });
});

test('an open flow of the one-time password goes no further on a stopped contract', async () => {
  const customer = await ground.customer(0n);
  const begun = await ground.bank.identify({ ...(await callOf(customer)), flow: 'stop' });
  if (begun.outcome !== 'identified') throw new Error('refused');
  // Its first question is never answered, so that the stop leaves it to be healed.
  ground.authority.weather = 'away';
  expect(await ground.bank.stopToken({ flowToken: begun.flowToken, code: '123456' })).toMatchObject({
    reason: 'authority_away',
  });
  ground.authority.weather = 'clear';
  await ground.bank.stopByFlow(await identify(customer));
  expect(await ground.bank.stopToken({ flowToken: begun.flowToken, code: '123456' })).toMatchObject({
    reason: 'flow_closed',
  });
  expect(await ground.bank.flowOf(begun.flowToken)).toEqual({ outcome: 'closed' });
});

test('what waits for the next opening is listed, is not cancelled, and is sent while the contract is stopped', async () => {
  // 16:00, after core time, to a bank that does not take part in more time.
  later(6 * 3_600);
  const customer = await ground.customer(1_000_000n);
  const order = await ground.prepared(customer, 10_000n, {
    payee: DAYTIME_BANK,
  });
  expect(await ground.bank.listBookedOrders(customer.contractId)).toEqual([]);
  await ground.execute(customer, order.orderId);
  const flowToken = await identify(customer);
  const booked = {
    kind: 'transfer',
    orderId: order.orderId,
    amount: 10_000n,
    payeeKana: 'ﾐﾎﾝ ﾊﾅｺ',
    dueDate: '2026-11-25',
  };
  expect(await ground.bank.stopFlowOf(flowToken)).toMatchObject({ bookedOrders: [booked] });
  await ground.bank.stopByFlow(flowToken);
  expect(await ground.bank.listBookedOrders(customer.contractId)).toMatchObject([booked]);
  ground.time.now = epochSeconds(CORE_TIME + 86_400);
  await ground.bank.sendDueTransfers();
  expect(await ground.bank.listBookedOrders(customer.contractId)).toEqual([]);
  expect(await ground.bank.verify()).toEqual([]);
});

test('flows that are long over are forgotten', async () => {
  const customer = await ground.customer(0n);
  await identify(customer);
  later(3 * 86_400);
  await ground.bank.forgetExpired();
  expect(await ground.query('select 1 from bank.emergency_stop_flow')).toEqual([]);
});
