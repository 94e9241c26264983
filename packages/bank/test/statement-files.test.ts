import { businessDate, epochSeconds, type Yen, yen } from '@warifu/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultConfiguration } from '../src/configuration.ts';
import { csvInShiftJis, csvInUtf8 } from '../src/statements/csv.ts';
import { ENTRY_KIND_LINES, ENTRY_KINDS } from '../src/statements/entry-kinds.ts';
import type { StatementLine, WholeStatement } from '../src/statements/statement.ts';
import { RECORD_LENGTH, ZENGIN_LAYOUT, type ZenginRecord } from '../src/statements/zengin-layout.ts';
import { eraDateOf, zenginRecords } from '../src/statements/zengin-records.ts';

const OWN = defaultConfiguration.ownBank;

const lineOf = (seq: bigint, amount: bigint, changes: Partial<StatementLine> = {}): StatementLine => ({
  seq,
  businessDate: businessDate('2026-11-24'),
  postedAt: epochSeconds(1_795_482_123),
  kind: amount > 0n ? 'transfer_in' : 'transfer_out',
  counterparty: 'ﾐﾎﾝ ｼﾖｳｼﾞ',
  amount: yen(amount),
  balanceAfter: yen(0n),
  ...changes,
});

function statementOf(lines: readonly StatementLine[], closingBalance = 0n): WholeStatement {
  return {
    today: businessDate('2026-11-26'),
    from: businessDate('2026-11-01'),
    to: businessDate('2026-11-26'),
    holder: { kanji: '見本 太郎', kana: 'ﾐﾎﾝ ﾀﾛｳ' },
    account: { kind: 'ordinary', branchCode: '001', accountNumber: '0001234' },
    openingBalance: yen(1_000n),
    closingBalance: yen(closingBalance),
    linesCount: lines.length,
    lines: (async function* () {
      for (let from = 0; from < lines.length; from += 3) yield lines.slice(from, from + 3);
    })(),
  };
}

async function bytesOf(parts: AsyncIterable<string | Uint8Array>): Promise<Buffer> {
  const read: Buffer[] = [];
  for await (const part of parts) read.push(Buffer.from(part));
  return Buffer.concat(read);
}

const kana = fc.string({ unit: fc.constantFrom(...'ｱｶﾞﾊﾟﾝABZ09 ().-/,'), maxLength: 48 });
const lines = fc.array(
  fc.record({
    seq: fc.bigInt({ min: 1n, max: 10n ** 12n }),
    amount: fc.bigInt({ min: -999_999_999_999n, max: 999_999_999_999n }).filter((amount) => amount !== 0n),
    counterparty: kana,
    kind: fc.constantFrom(...ENTRY_KINDS),
  }),
  { maxLength: 12 },
);
const lineFrom = ({
  seq,
  amount,
  ...changes
}: Pick<StatementLine, 'counterparty' | 'kind'> & {
  readonly seq: bigint;
  readonly amount: bigint;
}) => lineOf(seq, amount, changes);

/** A record cut at the lengths of its fields. */
function cut(record: string): { readonly name: ZenginRecord; readonly fields: ReadonlyMap<string, string> } {
  const names: Readonly<Record<string, ZenginRecord>> = { 1: 'header', 2: 'line', 8: 'trailer', 9: 'end' };
  const name = names[record.charAt(0)];
  if (name === undefined) throw new Error(`no record begins with ${record.charAt(0)}`);
  let at = 0;
  const fields = new Map<string, string>();
  for (const field of ZENGIN_LAYOUT[name]) {
    fields.set(field.name, record.slice(at, at + field.length));
    at += field.length;
  }
  return { name, fields };
}

async function readZengin(statement: WholeStatement) {
  const bytes = await bytesOf(zenginRecords(statement, OWN));
  expect(bytes.length % RECORD_LENGTH).toBe(0);
  const text = new TextDecoder('shift_jis', { fatal: true }).decode(bytes);
  // One letter is one byte, so that a field is where its column says.
  expect(text).toHaveLength(bytes.length);
  return Array.from({ length: text.length / RECORD_LENGTH }, (_, index) =>
    cut(text.slice(index * RECORD_LENGTH, (index + 1) * RECORD_LENGTH)),
  );
}

const sumOf = (some: readonly StatementLine[]): bigint =>
  some.reduce((sum, { amount }) => sum + (amount < 0n ? -amount : amount), 0n);

