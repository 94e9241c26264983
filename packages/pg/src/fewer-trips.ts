import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { arrayText } from './array-text.ts';

/**
 * A call of a function, or a bulk insert out of arrays: a text that is the same each time and whose plan depends on no
 * statistics. It is prepared once for each session under a name of its own; everything else is planned as it comes.
 */
const PREPARED =
  /^\s*(select (\* from )?(bank|token)\.\w+\s*\(|insert into (bank|token)\.\w+ \([^()]*\)\s*select )/;
/** A transaction that gives its statements longer than the session does, and is waited for as long. */
const TAKES_LONG = /^\s*set local statement_timeout\b/;
const LONG_MS = 31 * 60_000;
const BEGUN = { command: 'BEGIN', rowCount: 0, rows: [] };

/**
 * The pool as Kysely is given it: BEGIN goes out together with the first statement behind it, and hot statements are
 * parsed once for each session.
 *
 * Should BEGIN fail, which on a living session it has no reason to do, COMMIT fails with it; and no work of ours writes
 * in its first statement what its second must be able to take back.
 *
 * @param isAlive whether a connection of the pool still stands
 */
export function fewerTrips(pool: pg.Pool, isAlive: (client: pg.PoolClient) => boolean): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    if (!PREPARED.test(text)) return undefined;
    const name = names.get(text) ?? `warifu_${names.size}`;
    names.set(text, name);
    return name;
  };
  return {
    options: pool.options,
    connect: async () => {
      let client = await pool.connect();
      // One that was torn down a moment ago may still stand among the idle ones; the pool forgets it here.
      while (!isAlive(client)) {
        client.release(true);
        client = await pool.connect();
      }
      const wrapped = known.get(client) ?? wrap(client, nameOf);
      known.set(client, wrapped);
      return wrapped;
    },
    end: () => pool.end(),
  };
}

function wrap(client: pg.PoolClient, nameOf: (text: string) => string | undefined): PostgresPoolClient {
  let begun: Promise<unknown> = Promise.resolve();
  let takesLong = false;
  const query = async (text: string, values: readonly unknown[]): Promise<unknown> => {
    if (text === 'begin') {
      takesLong = false;
      begun = client.query(text);
      begun.catch(() => undefined);
      return BEGUN;
    }
    if (text === 'commit') await begun;
    if (TAKES_LONG.test(text)) takesLong = true;
    const name = nameOf(text);
    const written = values.map((value) => (Array.isArray(value) ? (arrayText(value) ?? value) : value));
    return client.query({
      text,
      values: written,
      ...(name === undefined ? {} : { name }),
      ...(takesLong ? { query_timeout: LONG_MS } : {}),
    });
  };
  const release = (error?: Error | boolean): void => {
    takesLong = false;
    client.release(error);
  };
  // Kysely also knows how to ask with a cursor, which nothing here does, and takes the driver's results as they are.
  return { query, release } as PostgresPoolClient;
}
