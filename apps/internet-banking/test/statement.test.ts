import { type Bank, FLOW_GROUPS, type StatementCall } from '@warifu/bank';
import { yen } from '@warifu/base';
import { SERIES_MAX } from '@warifu/ui';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';
import { SESSION_TOKENS } from './fake-bank.ts';
import { IDS, LINES } from './fixtures.ts';
import { browserOf, siteOf } from './site.ts';
import { flowOf, statements, wholeStatement } from './statements.ts';

const OPEN = { warifu_session: SESSION_TOKENS.open };
const PATH = `/statement/${IDS.account}`;

let site: FastifyInstance;
afterEach(() => site?.close());

const opened = async (bank: Partial<Bank> = {}, language = 'ja') => {
  site = await siteOf(bank);
  return browserOf(site, { ...OPEN, warifu_language: language });
};

/** A bank that remembers what it was asked for. */
function asking() {
  const calls: StatementCall[] = [];
  const statement: Bank['statement'] = async (call) => {
    calls.push(call);
    return statements.statement?.(call);
  };
  return { calls, bank: { statement } };
}

describe('search', () => {
  const FORM = {
    period: 'last',
    name: ' みほん ',
    min: '１，０００円',
    max: '50000',
    direction: 'out',
    kind: 'transfer_out',
  };
  const search = async (form: Readonly<Record<string, string>>, language = 'ja') => {
    const { calls, bank } = asking();
    const browser = await opened(bank, language);
    const answer = await browser.post(`${PATH}/search`, form, `${PATH}?period=last`);
    return { browser, answer, calls };
  };

  test('is asked of the bank as it was typed, and stays on the page and its other pages', async () => {
    const { browser, answer, calls } = await search(FORM);
    expect(answer.status).toBe(303);
    const { body } = await browser.get(answer.location ?? '');
    expect(calls.at(-1)?.search).toEqual({
      counterparty: 'みほん',
      amountMin: yen(1_000n),
      amountMax: yen(50_000n),
      direction: 'out',
      kind: 'transfer_out',
    });
    expect(body).toContain('条件に合う明細だけを表示しています。');
    expect(body).toMatch(/<details[^>]* open/);
    expect(body).toContain('value="みほん"');
    expect(body).toMatch(/<option value="out" selected/);
    const older = /href="([^"]*before=951[^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    await browser.get(older);
    expect(calls.at(-1)).toMatchObject({ before: 951n, search: { counterparty: 'みほん' } });
  });

  test('no name and no amount is in an address', async () => {
    const { answer } = await search(FORM);
    expect(answer.location).toMatch(/^\/statement\/[\w-]+\?period=last&sought=[\w-]+$/);
    expect(decodeURIComponent(answer.location ?? '')).not.toMatch(/みほん|1000|50000/);
  });

  test('what was sealed for one session shows all lines in another', async () => {
    const { answer } = await search(FORM);
    const sealed = new URLSearchParams(answer.location?.split('?')[1]).get('sought') ?? '';
    const { calls, bank } = asking();
    await site.close();
    const other = await opened(bank);
    for (const sought of [`${sealed.slice(0, -2)}AA`, 'x']) {
      expect((await other.get(`${PATH}?sought=${sought}`)).status).toBe(200);
      expect(calls.at(-1)?.search).toEqual({});
    }
  });

  test.each([
    ['min', 'abc', '金額の下限を、1000のような数字で入力してください。'],
    ['max', '1.5', '金額の上限を、50000のような数字で入力してください。'],
    ['max', '-1', '金額の上限を、50000のような数字で入力してください。'],
    ['max', '999', '金額の上限は、下限以上にしてください。'],
  ])('%s %j is answered at its field, and nothing is read', async (field, typed, sentence) => {
    const { answer, calls } = await search({ ...FORM, [field]: typed });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain(sentence);
    expect(answer.body).toContain('value="みほん"');
    expect(answer.body).toMatch(new RegExp(`<input id="${field}"[^>]*autofocus`));
    expect(calls).toHaveLength(1);
  });

  test.each(['鷹', '"', '\\'])('a name of 300 times %s is cut to the longest of the book', async (letter) => {
    const long = letter.repeat(300);
    const form = { period: 'this', name: long, min: '0'.repeat(300), direction: long, kind: long };
    const { browser, answer, calls } = await search(form);
    expect((await browser.get(answer.location ?? '')).status).toBe(200);
    expect(calls.at(-1)?.search).toEqual({ counterparty: letter.repeat(48), amountMin: yen(0n) });
  });

  test('nothing typed, and an unknown kind, show everything', async () => {
    for (const kind of ['', "x' or 1=1"]) {
      const { answer } = await search({ period: 'this', kind, name: ' ' });
      expect(answer.location).toBe(`${PATH}?period=this`);
      await site.close();
    }
  });

  test('where nothing matches the page says so', async () => {
    const browser = await opened({
      statement: async (call) => {
        const statement = await statements.statement?.(call);
        return statement && { ...statement, lines: [], totals: { paidIn: yen(0n), paidOut: yen(0n) } };
      },
    });
    const answer = await browser.post(`${PATH}/search`, FORM, PATH);
    expect((await browser.get(answer.location ?? '')).body).toContain('条件に合う明細はありません。');
    expect((await browser.get(PATH)).body).toContain('この期間の入出金はありません。');
  });
});

