import { randomUUID } from 'node:crypto';
import { type BusinessDate, businessDate, type Yen, yen } from '@warifu/base';
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bank } from '../src/bank.ts';
import { chartDaysOf } from '../src/statements/chart-days.ts';
import type { StatementSearch } from '../src/statements/statement.ts';
import type { BankTables } from '../src/tables.ts';
import { type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';

let ground: MoneyGround;
let customer: Customer;

/** Ten lines a day for fifteen months, and the balance after each; as many of everybody else. */
const DAYS = 457;
const LINES_A_DAY = 10;
const LINES = DAYS * LINES_A_DAY;
const OTHERS = 8;
const NAMES = ['ﾐﾎﾝ ｼﾖｳｼﾞ', 'ｻﾝﾌﾟﾙｽﾄｱ', 'ﾚｲｼﾞｶﾌｴ', 'ﾓｷﾞﾃﾞﾝﾘﾖｸ', 'ｶ-ﾄﾞ(ｶ'];

beforeAll(async () => {
  ground = await openMoneyGround();
  customer = await ground.customer(0n);
  const accountIds = [customer.accountId, ...Array.from({ length: OTHERS }, () => randomUUID())];
  for (const accountId of accountIds) {
    await ground.query(
      `insert into bank.entry
         (account_id, seq, posting_id, amount_yen, balance_after_yen, kind, counterparty, business_date, posted_at)
       select $1, n, gen_random_uuid(), amount, sum(amount) over (order by n), kind, names[1 + n % 5],
         date '2025-08-25' + ((n - 1) / $2)::int, now()
       from generate_series(1, $3) as n,
         lateral (select case n % 10
             when 0 then 50000 when 1 then -165 when 2 then 300 else -(1000 + n) end as amount,
           case n % 10
             when 0 then 'transfer_in' when 1 then 'transfer_fee' when 2 then 'transfer_return'
             else 'transfer_out' end as kind) as drawn,
         lateral (select $4::text[] as names) as named`,
      [accountId, LINES_A_DAY, LINES, NAMES],
    );
  }
  await ground.query('analyze bank.entry');
});
afterAll(() => ground.close());

const of = (from: string, to: string) => ({
  contractId: customer.contractId,
  accountId: customer.accountId,
  from: businessDate(from),
  to: businessDate(to),
});
const ALL = () => of('2000-01-01', '2030-01-01');
const DAY = '2026-11-20';

const found = async (search: StatementSearch, period = of(DAY, DAY)) => {
  const statement = await ground.bank.statement({ ...period, search });
  return { names: (statement?.lines ?? []).map(({ counterparty }) => counterparty), statement };
};

describe('search', () => {
  test.each(['ミホン', 'みほん', 'ﾐﾎﾝ', 'みほんしょうじ', 'ミホン　ショウジ', 'ﾐﾎﾝｼﾖｳｼﾞ', 'ホンシ'])(
    'a name is found by %s, whatever the width, the size and the spaces',
    async (counterparty) => {
      expect((await found({ counterparty })).names).toEqual(['ﾐﾎﾝ ｼﾖｳｼﾞ', 'ﾐﾎﾝ ｼﾖｳｼﾞ']);
    },
  );

  test.each(['カード', 'かーど', 'ｶｰﾄﾞ', 'ｶ-ﾄﾞ', 'カード（カ'])(
    'a long vowel is found by %s',
    async (counterparty) => {
      expect((await found({ counterparty })).names).toEqual(['ｶ-ﾄﾞ(ｶ', 'ｶ-ﾄﾞ(ｶ']);
    },
  );

  test.each(['見本', '%', '_', "'", 'ﾐﾎﾝﾐﾎﾝ', 'x'.repeat(300)])('%s is in no name', async (counterparty) => {
    expect((await found({ counterparty })).names).toEqual([]);
  });

  test.each([' ', '　', '-', ''])('%j asks for nothing', async (counterparty) => {
    expect((await found({ counterparty })).names).toHaveLength(LINES_A_DAY);
  });

  test.each<[string, StatementSearch, (amount: bigint) => boolean]>([
    ['at least ¥50,000', { amountMin: yen(50_000n) }, (amount) => amount === 50_000n],
    ['at most ¥300', { amountMax: yen(300n) }, (amount) => amount === 300n || amount === -165n],
    ['¥165', { amountMin: yen(165n), amountMax: yen(165n) }, (amount) => amount === -165n],
    ['paid in', { direction: 'in' }, (amount) => amount > 0n],
    ['paid out', { direction: 'out' }, (amount) => amount < 0n],
    ['a kind', { kind: 'transfer_return' }, (amount) => amount === 300n],
    ['a small debit', { direction: 'out', amountMax: yen(300n) }, (amount) => amount === -165n],
    ['what cannot be', { kind: 'transfer_in', direction: 'out' }, () => false],
  ])('%s: finds what it says, all of it, and adds it up', async (_what, search, isMeant) => {
    const all = (await found({})).statement?.lines ?? [];
    expect(all).toHaveLength(LINES_A_DAY);
    const { statement } = await found(search);
    const meant = all.filter(({ amount }) => isMeant(amount));
    expect(statement?.lines).toEqual(meant);
    const sum = (some: readonly bigint[]) => some.reduce((total, amount) => total + amount, 0n);
    const amounts = meant.map(({ amount }): bigint => amount);
    expect(statement?.totals).toEqual({
      paidIn: sum(amounts.filter((amount) => amount > 0n)),
      paidOut: -sum(amounts.filter((amount) => amount < 0n)),
    });
  });

  test('pages of what was found meet without a gap or a repeat, and only the first adds up', async () => {
    const search = { counterparty: 'ミホン', direction: 'out' } as const;
    const seqs: bigint[] = [];
    let before: bigint | undefined;
    do {
      const page = await ground.bank.statement({
        ...ALL(),
        search,
        ...(before === undefined ? {} : { before }),
      });
      expect(page?.totals === undefined).toBe(before !== undefined);
      expect(page?.periodLinesCount).toBe(LINES);
      seqs.push(...(page?.lines ?? []).map(({ seq }) => seq));
      before = page?.next;
    } while (before !== undefined);
    const { lines } = (await ground.bank.wholeStatement(ALL())) ?? { lines: [] };
    const meant: bigint[] = [];
    for await (const some of lines) {
      for (const line of some) {
        if (line.amount < 0n && line.counterparty.startsWith('ﾐﾎﾝ')) meant.unshift(line.seq);
      }
    }
    expect(seqs).toEqual(meant);
    expect(seqs.length).toBeGreaterThan(400);
  });
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** How the book was read: the plans of the very statements that the bank sends, run once more. */
async function readingsOf(work: (bank: Bank) => Promise<unknown>) {
  const sent: CompiledQuery[] = [];
  const { database } = ground.ports;
  const kysely = new Kysely<BankTables>({
    dialect: new PostgresDialect({ pool: database.pool }),
    log: ({ query }) => {
      if (query.sql.includes('bank.entry')) sent.push(query);
    },
  });
  await work(ground.another({ database: { ...database, kysely } }));
  expect(sent.length).toBeGreaterThan(0);
  const plans = await Promise.all(
    sent.map(({ sql, parameters }) =>
      ground.query<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(
        `explain (analyze, timing off, format json) ${sql}`,
        parameters,
      ),
    ),
  );
  return plans
    .flatMap(([row]) => (row?.['QUERY PLAN'] ?? []).flatMap(({ Plan }) => nodesOf(Plan)))
    .filter((node) => node['Index Name'] !== undefined || node['Node Type'] === 'Seq Scan')
    .filter((node) => node['Relation Name'] !== 'account' && node['Relation Name'] !== 'balance_carried')
    .map((node) => ({
      index: node['Index Name'],
      condition: node['Index Cond'],
      // Those that it had to pass by are read like those that it gives.
      rows: (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
    }));
}

/** Months that have none of what is looked for were asked for it, or not even that. */
const rowsOf = (readings: Awaited<ReturnType<typeof readingsOf>>) =>
  readings
    .map(({ rows }) => rows)
    .filter((rows) => rows > 0)
    .sort((one, two) => one - two);

describe('with thousands of lines', () => {
  const SEARCH = { counterparty: 'ミホン', amountMin: yen(1n) } as const;

  test.each<[string, (bank: Bank) => Promise<unknown>]>([
    ['the first page of a month', (bank) => bank.statement(of('2026-10-01', '2026-10-31'))],
    ['a month of long ago', (bank) => bank.statement(of('2025-09-01', '2025-09-30'))],
    ['a later page', (bank) => bank.statement({ ...ALL(), before: 2_000n })],
    ['a search', (bank) => bank.statement({ ...of('2026-10-01', '2026-10-31'), search: SEARCH })],
    ['the balance over time', (bank) => bank.balanceHistory(ALL())],
    ['the sums of every month', (bank) => bank.monthlyFlow(of(DAY, DAY))],
  ])('%s is read by an index of the account', async (_what, work) => {
    for (const { index, condition } of await readingsOf(work)) {
      expect(index).toMatch(/^entry_(?:before|other|[0-9]{4}_[0-9]{2})_(?:pkey|account_day|account)$/);
      expect(condition).toContain('account_id =');
    }
  });

  test('a period is found by two rows, and a later page reads no more than it shows', async () => {
    const readings = await readingsOf((bank) => bank.statement({ ...ALL(), before: 2_000n, limit: 50 }));
    expect(rowsOf(readings)).toEqual([1, 51]);
  });

  test('each point of the chart is one row', async () => {
    const readings = await readingsOf((bank) => bank.balanceHistory(of('2026-10-01', '2026-10-31')));
    expect(rowsOf(readings)).toEqual([1, 1, 31]);
  });
});

describe('残高の推移', () => {
  const balanceOn = async (date: string): Promise<Yen> => {
    const [row] = await ground.query<{ balance: string }>(
      `select balance_after_yen as balance from bank.entry
       where account_id = $1 and business_date <= $2 order by seq desc limit 1`,
      [customer.accountId, date],
    );
    return yen(BigInt(row?.balance ?? 0));
  };

  test.each<[string, string, string, number]>([
    ['2026-11-01', '2026-11-24', 'day', 24],
    ['2026-11-24', '2026-11-24', 'day', 1],
    ['2026-08-01', '2026-11-24', 'week', 17],
    ['2025-08-24', '2026-11-24', 'month', 16],
  ])(
    'from %s to %s there is a point for each %s, with the balance at its end',
    async (from, to, step, count) => {
      const history = await ground.bank.balanceHistory(of(from, to));
      expect(history).toMatchObject({ from, to, step });
      expect(history?.points).toHaveLength(count);
      expect(history?.points.at(-1)?.date).toBe(to);
      for (const { date, balance } of history?.points ?? []) expect(balance).toBe(await balanceOn(date));
    },
  );

  test('before its first entry an account has nothing', async () => {
    const fresh = await ground.customer(5n);
    const history = await ground.bank.balanceHistory({ ...of('2026-11-21', '2026-11-24'), ...fresh });
    expect(history?.points.map(({ balance }) => balance)).toEqual([0n, 0n, 0n, 5n]);
  });

  test('whatever the period, its days are few, in order, within it, and end with its last', () => {
    for (let days = 0; days < DAYS; days += 1) {
      const to = businessDate('2026-11-24');
      const from = Temporal.PlainDate.from(to).subtract({ days }).toString() as BusinessDate;
      const { dates } = chartDaysOf(from, to);
      expect(dates.length).toBeLessThanOrEqual(62);
      expect([...dates].sort()).toEqual(dates);
      expect(new Set(dates).size).toBe(dates.length);
      expect(dates[0]?.localeCompare(from)).toBeGreaterThanOrEqual(0);
      expect(dates.at(-1)).toBe(to);
    }
  });
});

describe('月別の収入・支出', () => {
  test('each of 15 months has its sums by group, and they come to what its statement says', async () => {
    const months = await ground.bank.monthlyFlow(of(DAY, DAY));
    expect(months?.map(({ month }) => month)).toEqual(
      Array.from({ length: 15 }, (_, back) =>
        Temporal.PlainDate.from('2026-11-01').subtract({ months: back }).toString(),
      ),
    );
    for (const { month, groups, paidIn, paidOut } of months ?? []) {
      const to = Temporal.PlainDate.from(month).add({ months: 1 }).subtract({ days: 1 }).toString();
      const statement = await ground.bank.statement(of(month, to));
      expect(statement?.totals).toEqual({ paidIn, paidOut });
      expect(groups.map(({ group }) => group)).toEqual(['transfers', 'returns', 'fees']);
      expect(groups.reduce((sum, group) => sum + group.paidIn, 0n)).toBe(paidIn);
      expect(groups.reduce((sum, group) => sum + group.paidOut, 0n)).toBe(paidOut);
      expect(groups.at(-1)?.paidIn).toBe(0n);
    }
  });

  test('a month without an entry is among them', async () => {
    const fresh = await ground.customer(5n);
    const months = await ground.bank.monthlyFlow(fresh);
    expect(months?.[0]?.groups).toEqual([{ group: 'cash', paidIn: 5n, paidOut: 0n }]);
    expect(months?.[1]).toEqual({ month: '2026-10-01', paidIn: 0n, paidOut: 0n, groups: [] });
    expect(months).toHaveLength(15);
  });
});
