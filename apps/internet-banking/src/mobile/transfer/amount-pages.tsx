import { PlainField, PlainForm, PlainSubmit, Terms, yenText } from '@warifu/ui';
import type { SessionTurn } from '../../http/route.ts';
import { kanaText } from '../../text/accounts.ts';
import { type AmountShown, amountTerms, dateChoices } from '../../transfer/amount-page.tsx';
import { BOOKING_WORDS } from '../../transfer/booking-words.ts';
import { type AtDraft, pathOf } from '../../transfer/draft.ts';
import type { NameShown } from '../../transfer/name-page.tsx';
import { TRANSFER_WORDS } from '../../transfer/words.ts';
import { PlainSelect } from '../select.tsx';
import { plainStepPage } from './step-page.tsx';

/** 金額・振込日. */
export function plainAmountPage(turn: SessionTurn, at: AtDraft, shown: AmountShown): string {
  const { language } = turn;
  const words = TRANSFER_WORDS[language];
  const path = `/m${pathOf(at.draft.draftId, 'amount')}`;
  const withoutToken = shown.need.need === 'refused' ? undefined : shown.need.withoutTokenLimit;
  return plainStepPage(turn, {
    heading: words.amount.heading,
    hasError: shown.error !== undefined || shown.dateError !== undefined,
    path,
    soFar: at.soFar,
    menu: [{ digit: '1', label: words.confirm.changePayee, href: `/m${pathOf(at.draft.draftId, 'payee')}` }],
    children: (
      <>
        {withoutToken === undefined ? null : (
          <p class="notice">{words.amount.withoutToken(yenText(withoutToken))}</p>
        )}
        <PlainForm action={path} csrf={turn.csrf}>
          <PlainField
            language={language}
            name="amount"
            label={words.amount.amount}
            hint={words.amount.amountHint}
            value={shown.amount}
            error={shown.error}
            inputMode="numeric"
            autocomplete="transaction-amount"
            maxLength={40}
            hasFocus={shown.error !== undefined}
          />
          <PlainSelect
            name="date"
            label={BOOKING_WORDS[language].date}
            choices={dateChoices(shown, language)}
            value={shown.date}
            error={shown.dateError}
          />
          <Terms terms={amountTerms(shown, language)} />
          <PlainSubmit label={words.next} />
        </PlainForm>
      </>
    ),
  });
}

/** 受取人名照会: asked for where the other bank did not tell the name; one that it told stands on the confirm page. */
export function plainNamePage(turn: SessionTurn, at: AtDraft, shown: NameShown): string {
  const { language } = turn;
  const words = TRANSFER_WORDS[language];
  const path = `/m${pathOf(at.draft.draftId, 'name')}`;
  const isFound = shown.inquiry === 'found';
  return plainStepPage(turn, {
    heading: words.name.heading,
    hasError: shown.error !== undefined,
    path,
    soFar: at.soFar,
    children: (
      <>
        {isFound ? <p>{words.name.foundLead}</p> : <p class="notice">{words.name.unavailable}</p>}
        <PlainForm action={path} csrf={turn.csrf}>
          {isFound ? (
            <Terms terms={[{ name: words.name.name, value: kanaText(shown.payeeKana), isStrong: true }]} />
          ) : (
            <PlainField
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
          {isFound ? null : <p class="hint">{words.name.warning}</p>}
          <PlainSubmit label={words.next} />
        </PlainForm>
      </>
    ),
  });
}
