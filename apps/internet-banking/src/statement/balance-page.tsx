import type { BalanceHistory } from '@warifu/bank';
import {
  Amount,
  dateText,
  type Language,
  LineChart,
  monthText,
  rangeTextOf,
  Section,
  shortDateText,
  Table,
} from '@warifu/ui';
import type { VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import type { AskedPeriod } from './asked.ts';
import { AccountHead, dayTextIn, PeriodChoice } from './parts.tsx';
import { STATEMENT_WORDS } from './words.ts';

function History(props: { readonly history: BalanceHistory; readonly language: Language }): VNode {
  const { history, language } = props;
  const words = STATEMENT_WORDS[language];
  const title = words.range(dateText(history.from, language), dateText(history.to, language));
  const dayText = dayTextIn(history);
  const labelOf = history.step === 'month' ? monthText : shortDateText;
  const points = history.points.map(({ date, balance }) => ({
    date,
    label: labelOf(date, language),
    yen: balance,
  }));
  return (
    <Section title={title} id="balance">
      <div class="stack">
        <p>{words.chart.steps[history.step]}</p>
        <LineChart language={language} label={words.chart.label(rangeTextOf(points))} points={points} />
        <details class="fold">
          <summary>{words.chart.table}</summary>
          <Table
            caption={`${words.chart.title} ${title}`}
            columns={[
              {
                title: words.chart.date,
                isHead: true,
                cell: ({ date }) => <time dateTime={date}>{dayText(date, language)}</time>,
              },
              { title: words.chart.balance, isAmount: true, cell: ({ yen }) => <Amount yen={yen} /> },
            ]}
            rows={[...points].reverse()}
            keyOf={({ date }) => date}
          />
        </details>
      </div>
    </Section>
  );
}

/** 残高の推移: a chart, and the same as a table. */
export function balancePage(
  turn: SessionTurn,
  asked: AskedPeriod,
  history: BalanceHistory | undefined,
): string {
  const { language } = turn;
  const words = STATEMENT_WORDS[language];
  return sessionPage(turn, {
    title: words.chart.title,
    width: 'wide',
    current: 'statement',
    hasError: Object.keys(asked.errors).length > 0,
    body: (
      <>
        <h1>{words.chart.title}</h1>
        <AccountHead asked={asked} view="balance" language={language} />
        <PeriodChoice asked={asked} view="balance" language={language} />
        {history === undefined ? null : <History history={history} language={language} />}
      </>
    ),
  });
}
