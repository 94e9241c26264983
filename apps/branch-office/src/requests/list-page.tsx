import {
  PROCEDURE_KINDS,
  type ProcedureKind,
  REQUEST_STATES,
  type RequestList,
  type RequestState,
} from '@warifu/bank';
import { SelectField, type Spoken, Table } from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { Pager } from '../text/pager.tsx';
import { PROCEDURES, REQUEST_STATE_NAMES } from '../text/procedures.ts';
import { requestColumns } from './columns.tsx';

const WORDS: Spoken<{
  readonly title: string;
  readonly state: string;
  readonly kind: string;
  readonly all: string;
  readonly show: string;
  readonly empty: string;
}> = {
  ja: {
    title: '依頼の一覧',
    state: '状態',
    kind: '手続き',
    all: 'すべて',
    show: '表示する',
    empty: '該当する依頼はありません。',
  },
  en: {
    title: 'Requests',
    state: 'State',
    kind: 'Procedure',
    all: 'All',
    show: 'Show',
    empty: 'There is no such request.',
  },
};

/** Which requests a list shows. */
export interface RequestsSought {
  readonly state?: RequestState;
  readonly kind?: ProcedureKind;
}

/** All requests, kept for good. */
export function requestsPage(
  turn: SessionTurn,
  sought: RequestsSought,
  list: RequestList,
  isFirst: boolean,
): string {
  const { language } = turn;
  const words = WORDS[language];
  const { requests, hasMore } = list;
  const query = {
    ...(sought.state === undefined ? {} : { state: sought.state }),
    ...(sought.kind === undefined ? {} : { kind: sought.kind }),
  };
  return sessionPage(turn, {
    title: words.title,
    current: 'requests',
    body: (
      <>
        <h1>{words.title}</h1>
        <form method="get" action="/requests" class="search-form screen-only">
          <SelectField
            language={language}
            name="state"
            label={words.state}
            none={words.all}
            value={sought.state}
            isRequired={false}
            choices={REQUEST_STATES.map((state) => ({
              value: state,
              title: REQUEST_STATE_NAMES[language][state],
            }))}
          />
          <SelectField
            language={language}
            name="kind"
            label={words.kind}
            none={words.all}
            value={sought.kind}
            isRequired={false}
            choices={PROCEDURE_KINDS.map((kind) => ({ value: kind, title: PROCEDURES[language][kind] }))}
          />
          <button type="submit" class="button button-secondary">
            {words.show}
          </button>
        </form>
        {requests.length === 0 ? (
          <div class="card">
            <p role="status">{words.empty}</p>
          </div>
        ) : (
          <Table
            caption={words.title}
            columns={requestColumns(turn, 'all')}
            rows={requests}
            keyOf={({ requestId }) => requestId}
          />
        )}
        <Pager
          language={language}
          path="/requests"
          query={query}
          next={hasMore ? requests.at(-1)?.requestId : undefined}
          isFirst={isFirst}
        />
      </>
    ),
  });
}
