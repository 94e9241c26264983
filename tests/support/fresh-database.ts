import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { LOGIN_ROLES, type LoginRole, urlAs } from '../../apps/warifu/src/database/roles.ts';

/** A migrated, empty database of a test's own. */
export interface FreshDatabase {
  readonly ownerUrl: string;
  urlFor(role: LoginRole): string;
  /** Connections of the owner, who may look at everything and break it. To be ended before the database is dropped. */
  openOwner(): pg.Pool;
  drop(): Promise<void>;
}

/** Clones the template. As files: page by page through the log it takes several times as long. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const templateUrl = inject('templateUrl');
  const passwords = inject('rolePasswords');
  const name = `test_${randomBytes(8).toString('hex')}`;
  const ownerUrl = renamed(templateUrl, name);
  await asOwner(templateUrl, [
    `create database "${name}" template "${nameOf(templateUrl)}" strategy file_copy`,
    // What a database itself grants is no part of a clone.
    `revoke all on database "${name}" from public`,
    `grant connect on database "${name}" to ${LOGIN_ROLES.join(', ')}`,
  ]);
  return {
    ownerUrl,
    urlFor: (role) => urlAs(ownerUrl, role, passwords[role]),
    openOwner: () => openOwner(ownerUrl),
    drop: () => asOwner(templateUrl, [`drop database if exists "${name}" with (force)`]),
  };
}

function openOwner(connectionString: string): pg.Pool {
  const owner = new pg.Pool({ connectionString, max: 2 });
  // A database is dropped while a connection may still be on its way out: the pool has let go of it then, and the
  // server's last word reaches the connection alone.
  owner.on('error', () => undefined);
  owner.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  return owner;
}

const nameOf = (url: string): string => /\/([^/?]+)(?:\?|$)/.exec(url)?.[1] ?? '';
const renamed = (url: string, name: string): string => url.replace(/\/[^/?]+(?=\?|$)/, `/${name}`);

/** Nobody may be connected to a template while it is cloned, so the statement comes from the database beside it. */
async function asOwner(templateUrl: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: renamed(templateUrl, 'postgres') });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
