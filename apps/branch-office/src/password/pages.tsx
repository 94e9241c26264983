import { Notice, type Spoken } from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import type { PasswordField } from './faces.ts';
import { PasswordForm } from './form.tsx';

const WORDS: Spoken<{ readonly title: string; readonly done: string }> = {
  ja: {
    title: 'パスワードの変更',
    done: 'パスワードを変更しました。次回からは新しいパスワードでサインインしてください。',
  },
  en: {
    title: 'Change your password',
    done: 'Your password is changed. Use the new one from the next sign-in on.',
  },
};

/** The operator's own password. */
export function passwordPage(
  turn: SessionTurn,
  errors: Readonly<Partial<Record<PasswordField, string>>>,
  isDone: boolean,
): string {
  const words = WORDS[turn.language];
  return sessionPage(turn, {
    title: words.title,
    width: 'narrow',
    hasError: Object.keys(errors).length > 0,
    languageBack: '/password',
    body: (
      <>
        <h1>{words.title}</h1>
        {isDone ? (
          <Notice tone="success" isAnswer={true}>
            <p>{words.done}</p>
          </Notice>
        ) : null}
        <div class="card stack">
          <PasswordForm
            language={turn.language}
            action="/password"
            csrf={turn.csrf}
            order={['current', 'next', 'again']}
            errors={errors}
          />
        </div>
      </>
    ),
  });
}
