import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';

let ground: MoneyGround;
let customer: Customer;
let orderId: string;
beforeEach(async () => {
  ground = await openMoneyGround();
  customer = await ground.customer(100_000n);
  orderId = (await ground.prepared(customer, 1_000n)).orderId;
  await ground.execute(customer, orderId);
  await ground.bank.sendDueTransfers();
  ground.zengin.returns.push({
    returnId: 'r1',
    paymentId: orderId,
    reason: 'closed',
    returnedAt: ground.time.now,
  });
  await ground.bank.settleReturns();
  expect(await ground.bank.verify()).toEqual([]);
});
afterEach(() => ground.close());

/** Faults made by hand, each as the owner of the database: $1 is the order, $2 the account. */
test.each([
  ['balance_differs', 'update bank.account_balance set balance_yen = balance_yen + 1 where account_id = $2'],
  [
    'balance_differs',
    'update bank.account_balance set entries_count = entries_count + 1 where account_id = $2',
  ],
  ['balance_missing', 'delete from bank.account_balance where account_id = $2'],
  ['entries_broken', 'delete from bank.entry where account_id = $2 and seq = 2'],
  [
    'entries_broken',
    'update bank.entry set balance_after_yen = balance_after_yen + 1 where account_id = $2 and seq = 2',
  ],
  [
    'posting_unbalanced',
    'update bank.entry set amount_yen = amount_yen - 1 where account_id = $2 and seq = 2',
  ],
  ['posting_missing', 'delete from bank.posting where id = $1'],
  ['posting_missing', 'delete from bank.entry where posting_id = $1'],
  ['limit_differs', 'update bank.limit_used set used_yen = used_yen - 1'],
  ['limit_differs', 'delete from bank.limit_used'],
  ['approval_missing', 'delete from bank.approval where order_id = $1'],
  ['approval_missing', 'update bank.approval set spent_at = null where order_id = $1'],
  [
    'approval_missing',
    `update bank.approval set terms_digest = decode(repeat('00', 32), 'hex') where order_id = $1`,
  ],
  [
    'approval_misspent',
    `insert into bank.approval select gen_random_uuid(), terms_digest, method, approved_at, expires_at, spent_at
     from bank.approval where order_id = $1`,
  ],
  ['order_not_posted', 'update bank.posting set order_id = null where id = $1'],
  [
    'posting_without_order',
    `update bank.order set state = 'refused', executed_at = null, executed_on = null where id = $1`,
  ],
  ['transfer_missing', 'delete from bank.transfer where order_id = $1'],
  ['transfer_missing', `update bank.transfer set account_number = '7654321' where order_id = $1`],
  ['debit_differs', 'update bank.transfer set fee_yen = fee_yen + 1 where order_id = $1'],
  ['outbox_missing', 'delete from bank.zengin_outbox where order_id = $1'],
  ['outbox_stray', 'update bank.zengin_outbox set order_id = gen_random_uuid() where order_id = $1'],
  ['return_differs', 'update bank.zengin_return set order_id = gen_random_uuid() where order_id = $1'],
  ['return_missing', 'delete from bank.zengin_return where order_id = $1'],
  ['terms_altered', `update bank.order set terms = jsonb_set(terms, '{payeeKana}', '"ﾄﾞﾛﾎﾞｳ"') where id = $1`],
])('%s is found and named (%#)', async (name, fault) => {
  await ground.query(fault.replaceAll('$1', `'${orderId}'`).replaceAll('$2', `'${customer.accountId}'`));
  const faults = await ground.bank.verify();
  expect(faults.map((found) => found.name)).toContain(name);
  expect(faults.every((found) => /^\S.*\.$/.test(found.sentence))).toBe(true);
});
