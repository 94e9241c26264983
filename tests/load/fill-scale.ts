import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { hashPassword } from '../../packages/bank/src/contracts/passwords.ts';
import type { OpenedContract } from './people.ts';

/** In one transaction each: a multiple of the thousand that is credited at a time. */
const CHUNK = 100_000;
const MOMENTS = 40;
const CASH_ACCOUNT = '00000000-0000-7000-8000-000000000003';

/** Months for the time before this one: what was made ahead begins with it. */
const MONTHS_BACK = `
  do $$
  declare
    v_table text;
    v_part record;
    v_first date := date_trunc('month', current_setting('warifu.today')::date) - interval '24 months';
  begin
    foreach v_table in array array['order', 'posting', 'audit', 'entry'] loop
      for v_part in
        select c.relname as name from pg_inherits as i join pg_class as c on c.oid = i.inhrelid
        where i.inhparent = format('bank.%I', v_table)::regclass and c.relname <> v_table || '_other'
      loop
        execute format('alter table bank.%I detach partition bank.%I', v_table, v_part.name);
        if v_part.name <> v_table || '_before' then
          execute format('drop table bank.%I', v_part.name);
        end if;
      end loop;
      execute format(
        'alter table bank.%I attach partition bank.%I for values from (minvalue) to (%L)', v_table, v_table || '_before',
        case v_table when 'entry' then v_first::text else bank.first_id_of(v_first)::text end
      );
    end loop;
    perform bank.make_months();
  end
  $$`;

export interface FillScale {
  readonly contracts: number;
  /** Of all of them. */
  readonly password: string;
  /** In whose month the two years end. */
  readonly today: string;
  readonly tell?: (what: string) => void;
}

/** Fills an empty bank with so many contracts and their two years, as its owner, through its own tables. */
export async function fillScale(
  owner: pg.Client,
  { contracts, password, today, tell = () => undefined }: FillScale,
): Promise<void> {
  if (contracts % 1_000 !== 0) throw new Error('the bank is filled by the thousand');
  await owner.query("select set_config('warifu.today', $1, false)", [today]);
  await owner.query(MONTHS_BACK);
  // Foreign keys hold by construction, and verify looks at the whole afterwards. Nothing of it must outlive a crash.
  await owner.query(
    "set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'",
  );
  await owner.query(await readFile(new URL('fill-scale.sql', import.meta.url), 'utf8'));
  const passwordHash = await hashPassword(password);
  const { rows } = await owner.query<{ isTransfer: boolean }>(
    'select is_transfer as "isTransfer" from moment order by number',
  );
  const inChunks = async (work: (from: number, to: number) => Promise<unknown>): Promise<void> => {
    for (let from = 1; from <= contracts; from += CHUNK) {
      await work(from, Math.min(contracts, from + CHUNK - 1));
    }
  };
  await inChunks((from, to) => owner.query('call pg_temp.fill_people($1, $2, $3)', [from, to, passwordHash]));
  tell(`${contracts} contracts`);
  for (const [number, { isTransfer }] of rows.entries()) {
    const procedure = isTransfer ? 'fill_transfers' : 'fill_deposits';
    await inChunks((from, to) =>
      owner.query(`call pg_temp.${procedure}($1, $2, $3, $4)`, [number, contracts, from, to]),
    );
    tell(`moment ${number + 1} of ${MOMENTS}`);
  }
  await owner.query(
    `update bank.account_balance set (balance_yen, entries_count) =
       (select coalesce(sum(amount_yen), 0), count(*) from bank.entry where account_id = $1)
     where account_id = $1`,
    [CASH_ACCOUNT],
  );
  await owner.query('reset session_replication_role; reset synchronous_commit; reset work_mem');
  await owner.query('vacuum analyze');
  tell('vacuumed');
}

/** So many contracts without a token, spread over all of them. */
export async function listSpread(
  owner: pg.Client,
  contracts: number,
  count: number,
): Promise<readonly OpenedContract[]> {
  // Those of an earlier measurement are left out.
  const step = Math.max(1, Math.floor(contracts / (2 * count)));
  const { rows } = await owner.query<OpenedContract>(
    `select c.id as "contractId", c.contract_number as "contractNumber", c.subject, array[a.id] as "accountIds"
     from generate_series(1 + (random() * $2::bigint)::bigint, $1::bigint, $2::bigint) as n
     join bank.contract as c on c.contract_number = (10000000000 + n)::text and c.otp_mark = 'none'
     join bank.account as a on a.contract_id = c.id
     order by random() limit $3`,
    [contracts, step, count],
  );
  return rows;
}
