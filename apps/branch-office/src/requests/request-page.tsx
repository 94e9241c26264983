import type { ProcedureKind, RequestView } from '@warifu/bank';
import { ButtonLink, Instant, Notice, type NoticeTone, Section, type Term, Terms } from '@warifu/ui';
import type { VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { operatorText } from '../procedures/target.tsx';
import { PROCEDURE_WORDS } from '../procedures/words.ts';
import { RequestBadge } from '../text/badges.tsx';
import { branchText } from '../text/branches.ts';
import { EFFECTS } from '../text/effects.ts';
import { PROCEDURES } from '../text/procedures.ts';
import { digestText, requestNumberOf } from '../text/request-number.ts';
import { ROLES } from '../text/roles.ts';
import { paperRows, termRows } from '../text/terms.tsx';
import { Decision, type DecisionState } from './decision.tsx';
import { REQUEST_WORDS } from './words.ts';

export interface RequestShown {
  readonly request: RequestView;
  readonly told?: { readonly tone: NoticeTone; readonly text: string };
  readonly decision: DecisionState;
}

const PRINTING: readonly ProcedureKind[] = [
  'contract_opening',
  'login_password_reissue',
  'confirmation_password_reissue',
  'operator_addition',
  'operator_password_reissue',
];

function aboutRows(turn: SessionTurn, { contract, operator }: RequestView): readonly Term[] {
  const { language, site } = turn;
  const words = PROCEDURE_WORDS[language];
  return [
    ...(contract === undefined
      ? []
      : [
          {
            name: words.about.contract,
            value: (
              <a href={`/contracts/${contract.contractId}`} class="number">
                {contract.contractNumber}
              </a>
            ),
          },
          { name: words.about.holder, value: contract.holder },
          { name: words.labels.branchCode, value: branchText(site, contract.branchCode, language) },
        ]),
    ...(operator === undefined
      ? []
      : [
          {
            name: words.about.operator,
            value: <a href={`/operators/${operator.operatorId}`}>{operatorText(operator)}</a>,
          },
          { name: words.labels.personNumber, value: operator.personNumber },
        ]),
  ];
}

function historyRows(turn: SessionTurn, request: RequestView): readonly Term[] {
  const { language } = turn;
  const words = REQUEST_WORDS[language];
  const { maker, checker, madeAt, decidedAt, doneAt, expiresAt, note } = request;
  const by = (at: VNode, who: string): VNode => (
    <>
      {at} <span class="when">{who}</span>
    </>
  );
  const who = (operator: RequestView['maker']) =>
    `${operatorText(operator)} ${ROLES[language][operator.role]}`;
  return [
    { name: words.entered, value: by(<Instant at={madeAt} language={language} />, who(maker)) },
    ...(request.state === 'waiting'
      ? [{ name: words.expires, value: <Instant at={expiresAt} language={language} /> }]
      : []),
    ...(decidedAt === undefined
      ? []
      : [
          {
            name: words.decided,
            value: by(
              <Instant at={decidedAt} language={language} />,
              checker === undefined ? '' : who(checker),
            ),
          },
        ]),
    ...(doneAt === undefined
      ? []
      : [{ name: words.doneAt, value: <Instant at={doneAt} language={language} /> }]),
    ...(note === undefined ? [] : [{ name: words.note, value: <span class="lines">{note}</span> }]),
  ];
}

function Printing(props: { readonly turn: SessionTurn; readonly request: RequestView }): VNode | null {
  const { turn, request } = props;
  const words = REQUEST_WORDS[turn.language].print;
  const isMaker = turn.session.operator.role !== 'auditor';
  if (request.state !== 'done' || !PRINTING.includes(request.terms.kind)) return null;
  if (!request.isPrintable) {
    return (
      <Notice tone="information">
        <p>{words.printed}</p>
      </Notice>
    );
  }
  return (
    <Section title={words.title} id="print" look="card">
      <Notice tone="warning">
        {words.warning.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Notice>
      {isMaker ? (
        // Not guarded against a second click: the bank tells the passwords once, whoever asks how often.
        <form method="post" action={`/requests/${request.requestId}/print`} class="form section-foot">
          <input type="hidden" name="csrf" value={turn.csrf} />
          <div class="actions">
            <button type="submit" class="button button-primary">
              {words.button}
            </button>
            <a href={`/requests/${request.requestId}`}>{words.after}</a>
          </div>
        </form>
      ) : null}
    </Section>
  );
}

/** A request: what it does and for whom, the paper, who did what when, and what may be done with it. */
export function requestPage(turn: SessionTurn, shown: RequestShown): string {
  const { language, site } = turn;
  const { request, told } = shown;
  const { terms, paper, requestId } = request;
  const words = REQUEST_WORDS[language];
  const procedure = PROCEDURE_WORDS[language];
  const rows = [...aboutRows(turn, request), ...termRows(site, terms, language)];
  return sessionPage(turn, {
    title: PROCEDURES[language][terms.kind],
    width: 'narrow',
    current: 'requests',
    hasError: shown.decision.errors !== undefined,
    languageBack: `/requests/${requestId}`,
    body: (
      <>
        <div class="page-head">
          <h1>{PROCEDURES[language][terms.kind]}</h1>
          <p class="lead">
            {words.number} <span class="number">{requestNumberOf(requestId)}</span>{' '}
            <RequestBadge state={request.state} language={language} />
          </p>
        </div>
        {told === undefined ? null : (
          <Notice tone={told.tone} isAnswer={true}>
            <p>{told.text}</p>
          </Notice>
        )}
        <Printing turn={turn} request={request} />
        <Section title={procedure.termsTitle} id="terms" look="card">
          <Terms terms={rows} />
        </Section>
        <Section title={procedure.whatTitle} id="what" look="card">
          <ul class="bullets">
            {EFFECTS[language][terms.kind].map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Section>
        <Section title={procedure.paperTitle} id="paper" look="card">
          <Terms terms={paperRows(paper, language)} />
          <div class="actions section-foot">
            <ButtonLink
              href={`/requests/${requestId}/form`}
              label={words.formLink}
              look="quiet"
              icon="print"
            />
          </div>
        </Section>
        <Section title={words.history} id="history" look="card">
          <Terms
            terms={[
              ...historyRows(turn, request),
              {
                name: words.digest,
                value: (
                  <>
                    <span class="number">{digestText(request.digest)}</span>
                    <span class="when">{words.digestHint}</span>
                  </>
                ),
              },
            ]}
          />
        </Section>
        <Decision turn={turn} request={request} state={shown.decision} />
      </>
    ),
  });
}
