import { Actions, ButtonLink, firstError } from '@warifu/ui';
import { CHANGE_WORDS } from '../contract-change/words.ts';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { PASSWORD_ORDER, type PasswordErrors, PasswordForm } from '../password/form.tsx';
import { CONFIRMATION_WORDS } from './words.ts';

export const CONFIRMATION_PATH = '/settings/confirmation-password';

/** The present one, and the new one twice. */
export function confirmationPage(turn: SessionTurn, errors: PasswordErrors): string {
  const { language } = turn;
  const words = CONFIRMATION_WORDS[language];
  const first = firstError(PASSWORD_ORDER, errors);
  return sessionPage(turn, {
    title: words.title,
    current: 'settings',
    hasError: first !== undefined,
    languageBack: CONFIRMATION_PATH,
    body: (
      <>
        <div class="page-head">
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
        </div>
        <PasswordForm
          action={CONFIRMATION_PATH}
          csrf={turn.csrf}
          language={language}
          words={words}
          errors={errors}
          current="off"
        />
        <p class="screen-only">
          <a href="/settings">{CHANGE_WORDS[language].cancel}</a>
        </p>
      </>
    ),
  });
}

/** It is changed, or cannot be here. */
export function confirmationMessagePage(turn: SessionTurn, which: 'done' | 'locked' | 'none'): string {
  const { language } = turn;
  const words = CONFIRMATION_WORDS[language][which];
  return sessionPage(turn, {
    title: words.title,
    current: 'settings',
    languageBack: CONFIRMATION_PATH,
    body: (
      <div class="card stack">
        <h1>{words.title}</h1>
        <p>{words.text}</p>
        <Actions>
          <ButtonLink href="/settings" label={CHANGE_WORDS[language].settings} look="primary" />
        </Actions>
      </div>
    ),
  });
}