describe('files', () => {
  const RANGE = 'from=2026-11-01&to=2026-11-30';

  test.each([
    ['csv', 'csv_utf8', 'text/csv; charset=utf-8', 'statement-2026-11-01-2026-11-30.csv'],
    [
      'csv-shift-jis',
      'csv_shift_jis',
      'text/csv; charset=shift_jis',
      'statement-2026-11-01-2026-11-30-shift-jis.csv',
    ],
    ['zengin', 'zengin', 'text/plain; charset=shift_jis', 'statement-2026-11-01-2026-11-30-zengin.txt'],
  ])('%s is sent as the bank writes it, byte for byte', async (kind, format, type, name) => {
    const formats: string[] = [];
    await opened({
      statementFile: async (call, asked) => {
        formats.push(asked);
        return statements.statementFile?.(call, asked);
      },
    });
    const answer = await site.inject({ url: `${PATH}/files/${kind}?${RANGE}`, cookies: OPEN });
    expect(formats).toEqual([format]);
    expect(answer.headers['content-type']).toBe(type);
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="${name}"`);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.rawPayload.subarray(-4)).toEqual(Buffer.from([0x93, 0xfa, 0x0d, 0x0a]));
  });

  test.each(['ja', 'en'])('the PDF is made in %s, and its title names nobody', async (language) => {
    await opened();
    const cookies = { ...OPEN, warifu_language: language };
    const answer = await site.inject({ url: `${PATH}/files/pdf?${RANGE}`, cookies });
    expect(answer.headers['content-type']).toBe('application/pdf');
    expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect(answer.headers['content-disposition']).toContain('statement-2026-11-01-2026-11-30.pdf');
  });

  test('a PDF of more lines than it holds is neither offered nor made', async () => {
    const browser = await opened({
      statement: async (call) => {
        const statement = await statements.statement?.(call);
        return statement && { ...statement, periodLinesCount: 3_001 };
      },
      wholeStatement: async () => ({ ...wholeStatement(), linesCount: 3_001 }),
    });
    const { body } = await browser.get(PATH);
    expect(body).toContain('PDFは3,000件までです。');
    expect(body).not.toContain('/files/pdf');
    expect(body).toContain('/files/csv?');
    const { location } = await browser.get(`${PATH}/files/pdf?${RANGE}`);
    expect(location).toBe(`${PATH}?period=range&${RANGE}`);
  });

  test.each(['csv', 'csv-shift-jis', 'zengin', 'pdf'])(
    "%s of another's account is an unknown page",
    async (kind) => {
      const browser = await opened({
        statementFile: async () => undefined,
        wholeStatement: async () => undefined,
      });
      expect((await browser.get(`${PATH}/files/${kind}?${RANGE}`)).status).toBe(404);
      expect((await browser.get(`${PATH}/files/${kind}?from=x&to=y`)).location).toBe(PATH);
    },
  );

  test('an empty period has no files to offer', async () => {
    const browser = await opened({
      statement: async (call) => {
        const statement = await statements.statement?.(call);
        return statement && { ...statement, lines: [], periodLinesCount: 0 };
      },
    });
    expect((await browser.get(PATH)).body).not.toContain('/files/');
  });
});

describe('sums', () => {
  test('stand on the first page of a period, and on no later one', async () => {
    const browser = await opened();
    expect((await browser.get(PATH)).body).toContain('お支払いの合計</dt><dd><span class="amount">¥45,678');
    expect((await browser.get(`${PATH}?before=500`)).body).not.toContain('お支払いの合計');
  });

  test('a period within one year names no year at its lines, and one over two names both', async () => {
    const browser = await opened();
    expect((await browser.get(PATH)).body).toContain('>11月23日(月)</time>');
    const { body } = await browser.get(`${PATH}?period=range&from=2025-12-01&to=2026-11-23`);
    expect(body).toContain('>2026年11月23日(月)</time>');
  });
});

describe('残高の推移', () => {
  const numbersOf = (body: string) =>
    [...(/class="chart-line" d="([^"]*)"/.exec(body)?.[1] ?? '').matchAll(/[ML](\d+) (\d+)/g)].map(
      ([, x, y]) => [Number(x), Number(y)],
    );

  test('the line has a point for each balance, the highest at the top of its scale', async () => {
    const browser = await opened();
    const { body } = await browser.get(`${PATH}/balance`);
    const points = numbersOf(body);
    expect(points.map(([x]) => x)).toEqual([0, 200, 400, 600, 800, 1_000]);
    const heights = points.map(([, y]) => y ?? -1);
    expect(heights[0]).toBe(heights[1]);
    expect(Math.min(...heights)).toBe(heights[5]);
    for (const y of heights) expect(y >= 0 && y <= 1_000).toBe(true);
  });

  test('the same stands in words and in a table; nothing is styled or run in the page', async () => {
    const browser = await opened();
    const { body } = await browser.get(`${PATH}/balance`);
    expect(body).toContain(
      'aria-label="残高の推移のグラフ。はじめ¥1,000、終わり¥1,234,567、最低¥1,000、最高¥1,234,567。"',
    );
    for (const amount of ['¥1,000', '¥250,000', '¥123,456', '¥98,765', '¥1,234,567']) {
      expect(body).toContain(`<span class="amount">${amount}</span></td>`);
    }
    expect(body).not.toMatch(/\sstyle=|<style|\son[a-z]+=|<script(?! type="module" src=)/);
  });

  test('one day alone is a dot in the middle', async () => {
    const balance = { date: '2026-11-23' as never, balance: yen(0n) };
    const browser = await opened({
      balanceHistory: async ({ from, to }) => ({ from, to, step: 'day', points: [balance] }),
    });
    const { body } = await browser.get(`${PATH}/balance`);
    expect(body).toMatch(/class="chart-line chart-dot" d="M500 \d+h0"/);
  });
});

describe('月別の収入・支出', () => {
  test('each month has its sums, its bars and a way to its lines', async () => {
    const browser = await opened();
    const { body } = await browser.get(`${PATH}/months`);
    expect(body).toContain(`href="${PATH}?period=range&amp;from=2026-09-01&amp;to=2026-09-30"`);
    expect(body).toContain('2026年11月');
    for (const amount of ['¥251,000', '¥124,116', '¥126,884', '¥1,000,000']) expect(body).toContain(amount);
    // The most that moved in a month is a whole bar.
    expect(body).toContain('<rect class="series-1" x="0" y="0" width="1000" height="10"');
    expect(body).toContain('支出の内訳');
    expect(body).not.toContain('預け入れ');
  });

  test('months before the first entry are left away; without any entry the page says so', async () => {
    const months = (await statements.monthlyFlow?.({ contractId: '', accountId: '' })) ?? [];
    const browser = await opened({ monthlyFlow: async () => [...months, flowOf('2026-08-01', [])] });
    const { body } = await browser.get(`${PATH}/months`);
    expect(body).toContain('2026年9月からの');
    expect(body).toContain('2026年10月');
    expect(body).not.toContain('2026年8月');
    await site.close();
    const none = await opened({ monthlyFlow: async () => [flowOf('2026-11-01', [])] });
    expect((await none.get(`${PATH}/months`)).body).toContain('この口座の入出金は、まだありません。');
  });

  test('there is a colour for every group, and one for what was paid in', () => {
    expect(FLOW_GROUPS.length + 1).toBeLessThanOrEqual(SERIES_MAX);
  });

  test("another's account is an unknown page", async () => {
    const browser = await opened({ monthlyFlow: async () => undefined });
    expect((await browser.get(`${PATH}/months`)).status).toBe(404);
    expect((await browser.get(`/statement/${IDS.unknown}/months`)).status).toBe(404);
    expect((await browser.get(`/statement/${IDS.unknown}/balance`)).status).toBe(404);
  });
});

test('the plain page has the sums and no file, no chart and no search', async () => {
  site = await siteOf();
  const browser = browserOf(site, { warifu_session: SESSION_TOKENS.mobile });
  const { body } = await browser.get(`/m${PATH}`);
  expect(body).toContain('お支払いの合計 <span class="amount">¥45,678');
  expect(body).not.toMatch(/files|balance"|months|search/);
  for (const path of ['balance', 'months', 'files/csv', 'files/pdf', 'search']) {
    expect((await browser.get(`/m${PATH}/${path}`)).status).toBe(404);
  }
  expect(LINES.length).toBeGreaterThan(10);
});
