import { type BusinessDate, businessDate, yen } from '@warifu/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../src/calendar/business-date.ts';
import { isBusinessDay } from '../src/calendar/business-day.ts';
import { defaultConfiguration as rules } from '../src/configuration.ts';
import {
  closeSavingsAtMaturity,
  closeSavingsEarly,
  dueDatesOf,
  type SavingsTerms,
  savingsMaturity,
} from '../src/instalment-savings/formulas.ts';
import { rate } from '../src/interest/rate.ts';
import { type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';
import { beginSavings, closeSavings, liveUntil, openSavings, payIn } from './support/savings.ts';

/** What happens after so many days: money comes, money goes, or a contract is closed, whichever way the day makes it. */
type Act = { readonly afterDays: number } & (
  | { readonly kind: 'pay_in' | 'spend'; readonly amount: bigint }
  | { readonly kind: 'close'; readonly which: number }
);

const wishes = fc.record({
  instalment: fc.bigInt({ min: 1n, max: 30n }).map((thousands) => yen(thousands * 1_000n)),
  chosenDay: fc.integer({ min: 1, max: 31 }),
});
const afterDays = fc.integer({ min: 1, max: 45 });
const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ afterDays, kind: fc.constant('pay_in'), amount: fc.bigInt(1n, 90_000n) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ afterDays, kind: fc.constant('spend'), amount: fc.bigInt(1n, 90_000n) }),
  },
  { weight: 2, arbitrary: fc.record({ afterDays, kind: fc.constant('close'), which: fc.nat(2) }) },
);

const YIELD = rate(4_321n);
const ORDINARY = rate(250n);
const BEGIN = businessDate('2026-11-24');

/** The bank in a few lines, day by day and one contract after the other: what it must come to. */
interface Contract {
  readonly savingsId: string;
  readonly terms: SavingsTerms;
  readonly debitedOn: BusinessDate[];
  isClosed: boolean;
}

function debitDay(contracts: readonly Contract[], balance: bigint, day: BusinessDate): bigint {
  const due = contracts
    .filter(({ isClosed }) => !isClosed)
    .flatMap((contract) =>
      dueDatesOf(contract.terms)
        .slice(contract.debitedOn.length)
        .filter((dueDate) => dueDate <= day)
        .map((dueDate) => ({ contract, dueDate })),
    )
    // Contracts stand in the order of their receipts, and sorting keeps it.
    .sort((one, other) => (one.dueDate < other.dueDate ? -1 : Number(one.dueDate > other.dueDate)));
  let left = balance;
  for (const { contract } of due) {
    if (contract.terms.instalment > left) continue;
    left -= contract.terms.instalment;
    contract.debitedOn.push(day);
  }
  return left;
}

function payoutOf({ terms, debitedOn }: Contract, day: BusinessDate): bigint {
  const closing = { on: day, ordinaryRate: ORDINARY };
  const maturity = savingsMaturity(terms, debitedOn);
  return maturity !== undefined && maturity <= day
    ? closeSavingsAtMaturity(terms, maturity, closing, rules).payout
    : closeSavingsEarly(terms, debitedOn, closing, rules).payout;
}

/** A customer who can spend without a code: into another account of the contract. */
async function withPurse(ground: MoneyGround): Promise<Customer & { readonly purse: string }> {
  const customer = await ground.customer(20_000n);
  const purse = crypto.randomUUID();
  await ground.query(
    `select bank.open_accounts(array[$1::uuid], array[$2::uuid], array['001'], array['savings'], array['0000001'], now())`,
    [purse, customer.contractId],
  );
  return { ...customer, purse };
}

async function spend({ bank }: MoneyGround, customer: Customer & { readonly purse: string }, amount: bigint) {
  const { contractId, accountId, purse } = customer;
  const wish = { fromAccountId: accountId, toAccountId: purse, amount: yen(amount) };
  const prepared = await bank.prepareOwnTransfer({ contractId, channel: 'pc', wish });
  if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
  await bank.executeOwnTransfer({ contractId, channel: 'pc', orderId: prepared.order.orderId });
}

