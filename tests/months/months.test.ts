import { type BankTables, defaultConfiguration, openBank } from '@warifu/bank';
import { businessDate, present, systemClock } from '@warifu/base';
import { openDatabase } from '@warifu/pg';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { detachMonths, listParts } from '../../apps/warifu/src/database/months.ts';
import { verifyBank } from '../../packages/bank/src/verify-bank.ts';
import { fillScale } from '../load/fill-scale.ts';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts';

const MONTHS_SHOWN = 15;
const today = Temporal.Now.plainDateISO('Asia/Tokyo');
const monthBack = (months: number): string => today.subtract({ months }).toString().slice(0, 7);

let fresh: FreshDatabase;
let owner: pg.Client;
let database: ReturnType<typeof openDatabase<BankTables>>;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = new pg.Client({ connectionString: fresh.ownerUrl });
  await owner.connect();
  await fillScale(owner, { contracts: 1_000, password: crypto.randomUUID(), today: today.toString() });
  database = openDatabase<BankTables>({ connectionString: fresh.urlFor('bank_app') });
}, 60_000);

afterAll(async () => {
  await database.close();
  await owner.end();
  await fresh.drop();
});

const faults = async (): Promise<readonly string[]> =>
  (await verifyBank(database, defaultConfiguration)).map(({ name }) => name);

/** Yesterday is closed: its trial balance is the balances, and nothing was posted on it. */
async function closeYesterday(): Promise<void> {
  const yesterday = today.subtract({ days: 1 }).toString();
  await owner.query(
    `insert into bank.day_closing (business_date, trial_balance, entries, closed_at)
     select $1::date, jsonb_agg(jsonb_build_object(
         'account', account, 'balance', balance::text, 'debits', '0', 'credits', '0')), 0, now()
     from (
       select coalesce(a.internal_name, 'customers_' || a.kind) as account, sum(b.balance_yen) as balance
       from bank.account as a join bank.account_balance as b on b.account_id = a.id group by 1
     ) as line`,
    [yesterday],
  );
  await owner.query('update bank.business_day set opened_on = $1, closed_on = $2', [
    today.toString(),
    yesterday,
  ]);
}

async function openingBalance(): Promise<unknown> {
  const { rows } = await owner.query<{ contractId: string; accountId: string }>(
    `select contract_id as "contractId", id as "accountId" from bank.account where account_number = '0000777'`,
  );
  const away = (): never => expect.unreachable('nobody is asked');
  const bank = openBank({
    database,
    clock: systemClock,
    authority: {
      validate: away,
      bind: away,
      beginReplace: away,
      replace: away,
      end: away,
      stateOf: away,
      release: away,
      unlock: away,
      tokenOf: away,
      handOut: away,
    },
    zengin: { inquireName: away, send: away, fetchReturns: away, recall: away, recallAnswer: away },
    payEasy: { findBiller: away, inquireBill: away, pay: away, askOutcome: away },
    sendMail: away,
    configuration: defaultConfiguration,
    pepper: new Uint8Array(32),
  });
  const statement = await bank.statement({
    ...present(rows[0], 'the account is there'),
    from: businessDate(`${monthBack(1)}-01`),
    to: businessDate(today.toString()),
  });
  return { opening: statement?.openingBalance, lines: statement?.lines.map(({ seq }) => seq) };
}

test('a month is taken off when it is closed and no statement shows it; the rest is still proved', async () => {
  const statement = await openingBalance();
  expect(await faults()).toEqual([]);
  await expect(detachMonths(owner, monthBack(2), MONTHS_SHOWN)).rejects.toThrow(
    /Statements show the last 15/,
  );
  await expect(detachMonths(owner, monthBack(20), MONTHS_SHOWN)).rejects.toThrow(/are not closed yet/);
  await closeYesterday();
  expect(await faults()).toEqual([]);
  const old = monthBack(20).replace('-', '_');

  const taken = await detachMonths(owner, monthBack(20), MONTHS_SHOWN);
  expect(taken).toEqual(
    expect.arrayContaining([
      'bank.order_before',
      `bank.order_${old}`,
      `bank.posting_${old}`,
      `bank.entry_${old}`,
    ]),
  );
  expect(await faults()).toEqual([]);
  expect(await openingBalance()).toEqual(statement);
  await expect(detachMonths(owner, monthBack(20), MONTHS_SHOWN)).rejects.toThrow(/No month/);

  await owner.query(
    `update bank.account_balance set balance_yen = balance_yen + 1
     where account_id = (select id from bank.account where account_number = '0000777')`,
  );
  expect(await faults()).toContain('balance_differs');
  await owner.query('update bank.balance_carried set balance_yen = balance_yen + 1');
  expect(await faults()).toContain('entries_broken');
}, 60_000);

test('what fell beside the months is put into its month when that is made, and nobody was refused', async () => {
  const far = today.add({ months: 14 }).with({ day: 3 }).toString();
  await owner.query(
    `insert into bank.entry (account_id, seq, posting_id, amount_yen, balance_after_yen, kind, business_date, posted_at)
     values (gen_random_uuid(), 1, gen_random_uuid(), 1, 1, 'deposit', $1, now())`,
    [far],
  );
  const countIn = async (table: string) =>
    Number(
      (await owner.query(`select count(*) as n from bank.${table} where business_date = $1`, [far])).rows[0]
        .n,
    );
  expect(await countIn('entry_other')).toBe(1);
  const { rows } = await database.pool.query('select bank.make_months($1::date) as made', [far]);
  expect(Number(rows[0].made)).toBe(14);
  expect(await countIn('entry_other')).toBe(0);
  expect(await countIn(`entry_${far.slice(0, 7).replace('-', '_')}`)).toBe(1);
  expect((await listParts(owner)).at(-1)?.name).toBe('audit_other');
});
