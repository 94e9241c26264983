import { firstError, PlainField, PlainForm, PlainSubmit } from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import type { PasswordField } from '../password/faces.ts';
import { PASSWORD_AUTOCOMPLETE, PASSWORD_ORDER, PASSWORD_WORDS } from '../password/pages.tsx';
import { plainSessionPage } from './frame.tsx';

/** ログインパスワードの変更. */
export function plainPasswordPage(
  turn: SessionTurn,
  errors: Readonly<Partial<Record<PasswordField, string>>>,
): string {
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
        <PlainForm action="/m/password" csrf={turn.csrf}>
          {PASSWORD_ORDER.map((name) => (
            <PlainField
              key={name}
              language={language}
              name={name}
              type="password"
              label={words.labels[name]}
              {...(name === 'next' ? { hint: words.rule } : {})}
              error={errors[name]}
              autocomplete={PASSWORD_AUTOCOMPLETE[name]}
              maxLength={128}
              hasFocus={first === name}
            />
          ))}
          <PlainSubmit label={words.change} />
        </PlainForm>
      </>
    ),
  });
}

export function plainPasswordDonePage(turn: SessionTurn): string {
  const words = PASSWORD_WORDS[turn.language];
  return plainSessionPage(turn, { title: words.doneTitle, body: <p>{words.doneText}</p> });
}
