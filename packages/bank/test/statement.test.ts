import { businessDate, epochSeconds } from '@warifu/base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STATEMENT_FORMATS, type StatementFormat } from '../src/statements/statement.ts';
import { CORE_TIME, type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';

let ground: MoneyGround;
let customer: Customer;
const DAY = 86_400;

/** Three days with five transfers each, two lines for each of them. */
beforeAll(async () => {
  ground = await openMoneyGround();
  customer = await ground.customer(1_000_000n);
  for (let day = 0; day < 3; day += 1) {
    ground.time.now = epochSeconds(CORE_TIME + day * DAY);
    for (let count = 0; count < 5; count += 1) {
      const { draftId } = await ground.bank.startDraft(customer.contractId, 'transfer', 'pc');
      const { orderId } = await ground.prepared(customer, 1_000n, { draftId, payeeKana: '-アブナイ' });
      await ground.execute(customer, orderId);
    }
  }
});
afterAll(() => ground.close());

const of = (from: string, to: string) => ({
  contractId: customer.contractId,
  accountId: customer.accountId,
  from: businessDate(from),
  to: businessDate(to),
});

test('a period has its lines, newest first, and its balances before and after', async () => {
  const statement = await ground.bank.statement(of('2026-11-25', '2026-11-25'));
  expect(statement).toMatchObject({
    openingBalance: 1_000_000n - 5_825n,
    closingBalance: 1_000_000n - 11_650n,
  });
  expect(statement?.lines).toHaveLength(10);
  expect(statement?.lines[0]).toMatchObject({
    seq: 21n,
    kind: 'transfer_fee',
    amount: -165n,
    balanceAfter: 988_350n,
  });
  expect(statement?.lines[1]).toMatchObject({ kind: 'transfer_out', amount: -1_000n, counterparty: '-ｱﾌﾞﾅｲ' });
});

test('pages by key meet without a gap or a repeat', async () => {
  const all = await ground.bank.statement(of('2026-11-01', '2026-11-30'));
  const seqs: bigint[] = [];
  let before: bigint | undefined;
  for (;;) {
    const page = await ground.bank.statement({
      ...of('2026-11-01', '2026-11-30'),
      limit: 7,
      ...(before === undefined ? {} : { before }),
    });
    seqs.push(...(page?.lines ?? []).map((line) => line.seq));
    before = page?.next;
    if (before === undefined) break;
  }
  expect(seqs).toEqual(all?.lines.map((line) => line.seq));
  expect(seqs).toHaveLength(31);
});

test('an empty period, one that ends before it begins, and one in the future are empty', async () => {
  for (const [from, to] of [
    ['2026-11-01', '2026-11-23'],
    ['2026-11-26', '2026-11-24'],
    ['2027-01-01', '2027-02-01'],
  ] as const) {
    const statement = await ground.bank.statement(of(from, to));
    expect(statement?.lines).toEqual([]);
    expect(statement?.openingBalance).toBe(statement?.closingBalance);
  }
});

test("another contract's account has no statement, and neither has nonsense", async () => {
  const other = await ground.customer(0n);
  const call = { ...of('2026-11-01', '2026-11-30'), contractId: other.contractId };
  expect(await ground.bank.statement(call)).toBeUndefined();
  expect(await ground.bank.wholeStatement(call)).toBeUndefined();
  expect(await ground.bank.balanceHistory(call)).toBeUndefined();
  expect(await ground.bank.monthlyFlow(call)).toBeUndefined();
  for (const format of STATEMENT_FORMATS) {
    expect(await ground.bank.statementFile(call, format)).toBeUndefined();
  }
  expect(await ground.bank.statement({ ...call, accountId: 'x' })).toBeUndefined();
});

test('the ready-made periods are civil months, and older than 15 months is cut', async () => {
  expect(await ground.bank.statementPeriods()).toEqual({
    thisMonth: { from: '2026-11-01', to: '2026-11-26' },
    lastMonth: { from: '2026-10-01', to: '2026-10-31' },
    monthBeforeLast: { from: '2026-09-01', to: '2026-09-30' },
    earliest: '2025-08-26',
    today: '2026-11-26',
  });
  const statement = await ground.bank.statement(of('2000-01-01', '2030-01-01'));
  expect(statement).toMatchObject({ from: '2025-08-26', to: '2026-11-26' });
});

test('a period of days that nobody has in a book is empty, and is a file like any other', async () => {
  for (const [from, to] of [
    ['0001-01-01', '0000-01-01'],
    ['9999-12-31', '2026-11-26'],
    ['1900-01-01', '1901-01-01'],
  ] as const) {
    expect(await ground.bank.statement(of(from, to))).toMatchObject({ lines: [] });
    const file = await ground.bank.statementFile(of(from, to), 'zengin');
    const parts: Uint8Array[] = [];
    for await (const part of file?.lines ?? []) parts.push(Buffer.from(part));
    // Header, trailer and end.
    expect(Buffer.concat(parts)).toHaveLength(600);
  }
});

async function textOf(
  account: Pick<Customer, 'contractId' | 'accountId'>,
  format: StatementFormat,
): Promise<{ readonly text: string; readonly largest: number }> {
  const { contractId, accountId } = account;
  const file = await ground.bank.statementFile(
    { ...of('2026-11-01', '2026-11-30'), contractId, accountId },
    format,
  );
  let bytes = Buffer.alloc(0);
  let largest = 0;
  for await (const part of file?.lines ?? []) {
    const read = Buffer.from(part);
    largest = Math.max(largest, read.length);
    bytes = Buffer.concat([bytes, read]);
  }
  return { text: new TextDecoder(format === 'csv_utf8' ? 'utf-8' : 'shift_jis').decode(bytes), largest };
}

test('the CSV has every line, oldest first, and no formula; in Shift_JIS it says the same', async () => {
  const { text } = await textOf(customer, 'csv_utf8');
  expect(text.startsWith('日付,番号,摘要,お相手,お支払金額,お預り金額,差引残高\r\n')).toBe(true);
  const lines = text.trimEnd().split('\r\n');
  expect(lines).toHaveLength(32);
  expect(lines[1]).toBe('2026-11-24,1,入金,,,1000000,1000000');
  expect(lines[2]).toBe("2026-11-24,2,振込,'-ｱﾌﾞﾅｲ,1000,,999000");
  expect((await textOf(customer, 'csv_shift_jis')).text).toBe(text);
});

test('the 全銀 records begin with the account and end with what the period came to', async () => {
  const { text } = await textOf(customer, 'zengin');
  expect(text).toHaveLength(200 * (31 + 3));
  expect(text.slice(0, 73)).toMatch(/^10300811260811010811261999ﾜﾘﾌｼﾝﾖｳｷﾝｺ {5}001ﾎﾝﾃﾝ {11}0001000\d{7}$/);
  expect(text.slice(-400, -340)).toMatch(/^800000100000010000000000300000000017475100000000982525000003/);
});

test('thousands of lines come out whole, a few hundred at a time', async () => {
  const many = await ground.customer(0n);
  await ground.query(
    `insert into bank.entry (account_id, seq, posting_id, amount_yen, balance_after_yen, kind, business_date, posted_at)
     select $1, n, gen_random_uuid(), 1, n, 'deposit', '2026-11-24', now() from generate_series(1, 3456) as n`,
    [many.accountId],
  );
  const csv = await textOf(many, 'csv_utf8');
  expect(csv.text.split('\r\n')).toHaveLength(3_456 + 2);
  const zengin = await textOf(many, 'zengin');
  expect(zengin.text).toHaveLength(200 * (3_456 + 3));
  expect(zengin.largest).toBe(200 * 500);
});

test('history pages by key, newest first', async () => {
  const first = await ground.bank.history({ contractId: customer.contractId, limit: 10 });
  expect(first.lines).toHaveLength(10);
  const second = await ground.bank.history({
    contractId: customer.contractId,
    limit: 10,
    ...(first.next === undefined ? {} : { before: first.next }),
  });
  expect(second.lines).toHaveLength(5);
  expect(second.next).toBeUndefined();
  const ids = [...first.lines, ...second.lines].map((line) => line.orderId);
  expect(new Set(ids).size).toBe(15);
  expect(ids).toEqual([...ids].sort().reverse());
});
