import type pg from 'pg';

/** One line for each entry of a customer: day, account, amount, kind. No ids and no instants, in an order of their own. */
export async function exportOf(owner: pg.Client, contractIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await owner.query<{ line: string }>(
    `select e.business_date || ' ' || lpad((array_position($1::uuid[], a.contract_id) - 1)::text, 4, '0') || ' ' || a.kind
       || ' ' || e.kind || ' ' || e.amount_yen as line
     from bank.entry as e join bank.account as a on a.id = e.account_id and a.contract_id is not null
     order by 1`,
    [contractIds],
  );
  return rows.map((row) => row.line);
}

/** Where two exports part, if they do. */
export function differenceOf(one: readonly string[], other: readonly string[]): string | undefined {
  const length = Math.max(one.length, other.length);
  for (let index = 0; index < length; index += 1)
    if (one[index] !== other[index])
      return `line ${index + 1}: ${one[index] ?? '(no more)'} | ${other[index] ?? '(no more)'}`;
  return undefined;
}

/** Days whose trial balance is not zero, and days that were never closed. */
export async function findOpenBooks(owner: pg.Client, days: number): Promise<readonly string[]> {
  const { rows } = await owner.query<{ day: string }>(
    `select business_date || ' is not zero' as day
     from bank.day_closing
     cross join lateral (select sum((line ->> 'balance')::bigint) as total from jsonb_array_elements(trial_balance) as line) as t
     where t.total <> 0`,
  );
  const { rows: counted } = await owner.query<{ closed: string }>(
    'select count(*) as closed from bank.day_closing',
  );
  const closed = Number(counted[0]?.closed);
  // The last day is open still, and the day before the first was closed as well.
  const missing = closed === days ? [] : [`${closed} of ${days} days were closed`];
  return [...rows.map((row) => row.day), ...missing];
}
