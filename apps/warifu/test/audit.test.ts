import { createPublicKey } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  followChain,
  openCheckpointing,
  openSealing,
  pruneTrail,
  sealingStateOf,
  verifyChain,
  WINGS,
  type Wing,
} from '@warifu/audit-chain';
import { epochSeconds, systemClock, uuidv7 } from '@warifu/base';
import { type Database, openDatabase } from '@warifu/pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../tests/support/fresh-database.ts';
import { makeCheckpointKey, readPublicKey } from '../src/audit/checkpoint-key.ts';
import { openCheckpointStore } from '../src/audit/checkpoint-store.ts';
import { chainInFile, exportTrail } from '../src/audit/export.ts';
import { sentenceOf, TRAILS } from '../src/audit/open-audit.ts';
import { readCheckpoints } from '../src/audit/read-checkpoints.ts';

const ID = { bank: 'id', token: 'audit_id' } as const;
const HOUR = 3_600;

let fresh: FreshDatabase;
let databases: Readonly<Record<'sealer' | 'owner', Database<unknown>>>;
let folder: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  const open = (connectionString: string) => openDatabase<unknown>({ connectionString, connectionsMax: 2 });
  databases = { sealer: open(fresh.urlFor('audit_sealer')), owner: open(fresh.ownerUrl) };
});
afterAll(async () => {
  await databases.sealer.close();
  await databases.owner.close();
  await fresh.drop();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warifu-audit-'));
  for (const wing of WINGS)
    await databases.owner.pool.query(`truncate ${wing}.audit, ${wing}.audit_link, ${wing}.audit_pruned`);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A wing's trail with a sealer, a key and a folder for checkpoints, and the owner who may break all of it. */
async function ground(wing: Wing) {
  const trail = TRAILS[wing];
  const { sealer } = databases;
  const owner = databases.owner.pool;
  const privateKey = await makeCheckpointKey(join(folder, 'checkpoint.pem'));
  const keys = [await readPublicKey(join(folder, 'checkpoint.pem.pub'))];
  const checkpointFolder = join(folder, 'checkpoints');
  const store = openCheckpointStore(checkpointFolder);
  let now = systemClock();
  const common = { database: sealer, clock: () => now, trail };
  const seal = openSealing(common);
  const checkpointing = openCheckpointing({ ...common, store, privateKey });
  const act = (name: string) =>
    wing === 'bank'
      ? owner.query(`insert into bank.audit (id, at, actor_kind, act) values ($1, now(), 'system', $2)`, [
          uuidv7(),
          name,
        ])
      : owner.query(`insert into token.audit (audit_id, at, act, outcome) values ($1, now(), $2, 'done')`, [
          uuidv7(),
          name,
        ]);
  const held = async () => {
    const { checkpoints, fault } = await readCheckpoints(checkpointFolder, keys);
    expect(fault).toBeUndefined();
    return { checkpoints: checkpoints.filter((one) => one.wing === wing) };
  };
  return {
    trail,
    sealer,
    owner,
    act,
    seal,
    checkpoint: checkpointing.run,
    store,
    checkpointFolder,
    keys,
    held,
    pass: (seconds: number) => {
      now = epochSeconds(now + seconds);
    },
    state: () => sealingStateOf(common),
    prune: async (before = epochSeconds(now + HOUR)) =>
      pruneTrail({ ...common, database: databases.owner, store, privateKey }, before, await held()),
    verify: async () => verifyChain(sealer.kysely, trail, undefined, await held()),
    /** Acts one after the other, sealed, with a checkpoint at the end. */
    story: async (...names: readonly string[]) => {
      for (const name of names) await act(name);
      await seal();
      now = epochSeconds(now + HOUR);
      expect(await checkpointing.run()).toBe(1);
    },
  };
}

describe.each(WINGS)('the trail of the %s wing', (wing) => {
  const ROW = `${wing}.audit`;
  const LINK = `${wing}.audit_link`;

  test('is linked by a login that can do nothing else, and held against its checkpoints', async () => {
    const { story, act, verify } = await ground(wing);
    await story('one', 'two');
    await story('three');
    await act('four');
    expect(await verify()).toMatchObject({ sealed: 3, unsealed: 1, checkpoints: 2 });
    expect((await verify()).fault).toBeUndefined();
  });

  test.each([
    ['audit_row_changed', `update ${ROW} set act = 'nothing' where act = 'two'`],
    ['audit_row_removed', `delete from ${ROW} where act = 'two'`],
    [
      'audit_row_inserted',
      wing === 'bank'
        ? `insert into bank.audit (id, at, actor_kind, act)
           values ('01900000-0000-7000-8000-000000000000', now(), 'system', 'never happened')`
        : `insert into token.audit (audit_id, at, act, outcome)
           values ('01900000-0000-7000-8000-000000000000', now(), 'never happened', 'done')`,
    ],
    [
      'audit_row_moved',
      `create temporary table moved on commit drop as select seq, audit_id from ${LINK} where seq in (2, 3);
       update ${LINK} set audit_id = gen_random_uuid() where seq in (2, 3);
       update ${LINK} as l set audit_id = m.audit_id from moved as m where l.seq = 5 - m.seq`,
    ],
    ['audit_link_removed', `delete from ${LINK} where seq = 2`],
    [
      'audit_end_removed',
      `delete from ${ROW} where ${ID[wing]} = (select audit_id from ${LINK} where seq = 3);
       delete from ${LINK} where seq = 3`,
    ],
  ])('%s: named where the owner did: %s', async (name, statement) => {
    const { story, owner, verify } = await ground(wing);
    await story('one', 'two', 'three');
    expect((await verify()).fault).toBeUndefined();
    await owner.query(statement);
    const { fault } = await verify();
    expect(fault?.name).toBe(name);
  });

  test('written anew from its first link, it is found out by a checkpoint, and its sealer signs no more', async () => {
    const { story, owner, seal, act, pass, checkpoint, verify, sealer, trail } = await ground(wing);
    await story('one', 'two');
    await owner.query(`update ${ROW} set act = 'another' where act = 'one'; delete from ${LINK}`);
    const after = openSealing({ database: sealer, clock: systemClock, trail });
    await expect(seal()).rejects.toThrow('is not the one that was sealed');
    await after();
    expect((await verifyChain(sealer.kysely, trail)).fault).toBeUndefined();
    expect((await verify()).fault?.name).toBe('audit_rewritten');
    await act('three');
    await after();
    pass(HOUR);
    await expect(checkpoint()).rejects.toThrow('is not the one of its checkpoint');
  });

  test('without its old rows it proves the rest, and says what was taken', async () => {
    const { story, prune, verify, owner, act, seal } = await ground(wing);
    await story('one', 'two', 'three');
    expect(await prune()).toEqual({ outcome: 'pruned', throughSeq: 3n, rows: 3n });
    await story('four');
    const found = await verify();
    expect(found).toMatchObject({ sealed: 4, pruned: { throughSeq: 3, rows: 3 } });
    expect(found.fault).toBeUndefined();
    expect(await prune()).toMatchObject({ outcome: 'pruned', throughSeq: 4n, rows: 1n });
    await act('five');
    await seal();
    await owner.query(`delete from ${ROW} where act = 'five'`);
    expect((await verify()).fault?.name).toBe('audit_row_removed');
    await expect(prune()).resolves.toMatchObject({ outcome: 'refused', reason: 'chain_broken' });
  });

  test('a pruning that nobody signed is none, and the links of a signed one stay as they were', async () => {
    const { story, prune, verify, owner } = await ground(wing);
    await story('one', 'two', 'three');
    await prune();
    await owner.query(`update ${LINK} set link = decode(repeat('00', 32), 'hex') where seq = 2`);
    expect((await verify()).fault?.name).toBe('audit_pruned_links_changed');
    await story('four').catch(() => undefined);
    await owner.query(`insert into ${wing}.audit_pruned values (4, 1, now(), now()); delete from ${ROW}`);
    expect((await verify()).fault?.name).toBe('audit_pruning_unsigned');
  });

  test('is proved from an export, the checkpoints and the public key alone', async () => {
    const { story, prune, act, sealer, trail, held } = await ground(wing);
    await story('one', 'two');
    await prune();
    await story('三', 'four "quoted"');
    await act('five');
    const path = join(folder, 'export.jsonl');
    await sealer.kysely.transaction().execute((tx) => exportTrail(tx, trail, path));
    const good = await followChain(await chainInFile(path), await held());
    expect(good).toMatchObject({ sealed: 4, unsealed: 1, pruned: { throughSeq: 2, rows: 2 } });
    expect(good.fault).toBeUndefined();

    const text = await readFile(path, 'utf8');
    const spoiled = async (change: (text: string) => string) => {
      await writeFile(path, change(text));
      return followChain(await chainInFile(path), await held());
    };
    expect((await spoiled((one) => one.replace('三', '二'))).fault?.name).toBe('audit_row_changed');
    expect((await spoiled((one) => one.replace(/.*"seq":"4".*\n/, ''))).fault?.name).toBe(
      'audit_end_removed',
    );
    await expect(spoiled((one) => one.slice(0, one.lastIndexOf('{')))).rejects.toThrow('is not whole');
  });
});

test('a checkpoint is one file, and what is not as it was signed is named', async () => {
  const { story, checkpointFolder, keys } = await ground('bank');
  await story('one');
  const [month = ''] = await readdir(checkpointFolder);
  const names = await readdir(join(checkpointFolder, month));
  expect(names).toEqual(['bank-000000000000000001-sealed.json']);
  const path = join(checkpointFolder, month, names[0] ?? '');
  const line = await readFile(path, 'utf8');
  expect(line.split('\n')).toHaveLength(2);
  await writeFile(path, line.replace('"rows":"1"', '"rows":"2"'));
  const { fault } = await readCheckpoints(checkpointFolder, keys);
  expect(fault).toMatchObject({ name: 'audit_checkpoint_unsigned' });
  await writeFile(path, line);
  const other = await makeCheckpointKey(join(folder, 'other.pem'));
  const read = await readCheckpoints(checkpointFolder, [createPublicKey(other)]);
  expect(read.fault?.name).toBe('audit_checkpoint_unsigned');
});

test('a key pair is never made over one that is there', async () => {
  await makeCheckpointKey(join(folder, 'one.pem'));
  await expect(makeCheckpointKey(join(folder, 'one.pem'))).rejects.toThrow('stays as it is');
});

test('a bank’s row by which the book is proved outlives its pruning', async () => {
  const { story, prune, owner, verify } = await ground('bank');
  await story('one', 'limit_set', 'two');
  expect(await prune()).toMatchObject({ rows: 2n });
  const { rows } = await owner.query<{ act: string }>('select act from bank.audit');
  expect(rows).toEqual([{ act: 'limit_set' }]);
  expect((await verify()).fault).toBeUndefined();
  await owner.query(`update bank.audit set at = at - interval '1 day'`);
  expect((await verify()).fault?.name).toBe('audit_row_changed');
});

test('who waits for a link is counted, and an operator is told when it is long', async () => {
  const { act, state, pass, seal } = await ground('token');
  expect(await state()).toMatchObject({ sealed: 0, unsealed: 0, unsealedSeconds: 0 });
  await act('one');
  pass(90);
  const late = { ...(await state()), makesCheckpoints: true, uncheckedSeconds: 0 };
  expect(late).toMatchObject({ wing: 'token', unsealed: 1 });
  expect(late.unsealedSeconds).toBeGreaterThanOrEqual(89);
  expect(sentenceOf(late)).toMatch(/^1 rows wait for a link/);
  await seal();
  const now = { ...(await state()), makesCheckpoints: true, uncheckedSeconds: 0 };
  expect(now).toMatchObject({ sealed: 1, unsealed: 0, unsealedSeconds: 0 });
  expect(sentenceOf(now)).toBeUndefined();
  expect(sentenceOf({ ...now, uncheckedSeconds: 1_000 })).toMatch(/under no checkpoint/);
});
