import { AT_MATURITY, formatRate } from '@warifu/bank';
import {
  dateText,
  KeyLink,
  type Language,
  PlainError,
  PlainField,
  PlainForm,
  PlainSelect,
  PlainSubmit,
  yenText,
} from '@warifu/ui';
import type { SessionTurn } from '../../http/route.ts';
import { accountText } from '../../text/accounts.ts';
import { OPEN_FIELDS } from '../../time-deposits/faces.ts';
import {
  chosenAccount,
  type OpenShown,
  rateDates,
  type TreatmentShown,
} from '../../time-deposits/form-pages.tsx';
import { LIST_PATH } from '../../time-deposits/paths.ts';
import { TIME_DEPOSIT_WORDS } from '../../time-deposits/words.ts';
import { plainSessionPage } from '../frame.tsx';
import { sliceOf } from '../slice.ts';
import { MOBILE_WORDS } from '../words.ts';

const OPEN_PATH = `/m${LIST_PATH}/open`;

/** Which account, each by its key; then comes the form. */
function accountPage(turn: SessionTurn, shown: OpenShown): string {
  const { language } = turn;
  const all = TIME_DEPOSIT_WORDS[language];
  const slice = sliceOf(shown.accounts, turn.query['page']);
  return plainSessionPage(turn, {
    title: `${all.open.heading} - ${all.title}`,
    heading: all.open.choose,
    hasError: shown.errors.fromAccountId !== undefined,
    languageBack: OPEN_PATH,
    body: (
      <>
        {shown.errors.fromAccountId === undefined ? null : (
          <PlainError>{shown.errors.fromAccountId}</PlainError>
        )}
        <ul class="lines">
          {slice.items.map(({ digit, item }) => (
            <li key={item.accountId}>
              <KeyLink
                digit={digit}
                label={`${accountText(item, language)} ${item.accountNumber}`}
                href={`${OPEN_PATH}?from=${item.accountId}`}
              />{' '}
              {yenText(item.available)}
            </li>
          ))}
        </ul>
      </>
    ),
    menu:
      slice.next === undefined
        ? []
        : [
            {
              digit: '8',
              label: MOBILE_WORDS[language].moreAccounts,
              href: `${OPEN_PATH}?page=${slice.next}`,
            },
          ],
  });
}

const treatmentOptions = (language: Language) =>
  AT_MATURITY.map((value) => ({ value, title: TIME_DEPOSIT_WORDS[language].treatments[value].name }));

/** 預入: the amount, the term with its rate, and what happens at maturity. */
export function plainOpenPage(turn: SessionTurn, shown: OpenShown): string {
  const { language } = turn;
  const all = TIME_DEPOSIT_WORDS[language];
  const words = all.open;
  const { offer, values, errors } = shown;
  const account = chosenAccount(shown);
  if (account === undefined) return accountPage(turn, shown);
  return plainSessionPage(turn, {
    title: `${words.heading} - ${all.title}`,
    heading: words.heading,
    hasError: OPEN_FIELDS.some((name) => errors[name] !== undefined),
    languageBack: `${OPEN_PATH}?from=${account.accountId}`,
    body:
      offer.rates.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <>
          <p class="hint">
            {words.account}: {accountText(account, language)} {account.accountNumber}{' '}
            {words.balance(yenText(account.available))}
          </p>
          {errors.fromAccountId === undefined ? null : <PlainError>{errors.fromAccountId}</PlainError>}
          <PlainForm action={OPEN_PATH} csrf={turn.csrf}>
            <input type="hidden" name="fromAccountId" value={account.accountId} />
            <PlainField
              language={language}
              name="amount"
              label={words.amount}
              hint={words.amountHint(yenText(offer.principalMin), yenText(offer.principalMax))}
              value={values.amount}
              error={errors.amount}
              inputMode="numeric"
              autocomplete="transaction-amount"
              maxLength={40}
              hasFocus={errors.amount !== undefined}
            />
            <PlainSelect
              language={language}
              name="termMonths"
              label={words.term}
              hint={rateDates(shown)
                .map((date) => words.rateDate(dateText(date, language)))
                .join(' ')}
              value={values.termMonths}
              error={errors.termMonths}
              choices={offer.rates.map(({ termMonths, rate }) => ({
                value: String(termMonths),
                title: `${all.months(termMonths)} ${formatRate(rate)}`,
              }))}
            />
            <PlainSelect
              language={language}
              name="atMaturity"
              label={words.treatment}
              value={values.atMaturity}
              error={errors.atMaturity}
              choices={treatmentOptions(language)}
            />
            <PlainSubmit label={words.next} />
          </PlainForm>
        </>
      ),
    menu: [{ digit: '1', label: all.list.back, href: `/m${LIST_PATH}` }],
  });
}

/** 満期時取扱の変更. */
export function plainTreatmentPage(turn: SessionTurn, { deposit, error }: TreatmentShown): string {
  const { language } = turn;
  const all = TIME_DEPOSIT_WORDS[language];
  const path = `/m${LIST_PATH}/${deposit.depositId}`;
  return plainSessionPage(turn, {
    title: all.treatmentPage.heading,
    hasError: error !== undefined,
    languageBack: `${path}/treatment`,
    body: (
      <>
        <p>{all.treatmentPage.lead}</p>
        <PlainForm action={`${path}/treatment`} csrf={turn.csrf}>
          <PlainSelect
            language={language}
            name="atMaturity"
            label={all.open.treatment}
            value={deposit.atMaturity}
            error={error}
            choices={treatmentOptions(language)}
          />
          <PlainSubmit label={all.open.next} />
        </PlainForm>
      </>
    ),
    menu: [{ digit: '1', label: all.detail.heading, href: path }],
  });
}
