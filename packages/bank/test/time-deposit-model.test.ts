import { type BusinessDate, businessDate, epochSeconds, yen } from '@warifu/base';
import { transact } from '@warifu/pg';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, daysBetween } from '../src/calendar/business-date.ts';
import { isBusinessDay, nextBusinessDay } from '../src/calendar/business-day.ts';
import { timeDepositJobs } from '../src/time-deposits/day-jobs.ts';
import type { AtMaturity } from '../src/time-deposits/time-deposit.ts';
import * as naive from './examples/naive.ts';
import { bookOf } from './support/deposits.ts';
import { CORE_TIME, type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';

const START = businessDate('2026-11-24');
const OPENING = 40_000_000n;
const ORDINARY = 200n;
const MONTHS = [1, 3, 12, 24, 36] as const;
const TREATMENTS = ['renew_with_interest', 'renew_principal', 'close_automatically', 'keep'] as const;
/** Thousandths of a per cent by term, and from 2028 on so much more. */
const BASE: Readonly<Record<number, bigint>> = { 1: 110n, 3: 125n, 12: 475n, 24: 625n, 36: 850n };
const RISE = { from: '2028-01-01', by: 33n } as const;
const rateOn = (months: number, day: string): bigint =>
  (BASE[months] ?? 0n) + (day >= RISE.from ? RISE.by : 0n);

let ground: MoneyGround;
beforeAll(async () => {
  ground = await openMoneyGround();
  const set = (product: string, months: number, from: string, rate: bigint) =>
    ground.query(`insert into bank.rate values ($1, $2, $3, $4, now())`, [
      product,
      months,
      from,
      Number(rate),
    ]);
  await set('ordinary', 0, '2026-01-01', ORDINARY);
  for (const months of MONTHS) {
    await set('time_deposit', months, '2026-01-01', rateOn(months, '2026-01-01'));
    await set('time_deposit', months, RISE.from, rateOn(months, RISE.from));
  }
});
afterAll(() => ground.close());

type Act =
  | { readonly act: 'wait'; readonly days: number }
  | { readonly act: 'open'; readonly amount: bigint; readonly months: number; readonly how: AtMaturity }
  | { readonly act: 'treat'; readonly which: number; readonly how: AtMaturity }
  | { readonly act: 'close' | 'book' | 'cancel'; readonly which: number };

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constant('wait' as const),
      days: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 6, max: 40 }), fc.constant(200)),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('open' as const),
      amount: fc.oneof(fc.bigInt({ min: 10_000n, max: 3_000_000n }), fc.constant(9_999_000n)),
      months: fc.constantFrom(...MONTHS),
      how: fc.constantFrom(...TREATMENTS),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constantFrom('close' as const, 'book' as const, 'book' as const, 'cancel' as const),
      which: fc.nat(5),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('treat' as const),
      which: fc.nat(5),
      how: fc.constantFrom(...TREATMENTS),
    }),
  },
);

/** A deposit as a clerk keeps it on a card. */
interface Card {
  deposit: naive.NaiveDeposit;
  how: AtMaturity;
  isBooked: boolean;
  isTooLarge: boolean;
  isRunning: boolean;
}

const maturityOf = ({ deposit }: Card): string => naive.monthsAfter(deposit.opened, deposit.months);
const renews = ({ how, isBooked, isTooLarge }: Card): boolean =>
  !isBooked && !isTooLarge && (how === 'renew_with_interest' || how === 'renew_principal');
const closesAlone = ({ how, isBooked, isTooLarge }: Card): boolean =>
  isBooked || isTooLarge || how === 'close_automatically';

/** Days of interim interest: each anniversary up to a year before maturity. */
const interimDays = ({ deposit }: Card): readonly string[] =>
  deposit.months < 24
    ? []
    : Array.from({ length: deposit.months / 12 - 1 }, (_, year) =>
        naive.monthsAfter(deposit.opened, (year + 1) * 12),
      );

