import { ADDRESS_FIELDS, type AddressChangeView } from '@warifu/bank';
import {
  Actions,
  ErrorSummary,
  Form,
  Instant,
  Notice,
  Section,
  SubmitButton,
  Table,
  Terms,
  TextAreaField,
} from '@warifu/ui';
import type { VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { AddressChangeBadge } from '../text/badges.tsx';
import { ADDRESS_CHANGE_WORDS } from './words.ts';

export interface ChangeShown {
  readonly change: AddressChangeView;
  readonly told?: { readonly tone: 'success' | 'warning'; readonly text: string };
  readonly reason?: string;
  readonly reasonError?: string;
}

type Part = { readonly turn: SessionTurn; readonly shown: ChangeShown };

/** What is registered and what was asked for, field by field. */
function Compared({ turn, shown }: Part): VNode {
  const words = ADDRESS_CHANGE_WORDS[turn.language];
  const { address, current } = shown.change;
  return (
    <Table
      caption={words.asked}
      rows={ADDRESS_FIELDS}
      keyOf={(field) => field}
      columns={[
        { title: words.field, isHead: true, cell: (field) => words.labels[field] },
        { title: words.current, cell: (field) => current?.[field] ?? words.none },
        { title: words.asked, cell: (field) => address[field] },
      ]}
    />
  );
}

/** What a manager may do with a change that waits, or why nobody who looks can. */
function Settle({ turn, shown }: Part): VNode | null {
  const { language, session } = turn;
  const words = ADDRESS_CHANGE_WORDS[language];
  const { change, reason, reasonError } = shown;
  if (change.state !== 'waiting') return null;
  if (session.operator.role !== 'manager')
    return (
      <Notice tone="information">
        <p>{words.notChecker}</p>
      </Notice>
    );
  const action = `/address-changes/${change.orderId}`;
  return (
    <>
      <ErrorSummary
        language={language}
        order={['reason']}
        errors={reasonError === undefined ? {} : { reason: reasonError }}
      />
      {change.contract.isStopped ? (
        <Notice tone="warning">
          <p>{words.stopped}</p>
        </Notice>
      ) : (
        <Section title={words.completeTitle} id="complete" look="card">
          <Form action={action} csrf={turn.csrf} busyLabel={words.busy}>
            <p>{words.completeLead}</p>
            <Actions>
              <SubmitButton label={words.complete} name="act" value="complete" />
            </Actions>
          </Form>
        </Section>
      )}
      <Section title={words.sendBackTitle} id="send-back" look="card">
        <Form action={action} csrf={turn.csrf} busyLabel={words.busy}>
          <TextAreaField
            language={language}
            name="reason"
            label={words.reasonLabel}
            hint={words.reasonHint}
            error={reasonError}
            value={reason}
            maxLength={400}
            rows={2}
            hasFocus={reasonError !== undefined}
          />
          <Actions>
            <SubmitButton label={words.sendBack} look="secondary" name="act" value="send_back" />
          </Actions>
        </Form>
      </Section>
    </>
  );
}

/** One change of address, and what becomes of it. */
export function addressChangePage(turn: SessionTurn, shown: ChangeShown): string {
  const { language } = turn;
  const words = ADDRESS_CHANGE_WORDS[language];
  const { change, told } = shown;
  const { contract, settledAt, settledBy } = change;
  return sessionPage(turn, {
    title: words.detailTitle,
    current: 'addresses',
    hasError: shown.reasonError !== undefined,
    languageBack: `/address-changes/${change.orderId}`,
    body: (
      <div class="stack">
        <h1>{words.detailTitle}</h1>
        {told === undefined ? null : (
          <Notice tone={told.tone} isAnswer={true}>
            <p>{told.text}</p>
          </Notice>
        )}
        <div class="card stack">
          <Terms
            terms={[
              {
                name: words.columns.state,
                value: <AddressChangeBadge state={change.state} language={language} />,
              },
              {
                name: words.columns.holder,
                value: (
                  <a href={`/contracts/${contract.contractId}`}>
                    {contract.holder} {contract.contractNumber}
                  </a>
                ),
              },
              { name: words.receiptNumber, value: change.receiptNumber },
              {
                name: words.columns.askedAt,
                value: <Instant at={change.askedAt} language={language} />,
              },
              ...(settledAt === undefined
                ? []
                : [{ name: words.settledAt, value: <Instant at={settledAt} language={language} /> }]),
              ...(settledBy === undefined ? [] : [{ name: words.settledBy, value: settledBy.name }]),
              ...(change.reason === undefined ? [] : [{ name: words.reason, value: change.reason }]),
            ]}
          />
          <Compared turn={turn} shown={shown} />
        </div>
        <Settle turn={turn} shown={shown} />
        <p class="screen-only">
          <a href="/address-changes">{words.back}</a>
        </p>
      </div>
    ),
  });
}
