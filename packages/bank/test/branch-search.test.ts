import { readFile } from 'node:fs/promises';
import { openSealing } from '@warifu/audit-chain';
import { type BusinessDate, businessDate, epochSeconds, uuidv7, yen } from '@warifu/base';
import { openDatabase } from '@warifu/pg';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BANK_TRAIL } from '../src/audit/trail.ts';
import type { BranchSearch } from '../src/branch/branch.ts';
import type { BranchSession, OperatorRole } from '../src/branch/operator.ts';
import { openBranchSearch } from '../src/branch/search/open-search.ts';
import { defaultConfiguration } from '../src/configuration.ts';
import type { BankTables } from '../src/tables.ts';
import { AUTHORITY_UNAVAILABLE } from '../src/token-authority.ts';
import { CORE_TIME, type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';

const PASSWORD = 'Kawara-no-tsuki-7';
const TODAY: BusinessDate = businessDate('2026-11-24');

/** Who looks. The row of the operator is made where a test needs the name. */
function sessionOf(role: OperatorRole, operatorId: string = uuidv7()): BranchSession {
  return {
    sessionId: uuidv7(),
    operator: {
      operatorId,
      operatorNumber: '100001',
      personNumber: 'P1',
      name: '模擬 監査',
      role,
      branchCode: '001',
      state: 'active',
      hasToken: true,
    },
    openedAt: CORE_TIME,
    expiresAt: epochSeconds(CORE_TIME + 3_600),
    idleUntil: epochSeconds(CORE_TIME + 600),
  };
}

interface Ground {
  readonly search: BranchSearch;
  readonly isAway: { now: boolean };
  readonly money: MoneyGround;
  readonly seal: () => Promise<number>;
  /** As `branch_app`. */
  readonly pool: pg.Pool;
  readonly close: () => Promise<void>;
}

async function openGround(): Promise<Ground> {
  const money = await openMoneyGround();
  const database = openDatabase<BankTables>({ connectionString: money.urlFor('branch_app') });
  const sealer = openDatabase<BankTables>({ connectionString: money.urlFor('audit_sealer') });
  const isAway = { now: false };
  const { port } = money.authority;
  const search = openBranchSearch({
    database,
    clock: () => money.time.now,
    authority: {
      ...port,
      tokenOf: async () => ({ outcome: 'unknown' }),
      handOut: async () => ({ outcome: 'refused', reason: 'unknown' }),
      stateOf: async (subject) => {
        if (isAway.now) throw Object.assign(new Error('away'), { name: AUTHORITY_UNAVAILABLE });
        return port.stateOf(subject);
      },
    },
    configuration: defaultConfiguration,
    pepper: new Uint8Array(32),
  });
  return {
    search,
    isAway,
    money,
    pool: database.pool,
    seal: openSealing({ database: sealer, clock: () => money.time.now, trail: BANK_TRAIL }),
    close: async () => {
      await database.close();
      await sealer.close();
      await money.close();
    },
  };
}

let ground: Ground;
const teller = sessionOf('teller');
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.close());

const openNamed = (kanji: string, kana: string, branchCode = '001', contractNumber?: string) =>
  ground.money.bank.openContract({
    holder: { kanji, kana },
    branchCode,
    loginPassword: PASSWORD,
    keepsPassword: true,
    deposits: [yen(1_000n)],
    ...(contractNumber === undefined ? {} : { contractNumber }),
  });

