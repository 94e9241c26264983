import { businessDate, present, uuidv7, yen } from '@warifu/base';
import { openDatabase } from '@warifu/pg';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillScale } from '../../../tests/load/fill-scale.ts';
import type { Bank } from '../src/bank.ts';
import type { BranchSearch } from '../src/branch/branch.ts';
import type { BranchSession } from '../src/branch/operator.ts';
import { openBranchSearch } from '../src/branch/search/open-search.ts';
import type { Session } from '../src/contracts/contract.ts';
import type { BankTables } from '../src/tables.ts';
import { CORE_TIME, type MoneyGround, OTHER_BANK, openMoneyGround } from './support/money.ts';

const CONTRACTS = 2_000;
const PASSWORD = 'Kawara-no-tsuki-7';
/** A table with no more rows than this may be read whole: it is a few pages. */
const ROWS_MAX = 500;
const NUMBER = '10000000777';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}
interface SeenPlan {
  readonly 'Query Text': string;
  readonly Plan: PlanNode;
}

let ground: MoneyGround;
let search: BranchSearch;
let closeSearch: () => Promise<void>;
let owner: pg.Client;
let rowCounts: ReadonlyMap<string, number>;
let session: Session;
let sessionToken = '';
let accountId = '';
let orderId = '';
const seen: SeenPlan[] = [];

/** What the server says of each statement that it ran, those inside its functions too: the plan that it really took. */
function listen(pool: pg.Pool): void {
  pool.on('connect', (client) => {
    client.on('notice', ({ message = '' }) => {
      const start = message.indexOf('plan:\n');
      if (start >= 0) seen.push(JSON.parse(message.slice(start + 'plan:\n'.length)) as SeenPlan);
    });
  });
}

async function explainEverything(): Promise<void> {
  const { rows } = await owner.query<{ name: string }>('select quote_ident(current_database()) as name');
  for (const setting of [
    "session_preload_libraries = 'auto_explain'",
    'auto_explain.log_min_duration = 0',
    'auto_explain.log_nested_statements = on',
    "auto_explain.log_format = 'json'",
    "auto_explain.log_level = 'notice'",
  ])
    await owner.query(`alter database ${rows[0]?.name} set ${setting}`);
}

/** What a bank at work has beside its book. */
const MORE = `
  insert into bank.notice (id, contract_id, kind, at, mail_state, mail_due_at, mail_settled_at)
    select gen_random_uuid(), c.id, 'transfer_executed', now(), 'sent', now(), now()
    from bank.contract as c cross join generate_series(1, 5);
  insert into bank.login (id, contract_id, at, channel, address, new_browser)
    select gen_random_uuid(), c.id, now(), 'pc', '192.0.2.*', false
    from bank.contract as c cross join generate_series(1, 5);
  insert into bank.session (id, token_hash, contract_id, channel, opened_at, last_seen_at, expires_at, ended_at, end_reason)
    select gen_random_uuid(), sha256(c.id::text::bytea), c.id, 'pc', now(), now(), now(), now(), 'logout' from bank.contract as c;
  insert into bank.draft (id, contract_id, kind, channel, expires_at)
    select gen_random_uuid(), c.id, 'transfer', 'pc', '2027-01-01' from bank.contract as c;
  insert into bank.zengin_outbox (order_id, contract_id, state, due_date, due_second, next_try_at, sent_at)
    select order_id, contract_id, 'sent', value_date, 0, now(), now() from bank.transfer;
  vacuum analyze`;

beforeAll(async () => {
  ground = await openMoneyGround();
  owner = new pg.Client({ connectionString: ground.ownerUrl });
  await owner.connect();
  await fillScale(owner, { contracts: CONTRACTS, password: PASSWORD, today: '2026-11-24' });
  for (const statement of MORE.split(';')) await owner.query(statement);
  await explainEverything();
  const database = openDatabase<BankTables>({ connectionString: ground.urlFor('branch_app') });
  closeSearch = () => database.close();
  for (const { pool } of [database, ground.ports.database]) listen(pool);
  const { authority, configuration, pepper } = ground.ports;
  search = openBranchSearch({
    database,
    clock: () => ground.time.now,
    authority: {
      ...authority,
      tokenOf: async () => ({ outcome: 'unknown' }),
      handOut: async () => ({ outcome: 'refused', reason: 'unknown' }),
    },
    configuration,
    pepper,
  });
  const { rows } = await owner.query<{ name: string; rows: number }>(
    `select relname as name, reltuples as rows from pg_class
     where relnamespace = 'bank'::regnamespace and relkind in ('r', 'i')`,
  );
  rowCounts = new Map(rows.map((row) => [row.name, row.rows]));
  await enter();
}, 120_000);

afterAll(async () => {
  await closeSearch();
  await owner.end();
  await ground.close();
});

