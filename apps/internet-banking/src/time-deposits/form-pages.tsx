import {
  type AccountView,
  AT_MATURITY,
  formatRate,
  type TimeDepositOffer,
  type TimeDepositView,
} from '@warifu/bank';
import {
  Actions,
  ButtonLink,
  Choices,
  dateText,
  ErrorSummary,
  Form,
  firstError,
  SubmitButton,
  TextField,
  yenText,
} from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { accountText } from '../text/accounts.ts';
import { OPEN_FIELDS, type OpenField } from './faces.ts';
import { LIST_PATH } from './paths.ts';
import { TIME_DEPOSIT_WORDS } from './words.ts';

export interface OpenShown {
  readonly accounts: readonly AccountView[];
  readonly offer: TimeDepositOffer;
  readonly values: Readonly<Partial<Record<OpenField, string>>>;
  readonly errors: Readonly<Partial<Record<OpenField, string>>>;
}

/** The account that is chosen, or the only one there is. */
export const chosenAccount = ({ accounts, values }: OpenShown): AccountView | undefined =>
  accounts.find(({ accountId }) => accountId === values.fromAccountId) ??
  (accounts.length === 1 ? accounts[0] : undefined);

/** Dates of the tables that the rates stand in: nearly always one. */
export const rateDates = ({ offer }: OpenShown): readonly string[] => [
  ...new Set(offer.rates.map(({ validFrom }) => validFrom)),
];

/** 預入: account, amount, term with its rate, treatment, all on one page. */
export function openPage(turn: SessionTurn, shown: OpenShown): string {
  const { language } = turn;
  const all = TIME_DEPOSIT_WORDS[language];
  const words = all.open;
  const { accounts, offer, values, errors } = shown;
  const first = firstError(OPEN_FIELDS, errors);
  const path = `${LIST_PATH}/open`;
  return sessionPage(turn, {
    title: `${words.heading} - ${all.title}`,
    hasError: first !== undefined,
    languageBack: path,
    body: (
      <>
        <div class="page-head">
          <p class="flow-title">{all.orders.open.title}</p>
          <h1>{words.heading}</h1>
        </div>
        {offer.rates.length === 0 ? (
          <p>{words.none}</p>
        ) : (
          <div class="card stack">
            <ErrorSummary language={language} order={OPEN_FIELDS} errors={errors} />
            <Form action={path} csrf={turn.csrf} busyLabel={words.busy}>
              <Choices
                language={language}
                name="fromAccountId"
                legend={words.account}
                error={errors.fromAccountId}
                value={chosenAccount(shown)?.accountId}
                hasFocus={first === 'fromAccountId'}
                choices={accounts.map((account) => ({
                  value: account.accountId,
                  title: `${accountText(account, language)} ${account.accountNumber}`,
                  detail: words.balance(yenText(account.available)),
                }))}
              />
              <TextField
                language={language}
                name="amount"
                label={words.amount}
                hint={words.amountHint(yenText(offer.principalMin), yenText(offer.principalMax))}
                value={values.amount}
                error={errors.amount}
                inputMode="numeric"
                autocomplete="transaction-amount"
                maxLength={40}
                width="medium"
                suffix={words.yen}
                hasFocus={first === 'amount'}
              />
              <Choices
                language={language}
                name="termMonths"
                legend={words.term}
                hint={rateDates(shown)
                  .map((date) => words.rateDate(dateText(date, language)))
                  .join(' ')}
                error={errors.termMonths}
                value={values.termMonths}
                hasFocus={first === 'termMonths'}
                choices={offer.rates.map(({ termMonths, rate }) => ({
                  value: String(termMonths),
                  title: all.months(termMonths),
                  detail: words.rate(formatRate(rate)),
                }))}
              />
              <Choices
                language={language}
                name="atMaturity"
                legend={words.treatment}
                error={errors.atMaturity}
                value={values.atMaturity}
                hasFocus={first === 'atMaturity'}
                choices={AT_MATURITY.map((value) => ({
                  value,
                  title: all.treatments[value].name,
                  detail: all.treatments[value].text,
                }))}
              />
              <Actions>
                <SubmitButton label={words.next} />
              </Actions>
            </Form>
          </div>
        )}
        <Actions>
          <ButtonLink href={LIST_PATH} label={all.list.back} />
        </Actions>
      </>
    ),
  });
}

export interface TreatmentShown {
  readonly deposit: TimeDepositView;
  readonly error: string | undefined;
}

/** 満期時取扱の変更: which one. */
export function treatmentPage(turn: SessionTurn, { deposit, error }: TreatmentShown): string {
  const { language } = turn;
  const all = TIME_DEPOSIT_WORDS[language];
  const words = all.treatmentPage;
  const path = `${LIST_PATH}/${deposit.depositId}/treatment`;
  return sessionPage(turn, {
    title: words.heading,
    hasError: error !== undefined,
    languageBack: path,
    body: (
      <>
        <div class="page-head">
          <p class="flow-title">{all.orders.treatment.title}</p>
          <h1>{words.heading}</h1>
        </div>
        <div class="card stack">
          <ErrorSummary
            language={language}
            order={['atMaturity']}
            errors={error === undefined ? {} : { atMaturity: error }}
          />
          <p>{words.lead}</p>
          <Form action={path} csrf={turn.csrf} busyLabel={all.open.busy}>
            <Choices
              language={language}
              name="atMaturity"
              legend={all.open.treatment}
              error={error}
              value={deposit.atMaturity}
              hasFocus={error !== undefined}
              choices={AT_MATURITY.map((value) => ({
                value,
                title: all.treatments[value].name,
                detail: all.treatments[value].text,
              }))}
            />
            <Actions>
              <SubmitButton label={all.open.next} />
            </Actions>
          </Form>
        </div>
        <Actions>
          <ButtonLink href={`${LIST_PATH}/${deposit.depositId}`} label={all.detail.heading} />
        </Actions>
      </>
    ),
  });
}
