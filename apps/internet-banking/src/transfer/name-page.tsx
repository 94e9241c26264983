import { Actions, ErrorSummary, Form, Notice, SubmitButton, Terms, TextField } from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import { kanaText } from '../text/accounts.ts';
import { type AtDraft, type Inquiry, pathOf } from './draft.ts';
import { STEP, stepPage } from './step-page.tsx';
import { TRANSFER_WORDS } from './words.ts';

export interface NameShown {
  readonly inquiry: Inquiry;
  /** As inquired, or as typed. */
  readonly payeeKana: string;
  readonly error: string | undefined;
}

/** 受取人名照会: the name that the other bank answered, or the field for it where it did not. */
export function namePage(turn: SessionTurn, at: AtDraft, shown: NameShown): string {
  const { language } = turn;
  const words = TRANSFER_WORDS[language];
  const { draftId } = at.draft;
  const path = pathOf(draftId, 'name');
  const errors = shown.error === undefined ? {} : { payeeKana: shown.error };
  return stepPage(turn, {
    step: STEP.name,
    heading: words.name.heading,
    hasError: shown.error !== undefined,
    path,
    soFar: { draftId, soFar: at.soFar },
    children: (
      <div class="card stack">
        <ErrorSummary language={language} order={['payeeKana']} errors={errors} />
        {shown.inquiry === 'found' ? (
          <p>{words.name.foundLead}</p>
        ) : (
          <Notice tone="warning" title={words.name.unavailable}>
            <p>{words.name.warning}</p>
          </Notice>
        )}
        <Form action={path} csrf={turn.csrf} busyLabel={words.busy}>
          {shown.inquiry === 'found' ? (
            <Terms terms={[{ name: words.name.name, value: kanaText(shown.payeeKana), isStrong: true }]} />
          ) : (
            <TextField
              language={language}
              name="payeeKana"
              label={words.name.label}
              hint={words.name.hint}
              value={kanaText(shown.payeeKana)}
              error={shown.error}
              autocomplete="off"
              maxLength={100}
              hasFocus={shown.error !== undefined}
            />
          )}
          <Actions>
            <SubmitButton label={words.next} />
          </Actions>
        </Form>
      </div>
    ),
  });
}
