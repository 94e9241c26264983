import {
  instantText,
  KeyButton,
  type MenuItem,
  PlainError,
  PlainField,
  PlainForm,
  PlainSubmit,
  Terms,
  yenText,
} from '@warifu/ui';
import type { ComponentChildren } from 'preact';
import type { SessionTurn } from '../../http/route.ts';
import { type BillShown, billTerms } from '../../pay-easy/bill-page.tsx';
import { BILLER_TYPED_MAX, type BillerShown } from '../../pay-easy/biller-page.tsx';
import { type ConfirmShown, confirmTerms, troubleOf } from '../../pay-easy/confirm-page.tsx';
import { HISTORY_PATH, orderPath, pathOf, START_PATH } from '../../pay-easy/draft.ts';
import { fieldsOf, NUMBER_TYPED_MAX, type NumbersShown } from '../../pay-easy/numbers-page.tsx';
import { PAY_EASY_WORDS } from '../../pay-easy/words.ts';
import { accountText } from '../../text/accounts.ts';
import { plainSessionPage } from '../frame.tsx';
import { PlainProof } from '../proof.tsx';
import { sliceOf } from '../slice.ts';
import { MOBILE_WORDS } from '../words.ts';

interface PlainStep {
  readonly heading: string;
  readonly hasError: boolean;
  readonly path: string;
  readonly menu?: readonly MenuItem[];
  readonly children: ComponentChildren;
}

const plainStepPage = (turn: SessionTurn, step: PlainStep): string =>
  plainSessionPage(turn, {
    title: `${step.heading} - ${PAY_EASY_WORDS[turn.language].title}`,
    heading: step.heading,
    hasError: step.hasError,
    languageBack: step.path,
    body: step.children,
    menu: step.menu ?? [],
  });

/** 収納機関番号. */
export function plainBillerPage(turn: SessionTurn, shown: BillerShown): string {
  const { language } = turn;
  const words = PAY_EASY_WORDS[language];
  const path = `/m${START_PATH}`;
  return plainStepPage(turn, {
    heading: words.biller.heading,
    hasError: shown.error !== undefined,
    path,
    menu: [{ digit: '1', label: words.biller.history, href: `/m${HISTORY_PATH}` }],
    children: (
      <PlainForm action={path} csrf={turn.csrf}>
        <PlainField
          language={language}
          name="billerNumber"
          label={words.biller.label}
          hint={words.biller.hint}
          value={shown.billerNumber}
          error={shown.error}
          inputMode="numeric"
          autocomplete="off"
          maxLength={BILLER_TYPED_MAX}
          hasFocus={shown.error !== undefined}
        />
        <PlainSubmit label={words.next} />
      </PlainForm>
    ),
  });
}

/** The numbers that this biller's bills carry. */
export function plainNumbersPage(turn: SessionTurn, shown: NumbersShown): string {
  const { language } = turn;
  const words = PAY_EASY_WORDS[language];
  const path = `/m${pathOf(shown.draftId, 'numbers')}`;
  const { biller, state, trouble } = shown;
  const fields = fieldsOf(biller, language);
  const first = fields.find(({ name }) => state.errors[name] !== undefined);
  return plainStepPage(turn, {
    heading: words.numbers.heading,
    hasError: trouble !== undefined || first !== undefined,
    path,
    menu: [{ digit: '1', label: words.numbers.otherBiller, href: `/m${START_PATH}` }],
    children: (
      <>
        {trouble === undefined ? null : <PlainError>{trouble}</PlainError>}
        <p class="hint">
          {words.bill.biller}: {biller.name} {biller.billerNumber}
        </p>
        <PlainForm action={path} csrf={turn.csrf}>
          {fields.map(({ name, label, hint }) => (
            <PlainField
              key={name}
              language={language}
              name={name}
              label={label}
              hint={hint}
              value={state.values[name]}
              error={state.errors[name]}
              inputMode="numeric"
              autocomplete="off"
              maxLength={NUMBER_TYPED_MAX}
              hasFocus={first?.name === name}
            />
          ))}
          <PlainSubmit label={words.next} />
        </PlainForm>
      </>
    ),
  });
}