/** One of the filled customers, with a token. */
async function enter(): Promise<void> {
  const { rows } = await owner.query<{ contractId: string; subject: string; accountId: string }>(
    `update bank.contract as c set otp_mark = 'registered' from bank.account as a
     where c.contract_number = $1 and a.contract_id = c.id
     returning c.id as "contractId", c.subject, a.id as "accountId"`,
    [NUMBER],
  );
  const row = present(rows[0], 'the customer is there');
  ({ accountId } = row);
  ground.authority.bindings.set(row.subject, { tokenId: 'WRSM00000001', boundAt: ground.time.now });
  const { bank } = ground;
  const outcome = await bank.login({
    contractNumber: NUMBER,
    password: PASSWORD,
    channel: 'pc',
    address: '192.0.2.1',
  });
  if (outcome.outcome !== 'opened') throw new Error('the customer logs in');
  ({ session, sessionToken } = outcome);
  const [last] = (await bank.history({ contractId: session.contractId })).lines;
  orderId = present(last, 'there was a transfer').orderId;
}

/** Tables with many rows that a plan reads whole: without an index, or along all of one with nothing that ends it. */
function wholeReadsOf({ 'Query Text': text, Plan }: SeenPlan): readonly string[] {
  const found: string[] = [];
  const walk = (node: PlanNode, isBounded: boolean): void => {
    const { 'Relation Name': table = '', 'Index Name': index } = node;
    // A partial index holds what is open or due: along it, no more than that is read.
    const read = node['Node Type'] === 'Seq Scan' ? table : index;
    const isWhole = node['Node Type'] === 'Seq Scan' || (node['Index Cond'] === undefined && !isBounded);
    if (isWhole && (rowCounts.get(read ?? '') ?? 0) > ROWS_MAX)
      found.push(`${table}: ${text.trim().slice(0, 300)}`);
    for (const child of node.Plans ?? []) walk(child, isBounded || node['Node Type'] === 'Limit');
  };
  walk(Plan, false);
  return found;
}

async function wholeReads(work: () => Promise<unknown>): Promise<readonly string[]> {
  seen.length = 0;
  await work();
  expect(seen.length).toBeGreaterThan(0);
  return [...new Set(seen.flatMap(wholeReadsOf))];
}

const id = () => session.contractId;
const of = (from: string, to: string) => ({
  contractId: id(),
  accountId,
  from: businessDate(from),
  to: businessDate(to),
});
const YEARS = ['2024-11-01', '2026-11-24'] as const;
const unknown = () => ({ contractId: id(), orderId: uuidv7(), channel: 'pc' as const });

type Way = (bank: Bank) => Promise<unknown>;

