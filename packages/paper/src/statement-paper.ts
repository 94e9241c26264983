import type { PaperBank } from './customer-papers.ts';
import { A4, drawMark, pdfOf, type Sheet } from './sheet.ts';

export type PaperLanguage = 'ja' | 'en';

export interface PaperLine {
  readonly date: string;
  readonly what: string;
  /** In half-width kana, so that the longest has room. */
  readonly counterparty: string;
  /** Written out; empty on the other side. */
  readonly out: string;
  readonly in: string;
  readonly balance: string;
}

/** A label and the amount beside it. */
type Sum = readonly [label: string, amount: string];

export interface PaperStatement {
  readonly bank: PaperBank;
  readonly language: PaperLanguage;
  readonly title: string;
  readonly holder: string;
  readonly account: string;
  readonly period: string;
  readonly issuedOn: string;
  readonly columns: Readonly<Record<Exclude<keyof PaperLine, 'counterparty'>, string>>;
  readonly sums: { readonly opening: Sum; readonly closing: Sum };
  readonly empty: string;
  /** As many as there are in `lines`; known before, so that each page can say how many there are. */
  readonly linesCount: number;
  /** Oldest first. */
  readonly lines: AsyncIterable<readonly PaperLine[]>;
  /** What was paid out and in; asked for when the last line was drawn. */
  readonly totals: () => { readonly label: string; readonly out: string; readonly in: string };
}

const WORDS: Readonly<
  Record<
    PaperLanguage,
    {
      readonly holder: (name: string) => string;
      readonly issuedOn: (day: string) => string;
      readonly page: (at: number, of: number) => string;
      readonly demo: string;
      readonly end: string;
    }
  >
> = {
  ja: {
    holder: (name) => `${name} 様`,
    issuedOn: (day) => `発行日 ${day}`,
    page: (at, of) => `${at} / ${of} ページ`,
    demo: '【デモ】架空の金融機関による見本です。',
    end: '以上',
  },
  en: {
    holder: (name) => name,
    issuedOn: (day) => `Issued ${day}`,
    page: (at, of) => `Page ${at} of ${of}`,
    demo: 'Demo: a sample by an invented bank.',
    end: 'End of statement',
  },
};

const MARGIN = 18;
const WIDE = A4.width - 2 * MARGIN;
const ROW = 6.2;
const HEAD_ROW = 7;
const FIRST_TOP = 92;
const NEXT_TOP = 30;
const BOTTOM = 276;
const SIZE = 8.5;

const rowsFrom = (top: number): number => Math.floor((BOTTOM - top - HEAD_ROW) / ROW);
const FIRST_ROWS = rowsFrom(FIRST_TOP);
const NEXT_ROWS = rowsFrom(NEXT_TOP);

/** Where each column begins and how wide it is, in millimetres. */
const COLUMNS: Readonly<Record<keyof PaperLine, { readonly left: number; readonly width: number }>> = {
  date: { left: 0, width: 21 },
  what: { left: 21, width: 29 },
  counterparty: { left: 50, width: 52 },
  out: { left: 102, width: 23 },
  in: { left: 125, width: 23 },
  balance: { left: 148, width: 26 },
};
const RIGHT: ReadonlySet<keyof PaperLine> = new Set(['out', 'in', 'balance']);

/** One row for the totals at the end. */
const pagesOf = (linesCount: number): number =>
  1 + Math.max(0, Math.ceil((linesCount + 1 - FIRST_ROWS) / NEXT_ROWS));

function drawCells(
  sheet: Sheet,
  y: number,
  cells: Partial<Record<keyof PaperLine, string>>,
  isBold: boolean,
): void {
  for (const [name, column] of Object.entries(COLUMNS)) {
    const text = cells[name as keyof PaperLine] ?? '';
    if (text === '') continue;
    sheet.cell(text, [MARGIN + column.left + 1, y], column.width - 2, {
      size: SIZE,
      isBold,
      align: RIGHT.has(name as keyof PaperLine) ? 'right' : 'left',
    });
  }
}

