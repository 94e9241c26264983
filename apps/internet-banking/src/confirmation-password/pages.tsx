import { Actions, ButtonLink, ErrorSummary, Form, firstError, SubmitButton, TextField } from '@warifu/ui';
import { CHANGE_WORDS } from '../contract-change/words.ts';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import type { PasswordField } from '../password/faces.ts';
import { PASSWORD_AUTOCOMPLETE, PASSWORD_ORDER } from '../password/pages.tsx';
import { CONFIRMATION_WORDS } from './words.ts';

export const CONFIRMATION_PATH = '/settings/confirmation-password';

/** The present one, and the new one twice. */
export function confirmationPage(
  turn: SessionTurn,
  errors: Readonly<Partial<Record<PasswordField, string>>>,
): string {
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
        <div class="card stack">
          <ErrorSummary language={language} order={PASSWORD_ORDER} errors={errors} />
          <Form action={CONFIRMATION_PATH} csrf={turn.csrf} busyLabel={words.busy}>
            {PASSWORD_ORDER.map((name) => (
              <TextField
                key={name}
                language={language}
                name={name}
                type="password"
                label={words.labels[name]}
                {...(name === 'next' ? { hint: words.rule } : {})}
                error={errors[name]}
                autocomplete={name === 'current' ? 'off' : PASSWORD_AUTOCOMPLETE[name]}
                maxLength={128}
                width="medium"
                hasFocus={first === name}
                comfort="password-peek"
                comfortLabels={{ show: words.show, hide: words.hide }}
              />
            ))}
            <Actions>
              <SubmitButton label={words.change} />
            </Actions>
          </Form>
        </div>
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
