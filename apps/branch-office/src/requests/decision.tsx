import type { RequestView } from '@warifu/bank';
import {
  Actions,
  CodeField,
  ErrorSummary,
  Form,
  Notice,
  SecondCode,
  Section,
  SubmitButton,
  TextAreaField,
} from '@warifu/ui';
import type { VNode } from 'preact';
import type { SessionTurn } from '../http/route.ts';
import { REQUEST_WORDS } from './words.ts';

export type DecisionField = 'code' | 'nextCode' | 'note';
const ORDER: readonly DecisionField[] = ['code', 'nextCode', 'note'];

/** What the forms of a decision show again. */
export interface DecisionState {
  readonly errors?: Readonly<Partial<Record<DecisionField, string>>>;
  readonly note?: string;
  /** A first code that waits for its next one. 時刻補正 */
  readonly sealedCode?: string;
}

interface DecisionProps {
  readonly turn: SessionTurn;
  readonly request: RequestView;
  readonly state: DecisionState;
}

/** The checker's code, over the digest of what this page shows. */
function Approval({ turn, request, state }: DecisionProps): VNode {
  const { language } = turn;
  const words = REQUEST_WORDS[language];
  const error = state.errors?.code;
  return (
    <Section title={words.approveTitle} id="approve" look="card">
      <Form action={`/requests/${request.requestId}`} csrf={turn.csrf} busyLabel={words.approving}>
        <p>{words.approveLead}</p>
        <input type="hidden" name="digest" value={request.digest} />
        {state.sealedCode === undefined ? (
          <CodeField
            language={language}
            name="code"
            label={words.code}
            hint={words.codeHint}
            error={error}
            hasFocus={error !== undefined}
          />
        ) : (
          <SecondCode language={language} sealedCode={state.sealedCode} error={state.errors?.nextCode} />
        )}
        <Actions>
          <SubmitButton label={words.approve} name="act" value="approve" />
        </Actions>
      </Form>
    </Section>
  );
}

function Ending(props: DecisionProps & { readonly act: 'refuse' | 'withdraw' }): VNode {
  const { turn, request, state, act } = props;
  const { language } = turn;
  const words = REQUEST_WORDS[language];
  const error = state.errors?.note;
  return (
    <Section title={act === 'refuse' ? words.refuseTitle : words.withdrawTitle} id={act} look="card">
      <Form action={`/requests/${request.requestId}`} csrf={turn.csrf} busyLabel={words.busy}>
        <TextAreaField
          language={language}
          name="note"
          label={words.noteLabel}
          hint={words.noteHint}
          error={error}
          value={state.note}
          maxLength={400}
          rows={2}
          hasFocus={error !== undefined}
        />
        <Actions>
          <SubmitButton
            label={act === 'refuse' ? words.refuse : words.withdraw}
            look="secondary"
            name="act"
            value={act}
          />
        </Actions>
      </Form>
    </Section>
  );
}

/** What whoever looks may do with a request, or why they cannot. */
export function Decision(props: DecisionProps): VNode | null {
  const { turn, request, state } = props;
  const { language, session } = turn;
  const words = REQUEST_WORDS[language];
  const { role } = session.operator;
  if (request.state === 'approved') {
    return (
      <Notice tone="information">
        <p>{words.carrying}</p>
      </Notice>
    );
  }
  if (request.state !== 'waiting') return null;
  return (
    <>
      <ErrorSummary language={language} order={ORDER} errors={state.errors ?? {}} />
      {request.isOwn || role !== 'manager' ? (
        <Notice tone="information">
          <p>{request.isOwn ? words.own : words.notChecker}</p>
        </Notice>
      ) : null}
      {request.isOwn && role !== 'auditor' ? <Ending {...props} act="withdraw" /> : null}
      {!request.isOwn && role === 'manager' ? (
        <>
          <Approval {...props} />
          <Ending {...props} act="refuse" />
        </>
      ) : null}
    </>
  );
}
