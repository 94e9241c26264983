import { CHART, type ChartAccount, type ClosingLine, type DayClosing } from '@warifu/bank';
import { type Column, dateText, type Language, Table, yenText } from '@warifu/ui';
import type { VNode } from 'preact';
import { DAY_WORDS } from './words.ts';

type Line = ClosingLine & { readonly chart?: ChartAccount };

/** In the order of the chart; an account that the chart does not know stands last, under its name. */
function linesOf({ lines }: DayClosing): readonly Line[] {
  const known = CHART.flatMap((chart): Line[] => {
    const line = lines.find(({ account }) => account === chart.account);
    return line ? [{ ...line, chart }] : [];
  });
  return [...known, ...lines.filter(({ account }) => !CHART.some((chart) => chart.account === account))];
}

const sumOf = (lines: readonly ClosingLine[], of: (line: ClosingLine) => bigint): bigint =>
  lines.reduce((sum, line) => sum + of(line), 0n);

function columnsOf(language: Language): readonly Column<Line>[] {
  const { accountColumns, kinds, debit, credit } = DAY_WORDS[language];
  const sideText = (balance: bigint): string =>
    balance < 0n ? debit(yenText(-balance)) : balance > 0n ? credit(yenText(balance)) : yenText(0n);
  return [
    { title: accountColumns.number, cell: ({ chart }) => chart?.number ?? '' },
    {
      title: accountColumns.account,
      isHead: true,
      cell: ({ chart, account }) => chart?.[language] ?? account,
    },
    { title: accountColumns.kind, cell: ({ chart }) => (chart ? kinds[chart.kind] : '') },
    { title: accountColumns.debits, isAmount: true, cell: ({ debits }) => yenText(debits) },
    { title: accountColumns.credits, isAmount: true, cell: ({ credits }) => yenText(credits) },
    { title: accountColumns.balance, isAmount: true, cell: ({ balance }) => sideText(balance) },
  ];
}

/** 試算表 of one day: the newest is open, the others open at a press. */
export function TrialBalance(props: {
  readonly closing: DayClosing;
  readonly language: Language;
  readonly isOpen: boolean;
}): VNode {
  const { closing, language, isOpen } = props;
  const words = DAY_WORDS[language];
  const title = dateText(closing.businessDate, language);
  const debits = -sumOf(closing.lines, ({ balance }) => (balance < 0n ? balance : 0n));
  const credits = sumOf(closing.lines, ({ balance }) => (balance > 0n ? balance : 0n));
  return (
    <details class="card" open={isOpen}>
      <summary>
        {title} {words.entries(closing.entries)}
      </summary>
      <Table
        caption={`${words.closingsTitle} ${title}`}
        columns={columnsOf(language)}
        rows={linesOf(closing)}
        keyOf={({ account }) => account}
      />
      <p class="hint">
        {words.total}: {words.debit(yenText(debits))} / {words.credit(yenText(credits))}
      </p>
    </details>
  );
}
