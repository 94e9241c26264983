import type { RequestView } from '@warifu/bank';
import { type Column, Instant, type Spoken } from '@warifu/ui';
import type { VNode } from 'preact';
import type { SessionTurn } from '../http/route.ts';
import { ageText, isOverdue } from '../text/age.ts';
import { RequestBadge } from '../text/badges.tsx';
import { PROCEDURES } from '../text/procedures.ts';

interface ColumnWords {
  readonly procedure: string;
  readonly about: string;
  readonly maker: string;
  readonly form: string;
  readonly made: string;
  readonly age: string;
  readonly state: string;
  readonly overdue: string;
  readonly own: string;
}

const WORDS: Spoken<ColumnWords> = {
  ja: {
    procedure: '手続き',
    about: '対象',
    maker: '入力者',
    form: '書面の番号',
    made: '入力日時',
    age: '経過',
    state: '状態',
    overdue: '遅れ',
    own: '自分の入力',
  },
  en: {
    procedure: 'Procedure',
    about: 'For',
    maker: 'Entered by',
    form: 'Form',
    made: 'Entered',
    age: 'Age',
    state: 'State',
    overdue: 'Late',
    own: 'Your own',
  },
};

/** Whom a request is about, in one line: the contract, the operator, or the name on the form. */
function aboutText(request: RequestView): string {
  const { contract, operator, terms } = request;
  if (contract !== undefined) return contract.holder;
  if (operator !== undefined) return operator.name;
  if (terms.kind === 'contract_opening') return terms.holder.kanji;
  return terms.kind === 'operator_addition' ? terms.name : '';
}

function Age(props: { readonly request: RequestView; readonly turn: SessionTurn }): VNode {
  const { request, turn } = props;
  const { language, now } = turn;
  return (
    <span>
      {ageText(request.madeAt, now, language)}{' '}
      {isOverdue(request.madeAt, now) ? <span class="badge badge-bad">{WORDS[language].overdue}</span> : null}
    </span>
  );
}

/** The columns of a list of requests; the queue shows their age, the others what became of them. */
export function requestColumns(turn: SessionTurn, look: 'queue' | 'all'): readonly Column<RequestView>[] {
  const { language } = turn;
  const words = WORDS[language];
  const whenOrAge: Column<RequestView> =
    look === 'queue'
      ? { title: words.age, cell: (request) => <Age request={request} turn={turn} /> }
      : { title: words.made, cell: ({ madeAt }) => <Instant at={madeAt} language={language} /> };
  return [
    {
      title: words.procedure,
      isHead: true,
      cell: (request) => (
        <a href={`/requests/${request.requestId}`}>{PROCEDURES[language][request.terms.kind]}</a>
      ),
    },
    {
      title: words.about,
      cell: (request) => (
        <span>
          {aboutText(request)}
          {request.contract === undefined ? null : (
            <span class="when">{request.contract.contractNumber}</span>
          )}
        </span>
      ),
    },
    whenOrAge,
    {
      title: words.maker,
      cell: ({ maker, isOwn }) => (
        <span>
          {maker.name}
          {isOwn ? <span class="when">{words.own}</span> : null}
        </span>
      ),
    },
    { title: words.form, cell: ({ paper }) => paper.formNumber },
    ...(look === 'queue'
      ? []
      : [
          {
            title: words.state,
            cell: ({ state }: RequestView) => <RequestBadge state={state} language={language} />,
          },
        ]),
  ];
}
