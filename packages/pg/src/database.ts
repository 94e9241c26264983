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
}

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

/** Opens a pool. Every session has bounds on waiting for a lock, on a statement and on standing idle in a transaction. */
export function openDatabase<Tables>(options: DatabaseOptions): Database<Tables> {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.connectionsMax ?? 8,
    connectionTimeoutMillis: 5_000,
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
  // Nor may one that dies between two statements of a transaction: the next statement fails, and tells its caller.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  const { watch } = options;
  const kysely = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: fewerTrips(pool) }),
    ...logOf(watch?.statement),
  });
  return { kysely, pool, ...(watch ? { watch } : {}), close: () => kysely.destroy() };
}

/** Kysely times statements where it has somebody to tell. */
const logOf = (told: DatabaseWatch['statement']): Pick<KyselyConfig, 'log'> =>
  told === undefined ? {} : { log: ({ query, queryDurationMillis }) => told(query.sql, queryDurationMillis) };
