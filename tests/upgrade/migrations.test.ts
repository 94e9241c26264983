import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { house } from '../../apps/warifu/src/house.ts';

/** Migrations before this one ran before there was a bank to keep waiting. */
const ONLINE_SINCE = '0026';
/** Tables that grow with the business. */
const BIG =
  /^(?:bank\.(?:entry|posting|order|transfer|approval|audit|audit_link|notice|zengin_outbox|account|account_balance|contract|customer|session|draft|limit_used)|token\.(?:token|binding|audit|verdict))(?:_\w+)?$/;
const NOTE = /^-- (?:Online|Offline): \S.*$/m;

const withoutComments = (sql: string): string => sql.replace(/--.*$/gm, '').replace(/\s+/g, ' ');

/** What in a migration holds a big table's lock for longer than a moment, each in a word. */
function risksOf(sql: string): readonly string[] {
  return withoutComments(sql)
    .split(';')
    .flatMap((statement) => {
      const text = statement.trim().toLowerCase();
      const index = /^create (?:unique )?index (?!concurrently).*? on (?:only )?([\w.]+)/.exec(text)?.[1];
      if (index !== undefined && BIG.test(index)) return [`index on ${index}`];
      const rows = /^(?:update|delete from) ([\w.]+)/.exec(text)?.[1];
      if (rows !== undefined && BIG.test(rows)) return [`rows of ${rows}`];
      const [, table, rest = ''] = /^alter table (?:only )?([\w.]+) (.*)$/.exec(text) ?? [];
      if (table === undefined || !BIG.test(table)) return [];
      const rewrites = / type | set not null|add primary key|add unique|add generated|stored/.test(
        ` ${rest}`,
      );
      const checks =
        /add constraint|add column .*\b(?:check|unique|references)\b/.test(rest) && !/not valid/.test(rest);
      const volatile = /add column .*default [^,]*\(/.test(rest);
      return rewrites || checks || volatile ? [`alteration of ${table}`] : [];
    });
}

test.each([
  ['create index x on bank.entry (account_id)', ['index on bank.entry']],
  ['create unique index x on bank.order (id) where state = $$a$$', ['index on bank.order']],
  ['create index concurrently x on bank.entry (account_id)', []],
  ['alter table bank.notice add column a text', []],
  ['alter table bank.notice add column a text check (a > $$$$)', ['alteration of bank.notice']],
  ['alter table bank.entry alter column amount_yen type numeric', ['alteration of bank.entry']],
  ['alter table bank.entry add constraint c check (true) not valid', []],
  ['alter table token.token alter column key_expires_at set not null', ['alteration of token.token']],
  [
    'alter table bank.order add column made_at timestamptz default clock_timestamp()',
    ['alteration of bank.order'],
  ],
  ['update bank.audit\n set detail = null', ['rows of bank.audit']],
  ['-- update bank.audit\ncreate table bank.small (id uuid)', []],
])('the look at a migration sees: %s', (sql, risks) => {
  expect(risksOf(sql)).toEqual(risks);
});

test('a migration that holds up a bank at work says so, and why', async () => {
  const folder = join(house, 'db', 'migrations');
  const names = (await readdir(folder)).filter((name) => name >= ONLINE_SINCE && name.endsWith('.sql'));
  const silent: string[] = [];
  for (const name of names) {
    const sql = await readFile(join(folder, name), 'utf8');
    if (!NOTE.test(sql)) silent.push(...risksOf(sql).map((risk) => `${name}: ${risk}`));
  }
  expect(silent).toEqual([]);
});