/** Does to the card what a day does, and says what goes to the ordinary account. */
function turnDay(card: Card, day: BusinessDate): bigint {
  if (!card.isRunning) return 0n;
  let paid = 0n;
  if (interimDays(card).includes(day)) {
    const gross = naive.interims(card.deposit, day).at(-1)?.gross ?? 0n;
    paid += naive.netOf(gross, day);
  }
  if (maturityOf(card) === day && renews(card)) {
    const grown = naive.atMaturity(card.deposit, day, ORDINARY);
    if (card.how === 'renew_with_interest' && grown > 9_999_999n && grown > card.deposit.principal) {
      card.isTooLarge = true;
    } else {
      const { principal, months } = card.deposit;
      const isAdded = card.how === 'renew_with_interest';
      if (!isAdded) paid += grown - principal;
      card.deposit = {
        principal: isAdded ? grown : principal,
        months,
        rate: rateOn(months, day),
        opened: day,
      };
    }
  }
  if (maturityOf(card) <= day && closesAlone(card) && isBusinessDay(day)) {
    paid += naive.atMaturity(card.deposit, day, ORDINARY);
    card.isRunning = false;
  }
  return paid;
}

const JOBS = () => timeDepositJobs(ground.ports.configuration);

/** The four jobs of one day, in their order, for one customer: those of runs before live in another time. */
async function workDay({ contractId }: Customer, today: BusinessDate): Promise<void> {
  const strangers = await ground.query<{ id: string }>(
    'select id from bank.time_deposit where contract_id <> $1',
    [contractId],
  );
  const call = { limit: 500, except: strangers.map(({ id }) => id) };
  const day = { today, now: ground.time.now };
  for (const job of JOBS()) {
    if (job.when === 'business_days' && !isBusinessDay(today)) continue;
    await transact(ground.ports.database.kysely, async (tx) => {
      const items = await job.listDue(tx, day, call);
      if (items.length > 0) await job.run(tx, day, items);
      expect(await job.listDue(tx, day, call)).toEqual([]);
    });
  }
}

const setDay = (today: BusinessDate): void => {
  ground.time.now = epochSeconds(CORE_TIME + daysBetween(START, today) * 86_400);
};

const CODE = '123456';

/** An order of the real bank on a deposit; whether it was executed. */
async function order(customer: Customer, act: Act, depositId: string): Promise<boolean> {
  const { bank } = ground;
  const call = { contractId: customer.contractId, channel: 'pc' } as const;
  const wish = { depositId };
  const kinds = {
    close: [bank.prepareClosing, bank.executeClosing],
    book: [bank.prepareBooking, bank.executeBooking],
    cancel: [bank.prepareCancelBooking, bank.executeCancelBooking],
  } as const;
  if (act.act === 'treat') {
    const prepared = await bank.prepareTreatment({ ...call, wish: { ...wish, atMaturity: act.how } });
    if (prepared.outcome === 'refused') return false;
    await bank.executeTreatment({ ...call, orderId: prepared.order.orderId });
    return true;
  }
  if (act.act === 'wait' || act.act === 'open') throw new Error('no order on a deposit');
  const [prepare, execute] = kinds[act.act];
  const prepared = await prepare({ ...call, wish });
  if (prepared.outcome === 'refused') return false;
  const outcome = await execute({ ...call, orderId: prepared.order.orderId, code: CODE });
  expect(outcome.outcome).toBe('executed');
  return true;
}

/** What the rules say of the same order; what is paid out, or `undefined` where it is refused. */
function judge(card: Card, act: Act, today: BusinessDate): bigint | undefined {
  const isMatured = maturityOf(card) <= today;
  if (act.act === 'cancel') {
    if (!card.isBooked || isMatured) return undefined;
    card.isBooked = false;
    return 0n;
  }
  if (card.isBooked || (isMatured && closesAlone(card))) return undefined;
  if (act.act === 'close') {
    card.isRunning = false;
    return isMatured
      ? naive.atMaturity(card.deposit, today, ORDINARY)
      : naive.early(card.deposit, today, ORDINARY);
  }
  if (isMatured) return undefined;
  if (act.act === 'book') {
    if (!renews(card)) return undefined;
    card.isBooked = true;
    return 0n;
  }
  if (act.act !== 'treat' || act.how === card.how) return undefined;
  card.how = act.how;
  return 0n;
}

