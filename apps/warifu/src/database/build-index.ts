import type pg from 'pg';
import { PlainFault } from '../plain-fault.ts';

const FORM =
  /^create (?<unique>unique )?index concurrently (?<name>\w+) on (?<schema>\w+)\.(?<table>\w+) (?<rest>[^;]+);?$/;

/** An index that is built while the table is written to: such a statement stands alone in its migration. */
export interface IndexBeside {
  readonly unique: string;
  readonly name: string;
  readonly schema: string;
  readonly table: string;
  readonly rest: string;
}

/** What a migration builds beside the bank's work, and `undefined` of one that runs in a transaction like others. */
export function findIndexBeside(file: {
  readonly name: string;
  readonly text: string;
}): IndexBeside | undefined {
  const sql = file.text.replace(/--.*$/gm, '').replace(/\s+/g, ' ').trim();
  if (!/ index concurrently /i.test(sql)) return undefined;
  const found = FORM.exec(sql)?.groups;
  if (found === undefined) {
    throw new PlainFault(
      `${file.name}: "create [unique] index concurrently name on schema.table …", in small letters, stands alone in its file.`,
    );
  }
  const { unique = '', name = '', schema = '', table = '', rest = '' } = found;
  return { unique, name, schema, table, rest };
}

interface Part {
  readonly table: string;
  readonly index: string;
}

/** Of a table in parts each of them, for nothing is built beside the work of a whole; else the table itself. */
async function listParts(client: pg.Client, { schema, table, name }: IndexBeside): Promise<readonly Part[]> {
  const { rows } = await client.query<{ table: string }>(
    `select c.relname as table from pg_catalog.pg_partition_tree(format('%I.%I', $1::text, $2::text)::regclass) as t
     join pg_catalog.pg_class as c on c.oid = t.relid where t.isleaf order by c.relname`,
    [schema, table],
  );
  const parts = rows.filter((row) => row.table !== table);
  if (parts.length === 0) return [{ table, index: name }];
  return parts.map((row) => ({ table: row.table, index: `${name}_${row.table}` }));
}

async function findState(
  client: pg.Client,
  schema: string,
  index: string,
): Promise<'none' | 'broken' | 'built'> {
  const { rows } = await client.query<{ valid: boolean }>(
    'select indisvalid as valid from pg_catalog.pg_index where indexrelid = to_regclass(format($$%I.%I$$, $1::text, $2::text))',
    [schema, index],
  );
  if (rows[0] === undefined) return 'none';
  return rows[0].valid ? 'built' : 'broken';
}

/**
 * Builds what is missing without a lock that keeps anybody from reading or writing. What an attempt that was cut short
 * left behind is taken away first. A table in parts gets its index on each part; on the whole it is declared afterwards,
 * which finds them and builds nothing.
 */
export async function buildIndexBeside(client: pg.Client, index: IndexBeside): Promise<void> {
  const { schema, unique, rest } = index;
  const quoted = (name: string): string => client.escapeIdentifier(name);
  for (const part of await listParts(client, index)) {
    const place = `${quoted(schema)}.${quoted(part.index)}`;
    const state = await findState(client, schema, part.index);
    if (state === 'built') continue;
    if (state === 'broken') await client.query(`drop index concurrently ${place}`);
    await client.query(
      `create ${unique}index concurrently ${quoted(part.index)} on ${quoted(schema)}.${quoted(part.table)} ${rest}`,
    );
  }
}

/** What remains for a transaction: on a table in parts, a moment in which what was built is found; on another, nothing. */
export const declarationOf = ({ schema, unique, name, table, rest }: IndexBeside): string =>
  `create ${unique}index if not exists "${name}" on "${schema}"."${table}" ${rest}`;