describe('a contract is found', () => {
  beforeAll(async () => {
    await openNamed('見本 太郎', 'ミホン タロウ', '001', '77700000001');
    await openNamed('見本 次郎', 'ミホン ジロウ', '002', '77700000002');
    await openNamed('例示 京子', 'レイジ キョーコ', '003', '77711110003');
    await openNamed('100%架空_店', 'カクウ', '001', '77722220004');
  });

  test.each([
    ['number', '77700000001', ['77700000001']],
    ['number', '777-0000', ['77700000001', '77700000002']],
    ['number', '７７７１１', ['77711110003']],
    ['name', '見本', ['77700000001', '77700000002']],
    ['name', '見本　太郎', ['77700000001']],
    ['name', '見本太', ['77700000001']],
    ['name', '本', []],
    ['name', '%', []],
    ['name', '100%架空_', ['77722220004']],
    ['kana', 'ミホン', ['77700000002', '77700000001']],
    ['kana', 'みほん たろう', ['77700000001']],
    ['kana', 'ﾐﾎﾝ ﾀﾛｳ', ['77700000001']],
    ['kana', 'レイジキヨ', ['77711110003']],
    ['kana', 'れいじ きょうこ', []],
    ['kana', 'れいじ きょーこ', ['77711110003']],
  ] as const)('by %s: %s', async (by, text, numbers) => {
    const found = await ground.search.findContracts(teller, { by, text, limit: 50 });
    expect(found.contracts.map((one) => one.contractNumber)).toEqual(numbers);
    expect(found.hasMore).toBe(false);
  });

  test('by the number of an account, whichever zeros lead it', async () => {
    const [row] = await ground.money.query<{ account_number: string }>(
      `select a.account_number from bank.account a join bank.contract c on c.id = a.contract_id
       where c.contract_number = '77700000001'`,
    );
    const text = row?.account_number.replace(/^0+/, '') ?? '';
    const found = await ground.search.findContracts(teller, { by: 'account', text, limit: 50 });
    expect(found.contracts.map((one) => one.contractNumber)).toContain('77700000001');
  });

  test.each(['number', 'name', 'kana', 'account'] as const)('not by nothing: %s', async (by) => {
    for (const text of ['', '　', 'あ'.repeat(500), "'; drop table bank.contract; --"]) {
      const found = await ground.search.findContracts(teller, { by, text, limit: 50 });
      expect(found).toEqual({ contracts: [], hasMore: false });
    }
  });

  test('page by page, each once, however many have the same name', async () => {
    await ground.money.bank.openContracts(
      Array.from({ length: 45 }, () => ({
        holder: { kanji: '模擬 同名', kana: 'モギ ドウメイ' },
        branchCode: '001',
        loginPassword: PASSWORD,
        deposits: [],
      })),
    );
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await ground.search.findContracts(teller, {
        by: 'kana',
        text: 'モギ',
        limit: 20,
        ...(after === undefined ? {} : { after }),
      });
      seen.push(...page.contracts.map((one) => one.contractId));
      after = seen.at(-1);
      if (!page.hasMore) break;
    }
    expect(new Set(seen).size).toBe(45);
    expect(seen).toHaveLength(45);
  });

  test('through an index: the search spells each key as its index does', async () => {
    const text = async (path: string) => readFile(new URL(path, import.meta.url), 'utf8');
    const made = await text('../../../db/migrations/0012-audit-chain.sql');
    const asked = (await text('../src/branch/search/queries.ts')).replaceAll('customer.', '');
    const keys = [...made.matchAll(/\((translate\(.+\))\) text_pattern_ops/g)].map(([, key = '']) => key);
    expect(keys).toHaveLength(2);
    for (const key of keys) expect(asked).toContain(key);

    const client = await ground.pool.connect();
    try {
      // A table of a few rows is read whole, and rightly.
      await client.query('set enable_seqscan = off');
      for (const key of keys) {
        const plan = await client.query(
          `explain select from bank.customer where ${key} ~>=~ 'a' and ${key} ~<~ 'b' order by ${key}, id limit 5`,
        );
        expect(JSON.stringify(plan.rows)).toMatch(/Index.*customer_(?:kanji|kana)_begins/);
      }
    } finally {
      client.release(true);
    }
  });
});

