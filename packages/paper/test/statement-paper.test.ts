import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PaperLine, type PaperStatement, statementPaper } from '../src/index.ts';

const run = promisify(execFile);
const LONGEST = `${'ｶﾞｷﾞｸﾞｹﾞｺﾞ'.repeat(4)}ABCDEFGH`;

const lineOf = (place: number): PaperLine => ({
  date: '2026/11/24',
  what: '振込',
  counterparty: place % 50 === 0 ? LONGEST : `ﾐﾎﾝ${place}`,
  out: `¥${place}`,
  in: '',
  balance: '¥98,765,432,109',
});

function statementOf(linesCount: number, changes: Partial<PaperStatement> = {}): PaperStatement {
  const lines = Array.from({ length: linesCount }, (_, index) => lineOf(index + 1));
  return {
    bank: { name: 'わりふ信用金庫', nameEn: 'Warifu Shinkin Bank', branchName: '本店', isDemo: false },
    language: 'ja',
    title: '入出金明細',
    holder: '髙﨑 𠮷之助',
    account: '本店 普通預金 0001234',
    period: '2026年11月1日(日)〜2026年11月26日(木)',
    issuedOn: '2026年11月26日(木)',
    columns: { date: '日付', what: 'お取引内容', out: 'お支払い', in: 'お預り', balance: '残高' },
    sums: { opening: ['期間のはじめの残高', '¥1,000'], closing: ['期間の終わりの残高', '¥2,000'] },
    empty: 'この期間の入出金はありません。',
    linesCount,
    lines: (async function* () {
      for (let from = 0; from < linesCount; from += 500) yield lines.slice(from, from + 500);
    })(),
    totals: () => ({ label: '合計', out: '¥123,456', in: '¥0' }),
    ...changes,
  };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warifu-paper-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What poppler reads on each page, without spaces, which it puts where letters stand apart. */
async function read(pdf: Uint8Array): Promise<readonly string[]> {
  const file = join(folder, 'statement.pdf');
  await writeFile(file, pdf);
  const { stdout } = await run('pdftotext', ['-layout', file, '-'], { maxBuffer: 64_000_000 });
  return stdout
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/[ \u3000]/g, ''));
}

describe('入出金明細 as a PDF', () => {
  test.each([0, 1, 26, 27, 28, 29, 64, 65, 1_000])(
    '%i lines stand on it, each once and in order, on pages that know how many they are',
    async (count) => {
      const pages = await read(await statementPaper(statementOf(count)));
      const places = pages
        .flatMap((page) => [...page.matchAll(/^2026\/11\/24振込.*?¥(\d+)¥/gm)])
        .map(([, place]) => Number(place));
      expect(places).toEqual(Array.from({ length: count }, (_, index) => index + 1));
      for (const [index, page] of pages.entries()) {
        expect(page).toContain(`${index + 1}/${pages.length}ページ`);
        expect(page).toContain('日付お取引内容お支払いお預り残高');
        expect(page).toContain('本店普通預金0001234');
        expect(page).toContain('髙﨑𠮷之助様');
      }
      expect(pages.filter((page) => page.includes('以上'))).toHaveLength(1);
      expect(pages.at(-1)).toContain('以上');
      expect(pages.at(-1)).toContain(count === 0 ? 'この期間の入出金はありません。' : '合計¥123,456¥0');
    },
    60_000,
  );

  test('the first page has the letterhead, with bank, branch, day and balances', async () => {
    const [first = '', second = ''] = await read(await statementPaper(statementOf(40)));
    for (const text of ['WarifuShinkinBank', '本店', '発行日2026年11月26日(木)', '¥1,000', '¥2,000']) {
      expect(first).toContain(text);
    }
    expect(second).not.toContain('WarifuShinkinBank');
    expect(second).toContain('わりふ信用金庫');
  });

  test('the longest name of the book is there to its last letter', async () => {
    const pages = await read(await statementPaper(statementOf(50)));
    const text = pages.join('').normalize('NFKC').replace(/\s/g, '');
    expect(text).toContain('ガギグゲゴガギグゲゴガギ');
    expect(text).toContain('グゲゴガギグゲゴABCDEFGH');
    expect(text).not.toContain('…');
  });

  test('it is written in the language of its page, and a demo says what it is on each', async () => {
    const pages = await read(
      await statementPaper(
        statementOf(60, {
          language: 'en',
          bank: { name: 'わりふ信用金庫', nameEn: 'Warifu Shinkin Bank', branchName: '本店', isDemo: true },
        }),
      ),
    );
    expect(pages).toHaveLength(2);
    for (const page of pages) expect(page).toContain('Demo');
    expect(pages[1]).toContain('Page2of2');
  });
});
