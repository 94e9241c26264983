import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { fillScale, listSpread } from '../tests/load/fill-scale.ts';
import { equipPeople } from '../tests/load/people.ts';
import { openStage, openWings, runCommand, type Stage } from '../tests/load/stage.ts';
import { openGenerator } from './ask-generator.ts';
import { measureScale, type ScalePoint } from './measure-scale.ts';
import { conditionsOf, publish, told } from './report.ts';
import type { BenchOptions } from './transfers.ts';

const PORT_BASE = 25_000;
/** A bank of a load test: nobody's. */
const PASSWORD = 'load test, nobody’s 1';

/** One size, as it was filled and measured. */
interface Size {
  readonly contracts: number;
  readonly entries: number;
  readonly orders: number;
  readonly databaseGiB: number;
  readonly fillSeconds: number;
  readonly verify: 'clean' | 'not ended';
  readonly points: readonly ScalePoint[];
  readonly conditions: Readonly<Record<string, unknown>>;
}

/**
 * The same work at banks of several sizes: transfers, login, statement, branch search, each for contracts spread over all
 * of them; and the rates over those of the first size. Each bank is proved by verify after it was filled and measured.
 *
 * With `keep`, filled banks and what was measured of them stay in that folder: a call that finds a bank not filled yet
 * fills it and ends there, so that filling and measuring can be apart in time.
 */
export async function benchScale({ file, size, sizes, keep }: BenchOptions): Promise<void> {
  const measured: Size[] = [];
  for (const contracts of sizes) {
    const found = await measureSize(contracts, size, keep);
    if (found === 'filled') return;
    measured.push(found);
  }
  const [first] = measured;
  await publish(
    {
      name: 'scale',
      points: measured.flatMap(({ contracts, points }) => points.map((point) => ({ contracts, ...point }))),
      ratios: measured.map(({ contracts, points }) => ({
        contracts,
        ...Object.fromEntries(
          [...new Set(points.map(({ what }) => what))].map((what) => [
            what,
            Number((bestOf(points, what) / bestOf(first?.points ?? [], what)).toFixed(3)),
          ]),
        ),
      })),
      sizes: measured.map(({ points, ...rest }) => rest),
      conditions: {
        contractsThatAct: size,
        eachContractHas: '48 entries over 24 months: 32 deposits, 8 transfers sent, 8 received',
        login: 'dominated by Argon2id, which is given by itself as well',
      },
    },
    file,
  );
}

const bestOf = (points: readonly ScalePoint[], what: string): number =>
  Math.max(...points.filter((point) => point.what === what).map(({ perSecond }) => perSecond));

async function measureSize(
  contracts: number,
  acting: number,
  keep: string | undefined,
): Promise<Size | 'filled'> {
  const folder = keep === undefined ? undefined : join(keep, String(contracts));
  const saved = folder === undefined ? undefined : join(folder, 'measured.json');
  if (saved !== undefined && existsSync(saved)) return JSON.parse(await readFile(saved, 'utf8')) as Size;
  const stage = await openStage(PORT_BASE, {}, folder);
  const owner = new pg.Client({ connectionString: stage.ownerUrl });
  await owner.connect();
  try {
    const begun = performance.now();
    const isNew = await isEmpty(owner);
    if (isNew) {
      const today = Temporal.Now.plainDateISO('Asia/Tokyo').toString();
      await fillScale(owner, { contracts, password: PASSWORD, today, tell: told });
    }
    const fillSeconds = Math.round((performance.now() - begun) / 1_000);
    if (isNew && folder !== undefined) {
      await writeFile(join(folder, 'filled.json'), JSON.stringify({ fillSeconds }));
      return 'filled';
    }
    const filled =
      folder === undefined
        ? { fillSeconds }
        : (JSON.parse(await readFile(join(folder, 'filled.json'), 'utf8')) as { fillSeconds: number });
    const facts = { ...(await describe(owner, contracts)), ...filled };
    const measured = await measure(stage, owner, { contracts, password: PASSWORD }, acting);
    // Whoever is cut short here has figures that say so.
    const save = async (size: Size): Promise<Size> => {
      if (saved !== undefined) await writeFile(saved, JSON.stringify(size));
      return size;
    };
    await save({ ...facts, ...measured, verify: 'not ended' });
    const { status, printed } = await runCommand(stage, ['verify']);
    if (status !== 0) throw new Error(`The figures are void. ${printed}`);
    return await save({ ...facts, ...measured, verify: 'clean' });
  } finally {
    await owner.end();
    await stage.close();
  }
}

async function isEmpty(owner: pg.Client): Promise<boolean> {
  return (await owner.query('select 1 from bank.contract limit 1')).rowCount === 0;
}

async function measure(
  stage: Stage,
  owner: pg.Client,
  filled: { readonly contracts: number; readonly password: string },
  acting: number,
): Promise<Pick<Size, 'points' | 'conditions'>> {
  const wings = await openWings(stage);
  const opened = await listSpread(owner, filled.contracts, acting);
  const people = await equipPeople(wings, opened, { password: PASSWORD });
  await wings.close();
  told(`${people.length} of ${filled.contracts} contracts have a token and a session`);
  const conditions = await conditionsOf(owner);
  const generator = openGenerator();
  try {
    return { points: await measureScale(stage, PORT_BASE, generator, people, filled), conditions };
  } finally {
    generator.close();
  }
}

async function describe(
  owner: pg.Client,
  contracts: number,
): Promise<Pick<Size, 'contracts' | 'entries' | 'orders' | 'databaseGiB'>> {
  const { rows } = await owner.query<{ entries: number; orders: number; gib: number }>(
    `select (select sum(reltuples) from pg_class where oid in (select inhrelid from pg_inherits where inhparent = 'bank.entry'::regclass))::float8 as entries,
       (select sum(reltuples) from pg_class where oid in (select inhrelid from pg_inherits where inhparent = 'bank.order'::regclass))::float8 as orders,
       pg_database_size(current_database()) / 2.0 ^ 30 as gib`,
  );
  const [row] = rows;
  return {
    contracts,
    entries: row?.entries ?? 0,
    orders: row?.orders ?? 0,
    databaseGiB: Number(Number(row?.gib ?? 0).toFixed(2)),
  };
}
