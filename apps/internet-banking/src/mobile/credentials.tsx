import { type Language, PlainField } from '@warifu/ui';
import type { VNode } from 'preact';
import { type CredentialState, focusOf } from '../login/credentials.tsx';
import { LOGIN_WORDS } from '../login/words.ts';

/** 契約者ID and ログインパスワード; after a refusal, what a holder of a stopped contract must know. */
export function PlainCredentials(props: {
  readonly language: Language;
  readonly state: CredentialState;
}): VNode {
  const { language, state } = props;
  const words = LOGIN_WORDS[language];
  const focus = focusOf(state);
  return (
    <>
      {state.isRefused === true ? <p class="hint">{words.stoppedHint}</p> : null}
      <PlainField
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
      />
      <PlainField
        language={language}
        name="password"
        type="password"
        label={words.password}
        error={state.errors.password}
        autocomplete="current-password"
        maxLength={128}
        hasFocus={focus === 'password'}
      />
      {state.values.accountNumber === undefined ? null : (
        <PlainField
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
        />
      )}
    </>
  );
}
