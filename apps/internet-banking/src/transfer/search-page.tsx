import {
  ErrorSummary,
  Form,
  fragmentText,
  Icon,
  type Language,
  Section,
  SubmitButton,
  TextField,
} from '@warifu/ui';
import type { VNode } from 'preact';
import { h } from 'preact';
import type { SessionTurn } from '../http/route.ts';
import { type AtDraft, pathOf } from './draft.ts';
import { STEP, stepPage } from './step-page.tsx';
import { TRANSFER_WORDS } from './words.ts';

/** One bank or branch to choose. */
export interface Pick {
  readonly code: string;
  readonly name: string;
  readonly kana: string;
}

/** What was looked for, and what was found. */
export interface Search {
  readonly q: string;
  readonly initial: string;
  readonly offset: number;
}

export interface Results {
  readonly items: readonly Pick[];
  readonly total: number;
  readonly offset: number;
}

export interface SearchShown {
  readonly of: 'bank' | 'branch';
  readonly search: Search;
  /** `undefined` until something is looked for. */
  readonly results: Results | undefined;
  readonly error: string | undefined;
  /** The first one offered before any search: our own bank. */
  readonly own?: Pick;
}

const FIELD = { bank: 'bankCode', branch: 'branchCode' } as const;

/** The kana that a name begins with; the gaps keep the five columns of the table. */
const KANA = [
  'アイウエオ',
  'カキクケコ',
  'サシスセソ',
  'タチツテト',
  'ナニヌネノ',
  'ハヒフヘホ',
  'マミムメモ',
  'ヤ　ユ　ヨ',
  'ラリルレロ',
  'ワ　　　　',
] as const;

const questionOf = (search: Search): string =>
  new URLSearchParams({
    ...(search.q === '' ? {} : { q: search.q }),
    ...(search.initial === '' ? {} : { initial: search.initial }),
    ...(search.offset === 0 ? {} : { offset: String(search.offset) }),
  }).toString();

function PickRow(props: {
  readonly of: 'bank' | 'branch';
  readonly pick: Pick;
  readonly detail?: string;
}): VNode {
  const { pick } = props;
  return (
    <li>
      <button type="submit" class="pick" name={FIELD[props.of]} value={pick.code}>
        <span class="pick-text">
          <span class="pick-name">{pick.name}</span>{' '}
          <span class="pick-detail">{props.detail ?? `${pick.kana} ${pick.code}`}</span>
        </span>
        <Icon name="arrow" />
      </button>
    </li>
  );
}

function Found(props: {
  readonly of: 'bank' | 'branch';
  readonly language: Language;
  readonly results: Results;
  readonly more: string | undefined;
}): VNode {
  const words = TRANSFER_WORDS[props.language].found;
  const { items, total, offset } = props.results;
  if (total === 0) return <p role="status">{words.none}</p>;
  return (
    <>
      <p role="status" class="hint">
        {items.length === total ? words.all(total) : words.some(offset + 1, offset + items.length, total)}
      </p>
      <ul class="pick-list">
        {items.map((pick) => (
          <PickRow key={pick.code} of={props.of} pick={pick} />
        ))}
      </ul>
      {props.more === undefined ? null : (
        <p class="section-foot">
          <a class="button button-secondary" href={props.more}>
            {words.more}
          </a>
        </p>
      )}
    </>
  );
}

function moreHref(path: string, search: Search, results: Results): string | undefined {
  const next = results.offset + results.items.length;
  return next >= results.total ? undefined : `${path}?${questionOf({ ...search, offset: next })}`;
}

/** The results alone, for the element that searches while the customer types. */
export function resultsFragment(
  turn: SessionTurn,
  of: 'bank' | 'branch',
  draftId: string,
  search: Search,
  results: Results,
): string {
  const more = moreHref(pathOf(draftId, of), search, results);
  return fragmentText(<Found of={of} language={turn.language} results={results} more={more} />);
}

function KanaGrid(props: { readonly path: string; readonly current: string; readonly title: string }): VNode {
  return (
    <nav class="kana" aria-label={props.title}>
      <h2 class="kana-title">{props.title}</h2>
      <div class="kana-grid">
        {KANA.flatMap((row) =>
          [...row].map((kana, index) =>
            kana === '　' ? (
              <span class="kana-gap" key={`${row}${index}`} />
            ) : (
              <a
                key={kana}
                href={`${props.path}?initial=${encodeURIComponent(kana)}`}
                {...(kana === props.current ? { 'aria-current': 'true' as const } : {})}
              >
                {kana}
              </a>
            ),
          ),
        )}
      </div>
    </nav>
  );
}

function SearchForm(props: {
  readonly language: Language;
  readonly path: string;
  readonly label: string;
  readonly hint: string;
  readonly shown: SearchShown;
}): VNode {
  const { language, shown } = props;
  return (
    <form method="get" action={props.path} class="search-form" noValidate>
      <TextField
        language={language}
        name="q"
        type="search"
        label={props.label}
        hint={props.hint}
        value={shown.search.q}
        error={shown.error}
        autocomplete="off"
        maxLength={60}
        isRequired={false}
        hasFocus={shown.error !== undefined}
      />
      <SubmitButton label={TRANSFER_WORDS[language].bank.button} look="secondary" />
    </form>
  );
}

/** 金融機関 or 支店: by part of the name, by code, or by the first kana. */
export function searchPage(turn: SessionTurn, at: AtDraft, shown: SearchShown): string {
  const { language } = turn;
  const all = TRANSFER_WORDS[language];
  const words = shown.of === 'bank' ? all.bank : all.branch;
  const { draftId } = at.draft;
  const path = pathOf(draftId, shown.of);
  const errors = shown.error === undefined ? {} : { q: shown.error };
  const soFar = { ...at.soFar, payee: undefined, branchName: undefined, amount: undefined };
  const { results } = shown;
  const own = shown.own !== undefined && results === undefined ? shown.own : undefined;
  return stepPage(turn, {
    step: STEP.payee,
    heading: words.heading,
    hasError: shown.error !== undefined,
    path: `${path}?${questionOf(shown.search)}`,
    soFar: { draftId, soFar: shown.of === 'bank' ? { ...soFar, bankName: undefined } : soFar },
    children: (
      <>
        {own === undefined ? null : (
          <Section title={all.bank.own} id="own" look="card">
            <p>{all.bank.ownLead}</p>
            <Form action={path} csrf={turn.csrf} isPlain={true}>
              <ul class="pick-list section-foot">
                <PickRow of={shown.of} pick={own} detail={all.bank.code(own.code)} />
              </ul>
            </Form>
          </Section>
        )}
        <div class="card stack">
          <ErrorSummary language={language} order={['q']} errors={errors} />
          {h(
            'bank-search',
            { source: `${path}/matches` },
            <>
              <SearchForm
                language={language}
                path={path}
                label={words.search}
                hint={words.searchHint}
                shown={shown}
              />
              <Form action={path} csrf={turn.csrf} isPlain={true}>
                <div class="results" data-results="">
                  {results === undefined ? null : (
                    <Found
                      of={shown.of}
                      language={language}
                      results={results}
                      more={moreHref(path, shown.search, results)}
                    />
                  )}
                </div>
              </Form>
            </>,
          )}
          <KanaGrid path={path} current={shown.search.initial} title={all.bank.kana} />
        </div>
      </>
    ),
  });
}
