import type { OperatorView, ProcedureKind, ProcedureRefusal } from '@warifu/bank';
import { sentenceOf } from '@warifu/site';
import { ButtonLink, type Column, Section, type Spoken, Table, Terms } from '@warifu/ui';
import type { VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { kindsAbout } from '../procedures/catalogue.ts';
import { PROCEDURE_SENTENCES } from '../procedures/faces.ts';
import { OperatorBadge } from '../text/badges.tsx';
import { branchText } from '../text/branches.ts';
import { PROCEDURES } from '../text/procedures.ts';
import { ROLES } from '../text/roles.ts';

const WORDS: Spoken<{
  readonly title: string;
  readonly lead: string;
  readonly add: string;
  readonly columns: {
    readonly name: string;
    readonly number: string;
    readonly person: string;
    readonly role: string;
    readonly branch: string;
    readonly state: string;
    readonly token: string;
  };
  readonly token: Readonly<Record<'yes' | 'no', string>>;
  readonly procedures: string;
  readonly back: string;
}> = {
  ja: {
    title: '担当者',
    lead: '追加や変更も、入力する人と承認する人の2人で行います。',
    add: '担当者を追加する',
    columns: {
      name: '氏名',
      number: '担当者番号',
      person: '職員番号',
      role: '役割',
      branch: '所属店',
      state: '状態',
      token: 'トークン',
    },
    token: { yes: '登録済み', no: '未登録' },
    procedures: '手続き',
    back: '一覧へ戻る',
  },
  en: {
    title: 'Operators',
    lead: 'Additions and changes take two people as well: one enters, another approves.',
    add: 'Add an operator',
    columns: {
      name: 'Name',
      number: 'Operator number',
      person: 'Staff number',
      role: 'Role',
      branch: 'Branch',
      state: 'State',
      token: 'Token',
    },
    token: { yes: 'Registered', no: 'Not registered' },
    procedures: 'Procedures',
    back: 'Back to the list',
  },
};

function columnsOf(turn: SessionTurn): readonly Column<OperatorView>[] {
  const { language, site } = turn;
  const words = WORDS[language];
  return [
    {
      title: words.columns.name,
      isHead: true,
      cell: ({ operatorId, name }) => <a href={`/operators/${operatorId}`}>{name}</a>,
    },
    {
      title: words.columns.number,
      cell: ({ operatorNumber }) => <span class="number">{operatorNumber}</span>,
    },
    { title: words.columns.person, cell: ({ personNumber }) => <span class="number">{personNumber}</span> },
    { title: words.columns.role, cell: ({ role }) => ROLES[language][role] },
    { title: words.columns.branch, cell: ({ branchCode }) => branchText(site, branchCode, language) },
    { title: words.columns.state, cell: ({ state }) => <OperatorBadge state={state} language={language} /> },
    { title: words.columns.token, cell: ({ hasToken }) => words.token[hasToken ? 'yes' : 'no'] },
  ];
}

/** Who signs in at the branch, in the order of their numbers. */
export function operatorsPage(turn: SessionTurn, operators: readonly OperatorView[]): string {
  const words = WORDS[turn.language];
  return sessionPage(turn, {
    title: words.title,
    current: 'operators',
    body: (
      <>
        <div class="page-head">
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
        </div>
        {turn.session.operator.role === 'auditor' ? null : (
          <div class="actions">
            <ButtonLink href="/procedures/operator_addition" label={words.add} />
          </div>
        )}
        <Table
          caption={words.title}
          columns={columnsOf(turn)}
          rows={operators}
          keyOf={({ operatorId }) => operatorId}
        />
      </>
    ),
  });
}

type Unfit = Extract<ProcedureRefusal, { reason: 'no_token' | 'operator_state' }>;

/** Why a procedure plainly does not fit an operator; the bank judges when it is entered. */
function unfitOf(kind: ProcedureKind, operator: OperatorView): Unfit | undefined {
  const isForSuspended = kind === 'operator_resumption';
  if ((operator.state === 'suspended') !== isForSuspended) return { reason: 'operator_state' };
  return kind === 'operator_token_release' && !operator.hasToken ? { reason: 'no_token' } : undefined;
}

function OperatorProcedures(props: { readonly turn: SessionTurn; readonly operator: OperatorView }): VNode {
  const { turn, operator } = props;
  const { language } = turn;
  return (
    <ul class="procedure-list">
      {kindsAbout('operator').map((kind) => {
        const unfit = unfitOf(kind, operator);
        const name = PROCEDURES[language][kind];
        return (
          <li key={kind}>
            <span class="procedure-name">
              {unfit === undefined ? (
                <a href={`/operators/${operator.operatorId}/procedures/${kind}`}>{name}</a>
              ) : (
                <>
                  <span class="procedure-off">{name}</span>
                  <span class="when">{sentenceOf(PROCEDURE_SENTENCES[language], unfit)}</span>
                </>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** One operator, and what can be done about them on paper. */
export function operatorPage(turn: SessionTurn, operator: OperatorView): string {
  const { language, site } = turn;
  const words = WORDS[language];
  const { columns } = words;
  return sessionPage(turn, {
    title: operator.name,
    width: 'narrow',
    current: 'operators',
    body: (
      <>
        <h1>{operator.name}</h1>
        <div class="card">
          <Terms
            terms={[
              { name: columns.number, value: <span class="number">{operator.operatorNumber}</span> },
              { name: columns.person, value: <span class="number">{operator.personNumber}</span> },
              { name: columns.role, value: ROLES[language][operator.role] },
              { name: columns.branch, value: branchText(site, operator.branchCode, language) },
              { name: columns.state, value: <OperatorBadge state={operator.state} language={language} /> },
              { name: columns.token, value: words.token[operator.hasToken ? 'yes' : 'no'] },
            ]}
          />
        </div>
        {turn.session.operator.role === 'auditor' ? null : (
          <Section title={words.procedures} id="procedures" look="card">
            <OperatorProcedures turn={turn} operator={operator} />
          </Section>
        )}
        <div class="actions">
          <ButtonLink href="/operators" label={words.back} look="quiet" />
        </div>
      </>
    ),
  });
}
