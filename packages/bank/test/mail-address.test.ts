import { epochSeconds } from '@warifu/base';
import { transact } from '@warifu/pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { stopContract } from '../src/contracts/stop-contract.ts';
import { type AddressGround, OWNER, openAddressGround } from './support/mail-address.ts';
import { CORE_TIME, type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';

let ground: MoneyGround;
let at: AddressGround;
beforeAll(async () => {
  ground = await openMoneyGround();
  at = openAddressGround(ground);
});
beforeEach(() => {
  ground.time.now = CORE_TIME;
  ground.authority.weather = 'clear';
  at.mails.length = 0;
  at.server.isAway = false;
});
afterAll(async () => {
  expect(await ground.bank.verify()).toEqual([]);
  await ground.close();
});

const NEW = 'new@mail.example';
const later = (seconds: number) => {
  ground.time.now = epochSeconds(ground.time.now + seconds);
};
const viewOf = ({ contractId }: Customer, orderId: string) =>
  at.bank.mailAddressOrder({ contractId, orderId });
const sendAgain = ({ contractId }: Customer, orderId: string) =>
  at.bank.sendMailNumberAgain({ contractId, orderId });
const wrongFor = (number: string) => String((Number(number) + 1) % 1_000_000).padStart(6, '0');

test('a new address counts once the code was given and the mailed number typed, and not before', async () => {
  const customer = await at.customer();
  const orderId = await at.prepared(customer, 'Ｎｅｗ@MAIL.example');
  expect(await viewOf(customer, orderId)).toMatchObject({
    state: 'prepared',
    mailAddress: 'New@mail.example',
    beforeInPart: 'o***@mail.example',
    need: { need: 'otp' },
  });
  expect(await at.execute(customer, orderId)).toEqual({ outcome: 'executed' });
  expect(await at.addressOf(customer)).toBe(OWNER);
  expect(await viewOf(customer, orderId)).toMatchObject({
    stage: 'number',
    number: { isSent: true, isUsable: true, expiresAt: CORE_TIME + 600, nextNumberAt: CORE_TIME + 30 },
  });
  expect(await at.give(customer, orderId, at.numberFor('New@mail.example'))).toEqual({ outcome: 'changed' });
  expect(await at.addressOf(customer)).toBe('New@mail.example');
  const view = await viewOf(customer, orderId);
  expect(view).toMatchObject({ stage: 'changed', receipt: { changedAt: CORE_TIME } });
  expect(view?.receipt?.receiptNumber).toMatch(/^261124-/);
});

test('a first address is registered the same way', async () => {
  const customer = await at.customer(null);
  expect(await at.bank.mailAddressInPart(customer.contractId)).toBeUndefined();
  await at.change(customer, NEW);
  expect(await at.bank.mailAddressInPart(customer.contractId)).toBe('n***@mail.example');
});

test('the mail with the number goes to the new address alone and has no name, no whole contract number and no link', async () => {
  const customer = await at.customer();
  await at.execute(customer, await at.prepared(customer, NEW));
  expect(at.mails.map(({ to }) => to)).toEqual([NEW]);
  const [row] = await ground.query<{ number: string }>(
    'select contract_number as number from bank.contract where id = $1',
    [customer.contractId],
  );
  const text = `${at.mails[0]?.subject}\n${at.mails[0]?.text}`;
  for (const word of [row?.number ?? '-', '割符 太郎', OWNER, 'http', '://'])
    expect(text).not.toContain(word);
});

test('the number is in its mail, and in no table', async () => {
  const customer = await at.customer();
  const orderId = await at.prepared(customer, NEW);
  await at.execute(customer, orderId);
  const number = at.numberFor(NEW);
  await at.give(customer, orderId, wrongFor(number));
  for (const table of ['audit', 'mail_address_change', 'notice', '"order"', 'order_attempt', 'mail_copy']) {
    const rows = await ground.query<{ row: string }>(`select t::text as row from bank.${table} as t`);
    expect(rows.filter(({ row }) => row.includes(number))).toEqual([]);
  }
});

test.each([
  ['', 'address_missing'],
  [`${'a'.repeat(250)}@mail.example`, 'address_too_long'],
  ['yamada.mail.example', 'address_without_at'],
  ['a@b@mail.example', 'address_without_at'],
  ['@mail.example', 'address_without_at'],
  ['やまだ@mail.example', 'address_characters'],
  ['ya mada@mail.example', 'address_characters'],
  ['yamada@mail.example\r\nbcc: thief@mail.example', 'address_characters'],
  ['yamada<x>@mail.example', 'address_characters'],
  ['.yamada@mail.example', 'address_dots'],
  ['ya..mada@mail.example', 'address_dots'],
  ['yamada@mail', 'address_domain'],
  ['yamada@-mail.example', 'address_domain'],
  ['yamada@192.0.2.1', 'address_domain'],
  [OWNER, 'address_same'],
])('%j is refused: %s', async (typed, reason) => {
  expect(await at.prepare(await at.customer(), typed)).toMatchObject({ outcome: 'refused', reason });
});

test.each([
  [`otp_mark = 'none'`, 'register_first'],
  [`otp_mark = 'released'`, 'otp_released'],
  [`cool_down_until = now() + interval '100 years'`, 'cool_down'],
  [`state = 'stopped'`, 'contract_stopped'],
])('where %s neither an order is made nor one executed: %s', async (fact, reason) => {
  const customer = await at.customer();
  const orderId = await at.prepared(customer, NEW);
  await ground.query(`update bank.contract set ${fact} where id = $1`, [customer.contractId]);
  const refusal = { outcome: 'refused', reason: 'not_allowed', because: { reason } };
  expect(await at.prepare(customer, NEW)).toMatchObject(refusal);
  expect(await at.execute(customer, orderId)).toMatchObject(refusal);
  expect(at.mails).toEqual([]);
});

test('a wrong code, a missing one and an authority that is away change nothing', async () => {
  const customer = await at.customer();
  const orderId = await at.prepared(customer, NEW);
  expect(await at.execute(customer, orderId, ' ')).toMatchObject({ reason: 'code_missing' });
  expect(await at.execute(customer, orderId, '12345')).toMatchObject({ reason: 'code_malformed' });
  expect(await at.execute(customer, orderId, '654321')).toMatchObject({ reason: 'code_refused' });
  ground.authority.weather = 'away';
  expect(await at.execute(customer, orderId)).toMatchObject({ reason: 'authority_away' });
  expect(at.mails).toEqual([]);
  expect((await viewOf(customer, orderId))?.state).toBe('prepared');
});

test('an order pressed many times at once is executed once and mails one number', async () => {
  const customer = await at.customer();
  const orderId = await at.prepared(customer, NEW);
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => at.execute(customer, orderId)));
  expect(outcomes.every(({ outcome }) => outcome === 'executed')).toBe(true);
  expect(at.mails).toHaveLength(1);
});

