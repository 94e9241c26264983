import { openSealing, sealingStateOf, verifyChain } from '@warifu/audit-chain';
import { systemClock, uuidv7 } from '@warifu/base';
import { openDatabase } from '@warifu/pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../tests/support/fresh-database.ts';
import { insertAudit } from '../src/audit/record.ts';
import { BANK_TRAIL } from '../src/audit/trail.ts';
import type { BankTables } from '../src/tables.ts';
import { MORNING } from './support/people.ts';

let fresh: FreshDatabase;
let closers: (() => Promise<void>)[];
const as = (role: 'bank_app' | 'audit_sealer' | 'branch_app') => {
  const database = openDatabase<BankTables>({ connectionString: fresh.urlFor(role) });
  closers.push(() => database.close());
  return database;
};
beforeEach(async () => {
  closers = [];
  fresh = await freshDatabase();
});
afterEach(async () => {
  for (const close of closers) await close();
  await fresh.drop();
});

const ground = () => {
  const bank = as('bank_app');
  const seal = openSealing({ database: as('audit_sealer'), clock: () => MORNING, trail: BANK_TRAIL });
  const act = (names: readonly string[]) =>
    bank.kysely.transaction().execute((tx) =>
      insertAudit(
        tx,
        names.map((name) => ({
          at: MORNING,
          actor: { kind: 'system' },
          act: name,
          detail: { b: 1, a: '割符' },
        })),
      ),
    );
  const owner = fresh.openOwner();
  closers.push(() => owner.end());
  return { bank, seal, act, owner };
};

test('what was committed is linked, and the whole chain follows', async () => {
  const { bank, seal, act } = ground();
  expect(await verifyChain(bank.kysely, BANK_TRAIL)).toEqual({ sealed: 0, unsealed: 0 });
  await act(['one', 'two']);
  expect(await verifyChain(bank.kysely, BANK_TRAIL)).toEqual({ sealed: 0, unsealed: 2 });
  expect(await seal()).toBe(2);
  expect(await seal()).toBe(0);
  await act(['three']);
  await seal();
  const found = await verifyChain(bank.kysely, BANK_TRAIL);
  expect(found).toMatchObject({ sealed: 3, unsealed: 0, lastSealedAt: MORNING });
  expect(found.fault).toBeUndefined();
  expect(found.head).toMatch(/^[0-9a-f]{64}$/);
});

test('a row that commits late is linked when it comes, out of the order of its id', async () => {
  const { bank, seal, act } = ground();
  const late = await bank.pool.connect();
  await late.query('begin');
  await late.query(`insert into bank.audit (id, at, actor_kind, act) values ($1, now(), 'system', 'late')`, [
    uuidv7(),
  ]);
  await act(['early']);
  await seal();
  await late.query('commit');
  late.release();
  expect(await seal()).toBe(1);
  expect(await verifyChain(bank.kysely, BANK_TRAIL)).toMatchObject({ sealed: 2, unsealed: 0 });
});

test('a row that was held up for longer than the common look back is found by one of the next twenty', async () => {
  const { bank, act } = ground();
  const seal = openSealing({ database: as('audit_sealer'), clock: systemClock, trail: BANK_TRAIL });
  await act(['early']);
  await seal();
  await bank.pool.query(
    `insert into bank.audit (id, at, actor_kind, act) values ($1, now(), 'system', 'late')`,
    [uuidv7(Date.now() - 30_000)],
  );
  expect(await seal()).toBe(0);
  let sealed = 0;
  for (let look = 0; look < 19; look += 1) sealed += await seal();
  expect(sealed).toBe(1);
  expect((await verifyChain(bank.kysely, BANK_TRAIL)).fault).toBeUndefined();
});

test('a quiet night writes nothing: the lease is taken only where there is something to seal', async () => {
  const { seal, act, owner } = ground();
  const lockedBy = async () => (await owner.query('select xmax::text from bank.audit_lease')).rows[0];
  expect(await seal()).toBe(0);
  expect(await lockedBy()).toEqual({ xmax: '0' });
  await act(['one']);
  expect(await seal()).toBe(1);
  expect(await lockedBy()).not.toEqual({ xmax: '0' });
});

describe('a clock that ran hours ahead and was put right', () => {
  const HOUR_MS = 3_600_000;
  const write = (bank: ReturnType<typeof as>, madeAtMs: number) =>
    bank.pool.query(
      `insert into bank.audit (id, at, actor_kind, act) values ($1, to_timestamp($2), 'system', 'by that clock')`,
      [uuidv7(madeAtMs), madeAtMs / 1_000],
    );
  const wronged = async () => {
    const bank = as('bank_app');
    const sealing = { database: as('audit_sealer'), clock: systemClock, trail: BANK_TRAIL };
    const seal = openSealing(sealing);
    await write(bank, Date.now() + 7 * HOUR_MS);
    await seal();
    return { bank, sealing, seal };
  };

  test('leaves the rows that are written afterwards no place to hide: they are linked', async () => {
    const { bank, sealing, seal } = await wronged();
    await write(bank, Date.now());
    expect(await sealingStateOf(sealing)).toMatchObject({ sealed: 1, unsealed: 1 });
    expect(await seal()).toBe(1);
    const found = await verifyChain(bank.kysely, BANK_TRAIL);
    expect(found).toMatchObject({ sealed: 2, unsealed: 0 });
    expect(found.fault).toBeUndefined();
  });

  test('opens no way to put in a row of an earlier time', async () => {
    const { bank, sealing, seal } = await wronged();
    await write(bank, Date.now() - 2 * HOUR_MS);
    expect(await seal()).toBe(0);
    // The first look of a sealer is the far one.
    expect(await openSealing(sealing)()).toBe(0);
    expect((await verifyChain(bank.kysely, BANK_TRAIL)).fault?.name).toBe('audit_row_inserted');
  });
});