/** Runs the acts on a fresh customer, beside a box of cards. */
async function run(steps: readonly Act[]): Promise<void> {
  let today = START;
  setDay(today);
  const customer = await ground.customer(OPENING);
  const { contractId } = customer;
  const cards: Card[] = [];
  let balance = OPENING;

  const wait = async (days: number): Promise<void> => {
    for (let passed = 0; passed < days; passed += 1) {
      today = addDays(today, 1);
      setDay(today);
      const isDue = cards.some(
        (card) =>
          card.isRunning &&
          (interimDays(card).includes(today) ||
            (maturityOf(card) <= today && (renews(card) || closesAlone(card)))),
      );
      for (const card of cards) balance += turnDay(card, today);
      if (isDue) await workDay(customer, today);
    }
  };
  const open = async (act: Act & { act: 'open' }): Promise<void> => {
    const { bank } = ground;
    const { amount, months, how } = act;
    const prepared = await bank.prepareTimeDeposit({
      contractId,
      channel: 'pc',
      wish: {
        fromAccountId: customer.accountId,
        amount: yen(amount),
        termMonths: months,
        atMaturity: how,
      },
    });
    expect(prepared.outcome).toBe(amount <= balance ? 'prepared' : 'refused');
    if (prepared.outcome === 'refused') return;
    const { orderId } = prepared.order;
    await bank.executeTimeDeposit({ contractId, channel: 'pc', orderId });
    balance -= amount;
    const deposit = { principal: amount, months, rate: rateOn(months, today), opened: today };
    cards.push({ deposit, how, isBooked: false, isTooLarge: false, isRunning: true });
  };
  const onDeposit = async (act: Act & { which: number }): Promise<void> => {
    const running = cards.filter((card) => card.isRunning);
    const card = running[act.which % Math.max(1, running.length)];
    if (!card) return;
    const found = (await ground.bank.listTimeDeposits(contractId)).find(
      (view) =>
        view.openedOn === card.deposit.opened &&
        view.principal === card.deposit.principal &&
        view.termMonths === card.deposit.months &&
        view.atMaturity === card.how &&
        view.isBooked === card.isBooked,
    );
    if (!found) throw new Error('each running card has its deposit');
    const paid = judge(card, act, today);
    expect(await order(customer, act, found.depositId)).toBe(paid !== undefined);
    balance += paid ?? 0n;
  };
  for (const act of steps) {
    if (act.act === 'wait') await wait(act.days);
    else if (act.act === 'open') await open(act);
    else await onDeposit(act);
    expect(await ground.balanceOf(customer)).toBe(balance);
  }
  const kept = (await ground.bank.listTimeDeposits(contractId)).map(({ principal }) => principal).sort();
  expect(kept).toEqual(
    cards
      .filter((card) => card.isRunning)
      .map(({ deposit }) => deposit.principal)
      .sort(),
  );
}

test('any sequence of dates and acts leaves the customer with what a clerk’s cards say, and the books at zero', async () => {
  await fc.assert(fc.asyncProperty(fc.array(acts, { minLength: 4, maxLength: 16 }), run), { numRuns: 15 });
  expect(await ground.bank.verify()).toEqual([]);
  // What customers were ever given beyond what they paid in is what the bank paid, less what it withheld.
  const [customers] = await ground.query<{ total: string; paid_in: string }>(
    `select (select sum(b.balance_yen) from bank.account as a join bank.account_balance as b on b.account_id = a.id
        where a.contract_id is not null)::text as total,
      (select -balance_yen from bank.account_balance as b join bank.account as a on a.id = b.account_id
        where a.internal_name = 'cash')::text as paid_in`,
  );
  const book = await bookOf(ground);
  const interest = -(book['interest_time_deposits'] ?? 0n);
  const taxes = (book['tax_national'] ?? 0n) + (book['tax_local'] ?? 0n);
  expect(interest > 0n && taxes > 0n).toBe(true);
  expect(BigInt(customers?.total ?? 0) - BigInt(customers?.paid_in ?? 0)).toBe(interest - taxes);
}, 600_000);

test('the model sees a planted fault: a day whose closings are a day late', async () => {
  const today = businessDate('2027-03-01');
  setDay(START);
  const customer = await ground.customer(OPENING);
  const { contractId, accountId } = customer;
  const prepared = await ground.bank.prepareTimeDeposit({
    contractId,
    channel: 'pc',
    wish: {
      fromAccountId: accountId,
      amount: yen(9_000_000n),
      termMonths: 3,
      atMaturity: 'close_automatically',
    },
  });
  if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
  await ground.bank.executeTimeDeposit({ contractId, channel: 'pc', orderId: prepared.order.orderId });
  const card: Card = {
    deposit: { principal: 9_000_000n, months: 3, rate: rateOn(3, START), opened: START },
    how: 'close_automatically',
    isBooked: false,
    isTooLarge: false,
    isRunning: true,
  };
  const due = businessDate(maturityOf(card));
  expect(due < today).toBe(true);
  const expected = OPENING - 9_000_000n + turnDay(card, due);
  const late = nextBusinessDay(due);
  setDay(late);
  await workDay(customer, late);
  expect((await ground.balanceOf(customer)) - expected > 0n).toBe(true);
});
