import pg from 'pg';
import { codeOf, messageOf, PlainFault } from '../plain-fault.ts';

const CONNECT_MS = 5_000;

/** Connects as the owner. A server that cannot be reached, or refuses, is one sentence without the password. */
export async function connectAsOwner(url: string): Promise<pg.Client> {
  let client: pg.Client;
  try {
    client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_MS,
      application_name: 'warifu migrate',
      // Another migration, or a long transaction of a server, is waited for, but not for ever.
      options: '-c timezone=UTC -c client_min_messages=warning -c lock_timeout=60s',
    });
  } catch {
    throw new PlainFault('DATABASE_URL must read postgresql://user:password@host/database.');
  }
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const reason = messageOf(error) || codeOf(error);
    throw new PlainFault(`The database at ${placeOf(url)} cannot be reached: ${reason}.`);
  }
  return client;
}

/** Host and database of a connection URL, without user and password. */
export function placeOf(url: string): string {
  const place = url.replace(/^[a-z]+:\/\/(?:[^@/?]*@)?/i, '');
  const socket = /^\/[^?]*\?(?:.*&)?host=([^&]*)/.exec(place)?.[1];
  if (socket !== undefined) return decodeURIComponent(socket);
  return place.replace(/\?.*$/s, '') || 'DATABASE_URL';
}