test('several sealers at once make one chain', async () => {
  const { bank, seal, act } = ground();
  const others = [1, 2, 3].map(() =>
    openSealing({ database: as('audit_sealer'), clock: () => MORNING, trail: BANK_TRAIL }),
  );
  for (let round = 0; round < 10; round += 1) {
    await act(Array.from({ length: 20 }, (_, place) => `act ${round} ${place}`));
    await Promise.all([seal, ...others].map((one) => one()));
  }
  while ((await seal()) > 0);
  const found = await verifyChain(bank.kysely, BANK_TRAIL);
  expect(found).toMatchObject({ sealed: 200, unsealed: 0 });
  expect(found.fault).toBeUndefined();
});

/** Each as the owner of the database, who may do anything, after three rows were sealed. */
test.each([
  ['audit_row_changed', `update bank.audit set act = 'nothing' where act = 'two'`],
  ['audit_row_changed', `update bank.audit set detail = '{"a": "割符"}' where act = 'two'`],
  ['audit_row_changed', `update bank.audit set at = at + interval '1 microsecond' where act = 'three'`],
  ['audit_row_changed', `update bank.audit set actor_kind = 'operator', actor_id = 'x' where act = 'one'`],
  ['audit_row_removed', `delete from bank.audit where act = 'two'`],
  ['audit_link_removed', 'delete from bank.audit_link where seq = 2'],
  [
    'audit_row_moved',
    // Two rows change their places in the chain.
    `create temporary table moved on commit drop as select 5 - seq, audit_id, link, sealed_at from bank.audit_link
       where seq in (2, 3);
     delete from bank.audit_link where seq in (2, 3);
     insert into bank.audit_link select * from moved`,
  ],
  [
    'audit_row_inserted',
    `insert into bank.audit (id, at, actor_kind, act)
     values ('01900000-0000-7000-8000-000000000000', now(), 'system', 'never happened')`,
  ],
  [
    'audit_row_changed',
    // A last row linked by hand, without the hash.
    `with put as (insert into bank.audit (id, at, actor_kind, act)
       values (gen_random_uuid(), now(), 'system', 'never happened') returning id)
     insert into bank.audit_link select 4, id, decode(repeat('00', 32), 'hex'), now() from put`,
  ],
])('%s: found where somebody did: %s', async (name, statement) => {
  const { bank, seal, act, owner } = ground();
  for (const one of ['one', 'two', 'three']) await act([one]);
  await seal();
  expect((await verifyChain(bank.kysely, BANK_TRAIL)).fault).toBeUndefined();
  await owner.query(statement);
  expect((await verifyChain(bank.kysely, BANK_TRAIL)).fault?.name).toBe(name);
});

describe('a head that was written down', () => {
  test('is a part of the chain for good', async () => {
    const { bank, seal, act } = ground();
    await act(['one']);
    await seal();
    const { head = '' } = await verifyChain(bank.kysely, BANK_TRAIL);
    await act(['two']);
    await seal();
    expect((await verifyChain(bank.kysely, BANK_TRAIL, ` ${head} `)).noted).toEqual({
      isPart: true,
      sealedAt: MORNING,
    });
  });

  test('finds out who wrote the whole chain anew', async () => {
    const { bank, seal, act, owner } = ground();
    await act(['one']);
    await seal();
    const { head = '' } = await verifyChain(bank.kysely, BANK_TRAIL);
    await owner.query(`update bank.audit set act = 'another'`);
    await owner.query('delete from bank.audit_link');
    await expect(seal()).rejects.toThrow('is not the one that was sealed');
    await openSealing({ database: as('audit_sealer'), clock: () => MORNING, trail: BANK_TRAIL })();
    const found = await verifyChain(bank.kysely, BANK_TRAIL, head);
    expect(found.fault).toBeUndefined();
    expect(found.noted).toEqual({ isPart: false });
  });

  test.each(['', 'abc', 'zz'.repeat(32)])('is not found where it is none: %j', async (noted) => {
    const { bank, seal, act } = ground();
    await act(['one']);
    await seal();
    expect((await verifyChain(bank.kysely, BANK_TRAIL, noted)).noted).toEqual({ isPart: false });
  });
});

describe.each(['bank_app', 'branch_app', 'audit_sealer'] as const)('%s cannot', (role) => {
  test.each([
    ['change a row', `update bank.audit set act = 'x'`],
    ['delete a row', 'delete from bank.audit'],
    ['change a link', 'update bank.audit_link set link = link'],
    ['delete a link', 'delete from bank.audit_link'],
    ['empty the chain', 'truncate bank.audit_link'],
    ['drop the chain', 'drop table bank.audit_link'],
  ])('%s', async (_, statement) => {
    await expect(as(role).pool.query(statement)).rejects.toMatchObject({ code: '42501' });
  });
});

test.each(['bank_app', 'branch_app'] as const)('%s cannot seal', async (role) => {
  await expect(
    as(role).pool.query(
      `insert into bank.audit_link values (1, gen_random_uuid(), decode(repeat('ab', 32), 'hex'), now())`,
    ),
  ).rejects.toMatchObject({ code: '42501' });
});

test('the sealer sees nothing of the bank but its audit trail', async () => {
  for (const table of ['contract', 'customer', 'entry', 'order', 'notice']) {
    await expect(as('audit_sealer').pool.query(`select * from bank.${table}`)).rejects.toMatchObject({
      code: '42501',
    });
  }
});
