import type { Statement, StatementLine } from '@warifu/bank';
import { Amount, ButtonLink, type Column, dateText, type Language, Notice, Section, Table } from '@warifu/ui';
import type { VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { kanaText } from '../text/accounts.ts';
import { type AskedPeriod, questionOf } from './asked.ts';
import { FILE_KINDS, PAPER_LINES_MAX } from './choices.ts';
import { AccountHead, dayTextIn, PeriodChoice, Sums, viewHref } from './parts.tsx';
import { isSearched, type SearchErrors, type SearchTyped } from './search.ts';
import { SearchForm } from './search-form.tsx';
import { STATEMENT_WORDS } from './words.ts';

export interface StatementShown {
  readonly asked: AskedPeriod;
  readonly search: {
    readonly typed: SearchTyped;
    readonly errors: SearchErrors;
    /** As it stands in the address of the other pages. */
    readonly sought: string;
  };
  /** `undefined` until a range is given, and where the search cannot be read. */
  readonly statement: Statement | undefined;
  readonly isOlderPage: boolean;
}

interface LinesProps {
  readonly shown: StatementShown;
  readonly statement: Statement;
  readonly language: Language;
}

function columnsOf({ statement, language }: LinesProps): readonly Column<StatementLine>[] {
  const words = STATEMENT_WORDS[language];
  const dayText = dayTextIn(statement);
  return [
    {
      title: words.columns.date,
      isHead: true,
      cell: (line) => <time dateTime={line.businessDate}>{dayText(line.businessDate, language)}</time>,
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

/** What is asked of the other pages of the same lines: the period, and what is searched for. */
const askedAgain = ({ asked, search }: StatementShown): Readonly<Record<string, string>> => ({
  ...questionOf(asked),
  ...(search.sought === '' ? {} : { sought: search.sought }),
});

function Pager({ shown, statement, language }: LinesProps): VNode | null {
  const words = STATEMENT_WORDS[language];
  const { accountId } = shown.asked.account;
  if (!shown.isOlderPage && statement.next === undefined) return null;
  return (
    <div class="pager screen-only">
      {shown.isOlderPage ? (
        <ButtonLink href={viewHref(accountId, 'lines', askedAgain(shown))} label={words.newest} />
      ) : null}
      {statement.next === undefined ? null : (
        <ButtonLink
          href={viewHref(accountId, 'lines', { ...askedAgain(shown), before: statement.next.toString() })}
          label={words.older}
        />
      )}
    </div>
  );
}

function Files({ shown, statement, language }: LinesProps): VNode | null {
  const words = STATEMENT_WORDS[language].files;
  const { from, to, periodLinesCount } = statement;
  if (periodLinesCount === 0) return null;
  const isPaperTooLong = periodLinesCount > PAPER_LINES_MAX;
  const numberText = (count: number): string => count.toLocaleString('en-GB');
  return (
    <div class="screen-only">
      <Section title={words.title} id="files" look="card">
        <div class="stack">
          <p>
            {words.lead(numberText(periodLinesCount))}
            {isSearched(shown.search.typed) ? ` ${words.whole}` : null}
          </p>
          {isPaperTooLong ? <p>{words.paperTooLong(numberText(PAPER_LINES_MAX))}</p> : null}
          <div class="pager">
            {FILE_KINDS.filter((kind) => kind !== 'pdf' || !isPaperTooLong).map((kind) => (
              <ButtonLink
                key={kind}
                href={`/statement/${shown.asked.account.accountId}/files/${kind}?${new URLSearchParams({ from, to })}`}
                label={words.kinds[kind]}
                icon="download"
              />
            ))}
          </div>
        </div>
      </Section>
    </div>
  );
}

function Lines(props: LinesProps): VNode {
  const { shown, statement, language } = props;
  const words = STATEMENT_WORDS[language];
  const { totals } = statement;
  const title = words.range(dateText(statement.from, language), dateText(statement.to, language));
  const isFound = isSearched(shown.search.typed);
  return (
    <Section title={title} id="lines">
      <div class="stack">
        {isFound ? (
          <Notice tone="information" isAnswer={true}>
            <p>{words.search.active}</p>
            <p class="screen-only">
              <a href={viewHref(shown.asked.account.accountId, 'lines', questionOf(shown.asked))}>
                {words.search.clear}
              </a>
            </p>
          </Notice>
        ) : null}
        <Sums
          sums={[
            ...(isFound
              ? []
              : ([
                  [words.opening, statement.openingBalance],
                  [words.closing, statement.closingBalance],
                ] as const)),
            ...(totals === undefined
              ? []
              : ([
                  [words.paidOut, totals.paidOut],
                  [words.paidIn, totals.paidIn],
                ] as const)),
          ]}
        />
        {statement.lines.length === 0 ? (
          <p>{isFound ? words.search.nothing : words.empty}</p>
        ) : (
          <Table
            caption={`${words.title} ${title}`}
            columns={columnsOf(props)}
            rows={statement.lines}
            keyOf={(line) => line.seq.toString()}
          />
        )}
        <Pager {...props} />
        <Files {...props} />
      </div>
    </Section>
  );
}

/** 入出金明細 of one account and period, newest first. */
export function statementPage(turn: SessionTurn, shown: StatementShown): string {
  const { language } = turn;
  const { asked, search, statement } = shown;
  const words = STATEMENT_WORDS[language];
  return sessionPage(turn, {
    title: words.title,
    width: 'wide',
    current: 'statement',
    hasError: Object.keys({ ...asked.errors, ...search.errors }).length > 0,
    body: (
      <>
        <h1>{words.title}</h1>
        <AccountHead asked={asked} view="lines" language={language} />
        <PeriodChoice asked={asked} view="lines" language={language} />
        {asked.range === undefined ? null : (
          <SearchForm
            asked={asked}
            typed={search.typed}
            errors={search.errors}
            csrf={turn.csrf}
            language={language}
          />
        )}
        {statement === undefined ? null : <Lines shown={shown} statement={statement} language={language} />}
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