test('an order is nobody else’s, and lives ten minutes', async () => {
  const customer = await at.customer();
  const stranger = await at.customer();
  const orderId = await at.prepared(customer, NEW);
  expect(await at.execute(stranger, orderId)).toMatchObject({ reason: 'order_unknown' });
  later(600);
  expect(await at.execute(customer, orderId)).toMatchObject({ reason: 'order_expired' });
});

test('an order that was confirmed against another address is refused', async () => {
  const customer = await at.customer();
  const orderId = await at.prepared(customer, NEW);
  await at.change(customer, 'between@mail.example');
  expect(await at.execute(customer, orderId)).toMatchObject({ reason: 'terms_outdated' });
});

test('five wrong numbers end a number; the next one is mailed after a growing wait and the old one opens nothing', async () => {
  const customer = await at.customer();
  const orderId = await at.prepared(customer, NEW);
  await at.execute(customer, orderId);
  const first = at.numberFor(NEW);
  expect(await at.give(customer, orderId, '')).toMatchObject({ reason: 'number_missing' });
  expect(await at.give(customer, orderId, '12345')).toMatchObject({ reason: 'number_malformed' });
  for (let tries = 0; tries < 5; tries += 1) {
    expect(await at.give(customer, orderId, wrongFor(first))).toMatchObject({ reason: 'number_refused' });
  }
  expect(await at.give(customer, orderId, first)).toMatchObject({ reason: 'number_over' });
  expect(await sendAgain(customer, orderId)).toEqual({
    outcome: 'refused',
    reason: 'wait',
    until: CORE_TIME + 30,
  });
  const waits = ground.ports.configuration.mailAddress.resendSeconds;
  for (const [index, wait] of waits.entries()) {
    later(wait);
    expect(await sendAgain(customer, orderId)).toEqual({ outcome: 'sent' });
    expect(at.mails).toHaveLength(index + 2);
  }
  expect(new Set(at.mails.map(({ mailId }) => mailId)).size).toBe(at.mails.length);
  later(600);
  expect(await sendAgain(customer, orderId)).toMatchObject({ reason: 'change_over' });
  expect((await viewOf(customer, orderId))?.stage).toBe('over');
  expect(await at.give(customer, orderId, at.numberFor(NEW))).toMatchObject({ reason: 'change_over' });
  expect(await at.addressOf(customer)).toBe(OWNER);
});

