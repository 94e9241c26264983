import { businessDate } from '@warifu/base';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MoneyGround, openMoneyGround } from './support/money.ts';
import { beginSavings, closeSavings, liveUntil, openSavings } from './support/savings.ts';

let ground: MoneyGround;
let open: string;
let closed: string;
beforeEach(async () => {
  ground = await openMoneyGround();
  await beginSavings(ground);
  const customer = await ground.customer(100_000n);
  open = await openSavings(ground, customer, { chosenDay: 25 });
  closed = await openSavings(ground, customer, { chosenDay: 25 });
  await liveUntil(ground, businessDate('2026-11-25'));
  await closeSavings(ground, customer.contractId, closed);
  await liveUntil(ground, businessDate('2026-11-26'));
  expect(await ground.bank.verify()).toEqual([]);
});
afterEach(() => ground.close());

/** Faults made by hand, each as the owner of the database: $1 is an open contract with one instalment paid, $2 a closed one. */
test.each([
  ['savings_without_order', `update bank.instalment_savings set instalment_yen = 9000 where account_id = $1`],
  [
    'savings_without_order',
    `update bank.instalment_savings set contracted_on = '2026-11-23' where account_id = $1`,
  ],
  [
    'savings_without_order',
    `delete from bank.savings_instalment where account_id = $1; delete from bank.instalment_savings where account_id = $1`,
  ],
  ['savings_instalments_differ', `delete from bank.savings_instalment where account_id = $1 and number = 6`],
  ['savings_instalments_differ', `update bank.instalment_savings set paid = 2 where account_id = $1`],
  [
    'savings_instalments_differ',
    `update bank.savings_instalment set number = number + 10 where account_id = $1 and number = 1`,
  ],
  [
    'savings_instalments_differ',
    `update bank.savings_instalment set state = 'due' where account_id = $2 and number = 3`,
  ],
  [
    'instalment_not_posted',
    `update bank.savings_instalment set state = 'paid', debited_on = due_date where account_id = $1 and number = 2`,
  ],
  [
    'instalment_not_posted',
    `update bank.savings_instalment set debited_on = debited_on + 1 where account_id = $1 and number = 1`,
  ],
  [
    'instalment_stray',
    `update bank.savings_instalment set state = 'due', debited_on = null where account_id = $1 and number = 1`,
  ],
  [
    'savings_balance_differs',
    `update bank.account_balance set balance_yen = balance_yen - 1 where account_id = $1`,
  ],
  ['savings_balance_differs', `update bank.account_balance set balance_yen = 1 where account_id = $2`],
  [
    'savings_paid_after_closing',
    `update bank.savings_instalment set state = 'paid', debited_on = due_date where account_id = $2 and number = 2`,
  ],
  [
    'savings_closed_amiss',
    `update bank.instalment_savings set closing_order_id = gen_random_uuid() where account_id = $2`,
  ],
  [
    'savings_closed_amiss',
    `update bank.instalment_savings set closed_on = closed_on + 1 where account_id = $2`,
  ],
  [
    'terms_altered',
    `update bank.order set terms = jsonb_set(terms, '{payout}', '"1"') where kind = 'savings_closing'`,
  ],
  [
    'terms_altered',
    `update bank.order set terms = jsonb_set(terms, '{chosenDay}', '7') where kind = 'savings_opening'`,
  ],
])('%s is found and named (%#)', async (name, fault) => {
  for (const statement of fault.split(';'))
    await ground.query(statement.replaceAll('$1', `'${open}'`).replaceAll('$2', `'${closed}'`));
  const faults = await ground.bank.verify();
  expect(faults.map((found) => found.name)).toContain(name);
  expect(faults.every((found) => /^\S.*\.$/.test(found.sentence))).toBe(true);
});