function drawHeadRow(sheet: Sheet, statement: PaperStatement, top: number): void {
  sheet.box([MARGIN, top], [WIDE, HEAD_ROW], { isFilled: true });
  drawCells(sheet, top + 1.8, statement.columns, true);
}

function drawLetterhead(sheet: Sheet, statement: PaperStatement): void {
  const { bank, language, sums } = statement;
  const words = WORDS[language];
  drawMark(sheet, [MARGIN, 15], 12);
  sheet.fitted(bank.name, [MARGIN + 16, 15], 90, { size: 15, isBold: true });
  sheet.fitted(`${bank.nameEn}　${bank.branchName}`, [MARGIN + 16, 22.5], 90, { size: 9 });
  sheet.text(words.issuedOn(statement.issuedOn), [MARGIN, 16], WIDE, { size: 9, align: 'right' });
  sheet.line([MARGIN, 31], [A4.width - MARGIN, 31], { isThick: true });
  sheet.fitted(statement.title, [MARGIN, 37], WIDE, { size: 18, isBold: true });
  sheet.fitted(words.holder(statement.holder), [MARGIN, 50], WIDE, { size: 13 });
  sheet.fitted(statement.account, [MARGIN, 59], WIDE, { size: 10 });
  sheet.fitted(statement.period, [MARGIN, 65], WIDE, { size: 10 });
  const half = WIDE / 2;
  [sums.opening, sums.closing].forEach(([label, amount], place) => {
    const left = MARGIN + place * half;
    sheet.box([left, 74], [half, 12]);
    sheet.fitted(label, [left + 3, 75.5], half - 6, { size: 8 });
    sheet.fitted(amount, [left + 3, 79.5], half - 6, { size: 12, isBold: true, align: 'right' });
  });
}

function drawPage(sheet: Sheet, statement: PaperStatement, at: number, of: number): number {
  const { bank, language } = statement;
  const words = WORDS[language];
  const top = at === 1 ? FIRST_TOP : NEXT_TOP;
  if (at === 1) drawLetterhead(sheet, statement);
  else {
    sheet.fitted(`${bank.name}　${statement.title}　${words.holder(statement.holder)}`, [MARGIN, 14], WIDE, {
      size: 10,
      isBold: true,
    });
    sheet.fitted(`${statement.account}　${statement.period}`, [MARGIN, 20], WIDE, { size: 9 });
  }
  drawHeadRow(sheet, statement, top);
  if (bank.isDemo) sheet.text(words.demo, [MARGIN, 284], WIDE, { size: 8 });
  sheet.text(words.page(at, of), [MARGIN, 284], WIDE, { size: 8, align: 'right' });
  return top + HEAD_ROW;
}

/**
 * 入出金明細 with the bank's letterhead: the head of the table on each page, and how many pages there are.
 *
 * Between the lines that are handed in together others have their turn: thousands of them take seconds.
 */
export function statementPaper(statement: PaperStatement): Promise<Uint8Array> {
  const { language, bank, linesCount } = statement;
  return pdfOf(
    statement.title,
    bank.name,
    async (sheet) => {
      const pages = pagesOf(linesCount);
      let page = 1;
      let y = drawPage(sheet, statement, page, pages);
      const drawRow = (cells: Partial<Record<keyof PaperLine, string>>, isBold: boolean) => {
        if (y + ROW > BOTTOM) {
          sheet.nextPage();
          page += 1;
          y = drawPage(sheet, statement, page, pages);
        }
        drawCells(sheet, y + 1.4, cells, isBold);
        sheet.line([MARGIN, y + ROW], [A4.width - MARGIN, y + ROW], { isPale: true });
        y += ROW;
      };
      for await (const lines of statement.lines) for (const line of lines) drawRow(line, false);
      if (linesCount === 0) {
        sheet.text(statement.empty, [MARGIN + 1, y + 1.6], WIDE, { size: SIZE });
        y += ROW;
      } else {
        const { label, ...totals } = statement.totals();
        drawRow({ what: label, ...totals }, true);
      }
      sheet.text(WORDS[language].end, [MARGIN, y + 2], WIDE, { size: 8, align: 'right' });
    },
    language,
  );
}
