import type { AuditVerification } from '@warifu/bank';
import { Actions, Form, Instant, Notice, SubmitButton, type Term, Terms, TextField } from '@warifu/ui';
import type { VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { AUDIT_WORDS } from './words.ts';

export interface VerifyShown {
  readonly noted: string;
  readonly error?: string;
  readonly found?: AuditVerification;
}

function rowsOf(turn: SessionTurn, found: AuditVerification): readonly Term[] {
  const { language } = turn;
  const words = AUDIT_WORDS[language].verify;
  const { sealed, unsealed, lastSealedAt, head, noted, fault } = found;
  return [
    ...(fault === undefined
      ? []
      : [
          {
            name: words.fault,
            value: (
              <>
                <code class="act">{fault.name}</code>
                <span class="when">{fault.sentence}</span>
              </>
            ),
          },
        ]),
    { name: words.sealed, value: String(sealed) },
    { name: words.unsealed, value: String(unsealed) },
    ...(lastSealedAt === undefined
      ? []
      : [{ name: words.last, value: <Instant at={lastSealedAt} language={language} /> }]),
    ...(head === undefined
      ? []
      : [
          {
            name: words.head,
            value: (
              <>
                <span class="digits">{head}</span>
                <span class="when">{words.headHint}</span>
              </>
            ),
          },
        ]),
    ...(noted === undefined
      ? []
      : [
          {
            name: words.notedTitle,
            value: noted.isPart ? (
              <>
                {words.notedPart}
                <Instant at={noted.sealedAt} language={language} />
              </>
            ) : (
              words.notedNot
            ),
          },
        ]),
  ];
}

function Found(props: { readonly turn: SessionTurn; readonly found: AuditVerification }): VNode {
  const { turn, found } = props;
  const words = AUDIT_WORDS[turn.language].verify;
  const isGood = found.fault === undefined && found.noted?.isPart !== false;
  return (
    <>
      <Notice tone={isGood ? 'success' : 'warning'} isAnswer={true}>
        <p>{isGood ? words.good : words.bad}</p>
      </Notice>
      <div class="card">
        <Terms terms={rowsOf(turn, found)} />
      </div>
    </>
  );
}

/** The whole chain, looked at from its beginning. */
export function verifyPage(turn: SessionTurn, shown: VerifyShown): string {
  const { language } = turn;
  const words = AUDIT_WORDS[language].verify;
  return sessionPage(turn, {
    title: words.title,
    width: 'narrow',
    current: 'audit',
    hasError: shown.error !== undefined,
    body: (
      <>
        <div class="page-head">
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
        </div>
        {shown.found === undefined ? null : <Found turn={turn} found={shown.found} />}
        <div class="card screen-only">
          <Form action="/audit/verify" csrf={turn.csrf} busyLabel={words.busy}>
            <TextField
              language={language}
              name="noted"
              label={words.noted}
              hint={words.notedHint}
              value={shown.noted}
              error={shown.error}
              autocomplete="off"
              maxLength={80}
              isRequired={false}
              hasFocus={shown.error !== undefined}
            />
            <Actions>
              <SubmitButton label={words.run} />
            </Actions>
          </Form>
        </div>
      </>
    ),
  });
}