test('of many numbers typed at once no more are looked at than may be', async () => {
  const customer = await at.customer();
  const orderId = await at.prepared(customer, NEW);
  await at.execute(customer, orderId);
  const wrong = wrongFor(at.numberFor(NEW));
  const outcomes = await Promise.all(Array.from({ length: 12 }, () => at.give(customer, orderId, wrong)));
  const reasons = outcomes.map((outcome) => outcome.outcome === 'refused' && outcome.reason);
  expect(reasons.filter((reason) => reason === 'number_refused')).toHaveLength(5);
  expect(reasons.filter((reason) => reason === 'number_over')).toHaveLength(7);
});

test('a number lives ten minutes', async () => {
  const customer = await at.customer();
  const orderId = await at.prepared(customer, NEW);
  await at.execute(customer, orderId);
  later(600);
  expect(await at.give(customer, orderId, at.numberFor(NEW))).toMatchObject({ reason: 'number_over' });
});

test('a number for one order opens no other, and a newer order takes the place of an older one', async () => {
  const customer = await at.customer();
  const first = await at.prepared(customer, 'first@mail.example');
  const second = await at.prepared(customer, 'second@mail.example');
  await at.execute(customer, first);
  await at.execute(customer, second);
  const [ofFirst, ofSecond] = [at.numberFor('first@mail.example'), at.numberFor('second@mail.example')];
  expect(await at.give(customer, first, ofFirst)).toMatchObject({ reason: 'change_over' });
  if (ofFirst !== ofSecond)
    expect(await at.give(customer, second, ofFirst)).toMatchObject({ reason: 'number_refused' });
  expect(await at.give(customer, second, ofSecond)).toEqual({ outcome: 'changed' });
});

test('where the mail server is away the page is told so, and a further number can be asked for', async () => {
  const customer = await at.customer();
  const orderId = await at.prepared(customer, NEW);
  at.server.isAway = true;
  expect(await at.execute(customer, orderId)).toEqual({ outcome: 'executed' });
  expect((await viewOf(customer, orderId))?.number).toMatchObject({ isSent: false });
  later(30);
  expect(await sendAgain(customer, orderId)).toEqual({ outcome: 'not_sent' });
  at.server.isAway = false;
  later(60);
  expect(await sendAgain(customer, orderId)).toEqual({ outcome: 'sent' });
  expect(await at.give(customer, orderId, at.numberFor(NEW))).toEqual({ outcome: 'changed' });
});

test('an emergency stop ends a change whose number was not typed, for good', async () => {
  const customer = await at.customer();
  const orderId = await at.prepared(customer, NEW);
  await at.execute(customer, orderId);
  const { contractId } = customer;
  const change = { contractId, actor: { kind: 'customer' as const }, now: ground.time.now };
  await transact(ground.ports.database.kysely, (tx) => stopContract(tx, change));
  await ground.query(`update bank.contract set state = 'active' where id = $1`, [contractId]);
  expect(await at.give(customer, orderId, at.numberFor(NEW))).toMatchObject({ reason: 'change_over' });
  expect(await at.addressOf(customer)).toBe(OWNER);
});

test('the right number typed many times at once changes the address once and tells it once', async () => {
  const customer = await at.customer();
  const orderId = await at.prepared(customer, NEW);
  await at.execute(customer, orderId);
  const number = at.numberFor(NEW);
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => at.give(customer, orderId, number)));
  expect(outcomes.every(({ outcome }) => outcome === 'changed')).toBe(true);
  const notices = await ground.query('select 1 from bank.notice where contract_id = $1', [
    customer.contractId,
  ]);
  expect(notices).toHaveLength(1);
});

test('an audit row tells each step, and none holds a number or an address', async () => {
  const customer = await at.customer();
  await at.change(customer, NEW);
  const rows = await ground.query<{ act: string; detail: object }>(
    `select act, detail from bank.audit where contract_id = $1 and act like 'mail%' order by id`,
    [customer.contractId],
  );
  expect(rows.map(({ act }) => act)).toEqual(['mail_address_ordered', 'mail_address_changed']);
  expect(JSON.stringify(rows)).not.toContain('@');
});