/** The bill as its biller states it; the key of an account chooses it. */
export function plainBillPage(turn: SessionTurn, shown: BillShown): string {
  const { language } = turn;
  const words = PAY_EASY_WORDS[language].bill;
  const path = `/m${pathOf(shown.draftId, 'bill')}`;
  const { amount } = shown.bill;
  const { errors, values } = shown.state;
  const accounts = sliceOf(shown.accounts, turn.query['page']);
  const withoutToken = shown.need.need === 'refused' ? undefined : shown.need.withoutTokenLimit;
  const more: readonly MenuItem[] =
    accounts.next === undefined
      ? []
      : [{ digit: '8', label: MOBILE_WORDS[language].moreAccounts, href: `${path}?page=${accounts.next}` }];
  const trouble = errors.fromAccountId ?? (amount.kind === 'fixed' ? errors.amount : undefined);
  return plainStepPage(turn, {
    heading: words.heading,
    hasError: Object.keys(errors).length > 0,
    path,
    menu: more,
    children: (
      <>
        {trouble === undefined ? null : <PlainError>{trouble}</PlainError>}
        {withoutToken === undefined ? null : (
          <p class="notice">{words.withoutToken(yenText(withoutToken))}</p>
        )}
        <p>{words.lead}</p>
        <Terms terms={billTerms(shown, language)} />
        <p>
          <a href={`/m${pathOf(shown.draftId, 'numbers')}`}>{words.otherNumbers}</a>
        </p>
        <PlainForm action={path} csrf={turn.csrf}>
          {amount.kind === 'fixed' ? null : (
            <PlainField
              language={language}
              name="amount"
              label={words.amountLabel}
              hint={words.amountHint(yenText(amount.amountMin), yenText(amount.amountMax))}
              value={values.amount}
              error={errors.amount}
              inputMode="numeric"
              autocomplete="transaction-amount"
              maxLength={40}
              hasFocus={errors.amount !== undefined}
            />
          )}
          <h2>{words.account}</h2>
          <ul class="lines picks">
            {accounts.items.map(({ digit, item }) => (
              <li key={item.accountId}>
                <KeyButton
                  digit={digit}
                  label={`${accountText(item, language)} ${item.accountNumber}`}
                  name="fromAccountId"
                  value={item.accountId}
                  detail={words.available(yenText(item.available))}
                />
              </li>
            ))}
          </ul>
        </PlainForm>
      </>
    ),
  });
}

/** 確認: the bill as it will be paid, then the code and 実行. */
export function plainConfirmPage(turn: SessionTurn, shown: ConfirmShown): string {
  const { language } = turn;
  const words = PAY_EASY_WORDS[language].confirm;
  const { order, errors } = shown;
  const path = `/m${orderPath(order.orderId)}`;
  const trouble = troubleOf(shown, language);
  return plainStepPage(turn, {
    heading: words.heading,
    hasError: Object.keys(errors).length > 0,
    path,
    menu:
      order.draftId === undefined
        ? []
        : [{ digit: '1', label: words.change, href: `/m${pathOf(order.draftId, 'bill')}` }],
    children: (
      <>
        {trouble === undefined ? <p>{words.lead}</p> : <PlainError>{trouble}</PlainError>}
        <Terms terms={confirmTerms(shown, language)} />
        {order.need.need === 'refused' ? null : (
          <PlainForm action={path} csrf={turn.csrf}>
            <PlainProof need={order.need.need} shown={shown} language={language} />
            <p class="hint">
              {words.noRecall} {words.validUntil(instantText(order.expiresAt, language))}
            </p>
            <PlainSubmit label={words.execute} />
          </PlainForm>
        )}
      </>
    ),
  });
}
