import type { AccountView, Statement, StatementLine, StatementPeriods } from '@warifu/bank';
import {
  Amount,
  ButtonLink,
  type Column,
  dateText,
  ErrorSummary,
  firstError,
  type Language,
  Section,
  SubmitButton,
  shortDateText,
  Table,
  TextField,
} from '@warifu/ui';
import type { VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { accountText, kanaText } from '../text/accounts.ts';
import { PERIODS, type Period, STATEMENT_WORDS } from './words.ts';

export type RangeField = 'from' | 'to';
export const RANGE_ORDER: readonly RangeField[] = ['from', 'to'];

export interface StatementShown {
  readonly account: AccountView;
  readonly accounts: readonly AccountView[];
  readonly period: Period;
  readonly periods: StatementPeriods;
  /** As typed. */
  readonly range: Readonly<Record<RangeField, string>>;
  readonly errors: Readonly<Partial<Record<RangeField, string>>>;
  /** `undefined` until a range is given. */
  readonly statement: Statement | undefined;
  readonly isOlderPage: boolean;
}

/** A statement with what is asked of it: period, days, page. */
export const statementHref = (accountId: string, question: Readonly<Record<string, string>>): string =>
  `/statement/${accountId}?${new URLSearchParams(question)}`;

function columnsOf(language: Language): readonly Column<StatementLine>[] {
  const words = STATEMENT_WORDS[language];
  return [
    {
      title: words.columns.date,
      isHead: true,
      cell: (line) => <time dateTime={line.businessDate}>{shortDateText(line.businessDate, language)}</time>,
    },
    {
      title: words.columns.what,
      cell: (line) => (
        <span>
          {words.kinds[line.kind]}
          {line.counterparty === '' ? null : <span class="counterparty"> {kanaText(line.counterparty)}</span>}
        </span>
      ),
    },
    {
      title: words.columns.out,
      isAmount: true,
      cell: (line) => (line.amount < 0n ? <Amount yen={-line.amount} /> : null),
    },
    {
      title: words.columns.in,
      isAmount: true,
      cell: (line) =>
        line.amount < 0n ? null : (
          <span class="credit">
            <Amount yen={line.amount} />
          </span>
        ),
    },
    { title: words.columns.balance, isAmount: true, cell: (line) => <Amount yen={line.balanceAfter} /> },
  ];
}

function Accounts(props: { readonly shown: StatementShown; readonly language: Language }): VNode | null {
  const { shown, language } = props;
  if (shown.accounts.length < 2) return null;
  return (
    <nav aria-label={STATEMENT_WORDS[language].accounts}>
      <ul class="period-list">
        {shown.accounts.map((account) => (
          <li key={account.accountId}>
            <a
              href={`/statement/${account.accountId}`}
              {...(account.accountId === shown.account.accountId ? { 'aria-current': 'page' as const } : {})}
            >
              {accountText(account, language)} {account.accountNumber}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Periods(props: { readonly shown: StatementShown; readonly language: Language }): VNode {
  const { shown, language } = props;
  const words = STATEMENT_WORDS[language];
  return (
    <nav aria-label={words.periodList}>
      <ul class="period-list">
        {PERIODS.map((period) => (
          <li key={period}>
            <a
              href={statementHref(shown.account.accountId, { period })}
              {...(period === shown.period ? { 'aria-current': 'page' as const } : {})}
            >
              {words.periods[period]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function RangeForm(props: { readonly shown: StatementShown; readonly language: Language }): VNode {
  const { shown, language } = props;
  const words = STATEMENT_WORDS[language];
  const first = firstError(RANGE_ORDER, shown.errors);
  return (
    <form method="get" action={`/statement/${shown.account.accountId}`} class="card stack" noValidate>
      <ErrorSummary language={language} order={RANGE_ORDER} errors={shown.errors} />
      <p class="hint">{words.rangeHint(dateText(shown.periods.earliest, language))}</p>
      <input type="hidden" name="period" value="range" />
      <div class="range-form">
        {RANGE_ORDER.map((name) => (
          <TextField
            key={name}
            language={language}
            name={name}
            type="date"
            label={words[name]}
            value={shown.range[name]}
            error={shown.errors[name]}
            min={shown.periods.earliest}
            max={shown.periods.today}
            autocomplete="off"
            hasFocus={first === name}
          />
        ))}
        <SubmitButton label={words.show} look="secondary" />
      </div>
    </form>
  );
}

function Lines(props: {
  readonly shown: StatementShown;
  readonly statement: Statement;
  readonly language: Language;
}): VNode {
  const { shown, statement, language } = props;
  const words = STATEMENT_WORDS[language];
  const range = { from: statement.from, to: statement.to };
  const question = shown.period === 'range' ? { period: 'range', ...range } : { period: shown.period };
  const title = words.range(dateText(statement.from, language), dateText(statement.to, language));
  return (
    <Section title={title} id="lines">
      <div class="stack">
        <dl class="so-far">
          <div>
            <dt>{words.opening}</dt>
            <dd>
              <Amount yen={statement.openingBalance} />
            </dd>
          </div>
          <div>
            <dt>{words.closing}</dt>
            <dd>
              <Amount yen={statement.closingBalance} />
            </dd>
          </div>
        </dl>
        {statement.lines.length === 0 ? (
          <p>{words.empty}</p>
        ) : (
          <Table
            caption={`${words.title} ${title}`}
            columns={columnsOf(language)}
            rows={statement.lines}
            keyOf={(line) => line.seq.toString()}
          />
        )}
        <div class="pager screen-only">
          {shown.isOlderPage ? (
            <ButtonLink href={statementHref(shown.account.accountId, question)} label={words.newest} />
          ) : null}
          {statement.next === undefined ? null : (
            <ButtonLink
              href={statementHref(shown.account.accountId, {
                ...question,
                before: statement.next.toString(),
              })}
              label={words.older}
            />
          )}
          {statement.lines.length === 0 ? null : (
            <ButtonLink
              href={`/statement/${shown.account.accountId}/csv?${new URLSearchParams(range)}`}
              label={words.csv}
              look="quiet"
              icon="download"
            />
          )}
        </div>
      </div>
    </Section>
  );
}

/** 入出金明細 of one account and period, newest first. */
export function statementPage(turn: SessionTurn, shown: StatementShown): string {
  const { language } = turn;
  const words = STATEMENT_WORDS[language];
  return sessionPage(turn, {
    title: words.title,
    width: 'wide',
    current: 'statement',
    hasError: Object.keys(shown.errors).length > 0,
    body: (
      <>
        <h1>{words.title}</h1>
        <Accounts shown={shown} language={language} />
        <dl class="so-far">
          <div>
            <dt>{accountText(shown.account, language)}</dt>
            <dd class="number">{shown.account.accountNumber}</dd>
          </div>
          <div>
            <dt>{words.balance}</dt>
            <dd>
              <Amount yen={shown.account.balance} />
            </dd>
          </div>
        </dl>
        <Periods shown={shown} language={language} />
        {shown.period === 'range' ? <RangeForm shown={shown} language={language} /> : null}
        {shown.statement === undefined ? null : (
          <Lines shown={shown} statement={shown.statement} language={language} />
        )}
      </>
    ),
  });
}

export function noAccountsPage(turn: SessionTurn): string {
  const words = STATEMENT_WORDS[turn.language];
  return sessionPage(turn, {
    title: words.title,
    current: 'statement',
    body: (
      <>
        <h1>{words.title}</h1>
        <p>{words.noAccounts}</p>
      </>
    ),
  });
}
