import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  firstError,
  SubmitButton,
  TextField,
} from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import { ACCOUNT_KINDS } from '../text/accounts.ts';
import { ACCOUNT_KIND_ORDER, type AtDraft, pathOf } from './draft.ts';
import { STEP, stepPage } from './step-page.tsx';
import { TRANSFER_WORDS } from './words.ts';

export type NumberField = 'accountKind' | 'accountNumber';
const ORDER: readonly NumberField[] = ['accountKind', 'accountNumber'];

/** 科目 and 口座番号. */
export function numberPage(turn: SessionTurn, at: AtDraft, state: FormState<NumberField>): string {
  const { language } = turn;
  const words = TRANSFER_WORDS[language];
  const { draftId } = at.draft;
  const path = pathOf(draftId, 'number');
  const first = firstError(ORDER, state.errors);
  return stepPage(turn, {
    step: STEP.payee,
    heading: words.number.heading,
    hasError: first !== undefined,
    path,
    soFar: { draftId, soFar: { ...at.soFar, payee: undefined, amount: undefined } },
    children: (
      <div class="card stack">
        <ErrorSummary language={language} order={ORDER} errors={state.errors} />
        <Form action={path} csrf={turn.csrf} busyLabel={words.busy}>
          <Choices
            language={language}
            name="accountKind"
            legend={words.number.kind}
            isInline={true}
            value={state.values.accountKind}
            error={state.errors.accountKind}
            hasFocus={first === 'accountKind'}
            choices={ACCOUNT_KIND_ORDER.map((kind) => ({
              value: kind,
              title: ACCOUNT_KINDS[language][kind],
            }))}
          />
          <TextField
            language={language}
            name="accountNumber"
            label={words.number.number}
            hint={words.number.numberHint}
            value={state.values.accountNumber}
            error={state.errors.accountNumber}
            inputMode="numeric"
            autocomplete="off"
            maxLength={20}
            width="short"
            hasFocus={first === 'accountNumber'}
          />
          <Actions>
            <SubmitButton label={words.next} />
          </Actions>
        </Form>
      </div>
    ),
  });
}
