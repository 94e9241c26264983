import { type BusinessDate, businessDate, type EpochSeconds, epochSeconds, uuidv7, yen } from '@warifu/base';
import { transact } from '@warifu/pg';
import type {
  SavingsClosingRefusal,
  SavingsClosingTerms,
  SavingsDetail,
  SavingsOpeningWish,
} from '../../src/instalment-savings/savings.ts';
import { CASH_ACCOUNT } from '../../src/ledger/internal-accounts.ts';
import { post } from '../../src/ledger/posting.ts';
import type { ExecuteOutcome } from '../../src/orders/planned/plan.ts';
import { GOOD_CODE } from './authority.ts';
import type { Customer, MoneyGround } from './money.ts';

/** A wish with nothing wrong in it, but for the account. */
export const SAVINGS_WISH: Omit<SavingsOpeningWish, 'fromAccountId'> = {
  instalment: yen(10_000n),
  instalments: 6,
  chosenDay: 31,
};

/** What instalment savings and ordinary deposits bear from the first of the year on, and the bank's first day. */
export async function beginSavings(
  ground: MoneyGround,
  { ordinary = 2, savings = 1_234 } = {},
): Promise<void> {
  await ground.query(
    `insert into bank.rate (product, term_months, valid_from, rate_thousandths, entered_at) values
       ('ordinary', 0, '2026-01-01', $1, now()), ('instalment_savings', 6, '2026-01-01', $2, now())`,
    [ordinary, savings],
  );
  await liveUntil(ground, businessDate('2026-11-24'));
}

export const noonOf = (day: BusinessDate): EpochSeconds =>
  epochSeconds(Date.parse(`${day}T12:00:00+09:00`) / 1000);

/** Noon of a day, its own work and that of all days before it being done. */
export async function liveUntil({ bank, time }: MoneyGround, day: BusinessDate): Promise<void> {
  time.now = noonOf(day);
  while ((await bank.runDay()) > 0);
  // The second in which the bank's day is read anew.
  time.now = epochSeconds(time.now + 1);
}

export async function openSavings(
  { bank }: MoneyGround,
  { contractId, accountId }: Pick<Customer, 'contractId' | 'accountId'>,
  changes: Partial<SavingsOpeningWish> = {},
): Promise<string> {
  const before = new Set((await bank.listSavings(contractId)).map(({ savingsId }) => savingsId));
  const wish = { ...SAVINGS_WISH, fromAccountId: accountId, ...changes };
  const prepared = await bank.prepareSavingsOpening({ contractId, channel: 'pc', wish });
  if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
  const { orderId } = prepared.order;
  const executed = await bank.executeSavingsOpening({ contractId, channel: 'pc', orderId });
  if (executed.outcome !== 'executed') throw new Error(executed.reason);
  const opened = (await bank.listSavings(contractId)).find(({ savingsId }) => !before.has(savingsId));
  if (!opened) throw new Error('it was opened');
  return opened.savingsId;
}

export async function closeSavings(
  { bank }: MoneyGround,
  contractId: string,
  savingsId: string,
): Promise<ExecuteOutcome<SavingsClosingTerms, SavingsClosingRefusal>> {
  const call = { contractId, channel: 'pc' } as const;
  const prepared = await bank.prepareSavingsClosing({ ...call, wish: { savingsId } });
  if (prepared.outcome !== 'prepared') return prepared;
  return bank.executeSavingsClosing({ ...call, orderId: prepared.order.orderId, code: GOOD_CODE });
}

export async function detailOf(
  { bank }: MoneyGround,
  contractId: string,
  savingsId: string,
): Promise<SavingsDetail> {
  const detail = await bank.savingsOf(contractId, savingsId);
  if (!detail) throw new Error('it is there');
  return detail;
}

/** Cash paid in at the counter. */
export async function payIn({ bank, ports, time }: MoneyGround, accountId: string, amount: bigint) {
  const today = await bank.today();
  await transact(ports.database.kysely, (tx) =>
    post(tx, { now: time.now, today }, [
      {
        postingId: uuidv7(),
        kind: 'deposit',
        lines: [
          { accountId: CASH_ACCOUNT, amount: yen(-amount), kind: 'deposit', counterparty: '' },
          { accountId, amount: yen(amount), kind: 'deposit', counterparty: '' },
        ],
      },
    ]),
  );
}
