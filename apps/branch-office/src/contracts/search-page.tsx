import { CONTRACT_SEARCHES, type ContractLine, type ContractList, type ContractSearch } from '@warifu/bank';
import {
  Actions,
  Choices,
  type Column,
  ErrorSummary,
  Form,
  type Spoken,
  SubmitButton,
  Table,
  TextField,
} from '@warifu/ui';
import type { VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { OTP_MARKS } from '../text/accounts.ts';
import { ContractBadge } from '../text/badges.tsx';
import { branchText } from '../text/branches.ts';
import { Pager } from '../text/pager.tsx';

interface SearchWords {
  readonly title: string;
  readonly by: string;
  readonly searches: Readonly<Record<ContractSearch, { readonly title: string; readonly detail: string }>>;
  readonly text: string;
  readonly hint: string;
  readonly search: string;
  readonly busy: string;
  readonly empty: string;
  readonly results: string;
  readonly none: string;
  readonly noneHint: string;
  readonly columns: {
    readonly holder: string;
    readonly number: string;
    readonly branch: string;
    readonly state: string;
    readonly otp: string;
  };
}

export const SEARCH_WORDS: Spoken<SearchWords> = {
  ja: {
    title: '契約を探す',
    by: '探し方',
    searches: {
      number: { title: '契約者ID(利用者番号)', detail: '数字11桁' },
      name: { title: 'お名前', detail: '先頭から一致' },
      kana: { title: 'カナ', detail: '先頭から一致' },
      account: { title: '口座番号', detail: '数字7桁' },
    },
    text: '番号またはお名前',
    hint: '全角・半角、空白、ハイフンの違いは区別しません。照会は監査記録に残ります。',
    search: '検索',
    busy: '検索しています…',
    empty: '番号またはお名前を入力してください。',
    results: '検索結果',
    none: '該当する契約はありません。',
    noneHint: '番号の桁数、お名前の漢字やカナを確認して、別の探し方もお試しください。',
    columns: {
      holder: 'お名前',
      number: '契約者ID',
      branch: '取扱店',
      state: '状態',
      otp: 'ワンタイムパスワード',
    },
  },
  en: {
    title: 'Find a contract',
    by: 'Search by',
    searches: {
      number: { title: 'Contract number', detail: '11 digits' },
      name: { title: 'Name', detail: 'From its beginning' },
      kana: { title: 'Kana', detail: 'From its beginning' },
      account: { title: 'Account number', detail: '7 digits' },
    },
    text: 'Number or name',
    hint: 'Widths of characters, spaces and hyphens do not matter. The search goes into the audit trail.',
    search: 'Search',
    busy: 'Searching…',
    empty: 'Enter a number or a name.',
    results: 'Contracts found',
    none: 'No contract was found.',
    noneHint: 'Check the number of digits and the spelling, or search by something else.',
    columns: {
      holder: 'Holder',
      number: 'Contract number',
      branch: 'Branch',
      state: 'State',
      otp: 'One-time password',
    },
  },
};

export interface SearchShown {
  readonly by: ContractSearch;
  readonly text: string;
  readonly error?: string;
  readonly results?: {
    readonly list: ContractList;
    /** What was looked for, for the next page. */
    readonly sealed: string;
    readonly isFirst: boolean;
  };
}

function columnsOf(turn: SessionTurn): readonly Column<ContractLine>[] {
  const { language, site } = turn;
  const words = SEARCH_WORDS[language].columns;
  return [
    {
      title: words.holder,
      isHead: true,
      cell: ({ contractId, holder }) => (
        <span>
          <a href={`/contracts/${contractId}`}>{holder.kanji}</a>
          <span class="when">{holder.kana}</span>
        </span>
      ),
    },
    { title: words.number, cell: ({ contractNumber }) => <span class="number">{contractNumber}</span> },
    { title: words.branch, cell: ({ branchCode }) => branchText(site, branchCode, language) },
    { title: words.state, cell: ({ state }) => <ContractBadge state={state} language={language} /> },
    { title: words.otp, cell: ({ otpMark }) => OTP_MARKS[language][otpMark] },
  ];
}

function Results(props: {
  readonly turn: SessionTurn;
  readonly results: NonNullable<SearchShown['results']>;
}): VNode {
  const { turn, results } = props;
  const words = SEARCH_WORDS[turn.language];
  const { contracts, hasMore } = results.list;
  return (
    <section class="section stack" aria-labelledby="results">
      <h2 id="results">{words.results}</h2>
      {contracts.length === 0 ? (
        <div class="card" role="status">
          <p>{words.none}</p>
          <p class="hint">{words.noneHint}</p>
        </div>
      ) : (
        <Table
          caption={words.results}
          columns={columnsOf(turn)}
          rows={contracts}
          keyOf={({ contractId }) => contractId}
        />
      )}
      <Pager
        language={turn.language}
        path="/contracts"
        query={{ sought: results.sealed }}
        next={hasMore ? contracts.at(-1)?.contractId : undefined}
        isFirst={results.isFirst}
      />
    </section>
  );
}

/** By number, name, kana or account. */
export function searchPage(turn: SessionTurn, shown: SearchShown): string {
  const { language } = turn;
  const words = SEARCH_WORDS[language];
  return sessionPage(turn, {
    title: words.title,
    current: 'contracts',
    hasError: shown.error !== undefined,
    body: (
      <>
        <h1>{words.title}</h1>
        <div class="card stack screen-only">
          <ErrorSummary
            language={language}
            order={['text']}
            errors={{ ...(shown.error === undefined ? {} : { text: shown.error }) }}
          />
          <Form action="/contracts" csrf={turn.csrf} busyLabel={words.busy}>
            <Choices
              language={language}
              name="by"
              legend={words.by}
              isInline={true}
              value={shown.by}
              choices={CONTRACT_SEARCHES.map((by) => ({ value: by, ...words.searches[by] }))}
            />
            <TextField
              language={language}
              name="text"
              label={words.text}
              hint={words.hint}
              value={shown.text}
              error={shown.error}
              autocomplete="off"
              maxLength={120}
              hasFocus={shown.results === undefined}
              width="medium"
            />
            <Actions>
              <SubmitButton label={words.search} />
            </Actions>
          </Form>
        </div>
        {shown.results === undefined ? null : <Results turn={turn} results={shown.results} />}
      </>
    ),
  });
}