describe('the file of a contract', () => {
  let customer: Customer;
  beforeAll(async () => {
    customer = await ground.money.customer(10_000n);
  });

  test('says what the branch needs, and who looked is written down', async () => {
    const file = await ground.search.contractFile(teller, customer.contractId);
    expect(file).toMatchObject({
      holder: { kanji: '割符 太郎' },
      state: 'active',
      otpMark: 'registered',
      confirmation: 'set',
      binding: { state: 'active', tokenId: 'WRSM00000001' },
      limits: [
        { kind: 'transfer', limit: 1_000_000n, limitMax: 10_000_000n },
        { kind: 'bill_payment', limit: 1_000_000n, limitMax: 5_000_000n },
      ],
    });
    expect(file?.accounts.map((one) => one.balance)).toEqual([10_000n]);
    const seen = await ground.money.query(
      `select from bank.audit where act = 'contract_seen' and contract_id = $1 and actor_id = $2`,
      [customer.contractId, teller.operator.operatorId],
    );
    expect(seen).toHaveLength(1);
  });

  test('says that the authority is away where it is, and all the rest', async () => {
    ground.isAway.now = true;
    try {
      const file = await ground.search.contractFile(teller, customer.contractId);
      expect(file?.binding).toEqual({ state: 'away' });
      expect(file?.otpMark).toBe('registered');
    } finally {
      ground.isAway.now = false;
    }
  });

  test('says whether Pay-easy is stopped, and until when', async () => {
    const { contractId } = await ground.money.customer(0n);
    const stopOf = async () => (await ground.search.contractFile(teller, contractId))?.payEasyStop;
    expect(await stopOf()).toBeUndefined();
    await ground.money.query(
      `insert into bank.pay_easy_stop (contract_id, stopped_until, stops) values ($1, '2026-11-25', 1)`,
      [contractId],
    );
    expect(await stopOf()).toEqual({ until: '2026-11-25' });
    await ground.money.query(`update bank.pay_easy_stop set waits_for_branch = true where contract_id = $1`, [
      contractId,
    ]);
    expect(await stopOf()).toEqual({});
  });

  test.each(['', 'x', '01900000-0000-7000-8000-000000000000'])('of nobody: %j', async (contractId) => {
    expect(await ground.search.contractFile(teller, contractId)).toBeUndefined();
  });
});

describe('an order is found', () => {
  let customer: Customer;
  let receiptNumber: string;
  beforeAll(async () => {
    customer = await ground.money.customer(100_000n);
    const { orderId } = await ground.money.prepared(customer, 3_000n);
    await ground.money.execute(customer, orderId);
    const { draftId } = await ground.money.bank.startDraft(customer.contractId, 'transfer', 'pc');
    await ground.money.prepared(customer, 4_000n, { draftId });
    receiptNumber = (await ground.money.bank.receiptOf(customer.contractId, orderId))?.receiptNumber ?? '';
  });

  test('by its receipt number, typed as it comes', async () => {
    const typed = ` ${receiptNumber.toLowerCase()} `;
    const { orders } = await ground.search.findOrders(teller, { receiptNumber: typed, limit: 10 });
    expect(orders).toMatchObject([
      { receiptNumber, kind: 'transfer', state: 'executed', amount: 3_000n, about: expect.any(String) },
    ]);
  });

  test('by contract, newest first, with what was never executed', async () => {
    const file = await ground.search.contractFile(teller, customer.contractId);
    const { orders } = await ground.search.findOrders(teller, {
      contractNumber: file?.contractNumber ?? '',
      limit: 10,
    });
    expect(orders.map((order) => [order.state, order.amount])).toEqual([
      ['prepared', 4_000n],
      ['executed', 3_000n],
    ]);
  });

  test('by its days, both included', async () => {
    const of = async (from: BusinessDate, to: BusinessDate) =>
      (await ground.search.findOrders(teller, { receiptNumber, from, to, limit: 10 })).orders.length;
    expect(await of(TODAY, TODAY)).toBe(1);
    expect(await of(businessDate('2026-11-25'), businessDate('2026-11-30'))).toBe(0);
    expect(await of(businessDate('2026-11-01'), businessDate('2026-11-23'))).toBe(0);
  });

  test('page by page', async () => {
    const first = await ground.search.findOrders(teller, { limit: 1 });
    expect(first.hasMore).toBe(true);
    const last = first.orders.at(-1);
    const second = await ground.search.findOrders(teller, { limit: 1, after: last?.orderId ?? '' });
    expect(second.orders.at(0)?.orderId).not.toBe(last?.orderId);
  });
});

