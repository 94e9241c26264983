import { yen } from '@warifu/base';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';
import { beginSavings, detailOf, openSavings, SAVINGS_WISH } from './support/savings.ts';

let ground: MoneyGround;
let customer: Customer;
beforeAll(async () => {
  ground = await openMoneyGround();
  await beginSavings(ground);
});
beforeEach(async () => {
  customer = await ground.customer(100_000n);
});
afterAll(() => ground.close());

const call = () => ({ contractId: customer.contractId, channel: 'pc' }) as const;
const wish = () => ({ ...SAVINGS_WISH, fromAccountId: customer.accountId });

test('the confirm page of 定期積金 契約 has what will be paid, and nothing moves by it', async () => {
  const prepared = await ground.bank.prepareSavingsOpening({ ...call(), wish: wish() });
  // ¥10,000 × 21 × 1.234 % / 12 = ¥215.95; 15.315 % of ¥215 is ¥32.9, 5 % is ¥10.75.
  expect(prepared).toMatchObject({
    outcome: 'prepared',
    order: {
      need: { need: 'nothing' },
      terms: {
        contractedOn: '2026-11-24',
        yearlyYield: 1_234n,
        yieldValidFrom: '2026-01-01',
        agreedMaturity: '2027-05-31',
        principal: 60_000n,
        supplement: { monthsInAll: 21n, amount: 215n },
        interest: { gross: 215n, national: 32n, local: 10n, net: 173n },
        payout: 60_173n,
      },
    },
  });
  const savingsId = await openSavings(ground, customer);
  const detail = await detailOf(ground, customer.contractId, savingsId);
  expect(detail).toMatchObject({ state: 'open', paid: 0, late: 0, balance: 0n });
  expect(detail.maturity).toEqual({ kind: 'agreed', on: '2027-05-31' });
  expect(detail.table.map((row) => ('debitDay' in row ? [row.dueDate, row.debitDay] : row))).toEqual([
    ['2026-11-30', '2026-11-30'],
    ['2026-12-31', '2027-01-04'],
    ['2027-01-31', '2027-02-01'],
    ['2027-02-28', '2027-03-01'],
    ['2027-03-31', '2027-03-31'],
    ['2027-04-30', '2027-04-30'],
  ]);
  expect(await ground.balanceOf(customer)).toBe(100_000n);
  expect(await ground.bank.listAccounts(customer.contractId)).toHaveLength(1);
  expect(await ground.bank.verify()).toEqual([]);
});

test.each([
  [{ fromAccountId: 'nobody’s' }, { reason: 'account_unknown' }],
  [{ instalment: yen(999n) }, { reason: 'instalment_too_small', instalmentMin: 1_000n }],
  [{ instalment: yen(1_500n) }, { reason: 'instalment_uneven', instalmentStep: 1_000n }],
  [{ instalment: yen(10_000_000_000n) }, { reason: 'instalment_too_large', instalmentMax: 9_999_999_000n }],
  [{ instalments: 5 }, { reason: 'instalments_out_of_range', from: 6, to: 60 }],
  [{ instalments: 61 }, { reason: 'instalments_out_of_range', from: 6, to: 60 }],
  [{ instalments: 6.5 }, { reason: 'instalments_out_of_range' }],
  [{ chosenDay: 0 }, { reason: 'chosen_day_unknown' }],
  [{ chosenDay: 32 }, { reason: 'chosen_day_unknown' }],
  [{ instalment: yen(1n), instalments: 5, chosenDay: 0 }, { reason: 'instalment_too_small' }],
])('a contract with %o is refused', async (spoilt, refusal) => {
  expect(
    await ground.bank.prepareSavingsOpening({ ...call(), wish: { ...wish(), ...spoilt } }),
  ).toMatchObject({ outcome: 'refused', ...refusal });
});

test('instalments come from an ordinary account of the contract itself, and there is a yield for so many', async () => {
  const stranger = await ground.customer(1n);
  const theirs = { ...wish(), fromAccountId: stranger.accountId };
  expect(await ground.bank.prepareSavingsOpening({ ...call(), wish: theirs })).toMatchObject({
    reason: 'account_unknown',
  });
  await ground.query('update bank.rate set term_months = 12 where term_months = 6');
  expect(await ground.bank.prepareSavingsOpening({ ...call(), wish: wish() })).toMatchObject({
    reason: 'yield_unknown',
  });
  await ground.query('update bank.rate set term_months = 6 where term_months = 12');
});

test('twenty contracts are open at once, and no more', async () => {
  for (let opened = 0; opened < 20; opened += 1) await openSavings(ground, customer);
  expect(await ground.bank.prepareSavingsOpening({ ...call(), wish: wish() })).toMatchObject({
    reason: 'savings_too_many',
    openMax: 20,
  });
});

test('an opening that was seen yesterday, or at another yield, is not carried out', async () => {
  const prepared = await ground.bank.prepareSavingsOpening({ ...call(), wish: wish() });
  if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
  await ground.query(`insert into bank.rate values ('instalment_savings', 6, '2026-11-24', 1000, now())`);
  const changed = await ground.bank.executeSavingsOpening({ ...call(), orderId: prepared.order.orderId });
  expect(changed).toMatchObject({ reason: 'terms_changed' });
  if (changed.outcome !== 'refused' || changed.reason !== 'terms_changed') throw new Error('refused');
  const anew = await ground.bank.savingsOpeningOf({ ...call(), orderId: changed.newOrderId });
  expect(anew?.terms).toMatchObject({ yearlyYield: 1_000n, yieldValidFrom: '2026-11-24' });
});
