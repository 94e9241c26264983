import type { BookingDay, OrderNeed } from '@warifu/bank';
import {
  Actions,
  Amount,
  dateText,
  ErrorSummary,
  Form,
  type Language,
  Notice,
  SelectField,
  SubmitButton,
  type Term,
  Terms,
  TextField,
  yenText,
} from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import { BookingCalendar } from './booking-pages.tsx';
import { BOOKING_WORDS } from './booking-words.ts';
import { type AtDraft, pathOf } from './draft.ts';
import { STEP, stepPage } from './step-page.tsx';
import { TRANSFER_WORDS } from './words.ts';

export interface AmountShown {
  /** As typed. */
  readonly amount: string;
  /** `YYYY-MM-DD`; empty for today. */
  readonly date: string;
  readonly error: string | undefined;
  readonly dateError: string | undefined;
  /** The days of a booking, holidays among them. */
  readonly days: readonly BookingDay[];
  readonly need: OrderNeed;
  readonly today: string;
}

/** What may still be sent today: a booking counts on the day on which it is given. */
export function amountTerms({ need }: AmountShown, language: Language): readonly Term[] {
  const words = TRANSFER_WORDS[language].amount;
  if (need.need === 'refused') return [];
  return [
    ...(need.leftToday === undefined ? [] : [{ name: words.left, value: <Amount yen={need.leftToday} /> }]),
    ...(need.limit === undefined ? [] : [{ name: words.limit, value: <Amount yen={need.limit} /> }]),
  ];
}

/** Today, and the days on which a transfer may be booked. */
export const dateChoices = (
  { days, today }: AmountShown,
  language: Language,
): readonly { readonly value: string; readonly title: string }[] => [
  { value: '', title: BOOKING_WORDS[language].today(dateText(today, language)) },
  ...days
    .filter(({ isBookable }) => isBookable)
    .map(({ date }) => ({ value: date, title: dateText(date, language) })),
];

/** 金額・振込日: today, or a booking of one of the next thirty days. */
export function amountPage(turn: SessionTurn, at: AtDraft, shown: AmountShown): string {
  const { language } = turn;
  const words = TRANSFER_WORDS[language];
  const { draftId } = at.draft;
  const path = pathOf(draftId, 'amount');
  const { need } = shown;
  const { error, dateError } = shown;
  const last = shown.days.at(-1)?.date ?? shown.today;
  const withoutToken = need.need === 'refused' ? undefined : need.withoutTokenLimit;
  return stepPage(turn, {
    step: STEP.amount,
    heading: words.amount.heading,
    hasError: error !== undefined || dateError !== undefined,
    path,
    soFar: { draftId, soFar: { ...at.soFar, amount: undefined } },
    children: (
      <div class="card stack">
        <ErrorSummary
          language={language}
          order={['amount', 'date']}
          errors={{
            ...(error === undefined ? {} : { amount: error }),
            ...(dateError === undefined ? {} : { date: dateError }),
          }}
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
            hasFocus={error !== undefined}
          />
          <SelectField
            language={language}
            name="date"
            label={BOOKING_WORDS[language].date}
            hint={BOOKING_WORDS[language].dateHint(dateText(last, language))}
            choices={dateChoices(shown, language)}
            value={shown.date}
            error={dateError}
            isRequired={false}
            hasFocus={error === undefined && dateError !== undefined}
          />
          <BookingCalendar days={shown.days} language={language} />
          <Terms terms={amountTerms(shown, language)} />
          <Actions>
            <SubmitButton label={words.next} />
          </Actions>
        </Form>
      </div>
    ),
  });
}
