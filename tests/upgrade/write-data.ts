import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { withHands } from '../load/http.ts';
import { transferOnce } from '../load/one-transfer.ts';
import { fillPeople } from '../load/people.ts';
import { openStage, openWings, startServer } from '../load/stage.ts';
import { DATA_FILE, FIXED_KEYS, type TableRows } from './released.ts';

const PORT_BASE = 21_150;

/**
 * Writes the data of a bank of this very version into the file that the upgrade test begins with: run it once before a
 * release, and name the release's last migration in released.ts. People, tokens, sessions and transfers, made by the
 * product's own functions.
 */
export async function writeData(): Promise<void> {
  const stage = await openStage(PORT_BASE);
  try {
    await writeFile(stage.environment['WARIFU_KEK_FILE'] ?? '', FIXED_KEYS, { mode: 0o600 });
    const wings = await openWings(stage);
    const people = await fillPeople(wings, { contracts: 6, deposit: 100_000n, furtherDeposits: [5_000n] });
    await wings.close();
    const server = await startServer(stage, PORT_BASE);
    await withHands(people.slice(1), 2, async (person) => {
      await transferOnce(
        () => server,
        person,
        () => undefined,
      );
    });
    await server.stop();
    const owner = new pg.Client({ connectionString: stage.ownerUrl });
    await owner.connect();
    const { rows: tables } = await owner.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('bank', 'token') order by 1`,
    );
    const data: TableRows[] = [];
    for (const { name } of tables) {
      const { rows } = await owner.query<{ row: string }>(
        `select to_json(t)::text as row from ${name} t order by 1`,
      );
      if (rows.length > 0) data.push({ table: name, rows: rows.map(({ row }) => row) });
    }
    await owner.end();
    await writeFile(join(import.meta.dirname, DATA_FILE), `${JSON.stringify(data, null, 2)}\n`);
    console.log(
      JSON.stringify({ tables: data.length, rows: data.reduce((sum, { rows }) => sum + rows.length, 0) }),
    );
  } finally {
    await stage.close();
  }
}
