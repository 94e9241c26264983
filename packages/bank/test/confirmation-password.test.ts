import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../src/contracts/contract.ts';
import { CONFIRMATION, type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';

let ground: MoneyGround;
beforeAll(async () => {
  ground = await openMoneyGround();
});
afterAll(() => ground.close());

const LOGIN = 'Kawara-no-tsuki-7';
const NEXT = 'Minato-no-akari-4';

async function sessionOf({ contractId }: Customer): Promise<Session> {
  const [row] = await ground.query<{ contract_number: string }>(
    'select contract_number from bank.contract where id = $1',
    [contractId],
  );
  const { now } = ground.time;
  return {
    sessionId: contractId,
    contractId,
    contractNumber: row?.contract_number ?? '',
    channel: 'pc',
    mustChangePassword: false,
    openedAt: now,
    expiresAt: now,
    idleUntil: now,
    language: 'ja',
  };
}

const change = async (customer: Customer, current: string, next: string, bank = ground.bank) =>
  bank.changeConfirmationPassword({ session: await sessionOf(customer), current, next });

const transferWith = async (customer: Customer, confirmationPassword: string) => {
  const { orderId } = await ground.prepared(customer, 1_000n);
  return ground.execute(customer, orderId, { confirmationPassword });
};

test('who knows the present one sets another, which then says yes to a transfer; the old one does not', async () => {
  const customer = await ground.customer(100_000n, { hasToken: false });
  expect(await change(customer, CONFIRMATION, NEXT)).toEqual({ outcome: 'changed' });
  expect(await transferWith(customer, CONFIRMATION)).toMatchObject({ reason: 'confirmation_refused' });
  expect(await transferWith(customer, NEXT)).toMatchObject({ outcome: 'executed' });
  const told = await ground.query(
    `select 1 from bank.notice where contract_id = $1 and kind = 'confirmation_password_changed'`,
    [customer.contractId],
  );
  expect(told).toHaveLength(1);
});

test.each([
  ['too short', 'abc', 'too_short'],
  ['the present one', CONFIRMATION, 'same'],
  ['one that everybody has', 'password123', 'common'],
  ['the login password', LOGIN, 'same_as_login'],
  ['the login password in full-width signs', 'Ｋａｗａｒａ－ｎｏ－ｔｓｕｋｉ－７', 'same_as_login'],
])('a new one that is %s is refused', async (_, next, reason) => {
  expect(await change(await ground.customer(1n), CONFIRMATION, next)).toEqual({ outcome: 'refused', reason });
});

test('wrong ones count with those of orders and lock together; the right one opens nothing then', async () => {
  const customer = await ground.customer(100_000n, { hasToken: false });
  const order = await ground.prepared(customer, 1_000n);
  for (let tries = 0; tries < 2; tries += 1)
    expect(
      await ground.execute(customer, order.orderId, { confirmationPassword: `wrong-${tries}` }),
    ).toMatchObject({ reason: 'confirmation_refused' });
  for (let tries = 0; tries < 2; tries += 1)
    expect(await change(customer, `wrong-${tries}`, NEXT)).toMatchObject({ reason: 'current_wrong' });
  expect(await change(customer, 'wrong-5', NEXT)).toMatchObject({ reason: 'locked' });
  expect(await change(customer, CONFIRMATION, NEXT)).toMatchObject({ reason: 'locked' });
  expect(await ground.bank.confirmationPasswordState(customer.contractId)).toBe('locked');
  const told = await ground.query(
    `select 1 from bank.notice where contract_id = $1 and kind = 'confirmation_locked'`,
    [customer.contractId],
  );
  expect(told).toHaveLength(1);
});

test('a right one sets the count to nothing', async () => {
  const customer = await ground.customer(1n);
  for (let tries = 0; tries < 4; tries += 1) await change(customer, 'wrong', NEXT);
  expect(await change(customer, CONFIRMATION, NEXT)).toEqual({ outcome: 'changed' });
  for (let tries = 0; tries < 4; tries += 1)
    expect(await change(customer, 'wrong', CONFIRMATION)).toMatchObject({ reason: 'current_wrong' });
});

test('of 32 guesses at once no more than five are looked at', async () => {
  const customer = await ground.customer(1n);
  const another = ground.another();
  await Promise.all(
    Array.from({ length: 32 }, (_, place) =>
      change(customer, `guess-${place}`, NEXT, place % 2 === 0 ? ground.bank : another),
    ),
  );
  const [row] = await ground.query<{ confirmation_failures: number }>(
    'select confirmation_failures from bank.contract where id = $1',
    [customer.contractId],
  );
  expect(row?.confirmation_failures).toBe(5);
  expect(await change(customer, CONFIRMATION, NEXT)).toMatchObject({ reason: 'locked' });
});

test('of two changes at once one counts', async () => {
  const customer = await ground.customer(1n);
  const another = ground.another();
  const outcomes = await Promise.all([
    change(customer, CONFIRMATION, NEXT),
    change(customer, CONFIRMATION, `${NEXT}-b`, another),
  ]);
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['changed', 'refused']);
});

test('where none is set, a login is not enough to make one', async () => {
  const customer = await ground.customer(1n);
  await ground.query('update bank.contract set confirmation_password_hash = null where id = $1', [
    customer.contractId,
  ]);
  expect(await change(customer, '', NEXT)).toEqual({ outcome: 'refused', reason: 'not_set' });
  expect(await ground.bank.confirmationPasswordState(customer.contractId)).toBe('none');
});