/** All that a page of the customer's, or a job, reads; a transfer from its first page to its receipt. */
const READS: Readonly<Partial<Record<keyof Bank, Way>>> = {
  login: (bank) =>
    bank.login({ contractNumber: '10000000778', password: PASSWORD, channel: 'pc', address: '192.0.2.1' }),
  sessionOf: (bank) => bank.sessionOf(sessionToken),
  topPage: (bank) => bank.topPage(session),
  listAccounts: (bank) => bank.listAccounts(id()),
  accountOf: (bank) => bank.accountOf(id(), accountId),
  statement: async (bank) => {
    await bank.statement(of('2026-10-01', '2026-10-31'));
    await bank.statement({ ...of(...YEARS), before: 30n });
    await bank.statement({ ...of(...YEARS), search: { counterparty: 'ミホン' } });
  },
  statementFile: async (bank) => {
    const file = await bank.statementFile(of(...YEARS), 'csv_utf8');
    for await (const _lines of file?.lines ?? []);
  },
  balanceHistory: (bank) => bank.balanceHistory(of(...YEARS)),
  monthlyFlow: (bank) => bank.monthlyFlow({ contractId: id(), accountId }),
  history: async (bank) => {
    await bank.history({ contractId: id() });
    await bank.history({ contractId: id(), before: orderId });
  },
  orderOf: (bank) => bank.orderOf(id(), orderId),
  receiptOf: (bank) => bank.receiptOf(id(), orderId),
  preparedTransfer: (bank) => bank.preparedTransfer(id(), orderId, 'pc'),
  recentPayees: (bank) => bank.recentPayees(id()),
  listBookedOrders: (bank) => bank.listBookedOrders(id()),
  listBookings: (bank) => bank.listBookings(id()),
  listPayees: (bank) => bank.listPayees(id()),
  listTimeDeposits: (bank) => bank.listTimeDeposits(id()),
  listSavings: (bank) => bank.listSavings(id()),
  billPaymentHistory: (bank) => bank.billPaymentHistory({ contractId: id() }),
  payEasyStop: (bank) => bank.payEasyStop(id()),
  limitStates: (bank) => bank.limitStates(id()),
  addressState: (bank) => bank.addressState(id()),
  confirmationPasswordState: (bank) => bank.confirmationPasswordState(id()),
  mailAddressInPart: (bank) => bank.mailAddressInPart(id()),
  listRates: (bank) => bank.listRates(),
  timeDepositOffer: (bank) => bank.timeDepositOffer(),
  savingsOffer: (bank) => bank.savingsOffer(),
  executeTransfer: async (bank) => {
    const { draftId } = await bank.startDraft(id(), 'transfer', 'pc');
    await bank.saveDraft(id(), draftId, { bankCode: OTHER_BANK.bankCode });
    await bank.findDraft(id(), draftId);
    const prepared = await bank.prepareTransfer({
      contractId: id(),
      channel: 'pc',
      draftId,
      fromAccountId: accountId,
      payee: OTHER_BANK,
      payeeKana: 'ミホン',
      nameSource: 'typed',
      amount: yen(1_000n),
    });
    if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
    const call = {
      contractId: id(),
      orderId: prepared.order.orderId,
      channel: 'pc',
      code: '123456',
    } as const;
    const executed = await bank.executeTransfer(call);
    if (executed.outcome !== 'executed') throw new Error('the transfer is executed');
  },
  scheduledTransferOf: (bank) => bank.scheduledTransferOf(unknown()),
  ownTransferOf: (bank) => bank.ownTransferOf(unknown()),
  timeDepositOrder: (bank) => bank.timeDepositOrder(unknown()),
  savingsOpeningOf: (bank) => bank.savingsOpeningOf(unknown()),
  billPaymentOf: (bank) => bank.billPaymentOf(unknown()),
  billReceiptOf: (bank) => bank.billReceiptOf(id(), uuidv7()),
  limitChangeOf: (bank) => bank.limitChangeOf(unknown()),
  // What is due, each a bounded piece.
  deliverMails: (bank) => bank.deliverMails(),
  forgetExpired: (bank) => bank.forgetExpired(),
  forgetDrafts: (bank) => bank.forgetDrafts(),
  sendDueTransfers: (bank) => bank.sendDueTransfers(),
  settleReturns: (bank) => bank.settleReturns(),
  settleRecalls: (bank) => bank.settleRecalls(),
  settleBillPayments: (bank) => bank.settleBillPayments(),
  // Not runDay: a day's sums and its trial balance read all balances once, which is what they are for.
  dayState: (bank) => bank.dayState(),
};

const auditor = (): BranchSession => ({
  sessionId: uuidv7(),
  operator: {
    operatorId: uuidv7(),
    operatorNumber: '100001',
    personNumber: 'P1',
    name: '模擬 監査',
    role: 'auditor',
    branchCode: '001',
    state: 'active',
    hasToken: true,
  },
  openedAt: CORE_TIME,
  expiresAt: CORE_TIME,
  idleUntil: CORE_TIME,
});
const days = { from: businessDate('2026-10-01'), to: businessDate('2026-10-31') } as const;

describe('with thousands of contracts, no page, and no job beside the day’s own, reads a table whole', () => {
  test.each(Object.entries(READS))('%s', async (_name, way) => {
    expect(await wholeReads(() => way(ground.bank))).toEqual([]);
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      'by contract number',
      () => search.findContracts(auditor(), { by: 'number', text: '100000007', limit: 20 }),
    ],
    ['by name', () => search.findContracts(auditor(), { by: 'name', text: '負荷 試験77', limit: 20 })],
    ['by kana', () => search.findContracts(auditor(), { by: 'kana', text: 'アイウ ハナコ', limit: 20 })],
    ['by account', () => search.findContracts(auditor(), { by: 'account', text: '0000777', limit: 20 })],
    ['file', () => search.contractFile(auditor(), id())],
    ['orders of a contract', () => search.findOrders(auditor(), { contractNumber: NUMBER, limit: 20 })],
    ['orders of days', () => search.findOrders(auditor(), { ...days, limit: 20 })],
    ['newest orders', () => search.findOrders(auditor(), { limit: 20 })],
    ['unsent mails', () => search.listUnsentMails(auditor(), 20)],
    ['newest acts', () => search.findAudit(auditor(), { limit: 20 })],
    ['acts of a contract', () => search.findAudit(auditor(), { contractNumber: NUMBER, limit: 20 })],
    ['days', () => search.dayState()],
  ])('the branch’s search: %s', async (_name, way) => {
    expect(await wholeReads(way)).toEqual([]);
  });
});

test('an index that is missing is seen', async () => {
  await owner.query('drop index bank.customer_kanji_begins');
  const found = await wholeReads(() =>
    search.findContracts(auditor(), { by: 'name', text: '負荷 試験77', limit: 20 }),
  );
  expect(found.join('\n')).toMatch(/^customer: /);
});
