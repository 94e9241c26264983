import { present } from '@warifu/base';
import pg from 'pg';
import { PlainFault } from '../plain-fault.ts';

/**
 * A restored database has forgotten the last steps that were spent. The widest search of the authority goes back twenty
 * steps, ten minutes; after this time none of their codes is taken any more.
 */
const FORGOTTEN_STEPS_WAIT = '15 minutes';
const MARK = 'warifu.serves_from';

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS"Z"'`;

async function withSession<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Marks the database as restored, and answers from when on it may serve. A setting of the database: it has no table. */
export async function markRestored(ownerUrl: string): Promise<string> {
  return withSession(ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string; until: string }>(
      `select current_database() as name,
              to_char(clock_timestamp() + interval '${FORGOTTEN_STEPS_WAIT}', ${ISO}) as until`,
    );
    const { name, until } = present(rows[0], 'a select without a table has one row');
    await client.query(
      `alter database ${client.escapeIdentifier(name)} set ${MARK} = ${client.escapeLiteral(until)}`,
    );
    return until;
  });
}

/** Refuses to serve a restored database while a code that it has forgotten could be taken once more. */
export async function judgeServesFrom(url: string): Promise<void> {
  const until = await withSession(url, async (client) => {
    const { rows } = await client.query<{ until: string }>(
      `select to_char(mark, ${ISO}) as until
       from (select nullif(current_setting('${MARK}', true), '')::timestamptz as mark) m
       where mark > clock_timestamp()`,
    );
    return rows[0]?.until;
  });
  if (until === undefined) return;
  throw new PlainFault(
    `This database was restored, and has forgotten which codes were used last: Warifu serves it from ${until} on.`,
  );
}
