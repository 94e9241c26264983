import type { StatementLine } from '@warifu/bank';
import {
  Amount,
  dateText,
  firstError,
  type Language,
  type MenuItem,
  PlainField,
  PlainSubmit,
  shortDateText,
  yenText,
} from '@warifu/ui';
import type { VNode } from 'preact';
import type { SessionTurn } from '../http/route.ts';
import { type AskedPeriod, questionOf } from '../statement/asked.ts';
import { PERIODS, RANGE_FIELDS } from '../statement/choices.ts';
import type { StatementShown } from '../statement/pages.tsx';
import { viewHref } from '../statement/parts.tsx';
import { STATEMENT_WORDS } from '../statement/words.ts';
import { accountText, kanaText } from '../text/accounts.ts';
import { plainSessionPage } from './frame.tsx';

const PERIOD_KEYS = ['1', '2', '3', '4'] as const;

const hrefOf = (asked: AskedPeriod, question: Readonly<Record<string, string>>): string =>
  `/m${viewHref(asked.account.accountId, 'lines', question)}`;

function Line(props: { readonly line: StatementLine; readonly language: Language }): VNode {
  const { line, language } = props;
  const { columns, kinds } = STATEMENT_WORDS[language];
  return (
    <li>
      {shortDateText(line.businessDate, language)} {kinds[line.kind]} {kanaText(line.counterparty)}
      <br />
      {line.amount < 0n ? columns.out : columns.in}{' '}
      <Amount yen={line.amount < 0n ? -line.amount : line.amount} />
      <br />
      <span class="hint">
        {columns.balance} {yenText(line.balanceAfter)}
      </span>
    </li>
  );
}

function RangeForm(props: { readonly asked: AskedPeriod; readonly language: Language }): VNode {
  const { asked, language } = props;
  const words = STATEMENT_WORDS[language];
  const first = firstError(RANGE_FIELDS, asked.errors);
  return (
    <form method="get" action={hrefOf(asked, {})} noValidate>
      <input type="hidden" name="period" value="range" />
      <p class="hint">{words.rangeHint(dateText(asked.periods.earliest, language))}</p>
      {RANGE_FIELDS.map((name) => (
        <PlainField
          key={name}
          language={language}
          name={name}
          label={words[name]}
          value={asked.typed[name]}
          error={asked.errors[name]}
          autocomplete="off"
          maxLength={20}
          hasFocus={first === name}
        />
      ))}
      <PlainSubmit label={words.show} />
    </form>
  );
}

/** The periods, and within the one shown its other pages. */
function menuOf({ asked, statement, isOlderPage }: StatementShown, language: Language): readonly MenuItem[] {
  const words = STATEMENT_WORDS[language];
  const periods = PERIODS.map((period, index) => ({
    digit: PERIOD_KEYS[index] ?? '1',
    label: words.periods[period],
    href: hrefOf(asked, { period }),
  }));
  const question = questionOf(asked);
  return [
    ...(statement?.next === undefined
      ? []
      : [
          {
            digit: '8' as const,
            label: words.older,
            href: hrefOf(asked, { ...question, before: statement.next.toString() }),
          },
        ]),
    ...(statement !== undefined && isOlderPage
      ? [{ digit: '7' as const, label: words.newest, href: hrefOf(asked, question) }]
      : []),
    ...periods,
  ];
}

/** 入出金明細 of one account and period, newest first, line under line. */
export function plainStatementPage(turn: SessionTurn, shown: StatementShown): string {
  const { language } = turn;
  const words = STATEMENT_WORDS[language];
  const { asked, statement } = shown;
  const { account } = asked;
  return plainSessionPage(turn, {
    title: words.title,
    hasError: Object.keys(asked.errors).length > 0,
    body: (
      <>
        <p>
          {accountText(account, language)} {account.accountNumber}
          <br />
          {words.balance} <Amount yen={account.balance} />
        </p>
        {asked.period === 'range' ? <RangeForm asked={asked} language={language} /> : null}
        {statement === undefined ? null : (
          <>
            <h2>{words.range(dateText(statement.from, language), dateText(statement.to, language))}</h2>
            {statement.totals === undefined ? null : (
              <p>
                {words.paidOut} <Amount yen={statement.totals.paidOut} />
                <br />
                {words.paidIn} <Amount yen={statement.totals.paidIn} />
              </p>
            )}
            {statement.lines.length === 0 ? <p>{words.empty}</p> : null}
            <ul class="lines">
              {statement.lines.map((line) => (
                <Line key={line.seq.toString()} line={line} language={language} />
              ))}
            </ul>
          </>
        )}
      </>
    ),
    menu: menuOf(shown, language),
  });
}

export function plainNoAccountsPage(turn: SessionTurn): string {
  const words = STATEMENT_WORDS[turn.language];
  return plainSessionPage(turn, { title: words.title, body: <p>{words.noAccounts}</p> });
}
