import { firstError } from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import { PASSWORD_ORDER, type PasswordErrors } from '../password/form.tsx';
import { PASSWORD_WORDS } from '../password/pages.tsx';
import { plainSessionPage } from './frame.tsx';
import { PlainPasswordForm } from './password-form.tsx';

/** ログインパスワードの変更. */
export function plainPasswordPage(turn: SessionTurn, errors: PasswordErrors): string {
  const { language } = turn;
  const words = PASSWORD_WORDS[language];
  const first = firstError(PASSWORD_ORDER, errors);
  return plainSessionPage(turn, {
    title: words.title,
    hasError: first !== undefined,
    languageBack: '/m/password',
    body: (
      <>
        {turn.session.mustChangePassword ? <p class="notice">{words.first}</p> : null}
        <PlainPasswordForm
          action="/m/password"
          csrf={turn.csrf}
          language={language}
          words={words}
          errors={errors}
          current="current-password"
        />
      </>
    ),
  });
}

export function plainPasswordDonePage(turn: SessionTurn): string {
  const words = PASSWORD_WORDS[turn.language];
  return plainSessionPage(turn, { title: words.doneTitle, body: <p>{words.doneText}</p> });
}
