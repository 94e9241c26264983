import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Objects } from './first-customer.ts';
import type { IntrudersGround } from './ground.ts';
import type { ServedSite } from './sites.ts';

/** The object of a path: the one whose place is its longest beginning. */
function objectAt(objects: Objects, path: string): string | undefined {
  const places = Object.keys(objects).filter((place) => path === place || path.startsWith(`${place}/`));
  const [longest] = places.sort((left, right) => right.length - left.length);
  return longest === undefined ? undefined : objects[longest];
}

/** Parameters that name no object: any word of theirs does. */
const WORDS: Readonly<Record<string, string>> = { language: 'en' };

/**
 * The address of a route with a real object in it. Crashes where the walk has no object for a parameter: a new route that
 * nobody thought of here is an unproven one.
 */
export function addressOf(path: string, objects: Objects, words = WORDS): string {
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const value = words[name] ?? objectAt(objects, path.replace(/^\/m\//, '/'));
    if (value === undefined) throw new Error(`the walk has no object for ${path}`);
    return value;
  });
}

export const hasObject = (path: string): boolean =>
  [...path.matchAll(/:(\w+)/g)].some(([, name = '']) => WORDS[name] === undefined);

export interface Ask {
  readonly method: string;
  readonly url: string;
  readonly cookies?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks as a browser of that site would. */
export function ask({ app, origin }: ServedSite, asked: Ask): Promise<LightMyRequestResponse> {
  const { method, url, cookies = {}, form = {}, headers = {} } = asked;
  const isPost = method === 'POST';
  return app.inject({
    method: method as NonNullable<InjectOptions['method']>,
    url,
    cookies: { ...cookies },
    headers: {
      host: new URL(origin).host,
      ...(isPost ? { origin, 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...headers,
    },
    ...(isPost ? { payload: new URLSearchParams(form).toString() } : {}),
  });
}

interface Column {
  readonly table: string;
  readonly column: string;
}

const OF_CONTRACT = new Set(['contract_id']);
const OF_ORDER = new Set(['order_id']);
const OF_ACCOUNT = new Set(['account_id', 'from_account_id']);

/** Every table with a column that leads to a contract, found in the catalogue: a new table is in it by itself. */
async function columnsOf({ query }: IntrudersGround): Promise<readonly Column[]> {
  return query<Column>(
    `select class.relname as table, attname as column
     from pg_class as class join pg_attribute as attribute on attrelid = class.oid
     where relnamespace = 'bank'::regnamespace and relkind in ('r', 'p') and not relispartition
       and attname in ('contract_id', 'order_id', 'account_id', 'from_account_id')
     order by 1, 2`,
  );
}

const conditionOf = ({ column }: Column): string => {
  if (OF_CONTRACT.has(column)) return `${column} = $1`;
  if (OF_ORDER.has(column)) return `${column} in (select id from bank."order" where contract_id = $1)`;
  if (OF_ACCOUNT.has(column)) return `${column} in (select id from bank.account where contract_id = $1)`;
  throw new Error(`no way from ${column} to a contract`);
};

/**
 * Names the tables in which rows of a contract, whatever table they are in, have changed since this was called or asked
 * last; what the sessions themselves write is left out.
 */
export async function keepWatch(
  ground: IntrudersGround,
  contractId: string,
): Promise<() => Promise<readonly string[]>> {
  const columns = (await columnsOf(ground)).filter(({ table }) => table !== 'session');
  const parts = columns.map(
    (column) =>
      `select '${column.table} by ${column.column}' as place,
         coalesce(string_agg(md5(row::text), ',' order by row::text), '') as rows
       from bank."${column.table}" as row where ${conditionOf(column)}`,
  );
  const text = `select 'contract' as place, row::text as rows from bank.contract as row where id = $1
    union all ${parts.join(' union all ')} order by place`;
  const look = async (): Promise<ReadonlyMap<string, string>> => {
    const rows = await ground.query<{ place: string; rows: string }>(text, [contractId]);
    return new Map(rows.map(({ place, rows: found }) => [place, found]));
  };
  let before = await look();
  return async () => {
    const now = await look();
    const touched = [...now.keys()].filter((place) => now.get(place) !== before.get(place));
    before = now;
    return touched;
  };
}
