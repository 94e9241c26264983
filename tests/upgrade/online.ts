import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { migrate } from '../../apps/warifu/src/database/migrate.ts';
import { house } from '../../apps/warifu/src/house.ts';
import { runCommand, type Stage, startServer, withOwner } from '../load/stage.ts';
import { checkOut, findCommit } from './earlier.ts';
import { openTraffic, type Seen, type Traffic } from './traffic.ts';

const PORT_BASE = 21_150;
const NEXT_PORT_BASE = 21_180;
const PEOPLE = 120;
const STEP_MS = 31_000;
const PHASE_MS = 6_000;
/** Longer than a migration waits for a lock, so that it has to come again. */
const READER_MS = 7_000;
/** What a customer may wait at the worst: the migration's two seconds in a lock's queue, and the page itself. */
const LONGEST_MS_MAX = 5_000;

/** As the next versions may bring them: of tables in use, by their form short, and an index that is built beside them. */
const NEXT = {
  '9990-columns.sql':
    'alter table bank.contract add column next text;\nalter table bank.order add column next text;\nalter table bank.entry add column next text;\n',
  '9991-entries-by-posting.sql': 'create index concurrently entry_next on bank.entry (posting_id);\n',
  '9992-contracts.sql': 'create index concurrently contract_next on bank.contract (branch_code, id);\n',
} as const;
/** Holds a table that every page reads for ten seconds: what an online migration must never do. */
const PLANTED = '-- Planted.\nlock table bank.contract in access exclusive mode;\nselect pg_sleep(10);\n';

interface Report {
  readonly name: 'upgrade';
  readonly from: string;
  readonly applied: readonly string[];
  readonly seen: readonly Seen[];
  readonly receipts: number;
  readonly faults: readonly string[];
}

/** A report of somebody's that reads contracts and orders for longer than a migration waits. */
const readLong = (stage: Stage): Promise<void> =>
  withOwner(stage, async (owner) => {
    await owner.query('begin');
    await owner.query('select count(*) from bank.contract, lateral (select from bank.order limit 1) as one');
    await wait(READER_MS);
    await owner.query('commit');
  });

async function migrateBeside(
  stage: Stage,
  traffic: Traffic,
  what: string,
  folder?: string,
): Promise<readonly string[]> {
  const passwords = stage.reached.passwords?.roles;
  if (passwords === undefined) throw new Error('a stage owns its database');
  traffic.now(what);
  const reading = readLong(stage);
  await wait(500);
  const { applied } = await migrate({ ownerUrl: stage.ownerUrl, passwords, ...(folder && { folder }) });
  await reading;
  return applied;
}

/** Receipts that the book knows nothing of, and what the product's own proof says. */
async function findFaults(stage: Stage, receipts: readonly string[]): Promise<readonly string[]> {
  const missing = await withOwner(stage, async (owner) => {
    const { rows } = await owner.query<{ id: string }>(
      `select id from unnest($1::uuid[]) as id
       except select id from bank.order where state = 'executed'`,
      [receipts],
    );
    return rows.map(({ id }) => `the receipt of ${id} has no executed order`);
  });
  // This version's own proof asks for this version's schema: what later versions may bring is forgotten, and stays.
  await withOwner(stage, (owner) => owner.query("delete from warifu.migration where name >= '9990'"));
  const { status, printed } = await runCommand(stage, ['verify']);
  return status === 0 ? missing : [...missing, `warifu verify: ${printed.trim()}`];
}

const faultsOf = (seen: readonly Seen[]): readonly string[] =>
  seen.flatMap((one) => [
    ...Object.entries(one.failed).map(([told, times]) => `${one.while}: ${times} × ${told}`),
    ...(one.longestMs > LONGEST_MS_MAX ? [`${one.while}: somebody waited ${one.longestMs} ms`] : []),
    ...(one.pages === 0 || one.transfers === 0 ? [`${one.while}: nobody was served`] : []),
  ]);

/** Today's files, and those that the next versions may bring. */
async function nextFolder(below: string, planted: boolean): Promise<string> {
  const folder = join(below, 'next');
  await cp(join(house, 'db'), folder, { recursive: true });
  const files = planted ? { ...NEXT, '9993-planted.sql': PLANTED } : NEXT;
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, 'migrations', name), text);
  return folder;
}

/**
 * Customers read and pay all the while: at the earlier server, through the migration, over the change to the new one, and
 * on through migrations that later versions may bring.
 */
export async function upgradeOnline(options: {
  readonly from: string | undefined;
  readonly lastMigration: string | undefined;
  readonly installs: boolean;
  readonly planted: boolean;
}): Promise<Report> {
  const from = options.from ?? (await findCommit(options.lastMigration));
  const folder = await mkdtemp(join(tmpdir(), 'warifu-earlier-'));
  const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const earlier = await checkOut(from, folder, options.installs);
    const stage = await earlier.stage.openStage(PORT_BASE);
    closers.push(() => stage.close());
    const wings = await earlier.stage.openWings(stage);
    const people = await earlier.people.fillPeople(wings, { contracts: PEOPLE, deposit: 1_000_000n });
    await wings.close();
    const old = await earlier.stage.startServer(stage, PORT_BASE);
    closers.push(() => old.stop());
    // Each token has given the code of its registration.
    await wait(STEP_MS);
    const traffic = openTraffic(people, old.site, 'the earlier version serves');
    await wait(PHASE_MS);
    const applied = await migrateBeside(stage, traffic, 'this version migrates, the earlier one serves');
    traffic.now('the earlier version serves on the new schema');
    await wait(PHASE_MS);
    // Under the same name, as behind one proxy.
    const { origin } = old.site;
    const environment = { ...stage.environment, WARIFU_ORIGIN_BANK: origin };
    const server = await startServer({ environment }, NEXT_PORT_BASE);
    closers.push(() => server.stop());
    traffic.now('the earlier version is stopped, this version serves');
    await traffic.sendTo({ ...server.site, origin });
    await old.stop();
    await wait(PHASE_MS);
    const next = await nextFolder(folder, options.planted);
    const later = await migrateBeside(stage, traffic, 'later migrations run, this version serves', next);
    const { seen, receipts } = await traffic.stop();
    await server.stop();
    const faults = [...faultsOf(seen), ...(await findFaults(stage, receipts))];
    return {
      name: 'upgrade',
      from,
      applied: [...applied, ...later],
      seen,
      receipts: receipts.length,
      faults,
    };
  } finally {
    for (const close of closers.reverse()) await close();
  }
}