test('a mail that was given up is shown, and no other', async () => {
  const { contractId } = await openNamed('架空 手紙', 'カクウ テガミ');
  await ground.money.query(
    `insert into bank.notice (id, contract_id, kind, at, mail_state, mail_due_at)
     values ($1, $2, 'otp_locked', now(), 'failed', now()), ($3, $2, 'otp_locked', now(), 'sent', now())`,
    [uuidv7(), contractId, uuidv7()],
  );
  const unsent = await ground.search.listUnsentMails(teller, 50);
  expect(unsent).toMatchObject([{ contractId, holder: '架空 手紙', kind: 'otp_locked' }]);
});

describe('the audit trail', () => {
  const auditor = sessionOf('auditor');
  beforeAll(async () => {
    const { operatorId } = teller.operator;
    await ground.money.query(
      `insert into bank.operator (id, operator_number, person_number, name, role, branch_code, subject, password_hash,
         password_expires_at, made_at)
       values ($1, '100001', 'P1', 'デモ 窓口', 'teller', '001', 'op_0123456789abcdef', 'x', now(), now())`,
      [operatorId],
    );
  });

  test('is found by who acted, with number and name', async () => {
    const found = await ground.search.findAudit(auditor, { operatorNumber: '１００００１', limit: 100 });
    expect(found.lines.length).toBeGreaterThan(5);
    for (const line of found.lines) expect(line.actor).toBe('100001 デモ 窓口');
  });

  test('is found by contract and by the beginning of an act, newest first', async () => {
    const { contractId } = await openNamed('架空 監査', 'カクウ カンサ', '001', '88800000001');
    await ground.search.contractFile(teller, contractId);
    const acts = async (act?: string) =>
      (
        await ground.search.findAudit(auditor, {
          contractNumber: '888 0000 0001',
          limit: 100,
          ...(act === undefined ? {} : { act }),
        })
      ).lines.map((line) => line.act);
    expect(await acts()).toEqual(['contract_seen', 'contract_opened']);
    expect(await acts('contract_o')).toEqual(['contract_opened']);
    expect(await acts('_')).toEqual([]);
  });

  test('is exported whole, oldest first, however long, and the export is an act itself', async () => {
    await ground.money.query(
      `insert into bank.audit (id, at, actor_kind, act)
       select gen_random_uuid(), now(), 'system', 'bulk' from generate_series(1, 2500)`,
    );
    const ids: string[] = [];
    for await (const line of ground.search.exportAudit(auditor, { act: 'bulk' })) ids.push(line.auditId);
    expect(ids).toHaveLength(2_500);
    expect(ids).toEqual([...ids].sort());
    await ground.money.query(`delete from bank.audit where act = 'bulk'`);
    const [act] = (await ground.search.findAudit(auditor, { act: 'audit_exported', limit: 1 })).lines;
    expect(act?.actor).toBe(auditor.operator.operatorId);
  });

  test('is proved, and what was changed is named', async () => {
    while ((await ground.seal()) > 0);
    const good = await ground.search.verifyAudit(auditor);
    expect(good.fault).toBeUndefined();
    expect(good.sealed).toBeGreaterThan(10);
    await ground.money.query(
      `update bank.audit set detail = '{}' where act = 'contracts_searched' and detail ->> 'found' = '2'`,
    );
    const bad = await ground.search.verifyAudit(auditor);
    expect(bad.fault?.name).toBe('audit_row_changed');
  });

  test.each(['teller', 'manager'] as const)('is nothing for a %s', async (role) => {
    const session = sessionOf(role);
    await expect(ground.search.findAudit(session, { limit: 1 })).rejects.toThrow('auditors');
    await expect(ground.search.verifyAudit(session)).rejects.toThrow('auditors');
    await expect(ground.search.exportAudit(session, {})[Symbol.asyncIterator]().next()).rejects.toThrow(
      'auditors',
    );
  });
});
