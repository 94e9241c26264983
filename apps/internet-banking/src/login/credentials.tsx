import type { CredentialsRefused, LoginCall } from '@warifu/bank';
import { ErrorSummary, type FormState, firstError, type Language, TextField } from '@warifu/ui';
import type { VNode } from 'preact';
import type { Turn } from '../http/route.ts';
import { digitsOf } from '../text/normalise.ts';
import { LOGIN_WORDS } from './words.ts';

/** 口座番号 is asked for while the login brake is on, and in its form alone. */
export const CREDENTIAL_ORDER = ['contractNumber', 'password', 'accountNumber'] as const;
export type CredentialField = (typeof CREDENTIAL_ORDER)[number];
type CredentialForm = Readonly<Record<CredentialField, string>>;
const CONTRACT_NUMBER_DIGITS = 11;

/** The form again, and whether the bank itself refused. It has a field for the account number where that has a value. */
export interface CredentialState extends FormState<CredentialField> {
  readonly isRefused?: boolean;
}

/** What is missing or of a wrong shape before the bank is asked; says nothing about what is right. */
export function shapeErrorsOf(
  form: CredentialForm,
  language: Language,
): FormState<CredentialField>['errors'] {
  const { errors } = LOGIN_WORDS[language];
  const digits = digitsOf(form.contractNumber);
  return {
    ...(form.contractNumber.trim() === ''
      ? { contractNumber: errors.contractNumberEmpty }
      : digits?.length === CONTRACT_NUMBER_DIGITS
        ? {}
        : { contractNumber: errors.contractNumberMalformed }),
    ...(form.password === '' ? { password: errors.passwordEmpty } : {}),
  };
}

/** What stays in the form: never the password. */
export const typedValuesOf = ({
  contractNumber,
  accountNumber,
}: CredentialForm): CredentialState['values'] =>
  accountNumber === '' ? { contractNumber } : { contractNumber, accountNumber };

/** What the bank is asked with. */
export const credentialsOf = ({
  form,
  channel,
  remoteAddress,
  cookies,
}: Pick<Turn, 'channel' | 'remoteAddress' | 'cookies'> & { readonly form: CredentialForm }): LoginCall => ({
  contractNumber: form.contractNumber,
  password: form.password,
  ...(form.accountNumber === '' ? {} : { accountNumber: form.accountNumber }),
  channel,
  address: remoteAddress,
  ...(cookies.device === undefined ? {} : { deviceCookie: cookies.device }),
});

/**
 * Where the cursor stands: at the first error; where one field more is asked for, at the first that is empty, as the
 * password above it is.
 */
export function focusOf({ values, errors }: FormState<CredentialField>): CredentialField | undefined {
  const first = firstError(CREDENTIAL_ORDER, errors);
  return first === 'accountNumber' ? CREDENTIAL_ORDER.find((name) => (values[name] ?? '') === '') : first;
}

/** The form again after the bank refused: one sentence for all fields, at the first of them; or one field more. */
export function refusedState(
  form: CredentialForm,
  reason: CredentialsRefused['reason'],
  language: Language,
): CredentialState {
  const { errors } = LOGIN_WORDS[language];
  const { contractNumber, accountNumber } = form;
  return reason === 'account_number_needed'
    ? { values: { contractNumber, accountNumber }, errors: { accountNumber: errors.accountNumberNeeded } }
    : { values: typedValuesOf(form), errors: { contractNumber: errors.credentials }, isRefused: true };
}

/** The head of a form with credentials: its errors, and what a holder of a stopped contract must know. */
export function CredentialErrors(props: {
  readonly language: Language;
  readonly state: CredentialState;
}): VNode {
  const { language, state } = props;
  return (
    <>
      <ErrorSummary language={language} order={CREDENTIAL_ORDER} errors={state.errors} />
      {state.isRefused === true ? <p class="hint">{LOGIN_WORDS[language].stoppedHint}</p> : null}
    </>
  );
}

/** 契約者ID and ログインパスワード. What was typed as the number stays; the password never does. */
export function CredentialFields(props: {
  readonly language: Language;
  readonly state: FormState<CredentialField>;
}): VNode {
  const { language, state } = props;
  const words = LOGIN_WORDS[language];
  const focus = focusOf(state);
  return (
    <>
      <TextField
        language={language}
        name="contractNumber"
        label={words.contractNumber}
        hint={words.contractNumberHint}
        value={state.values.contractNumber}
        error={state.errors.contractNumber}
        inputMode="numeric"
        autocomplete="username"
        maxLength={32}
        hasFocus={focus === 'contractNumber'}
        width="medium"
      />
      <TextField
        language={language}
        name="password"
        type="password"
        label={words.password}
        error={state.errors.password}
        autocomplete="current-password"
        maxLength={128}
        hasFocus={focus === 'password'}
        width="medium"
        comfort="password-peek"
        comfortLabels={{ show: words.show, hide: words.hide }}
      />
      {state.values.accountNumber === undefined ? null : (
        <TextField
          language={language}
          name="accountNumber"
          label={words.accountNumber}
          hint={words.accountNumberHint}
          value={state.values.accountNumber}
          error={state.errors.accountNumber}
          inputMode="numeric"
          autocomplete="off"
          maxLength={16}
          hasFocus={focus === 'accountNumber'}
          width="medium"
        />
      )}
    </>
  );
}