async function openAll(
  ground: MoneyGround,
  customer: Customer,
  chosen: readonly { readonly instalment: SavingsTerms['instalment']; readonly chosenDay: number }[],
): Promise<readonly Contract[]> {
  const opened = new Map<string, Contract>();
  for (const wish of chosen) {
    const savingsId = await openSavings(ground, customer, wish);
    const terms = { ...wish, instalments: 6, yearlyYield: YIELD, contractedOn: BEGIN };
    opened.set(savingsId, { savingsId, terms, debitedOn: [], isClosed: false });
  }
  const rows = await ground.query<{ id: string }>(
    'select account_id as id from bank.instalment_savings order by receipt_number',
  );
  return rows.flatMap(({ id }) => opened.get(id) ?? []);
}

/** What the account itself bore after a day, net, by the day on which it was posted: before any instalment of that day. */
async function ordinaryInterestOf(
  { query }: MoneyGround,
  { accountId }: Customer,
  after: BusinessDate,
): Promise<ReadonlyMap<string, bigint>> {
  const rows = await query<{ day: string; net: string }>(
    `select p.business_date::text as day, sum(e.amount_yen)::text as net
     from bank.posting as p join bank.entry as e on e.posting_id = p.id
     where p.kind = 'ordinary_interest' and e.account_id = $1 and p.business_date > $2::date
     group by 1`,
    [accountId, after],
  );
  return new Map(rows.map(({ day, net }) => [day, BigInt(net)]));
}

async function live(ground: MoneyGround, chosen: Parameters<typeof openAll>[2], doings: readonly Act[]) {
  await beginSavings(ground, { ordinary: Number(ORDINARY), savings: Number(YIELD) });
  const customer = await withPurse(ground);
  const contracts = await openAll(ground, customer, chosen);
  let day = BEGIN;
  let balance = 20_000n;
  const goOn = async (days: number) => {
    const until = addDays(day, days);
    await liveUntil(ground, until);
    const interest = await ordinaryInterestOf(ground, customer, day);
    while (day < until) {
      day = addDays(day, 1);
      balance += interest.get(day) ?? 0n;
      if (isBusinessDay(day)) balance = debitDay(contracts, balance, day);
    }
  };
  const close = async (contract: Contract) => {
    const outcome = await closeSavings(ground, customer.contractId, contract.savingsId);
    const isPossible = !contract.isClosed && contract.debitedOn.length > 0;
    expect(outcome.outcome).toBe(isPossible ? 'executed' : 'refused');
    if (!isPossible) return;
    balance += payoutOf(contract, day);
    contract.isClosed = true;
  };
  for (const act of doings) {
    await goOn(act.afterDays);
    if (act.kind === 'pay_in') {
      await payIn(ground, customer.accountId, act.amount);
      balance += act.amount;
    } else if (act.kind === 'close') {
      const contract = contracts[act.which % contracts.length];
      if (contract) await close(contract);
    } else if (act.amount <= balance) {
      await spend(ground, customer, act.amount);
      balance -= act.amount;
    }
    expect(await ground.balanceOf(customer)).toBe(balance);
  }
  await goOn(40);
  for (const contract of contracts) if (!contract.isClosed) await close(contract);
  const { balance: purse } = (await ground.bank.accountOf(customer.contractId, customer.purse)) ?? {
    balance: 0n,
  };
  return { customer, balance, purse, contracts };
}

test('any months of instalments, late ones and closings leave the books at zero, and the customer with what a clerk reckons', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(wishes, { minLength: 1, maxLength: 3 }),
      fc.array(acts, { minLength: 3, maxLength: 7 }),
      async (chosen, doings) => {
        const ground = await openMoneyGround();
        try {
          const { customer, balance, purse, contracts } = await live(ground, chosen, doings);
          expect(await ground.balanceOf(customer)).toBe(balance);
          const stillIn = contracts
            .filter(({ isClosed }) => !isClosed)
            .reduce((sum, { terms, debitedOn }) => sum + terms.instalment * BigInt(debitedOn.length), 0n);
          const [bank] = await ground.query<{ total: bigint }>(
            `select sum(b.balance_yen)::bigint as total
             from bank.account as a join bank.account_balance as b on b.account_id = a.id where a.kind = 'internal'`,
          );
          // What the bank owes and is owed, cash, yields and taxes, is what the customer has, and nothing is left over.
          expect(BigInt(bank?.total ?? 1n)).toBe(-(balance + purse + stillIn));
          expect(await ground.bank.verify()).toEqual([]);
        } finally {
          await ground.close();
        }
      },
    ),
    { numRuns: 4 },
  );
});
