import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bank } from '@warifu/bank';
import type { KeyRing } from '@warifu/token';
import type pg from 'pg';
import { house } from '../house.ts';

const CHECK_MS = 2_000;

type Found = 'ok' | 'newer' | 'unreachable' | 'migrations_differ' | 'unreadable';
/** A database that a later version has migrated is served on, until the servers of that version have taken over. */
const WELL: ReadonlySet<Found> = new Set(['ok', 'newer']);

/** What a load balancer and an operator read. Nothing in it is worth hiding, and nothing helps to get in. */
export interface Readiness {
  readonly status: 'ready' | 'draining' | 'failing';
  /** By what was looked at: the databases by their logins, and the keys of the authority. */
  readonly checks: Readonly<Record<string, Found>>;
  /** Told, and no reason to send nobody: a bank whose day is not open still answers questions. */
  readonly day?: { readonly isOpen: boolean; readonly lagDays: number; readonly faults: number };
}

export interface Health {
  readonly addDatabase: (name: string, pool: Pick<pg.Pool, 'query'>) => void;
  readonly addKeyRing: (ring: Pick<KeyRing, 'digest'>) => void;
  readonly addBank: (bank: Pick<Bank, 'readBacklog'>) => void;
  /** From now on nobody new is to be sent here. */
  readonly drain: () => void;
  readonly read: () => Promise<Readiness>;
}

/** What the work gives within its time, or the other word. */
async function within<T>(work: Promise<T>, otherwise: T): Promise<T> {
  const late = Promise.withResolvers<T>();
  const timer = setTimeout(() => late.resolve(otherwise), CHECK_MS);
  try {
    return await Promise.race([work, late.promise]);
  } catch {
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}

let wanted: Promise<ReadonlySet<string>> | undefined;
const wantedMigrations = (): Promise<ReadonlySet<string>> => {
  wanted ??= readdir(join(house, 'db', 'migrations')).then(
    (names) => new Set(names.filter((name) => name.endsWith('.sql'))),
  );
  return wanted;
};

/** Reached, and with everything that this version needs. */
async function lookAt(pool: Pick<pg.Pool, 'query'>): Promise<Found> {
  const { rows } = await pool.query<{ name: string }>('select name from warifu.migration');
  const names = await wantedMigrations();
  const there = new Set(rows.map(({ name }) => name));
  if (!names.isSubsetOf(there)) return 'migrations_differ';
  return there.size === names.size ? 'ok' : 'newer';
}

function lookAtKeys(ring: Pick<KeyRing, 'digest'>): Found {
  try {
    return ring.digest('verdict', 'health').length > 0 ? 'ok' : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

export function openHealth(): Health {
  const looks = new Map<string, () => Promise<Found>>();
  let readDay: (() => Promise<Readiness['day']>) | undefined;
  let isDraining = false;
  return {
    addDatabase: (name, pool) =>
      void looks.set(`database_${name}`, () => within(lookAt(pool), 'unreachable')),
    addKeyRing: (ring) => void looks.set('keys', async () => lookAtKeys(ring)),
    addBank: (bank) => {
      readDay = async () => (await bank.readBacklog()).day;
    },
    drain: () => {
      isDraining = true;
    },
    read: async () => {
      const [found, day] = await Promise.all([
        Promise.all(Array.from(looks, async ([name, look]) => [name, await look()] as const)),
        readDay === undefined ? undefined : within(readDay(), undefined),
      ]);
      const isWell = found.every(([, one]) => WELL.has(one));
      return {
        status: isDraining ? 'draining' : isWell ? 'ready' : 'failing',
        checks: Object.fromEntries(found),
        ...(day === undefined ? {} : { day }),
      };
    },
  };
}
