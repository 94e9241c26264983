import { present } from '@warifu/base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BankPorts } from '../src/ports.ts';
import { type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';

let ground: MoneyGround;
/** Where in the log the authority's commit stood when it answered. */
let judgedAt: string;
beforeAll(async () => {
  ground = await openMoneyGround();
  await ground.query('create table public.authority_log (key text)');
});
afterAll(() => ground.close());

const placeOf = async (what: 'insert' | 'flush'): Promise<string> =>
  present((await ground.query<{ lsn: string }>(`select pg_current_wal_${what}_lsn() as lsn`))[0], 'a place')
    .lsn;

/** An authority in the bank's own database, that writes and does not wait for the disk. */
const inLog = (): BankPorts['authority'] => ({
  ...ground.ports.authority,
  validate: () => Promise.reject(new Error('the authority of this log is asked in it')),
  validateInLog: async (call) => {
    await ground.query(`
      begin; set local synchronous_commit = off;
      insert into public.authority_log values ('${call.idempotencyKey}'); commit`);
    judgedAt = await placeOf('insert');
    return ground.ports.authority.validate(call);
  },
});

async function answer(customer: Customer, code: string, amount: bigint): Promise<unknown> {
  const { orderId } = await ground.prepared(customer, amount);
  const bank = ground.another({ authority: inLog() });
  const { contractId } = customer;
  return bank.executeTransfer({ contractId, channel: 'pc', orderId, code });
}

const isOnDisk = async (): Promise<boolean> =>
  present(
    (
      await ground.query<{ is: boolean }>('select pg_current_wal_flush_lsn() >= $1::pg_lsn as is', [judgedAt])
    )[0],
    'a row',
  ).is;

test('an executed transfer is told when the commit of its verdict is on the disk with its own', async () => {
  const customer = await ground.customer(100_000n);
  expect(await answer(customer, '123456', 1_000n)).toMatchObject({ outcome: 'executed' });
  expect(await isOnDisk()).toBe(true);
});

test('a refused code is told when its count is on the disk', async () => {
  const customer = await ground.customer(100_000n);
  expect(await answer(customer, '654321', 1_000n)).toMatchObject({ reason: 'code_refused' });
  expect(await isOnDisk()).toBe(true);
});

test('an attempt waits for the disk where the authority is elsewhere, and not where it writes the same log', async () => {
  const [orderId, other] = [crypto.randomUUID(), crypto.randomUUID()];
  const take = (id: string, isInLog: boolean) =>
    ground.query<{ setting: string }>(
      `select current_setting('synchronous_commit') as setting
        from bank.take_attempts(array[$1::uuid], array[sha256('code')], now(), now(), $2)`,
      [id, isInLog],
    );
  expect(await take(orderId, false)).toEqual([{ setting: 'on' }]);
  expect(await take(other, true)).toEqual([{ setting: 'off' }]);
});
