import { type BusinessDate, businessDate, epochSeconds, present, type Yen, yen } from '@warifu/base';
import { daysBetween } from '../../src/calendar/business-date.ts';
import { type BankConfiguration, defaultConfiguration } from '../../src/configuration.ts';
import type { AtMaturity, TimeDepositView } from '../../src/time-deposits/time-deposit.ts';
import { type Customer, type MoneyGround, openMoneyGround } from './money.ts';

/** A bank whose rates stand in its table, whose days are worked, and whose clock goes forward by whole days. */
export interface DepositGround extends MoneyGround {
  readonly today: () => BusinessDate;
  /** Works every day up to this one, as a bank that was on all the time. */
  readonly goTo: (date: string) => Promise<void>;
  readonly open: (
    customer: Customer,
    amount: bigint,
    termMonths: number,
    atMaturity: AtMaturity,
  ) => Promise<string>;
  readonly view: (customer: Customer, depositId: string) => Promise<TimeDepositView>;
  readonly setRate: (product: 'ordinary' | number, from: string, thousandths: number) => Promise<void>;
}

/** The day on which the ground begins, 10:00 in Tokyo. */
const FIRST_DAY = businessDate('2026-11-24');
export const RATES: Readonly<Record<number, number>> = {
  1: 110,
  3: 110,
  6: 125,
  12: 275,
  24: 325,
  36: 350,
  48: 375,
  60: 400,
};
export const ORDINARY_RATE = 200;

/** What a deposit does to an ordinary account stands alone there: no balance is large enough to bear interest of its own. */
const WITHOUT_ORDINARY_INTEREST: Partial<BankConfiguration> = {
  ordinaryInterest: { ...defaultConfiguration.ordinaryInterest, baseMin: yen(10n ** 15n) },
};

export async function openDepositGround(
  configuration: Partial<BankConfiguration> = {},
): Promise<DepositGround> {
  const ground = await openMoneyGround({ ...WITHOUT_ORDINARY_INTEREST, ...configuration });
  const { bank, time, query } = ground;
  const start = time.now;
  let today: BusinessDate = FIRST_DAY;
  const setRate: DepositGround['setRate'] = async (product, from, thousandths) => {
    await query(
      `insert into bank.rate (product, term_months, valid_from, rate_thousandths, entered_at)
       values ($1, $2, $3, $4, now())
       on conflict (product, term_months, valid_from) do update set rate_thousandths = excluded.rate_thousandths`,
      [
        product === 'ordinary' ? product : 'time_deposit',
        product === 'ordinary' ? 0 : product,
        from,
        thousandths,
      ],
    );
  };
  await setRate('ordinary', '2026-01-01', ORDINARY_RATE);
  for (const [months, thousandths] of Object.entries(RATES))
    await setRate(Number(months), '2026-01-01', thousandths);
  const workDays = async () => {
    while ((await bank.runDay()) > 0);
    // The second in which the bank's day is read anew.
    time.now = epochSeconds(time.now + 1);
  };
  await workDays();
  return {
    ...ground,
    today: () => today,
    setRate,
    goTo: async (date) => {
      today = businessDate(date);
      time.now = epochSeconds(start + daysBetween(FIRST_DAY, today) * 86_400);
      await workDays();
    },
    open: async (customer, amount, termMonths, atMaturity) => {
      const { contractId, accountId } = customer;
      const before = new Set((await bank.listTimeDeposits(contractId)).map(({ depositId }) => depositId));
      const prepared = await bank.prepareTimeDeposit({
        contractId,
        channel: 'pc',
        wish: { fromAccountId: accountId, amount: yen(amount), termMonths, atMaturity },
      });
      if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
      const { orderId } = prepared.order;
      const executed = await bank.executeTimeDeposit({ contractId, channel: 'pc', orderId });
      if (executed.outcome !== 'executed') throw new Error(executed.reason);
      const opened = (await bank.listTimeDeposits(contractId)).find(
        ({ depositId }) => !before.has(depositId),
      );
      return present(opened, 'a deposit was opened').depositId;
    },
    view: async ({ contractId }, depositId) =>
      present(await bank.timeDepositOf(contractId, depositId), 'the deposit is there'),
  };
}

/** Interest in the book of the bank, as the bank paid it, and what it withheld: three of its own accounts. */
export async function bookOf(ground: MoneyGround): Promise<Readonly<Record<string, Yen>>> {
  const rows = await ground.query<{ name: string; balance: string }>(
    `select a.internal_name as name, b.balance_yen::text as balance
     from bank.account as a join bank.account_balance as b on b.account_id = a.id
     where a.internal_name in ('interest_time_deposits', 'tax_national', 'tax_local')`,
  );
  return Object.fromEntries(rows.map(({ name, balance }) => [name, yen(BigInt(balance))]));
}
