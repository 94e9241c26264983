import type { OrderNeed } from '@warifu/bank';
import {
  Actions,
  Amount,
  dateText,
  ErrorSummary,
  Form,
  type Language,
  Notice,
  SubmitButton,
  type Term,
  Terms,
  TextField,
  yenText,
} from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import { type AtDraft, pathOf } from './draft.ts';
import { STEP, stepPage } from './step-page.tsx';
import { TRANSFER_WORDS } from './words.ts';

export interface AmountShown {
  /** As typed. */
  readonly amount: string;
  readonly error: string | undefined;
  readonly need: OrderNeed;
  readonly today: string;
}

/** The day, and what may still be sent on it. */
export function amountTerms({ need, today }: AmountShown, language: Language): readonly Term[] {
  const words = TRANSFER_WORDS[language].amount;
  const day = { name: words.date, value: words.today(dateText(today, language)) };
  if (need.need === 'refused') return [day];
  return [
    day,
    ...(need.leftToday === undefined ? [] : [{ name: words.left, value: <Amount yen={need.leftToday} /> }]),
    ...(need.limit === undefined ? [] : [{ name: words.limit, value: <Amount yen={need.limit} /> }]),
  ];
}

/** 金額・振込日. The day is today: booked transfers are not offered. */
export function amountPage(turn: SessionTurn, at: AtDraft, shown: AmountShown): string {
  const { language } = turn;
  const words = TRANSFER_WORDS[language];
  const { draftId } = at.draft;
  const path = pathOf(draftId, 'amount');
  const { need } = shown;
  const withoutToken = need.need === 'refused' ? undefined : need.withoutTokenLimit;
  return stepPage(turn, {
    step: STEP.amount,
    heading: words.amount.heading,
    hasError: shown.error !== undefined,
    path,
    soFar: { draftId, soFar: { ...at.soFar, amount: undefined } },
    children: (
      <div class="card stack">
        <ErrorSummary
          language={language}
          order={['amount']}
          errors={shown.error === undefined ? {} : { amount: shown.error }}
        />
        {withoutToken === undefined ? null : (
          <Notice tone="information">
            <p>{words.amount.withoutToken(yenText(withoutToken))}</p>
          </Notice>
        )}
        <Form action={path} csrf={turn.csrf} busyLabel={words.busy}>
          <TextField
            language={language}
            name="amount"
            label={words.amount.amount}
            hint={words.amount.amountHint}
            value={shown.amount}
            error={shown.error}
            inputMode="numeric"
            autocomplete="transaction-amount"
            maxLength={40}
            width="medium"
            suffix={words.amount.yen}
            hasFocus={shown.error !== undefined}
          />
          <Terms terms={amountTerms(shown, language)} />
          <Actions>
            <SubmitButton label={words.next} />
          </Actions>
        </Form>
      </div>
    ),
  });
}