describe('入出金取引明細', () => {
  test.each(Object.entries(ZENGIN_LAYOUT))(
    'the fields of %s are 200 bytes, each with a name of its own',
    (_name, fields) => {
      expect(fields.reduce((sum, { length }) => sum + length, 0)).toBe(RECORD_LENGTH);
      const names = fields.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    },
  );

  test('is this, byte for byte, for a credit and a debit', async () => {
    const bytes = await bytesOf(
      zenginRecords(
        statementOf([lineOf(1n, 190_000n), lineOf(2n, -1_234n, { counterparty: 'ｻﾝﾌﾟﾙｽﾄｱ' })], 189_766n),
        OWN,
      ),
    );
    const text = new TextDecoder('shift_jis').decode(bytes);
    const none = (count: number) => '0'.repeat(count);
    const space = (count: number) => ' '.repeat(count);
    expect(text.match(/[\s\S]{200}/g)).toEqual([
      `10300811260811010811261999ﾜﾘﾌｼﾝﾖｳｷﾝｺ${space(5)}001ﾎﾝﾃﾝ${space(11)}00010000001234ﾐﾎﾝ ﾀﾛｳ${space(33)}1100000000001000${space(71)}`,
      `200000001081124081124111000000190000${none(45)}ﾐﾎﾝ ｼﾖｳｼﾞ${space(39)}${space(30)}ﾌﾘｺﾐﾆﾕｳｷﾝ${space(11)}${space(21)}`,
      `200000002081124081124211000000001234${none(45)}${space(48)}${space(30)}ﾌﾘｺﾐ ｻﾝﾌﾟﾙｽﾄｱ${space(7)}${space(21)}`,
      `8000001000000019000000000100000000012341000000001897660000002${space(139)}`,
      `9000000000500001${space(184)}`,
    ]);
  });

  test('comes back whole: every line, its sums, its counts', async () => {
    await fc.assert(
      fc.asyncProperty(lines, async (drawn) => {
        const given = drawn.map(lineFrom);
        const records = await readZengin(statementOf(given, 77n));
        expect(records.map(({ name }) => name)).toEqual([
          'header',
          ...given.map(() => 'line'),
          'trailer',
          'end',
        ]);
        for (const [index, line] of given.entries()) {
          const fields = records[index + 1]?.fields;
          const isIn = line.amount > 0n;
          expect(BigInt(fields?.get('照会番号') ?? '')).toBe(line.seq % 10n ** 8n);
          expect(BigInt(fields?.get('取引金額') ?? '')).toBe(isIn ? line.amount : -line.amount);
          expect(fields?.get('入払区分')).toBe(isIn ? '1' : '2');
          expect(fields?.get('勘定日')).toBe('081124');
          expect(fields?.get('振込依頼人名または契約者番号')?.trimEnd()).toBe(
            isIn ? line.counterparty.trimEnd() : '',
          );
          expect(fields?.get('摘要内容')).toContain(ENTRY_KIND_LINES[line.kind].summaryKana);
        }
        const [paidIn, paidOut] = [true, false].map((isIn) =>
          given.filter(({ amount }) => amount > 0n === isIn),
        );
        const trailer = records.at(-2)?.fields;
        expect(BigInt(trailer?.get('入金件数') ?? '')).toBe(BigInt(paidIn?.length ?? 0));
        expect(BigInt(trailer?.get('入金額合計') ?? '')).toBe(sumOf(paidIn ?? []));
        expect(BigInt(trailer?.get('出金件数') ?? '')).toBe(BigInt(paidOut?.length ?? 0));
        expect(BigInt(trailer?.get('出金額合計') ?? '')).toBe(sumOf(paidOut ?? []));
        expect(BigInt(trailer?.get('取引後残高') ?? '')).toBe(77n);
        expect(BigInt(records.at(-1)?.fields.get('レコード総件数') ?? '')).toBe(BigInt(records.length));
      }),
      { numRuns: 50 },
    );
  });

  test('a letter that the network does not have leaves a gap, and moves nothing', async () => {
    const [, line] = await readZengin(statementOf([lineOf(1n, 5n, { counterparty: '株式会社ﾐﾎﾝ𠮷ガ' })]));
    expect(line?.fields.get('振込依頼人名または契約者番号')?.trimEnd()).toBe('    ﾐﾎﾝ ｶﾞ');
    expect(line?.fields.get('データ区分')).toBe('2');
  });

  test.each([
    ['2026-11-24', '081124'],
    ['2019-05-01', '010501'],
    ['2019-04-30', '310430'],
    ['1989-01-07', '640107'],
  ])('%s is written %s', (date, text) => {
    expect(eraDateOf(businessDate(date))).toBe(text);
  });

  test.each(ENTRY_KINDS)('the summary of %s fits its field and is of the network’s letters', (kind) => {
    expect(ENTRY_KIND_LINES[kind].summaryKana).toMatch(/^[0-9A-Z\uff61-\uff9f ()\-./]{1,20}$/);
  });
});

/** A small reader of CSV: rows of cells, quotes taken off. */
const rowsOf = (text: string): readonly (readonly string[])[] =>
  text
    .trimEnd()
    .split('\r\n')
    .map((row) =>
      [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
        quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
      ),
    );

const namesOf = (text: string) => text.replace(/^'/, '');

describe('CSV', () => {
  test('in both encodings comes back with the same lines', async () => {
    await fc.assert(
      fc.asyncProperty(lines, async (drawn) => {
        const given = drawn.map(lineFrom);
        const utf8 = (await bytesOf(csvInUtf8(statementOf(given)))).toString();
        expect(utf8.startsWith('\uFEFF')).toBe(true);
        const shiftJis = new TextDecoder('shift_jis', { fatal: true }).decode(
          await bytesOf(csvInShiftJis(statementOf(given))),
        );
        expect(shiftJis).toBe(utf8.slice(1));
        const [, ...rows] = rowsOf(shiftJis);
        expect(rows.map(([date, seq, , name]) => [date, seq, namesOf(name ?? '')])).toEqual(
          given.map((line) => ['2026-11-24', String(line.seq), namesOf(line.counterparty)]),
        );
        expect(rows.map(([, , , , out, into]) => (into === '' ? `-${out}` : into))).toEqual(
          given.map(({ amount }) => String(amount)),
        );
      }),
      { numRuns: 50 },
    );
  });

  test.each(['=1+1', '+81', '-ｱﾌﾞﾅｲ', '@SUM', '\tx'])('a name like %j runs as no formula', async (name) => {
    const text = (await bytesOf(csvInUtf8(statementOf([lineOf(1n, 5n, { counterparty: name })])))).toString();
    expect(rowsOf(text)[1]?.[3]).toBe(`'${name}`);
  });

  test('a cell with a comma or a quote is quoted', async () => {
    const line = lineOf(1n, 5n, { kind: 'deposit', counterparty: '=A,"B"', balanceAfter: yen(5n) as Yen });
    const text = (await bytesOf(csvInUtf8(statementOf([line])))).toString();
    expect(text.split('\r\n')[1]).toBe(`2026-11-24,1,入金,"'=A,""B""",,5,5`);
  });
});
