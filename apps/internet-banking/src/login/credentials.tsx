import { ErrorSummary, type FormState, firstError, type Language, TextField } from '@warifu/ui';
import type { VNode } from 'preact';
import { digitsOf } from '../text/normalise.ts';
import { LOGIN_WORDS } from './words.ts';

export type CredentialField = 'contractNumber' | 'password';
export const CREDENTIAL_ORDER: readonly CredentialField[] = ['contractNumber', 'password'];
const CONTRACT_NUMBER_DIGITS = 11;

/** The form again, and whether the bank itself refused. */
export interface CredentialState extends FormState<CredentialField> {
  readonly isRefused?: boolean;
}

/** What is missing or of a wrong shape before the bank is asked; says nothing about what is right. */
export function shapeErrorsOf(
  form: Readonly<Record<CredentialField, string>>,
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

/** The form again after the bank refused: one sentence for both fields, at the first of them. */
export function refusedState(contractNumber: string, language: Language): CredentialState {
  const errors = { contractNumber: LOGIN_WORDS[language].errors.credentials };
  return { values: { contractNumber }, errors, isRefused: true };
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
  const first = firstError(CREDENTIAL_ORDER, state.errors);
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
        hasFocus={first === 'contractNumber'}
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
        hasFocus={first === 'password'}
        width="medium"
        comfort="password-peek"
        comfortLabels={{ show: words.show, hide: words.hide }}
      />
    </>
  );
}
