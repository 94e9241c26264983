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
import { RANGE_ORDER, type StatementShown, statementHref } from '../statement/pages.tsx';
import { PERIODS, STATEMENT_WORDS } from '../statement/words.ts';
import { accountText, kanaText } from '../text/accounts.ts';
import { plainSessionPage } from './frame.tsx';

const PERIOD_KEYS = ['1', '2', '3', '4'] as const;

const hrefOf = (shown: StatementShown, question: Readonly<Record<string, string>>): string =>
  `/m${statementHref(shown.account.accountId, question)}`;

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

function RangeForm(props: { readonly shown: StatementShown; readonly language: Language }): VNode {
  const { shown, language } = props;
  const words = STATEMENT_WORDS[language];
  const first = firstError(RANGE_ORDER, shown.errors);
  return (
    <form method="get" action={`/m/statement/${shown.account.accountId}`} noValidate>
      <input type="hidden" name="period" value="range" />
      <p class="hint">{words.rangeHint(dateText(shown.periods.earliest, language))}</p>
      {RANGE_ORDER.map((name) => (
        <PlainField
          key={name}
          language={language}
          name={name}
          label={words[name]}
          value={shown.range[name]}
          error={shown.errors[name]}
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
function menuOf(shown: StatementShown, language: Language): readonly MenuItem[] {
  const words = STATEMENT_WORDS[language];
  const periods = PERIODS.map((period, index) => ({
    digit: PERIOD_KEYS[index] ?? '1',
    label: words.periods[period],
    href: hrefOf(shown, { period }),
  }));
  const { statement } = shown;
  if (statement === undefined) return periods;
  const question =
    shown.period === 'range'
      ? { period: 'range', from: statement.from, to: statement.to }
      : { period: shown.period };
  return [
    ...(statement.next === undefined
      ? []
      : [
          {
            digit: '8' as const,
            label: words.older,
            href: hrefOf(shown, { ...question, before: statement.next.toString() }),
          },
        ]),
    ...(shown.isOlderPage
      ? [{ digit: '7' as const, label: words.newest, href: hrefOf(shown, question) }]
      : []),
    ...periods,
  ];
}

/** 入出金明細 of one account and period, newest first, line under line. */
export function plainStatementPage(turn: SessionTurn, shown: StatementShown): string {
  const { language } = turn;
  const words = STATEMENT_WORDS[language];
  const { account, statement } = shown;
  return plainSessionPage(turn, {
    title: words.title,
    hasError: Object.keys(shown.errors).length > 0,
    body: (
      <>
        <p>
          {accountText(account, language)} {account.accountNumber}
          <br />
          {words.balance} <Amount yen={account.balance} />
        </p>
        {shown.period === 'range' ? <RangeForm shown={shown} language={language} /> : null}
        {statement === undefined ? null : (
          <>
            <h2>{words.range(dateText(statement.from, language), dateText(statement.to, language))}</h2>
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
