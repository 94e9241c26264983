import { Actions, ErrorSummary, Form, SubmitButton, TextField } from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import { HISTORY_PATH, START_PATH } from './draft.ts';
import { STEP, stepPage } from './step-page.tsx';
import { PAY_EASY_WORDS } from './words.ts';

export const BILLER_TYPED_MAX = 20;

export interface BillerShown {
  /** As typed. */
  readonly billerNumber: string;
  readonly error: string | undefined;
}

/** 収納機関番号. */
export function billerPage(turn: SessionTurn, shown: BillerShown): string {
  const { language } = turn;
  const all = PAY_EASY_WORDS[language];
  const words = all.biller;
  const hasError = shown.error !== undefined;
  return stepPage(turn, {
    step: STEP.biller,
    heading: words.heading,
    hasError,
    path: START_PATH,
    children: (
      <>
        <div class="card stack">
          <p>{words.lead}</p>
          <ErrorSummary
            language={language}
            order={['billerNumber']}
            errors={shown.error === undefined ? {} : { billerNumber: shown.error }}
          />
          <Form action={START_PATH} csrf={turn.csrf} busyLabel={all.busy}>
            <TextField
              language={language}
              name="billerNumber"
              label={words.label}
              hint={words.hint}
              value={shown.billerNumber}
              error={shown.error}
              inputMode="numeric"
              autocomplete="off"
              maxLength={BILLER_TYPED_MAX}
              width="short"
              hasFocus={hasError}
            />
            <Actions>
              <SubmitButton label={all.next} />
            </Actions>
          </Form>
        </div>
        <p>
          <a href={HISTORY_PATH}>{words.history}</a>
        </p>
      </>
    ),
  });
}
