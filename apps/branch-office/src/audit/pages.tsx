import type { AuditLine, AuditList } from '@warifu/bank';
import {
  Actions,
  ButtonLink,
  type Column,
  ErrorSummary,
  Form,
  type FormState,
  firstError,
  Instant,
  type Language,
  SubmitButton,
  Table,
  TextField,
} from '@warifu/ui';
import type { VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { Pager } from '../text/pager.tsx';
import { requestNumberOf } from '../text/request-number.ts';
import { AUDIT_FIELDS, AUDIT_WORDS, type AuditField } from './words.ts';

function Subject(props: { readonly line: AuditLine; readonly language: Language }): VNode {
  const { contractNumber, receiptNumber, requestId } = props.line;
  const words = AUDIT_WORDS[props.language];
  return (
    <span>
      {contractNumber === undefined ? null : (
        <span class="subject">
          <span class="when">{words.contract}</span> <span class="number">{contractNumber}</span>
        </span>
      )}
      {receiptNumber === undefined ? null : (
        <span class="subject">
          <span class="when">{words.receipt}</span> <span class="number">{receiptNumber}</span>
        </span>
      )}
      {requestId === undefined ? null : (
        <span class="subject">
          <span class="when">{words.request}</span>{' '}
          <a href={`/requests/${requestId}`} class="number">
            {requestNumberOf(requestId)}
          </a>
        </span>
      )}
    </span>
  );
}

const detailText = (detail: AuditLine['detail']): string =>
  Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');

function columnsOf(language: Language): readonly Column<AuditLine>[] {
  const words = AUDIT_WORDS[language];
  const { columns } = words;
  return [
    { title: columns.at, isHead: true, cell: ({ at }) => <Instant at={at} language={language} /> },
    {
      title: columns.actor,
      cell: ({ actorKind, actor }) => (
        <span>
          {words.actors[actorKind]}
          {actor === undefined ? null : <span class="when">{actor}</span>}
        </span>
      ),
    },
    { title: columns.act, cell: ({ act }) => <code class="act">{act}</code> },
    { title: columns.subject, cell: (line) => <Subject line={line} language={language} /> },
    { title: columns.detail, cell: ({ detail }) => <span class="detail">{detailText(detail)}</span> },
  ];
}

export interface AuditShown {
  readonly state: FormState<AuditField>;
  readonly results?: { readonly list: AuditList; readonly sealed: string; readonly isFirst: boolean };
}

function SearchForm(props: { readonly turn: SessionTurn; readonly state: FormState<AuditField> }): VNode {
  const { turn, state } = props;
  const { language } = turn;
  const words = AUDIT_WORDS[language];
  const first = firstError(AUDIT_FIELDS, state.errors);
  return (
    <div class="card stack screen-only">
      <ErrorSummary language={language} order={AUDIT_FIELDS} errors={state.errors} />
      <Form action="/audit" csrf={turn.csrf} busyLabel={words.busy}>
        <div class="field-row">
          {AUDIT_FIELDS.map((name) => {
            const hint = words.hints[name];
            return (
              <TextField
                key={name}
                language={language}
                name={name}
                label={words.labels[name]}
                {...(hint === undefined ? {} : { hint })}
                value={state.values[name]}
                error={state.errors[name]}
                autocomplete="off"
                maxLength={40}
                isRequired={false}
                hasFocus={first === name}
              />
            );
          })}
        </div>
        <Actions>
          <SubmitButton label={words.search} />
        </Actions>
      </Form>
    </div>
  );
}

/** 監査記録, searched. */
export function auditPage(turn: SessionTurn, shown: AuditShown): string {
  const { language } = turn;
  const words = AUDIT_WORDS[language];
  const { state, results } = shown;
  return sessionPage(turn, {
    title: words.title,
    current: 'audit',
    hasError: Object.keys(state.errors).length > 0,
    body: (
      <>
        <div class="page-head">
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
        </div>
        <div class="actions">
          <ButtonLink href="/audit/verify" label={words.verify.title} />
        </div>
        <SearchForm turn={turn} state={state} />
        {results === undefined ? null : (
          <section class="section stack" aria-labelledby="results">
            <div class="section-head">
              <h2 id="results">{words.results}</h2>
              {results.list.lines.length === 0 ? null : (
                // Nothing keeps it from being sent again: a file may be fetched twice.
                <form method="post" action="/audit/export" class="form-plain screen-only">
                  <input type="hidden" name="csrf" value={turn.csrf} />
                  <input type="hidden" name="sought" value={results.sealed} />
                  <button type="submit" class="button button-secondary button-small">
                    {words.export}
                  </button>
                </form>
              )}
            </div>
            {results.list.lines.length === 0 ? (
              <div class="card" role="status">
                <p>{words.none}</p>
              </div>
            ) : (
              <Table
                caption={words.results}
                columns={columnsOf(language)}
                rows={results.list.lines}
                keyOf={({ auditId }) => auditId}
              />
            )}
            <Pager
              language={language}
              path="/audit"
              query={{ sought: results.sealed }}
              next={results.list.hasMore ? results.list.lines.at(-1)?.auditId : undefined}
              isFirst={results.isFirst}
            />
          </section>
        )}
      </>
    ),
  });
}
