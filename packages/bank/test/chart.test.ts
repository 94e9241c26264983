import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHART } from '../src/ledger/chart.ts';
import { type MoneyGround, openMoneyGround } from './support/money.ts';

let ground: MoneyGround;
beforeAll(async () => {
  ground = await openMoneyGround();
});
afterAll(() => ground.close());

const KINDS = { asset: '資産', liability: '負債', income: '収益', expense: '費用' };

test('docs/accounts.md lists the chart of accounts, line by line', async () => {
  const text = await readFile(new URL('../../../docs/accounts.md', import.meta.url), 'utf8');
  const listed = [...text.matchAll(/^\| (\d{4}) \| (.+?) \| (.+?) \| (.+?) \|.*\| `(\w+)` \|$/gm)];
  expect(listed.map((cells) => cells.slice(1).join(' / '))).toEqual(
    CHART.map(({ number, ja, en, kind, account }) =>
      [number, ja, en, `${KINDS[kind]} ${kind}`, account].join(' / '),
    ),
  );
});

test('the chart has every account that a trial balance can have, and each once', async () => {
  const internal = await ground.query<{ name: string }>(
    'select internal_name as name from bank.account where internal_name is not null',
  );
  const [constraint] = await ground.query<{ text: string }>(
    `select pg_get_constraintdef(oid) as text from pg_constraint where conname = 'account_kind_check'`,
  );
  const kinds = [...(constraint?.text ?? '').matchAll(/'(\w+)'::text/g)].map(([, kind]) => kind ?? '');
  expect(kinds).toContain('time_deposit');
  const named = [
    ...internal.map(({ name }) => name),
    ...kinds.filter((kind) => kind !== 'internal').map((kind) => `customers_${kind}`),
  ];
  expect(CHART.map(({ account }) => account).toSorted()).toEqual(named.toSorted());
  expect(new Set(CHART.map(({ number }) => number)).size).toBe(CHART.length);
  expect(CHART.map(({ number }) => number)).toEqual(CHART.map(({ number }) => number).toSorted());
});
