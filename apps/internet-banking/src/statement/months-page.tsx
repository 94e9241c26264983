import { FLOW_GROUPS, type FlowGroup, type MonthlyFlow } from '@warifu/bank';
import { businessDate } from '@warifu/base';
import { Amount, Bar, type Column, type Language, Legend, monthText, Section, Table } from '@warifu/ui';
import type { VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import type { AskedPeriod } from './asked.ts';
import { AccountHead, viewHref } from './parts.tsx';
import { STATEMENT_WORDS } from './words.ts';

/** The first colour is what was paid in; each group of what was paid out has the next ones. */
const SERIES_IN = 1;
const seriesOf = (group: FlowGroup): number => SERIES_IN + 1 + FLOW_GROUPS.indexOf(group);

type Side = 'paidIn' | 'paidOut';

interface MonthsProps {
  readonly flow: readonly MonthlyFlow[];
  readonly accountId: string;
  readonly language: Language;
}

const amountOf = (month: MonthlyFlow, side: Side, group: FlowGroup): bigint =>
  month.groups.find((one) => one.group === group)?.[side] ?? 0n;

const groupsWith = (flow: readonly MonthlyFlow[], side: Side): readonly FlowGroup[] =>
  FLOW_GROUPS.filter((group) => flow.some((month) => amountOf(month, side, group) > 0n));

/** Newest first; the months before the first in which something moved say nothing. */
const sinceFirst = (flow: readonly MonthlyFlow[]): readonly MonthlyFlow[] =>
  flow.slice(0, 1 + flow.findLastIndex(({ groups }) => groups.length > 0));

/** The last day is of the month; the bank cuts it to today. */
const lastDayOf = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return businessDate(new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10));
};

function monthColumn({ accountId, language }: MonthsProps): Column<MonthlyFlow> {
  const words = STATEMENT_WORDS[language].months;
  return {
    title: words.month,
    isHead: true,
    cell: ({ month }) => (
      <a
        class="month"
        href={viewHref(accountId, 'lines', { period: 'range', from: month, to: lastDayOf(month) })}
      >
        <time dateTime={month.slice(0, 7)}>{monthText(month, language)}</time>
        <span class="visually-hidden">{words.statement}</span>
      </a>
    ),
  };
}

function Bars({ month, most }: { readonly month: MonthlyFlow; readonly most: bigint }): VNode {
  return (
    <span class="bars">
      <Bar whole={most} parts={[{ yen: month.paidIn, series: SERIES_IN }]} />
      <Bar
        whole={most}
        parts={month.groups
          .filter(({ paidOut }) => paidOut > 0n)
          .map(({ group, paidOut }) => ({ yen: paidOut, series: seriesOf(group) }))}
      />
    </span>
  );
}

function Months(props: MonthsProps): VNode {
  const { flow, language } = props;
  const words = STATEMENT_WORDS[language];
  const most = flow.reduce(
    (sum, { paidIn, paidOut }) => [sum, paidIn, paidOut].reduce((a, b) => (a > b ? a : b)),
    0n,
  );
  return (
    <div class="stack">
      <Legend
        label={words.months.legend}
        names={[
          { name: words.paidIn, series: SERIES_IN },
          ...groupsWith(flow, 'paidOut').map((group) => ({
            name: `${words.columns.out}: ${words.months.groups[group]}`,
            series: seriesOf(group),
          })),
        ]}
      />
      <Table
        caption={words.views.months}
        columns={[
          monthColumn(props),
          { title: words.months.bars, cell: (month) => <Bars month={month} most={most} /> },
          { title: words.columns.out, isAmount: true, cell: ({ paidOut }) => <Amount yen={paidOut} /> },
          {
            title: words.columns.in,
            isAmount: true,
            cell: ({ paidIn }) => (
              <span class="credit">
                <Amount yen={paidIn} />
              </span>
            ),
          },
          {
            title: words.months.difference,
            isAmount: true,
            cell: ({ paidIn, paidOut }) => <Amount yen={paidIn - paidOut} />,
          },
        ]}
        rows={flow}
        keyOf={({ month }) => month}
      />
    </div>
  );
}

/** Each group of one side is a column; a month without it leaves the cell empty. */
function Groups(props: MonthsProps & { readonly side: Side; readonly id: string }): VNode | null {
  const { flow, language, side, id } = props;
  const words = STATEMENT_WORDS[language].months;
  const groups = groupsWith(flow, side);
  if (groups.length === 0) return null;
  const title = side === 'paidOut' ? words.outByGroup : words.inByGroup;
  return (
    <Section title={title} id={id}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <div class="table-scroll" tabIndex={0}>
        <Table
          caption={title}
          columns={[
            monthColumn(props),
            ...groups.map(
              (group): Column<MonthlyFlow> => ({
                title: words.groups[group],
                isAmount: true,
                cell: (month) => {
                  const yen = amountOf(month, side, group);
                  return yen === 0n ? null : <Amount yen={yen} />;
                },
              }),
            ),
          ]}
          rows={flow.filter((month) => month[side] > 0n)}
          keyOf={({ month }) => month}
        />
      </div>
    </Section>
  );
}

/** 月別の収入・支出: for each month two bars beside their amounts, and what they are made of. */
export function monthsPage(
  turn: SessionTurn,
  asked: Pick<AskedPeriod, 'account' | 'accounts'>,
  flow: readonly MonthlyFlow[],
): string {
  const { language } = turn;
  const words = STATEMENT_WORDS[language];
  const lived = sinceFirst(flow);
  const parts = { flow: lived, accountId: asked.account.accountId, language };
  return sessionPage(turn, {
    title: words.views.months,
    width: 'wide',
    current: 'statement',
    body: (
      <>
        <h1>{words.views.months}</h1>
        <AccountHead asked={asked} view="months" language={language} />
        {lived.length === 0 ? (
          <p>{words.months.empty}</p>
        ) : (
          <>
            <p>{words.months.lead(monthText(lived.at(-1)?.month ?? '', language))}</p>
            <Months {...parts} />
            <Groups {...parts} side="paidOut" id="out-by-group" />
            <Groups {...parts} side="paidIn" id="in-by-group" />
          </>
        )}
      </>
    ),
  });
}
