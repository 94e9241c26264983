import { Kysely, type KyselyConfig, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { fewerTrips } from './fewer-trips.ts';
import type { DatabaseWatch } from './watch.ts';

/** An instant as it leaves and enters a `timestamptz` column: read as whole epoch seconds, written by `at`. */
export const at = (epochSeconds: number): string => new Date(epochSeconds * 1000).toISOString();

const OIDS = { int8: 20, numeric: 1700, date: 1082, timestamptz: 1184 };

/** `2026-11-24 01:02:03.4+00` → 1795482123. The server's time zone is UTC in every session we open. */
const readInstant = (text: string): number => Math.floor(Date.parse(`${text.replace(' ', 'T')}:00`) / 1000);

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === OIDS.int8) return BigInt;
    if (oid === OIDS.timestamptz) return readInstant;
    if (oid === OIDS.date) return (text: string) => text;
    return pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};

export interface DatabaseOptions {
  readonly connectionString: string;
  /** 8 by default: on two cores 32 was slower than 8. */
  readonly connectionsMax?: number;
  readonly applicationName?: string;
  readonly watch?: DatabaseWatch;
  /** How long a statement may stay without an answer; for tests, which would wait for it. */
  readonly silenceMs?: number;
}

/**
 * Beyond the server's own bounds below: no statement of ours is without an answer for so long, unless the connection is
 * dead and nothing says so. It is torn down then, and its callers are told.
 */
const SILENCE_MS = 17_000;
const FAREWELL_MS = 5_000;

/** A database as one login role sees it. `Tables` are the tables of one wing only: the second of the four walls. */
export interface Database<Tables> {
  readonly kysely: Kysely<Tables>;
  readonly pool: pg.Pool;
  /** Whoever is told of the work done here. */
  readonly watch?: DatabaseWatch;
  close(): Promise<void>;
}

/** Inside a transaction. Reads by Kysely; what must never break by SQL written out. */
export type Tx<Tables> = Transaction<Tables>;

/**
 * Opens a pool. Every session has bounds on waiting for a lock, on a statement and on standing idle in a transaction; and
 * a line that has fallen silent is noticed at our end of it.
 */
export function openDatabase<Tables>(options: DatabaseOptions): Database<Tables> {
  const { silenceMs = SILENCE_MS } = options;
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.connectionsMax ?? 8,
    connectionTimeoutMillis: 5_000,
    query_timeout: silenceMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // A session keeps its plans, which cost more than all its statements: it outlives the quiet between two customers.
    idleTimeoutMillis: 600_000,
    maxLifetimeSeconds: 3_600,
    types,
    options:
      '-c timezone=UTC -c lock_timeout=5s -c statement_timeout=15s -c idle_in_transaction_session_timeout=15s',
    application_name: options.applicationName ?? 'warifu',
    // Statements that do not wait for each other's answers are sent together: a batch costs fewer trips.
    pipeline: true,
  });
  // A connection that dies while idle is dropped by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const connections = watchConnections(pool);
  const { watch } = options;
  const kysely = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: fewerTrips(pool, isAlive) }),
    ...logOf(watch?.statement),
  });
  return {
    kysely,
    pool,
    ...(watch ? { watch } : {}),
    close: async () => {
      // A dead line takes the farewell and never says its own: nobody waits for that longer than this.
      const late = setTimeout(connections.destroyAll, Math.min(silenceMs, FAREWELL_MS));
      await kysely.destroy().finally(() => clearTimeout(late));
    },
  };
}

/** The driver keeps its stream to itself: its types do not name it. */
interface Connected {
  readonly connection: { readonly stream: { readonly destroyed: boolean; destroy(): void } };
}

const streamOf = (client: pg.PoolClient) => (client as unknown as Connected).connection.stream;
const destroy = (client: pg.PoolClient): void => streamOf(client).destroy();
const isAlive = (client: pg.PoolClient): boolean => !streamOf(client).destroyed;

/**
 * Where one connection died in use, those that stand idle are dropped with it: what cut it off (a server that ended, a
 * firewall that forgot) has most likely cut them off too, and each would cost one more caller his patience. A new one
 * costs a few milliseconds.
 */
function watchConnections(pool: pg.Pool): { readonly destroyAll: () => void } {
  const open = new Set<pg.PoolClient>();
  const idle = new Set<pg.PoolClient>();
  pool.on('connect', (client) => {
    open.add(client);
    // One that dies between two statements of a transaction does not end the process: the next statement tells its caller.
    client.on('error', () => {
      const others = [...idle].filter((other) => other !== client);
      idle.clear();
      others.forEach(destroy);
    });
    client.on('end', () => open.delete(client));
  });
  pool.on('acquire', (client) => idle.delete(client));
  pool.on('release', (_error, client) => idle.add(client));
  pool.on('remove', (client) => idle.delete(client));
  return { destroyAll: () => open.forEach(destroy) };
}

/** Kysely times statements where it has somebody to tell. */
const logOf = (told: DatabaseWatch['statement']): Pick<KyselyConfig, 'log'> =>
  told === undefined ? {} : { log: ({ query, queryDurationMillis }) => told(query.sql, queryDurationMillis) };
