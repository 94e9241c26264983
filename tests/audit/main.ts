import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openSealing, verifyChain, WINGS, type Wing } from '@warifu/audit-chain';
import { systemClock, uuidv7 } from '@warifu/base';
import { type Database, openDatabase } from '@warifu/pg';
import { sql } from 'kysely';
import { makeCheckpointKey, readPublicKey } from '../../apps/warifu/src/audit/checkpoint-key.ts';
import { TRAILS } from '../../apps/warifu/src/audit/open-audit.ts';
import { readCheckpoints } from '../../apps/warifu/src/audit/read-checkpoints.ts';
import { openStage } from '../load/stage.ts';
import { MANIPULATIONS } from './manipulations.ts';

/**
 * Both audit trails under load, their sealers killed over and over: every committed row is linked once, the chain holds
 * against its checkpoints, and each manipulation by the owner is named while the load goes on.
 */
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '15' } } });
const SECONDS = Number(values.seconds);
const PORT_BASE = 21_400;
const WRITERS = 4;
const ROWS_AT_ONCE = 20;
const SEALERS = 2;
const LIFE_MS_MAX = 900;
const REST_MS = 50;
const SEALER = new URL('sealer.ts', import.meta.url).pathname;

const insertOf: Readonly<Record<Wing, string>> = {
  bank: `insert into bank.audit (id, at, actor_kind, act, detail)
         select id, now(), 'system', 'load', '{"b": 1, "a": "割符"}' from unnest($1::uuid[]) as id`,
  token: `insert into token.audit (audit_id, at, act, outcome)
          select id, now(), 'load', 'accepted' from unnest($1::uuid[]) as id`,
};

const stage = await openStage(PORT_BASE);
const folder = await mkdtemp(join(tmpdir(), 'warifu-audit-'));
const keyFile = join(folder, 'checkpoint.pem');
const checkpointFolder = join(folder, 'checkpoints');
await makeCheckpointKey(keyFile);
const open = (url: string): Database<unknown> =>
  openDatabase<unknown>({ connectionString: url, connectionsMax: WRITERS });
const writers = {
  bank: open(stage.reached.urlFor('bank_app')),
  token: open(stage.reached.urlFor('token_app')),
};
const sealer = open(stage.reached.urlFor('audit_sealer'));
const owner = open(stage.ownerUrl);
const written: Record<Wing, number> = { bank: 0, token: 0 };
const sealers = new Set<ChildProcess>();
const faults: string[] = [];
let kills = 0;
let isOver = false;

async function write(wing: Wing): Promise<void> {
  while (!isOver) {
    const ids = Array.from({ length: ROWS_AT_ONCE }, () => uuidv7());
    await writers[wing].pool.query(insertOf[wing], [ids]);
    written[wing] += ids.length;
  }
}

/** One sealer after the other, each killed at a random moment of its work. */
async function keepKilling(): Promise<void> {
  while (!isOver) {
    const child = spawn(
      process.execPath,
      ['--conditions=source', SEALER, stage.reached.urlFor('audit_sealer'), checkpointFolder, keyFile],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    sealers.add(child);
    let said = '';
    child.stderr?.on('data', (part) => {
      said += part;
    });
    const ended = once(child, 'exit');
    const sealed = child.stdout ? once(child.stdout, 'data') : ended;
    child.stdout?.resume();
    // From its first link on it may be killed in the middle of anything.
    await Promise.race([ended, sealed]);
    await Promise.race([ended, wait(Math.random() * LIFE_MS_MAX)]);
    if (child.exitCode !== null) faults.push(`a sealer ended by itself: ${said.slice(0, 400)}`);
    child.kill('SIGKILL');
    await ended;
    sealers.delete(child);
    kills += 1;
  }
}

async function hasLinks(wing: Wing): Promise<boolean> {
  const { rowCount } = await sealer.pool.query(`select 1 from ${wing}.audit_link where seq = 8`);
  return rowCount === 1;
}

/** The owner's act, and what is told of it: in a transaction of the owner's that comes to nothing. */
async function manipulate(wing: Wing, name: string, statement: string): Promise<void> {
  const nothing = new Error('taken back');
  const told = owner.kysely
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await sql.raw(statement).execute(tx);
      const { fault } = await verifyChain(tx, TRAILS[wing]);
      if (fault?.name !== name) faults.push(`${wing}: ${name} was told as ${fault?.name ?? 'no fault'}`);
      else console.log(JSON.stringify({ wing, manipulation: name, told: fault.sentence }));
      throw nothing;
    });
  await told.catch((error: unknown) => {
    if (error !== nothing) throw error;
  });
}

async function proveWhole(wing: Wing): Promise<void> {
  const seal = openSealing({ database: sealer, clock: systemClock, trail: TRAILS[wing] });
  while ((await seal()) > 0);
  const keys = [await readPublicKey(`${keyFile}.pub`)];
  const { checkpoints, fault } = await readCheckpoints(checkpointFolder, keys);
  if (fault !== undefined) faults.push(fault.sentence);
  const own = checkpoints.filter((one) => one.wing === wing);
  const found = await verifyChain(sealer.kysely, TRAILS[wing], undefined, { checkpoints: own });
  if (found.fault !== undefined) faults.push(found.fault.sentence);
  if (found.sealed !== written[wing]) faults.push(`${wing}: ${written[wing]} rows, ${found.sealed} links`);
  if (found.unsealed !== 0) faults.push(`${wing}: ${found.unsealed} rows without a link`);
  if (own.length === 0) faults.push(`${wing}: no checkpoint was signed`);
  console.log(JSON.stringify({ wing, rows: written[wing], links: found.sealed, checkpoints: own.length }));
}

try {
  const work = [
    ...WINGS.flatMap((wing) => [write(wing), write(wing)]),
    ...Array.from({ length: SEALERS }, keepKilling),
  ];
  const end = wait(SECONDS * 1_000);
  // Some links must be there before one can be spoiled.
  for (const wing of WINGS) while (!(await hasLinks(wing))) await wait(REST_MS);
  for (const wing of WINGS)
    for (const { name, statement } of MANIPULATIONS[wing]) await manipulate(wing, name, statement);
  await end;
  isOver = true;
  await Promise.all(work);
  for (const wing of WINGS) await proveWhole(wing);
} finally {
  isOver = true;
  for (const child of sealers) child.kill('SIGKILL');
  for (const database of [writers.bank, writers.token, sealer, owner]) await database.close();
  await stage.close();
  await rm(folder, { recursive: true, force: true });
}
for (const fault of faults) console.error(fault);
console.log(JSON.stringify({ seconds: SECONDS, kills, faults: faults.length }));
console.log(faults.length === 0 ? 'audit: every row is linked once' : 'audit: FAILED');
process.exitCode = faults.length === 0 ? 0 : 1;
