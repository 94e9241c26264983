import { uuidv7 } from '@warifu/base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';

let ground: MoneyGround;
let customer: Customer;
beforeAll(async () => {
  ground = await openMoneyGround();
  customer = await ground.customer(1_000n);
});
afterAll(() => ground.close());

const EMPTY = { count: 0, oldestSeconds: 0 };
const settleAll = async (): Promise<void> => {
  await ground.query(`update bank.notice set mail_state = 'none', mail_settled_at = now()`);
  await ground.query(`insert into bank.audit_link (seq, audit_id, link, sealed_at)
    select row_number() over (order by id) + coalesce((select max(seq) from bank.audit_link), 0), id,
      decode(repeat('00', 32), 'hex'), now()
    from bank.audit where id not in (select audit_id from bank.audit_link)`);
};

test('a bank with nothing to do is not behind', async () => {
  await settleAll();
  await ground.bank.runDay();
  const { queues, day } = await ground.bank.readBacklog();
  expect(queues).toEqual({ transfers: EMPTY, bill_payments: EMPTY, mails: EMPTY, audit: EMPTY });
  expect(day).toEqual({ isOpen: true, lagDays: 0, faults: 0 });
});

test('each queue tells how many wait and since when the oldest does', async () => {
  await settleAll();
  const now = ground.time.now;
  const instant = (secondsAgo: number) => `to_timestamp(${now - secondsAgo})`;
  await ground.query(`insert into bank.notice (id, contract_id, kind, at, mail_due_at)
    select gen_random_uuid(), '${customer.contractId}', 'otp_locked', ${instant(90)}, ${instant(-600)}
    from generate_series(1, 2)`);
  await ground.query(`insert into bank.zengin_outbox (order_id, contract_id, due_date, due_second, next_try_at)
    select gen_random_uuid(), '${customer.contractId}', (${instant(120)} at time zone 'Asia/Tokyo')::date,
      extract(epoch from (${instant(120)} at time zone 'Asia/Tokyo')::time)::integer, ${instant(-600)}`);
  // What is for a later hour is not due.
  await ground.query(`insert into bank.zengin_outbox (order_id, contract_id, due_date, due_second, next_try_at)
    values ('${uuidv7()}', '${customer.contractId}', (${instant(0)} at time zone 'Asia/Tokyo')::date + 1, 0, now())`);
  const { queues } = await ground.bank.readBacklog();
  expect(queues.mails).toEqual({ count: 2, oldestSeconds: 90 });
  expect(queues.transfers).toEqual({ count: 1, oldestSeconds: 120 });
});

test('an audit row that no link covers waits from when it was made', async () => {
  await settleAll();
  const before = Date.now();
  await ground.query(`insert into bank.audit (id, at, actor_kind, act, detail)
    values ('${uuidv7()}', now(), 'system', 'sample', '{}')`);
  // The ground's clock stands still in November 2026; ids are of the machine's.
  ground.time.now = (Math.floor(before / 1_000) + 75) as typeof ground.time.now;
  const { audit } = (await ground.bank.readBacklog()).queues;
  expect(audit.count).toBe(1);
  expect(audit.oldestSeconds).toBeGreaterThanOrEqual(74);
  expect(audit.oldestSeconds).toBeLessThanOrEqual(76);
});

test('a fault of a day counts until it is mended, and days that were not worked are told', async () => {
  await ground.query(`insert into bank.day_fault (business_date, job, item, says, at)
    values ('2026-11-24', 'renewals', 'a', 'sample', now()), ('2026-11-24', 'renewals', 'b', 'sample', now())`);
  await ground.query(`update bank.day_fault set mended_at = now() where item = 'b'`);
  await ground.query(`update bank.business_day set opened_on = opened_on - 3`);
  ground.time.now = (ground.time.now + 1) as typeof ground.time.now;
  const { day } = await ground.bank.readBacklog();
  expect(day).toMatchObject({ isOpen: false, faults: 1 });
  expect(day.lagDays).toBeGreaterThanOrEqual(3);
});
