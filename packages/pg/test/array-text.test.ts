import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../tests/support/fresh-database.ts';
import { type Database, openDatabase } from '../src/index.ts';

let fresh: FreshDatabase;
let database: Database<Record<string, never>>;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase({ connectionString: fresh.ownerUrl, connectionsMax: 2 });
});
afterAll(async () => {
  await database.close();
  await fresh.drop();
});

async function backAsText(values: readonly (string | null)[]): Promise<unknown> {
  const { rows } = await sql<{ back: unknown }>`select ${values}::text[] as back`.execute(database.kysely);
  return rows[0]?.back;
}

test.each([
  { values: [] },
  { values: ['a'] },
  { values: [null, 'a', null] },
  { values: ['NULL', 'null', 'Null'] },
  { values: [''] },
  { values: ['', 'b'] },
  { values: ['a,b', '{c}', 'd"e', 'f\\g', "h'i", ' j ', 'k\nl'] },
  {
    values: [
      '01a2069a-7cbf-76b4-88b5-04b2c79f9819',
      '2026-11-24T00:00:00.000Z',
      '-12',
      'ﾐﾎﾝ',
      'ﾐﾎﾝ ﾀﾛｳ',
      '負荷',
    ],
  },
  { values: ['a\u00a0b', 'a\u3000b', '\u2028'] },
])('an array of texts comes back as it was sent: $values', async ({ values }) => {
  expect(await backAsText(values)).toEqual(values);
});

test('so do bytes, numbers and truth values', async () => {
  const { rows } = await sql<{ bytes: Buffer[]; numbers: number[]; truths: boolean[] }>`
    select ${[Buffer.from([0, 255]), Buffer.alloc(0)]}::bytea[] as bytes, ${[1, -2]}::integer[] as numbers,
      ${[true, false]}::boolean[] as truths`.execute(database.kysely);
  expect(rows[0]).toEqual({
    bytes: [Buffer.from([0, 255]), Buffer.alloc(0)],
    numbers: [1, -2],
    truths: [true, false],
  });
});
