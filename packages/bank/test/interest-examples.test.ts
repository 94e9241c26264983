import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ordinaryCases } from './examples/ordinary-cases.ts';
import { savingsCases } from './examples/savings-cases.ts';
import { timeDepositCases } from './examples/time-deposit-cases.ts';
import type { WorkedCase } from './examples/written.ts';

const FILE = join(import.meta.dirname, '../../../docs/examples/interest.md');

const CHAPTERS = [
  { title: 'Time deposits · 定期預金', cases: timeDepositCases() },
  { title: 'Instalment savings · 定期積金', cases: savingsCases() },
  { title: 'Ordinary deposits · 普通預金', cases: ordinaryCases() },
];
const CASES = CHAPTERS.flatMap(({ cases }) => cases);

const PREFACE = `# Interest, worked out · 利息の計算例

Each figure can be checked with a pocket calculator and a calendar. What is printed bold is what the bank posts.
太字が実際に記帳される金額です。電卓と暦で確かめられます。

This file is written by \`packages/bank/test/interest-examples.test.ts\` from the functions that the confirm pages and
the postings use, and the test fails when it differs. \`WARIFU_WRITE_EXAMPLES=1\` writes it anew. Each result is compared
with one that was worked out beforehand, and with one that counts every day on its own.

- Days: the first counts, the last does not; a year has 365 days in every formula. 片端入れ、1年は365日。
- \`→\` behind a quotient: what is not a full yen is dropped, once, at the end. 円未満切捨て。
- A share of a rate is cut to three decimals before it is used. 利率の割合は小数点第4位以下切捨て。
- Tax is taken from the sum of one payment, national and local each on its own, by the date of payment.
  国税 15.315% (2038年から 15%)、地方税 5%。支払いごとに、それぞれ円未満切捨て。
- n months after a day: the same day of the month, or the last one. 応当日、ないときは月末日。
`;

function render(): string {
  let number = 0;
  const chapters = CHAPTERS.map(({ title, cases }) => {
    const sections = cases.map((worked: WorkedCase) => {
      number += 1;
      return `### ${number}. ${worked.title}\n\n${worked.lines.map((line) => `- ${line}\n`).join('')}`;
    });
    return `## ${title}\n\n${sections.join('\n')}`;
  });
  return [PREFACE, ...chapters].join('\n');
}

test('there are at least forty worked cases, each with a title of its own', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(40);
  expect(new Set(CASES.map(({ title }) => title)).size).toBe(CASES.length);
});

test.each(CASES.map((worked) => [worked.title, worked] as const))('%s', (_, worked) => {
  expect({ paysOut: worked.paysOut, dayByDay: worked.dayByDay }).toEqual({
    paysOut: worked.byHand,
    dayByDay: worked.byHand,
  });
});

test('docs/examples/interest.md says what the code does', () => {
  if (process.env['WARIFU_WRITE_EXAMPLES'] === '1') writeFileSync(FILE, render());
  expect(readFileSync(FILE, 'utf8')).toBe(render());
});
