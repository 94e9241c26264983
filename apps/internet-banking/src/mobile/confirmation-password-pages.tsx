import { firstError, PlainField, PlainForm, PlainSubmit } from '@warifu/ui';
import { CONFIRMATION_PATH } from '../confirmation-password/pages.tsx';
import { CONFIRMATION_WORDS } from '../confirmation-password/words.ts';
import type { SessionTurn } from '../http/route.ts';
import type { PasswordField } from '../password/faces.ts';
import { PASSWORD_AUTOCOMPLETE, PASSWORD_ORDER } from '../password/pages.tsx';
import { plainMessagePage, settingsItem } from './contract-change-pages.tsx';
import { plainSessionPage } from './frame.tsx';

/** 確認用パスワードの変更. */
export function plainConfirmationPage(
  turn: SessionTurn,
  errors: Readonly<Partial<Record<PasswordField, string>>>,
): string {
  const { language } = turn;
  const words = CONFIRMATION_WORDS[language];
  const first = firstError(PASSWORD_ORDER, errors);
  return plainSessionPage(turn, {
    title: words.title,
    hasError: first !== undefined,
    languageBack: `/m${CONFIRMATION_PATH}`,
    body: (
      <>
        <p>{words.lead}</p>
        <PlainForm action={`/m${CONFIRMATION_PATH}`} csrf={turn.csrf}>
          {PASSWORD_ORDER.map((name) => (
            <PlainField
              key={name}
              language={language}
              name={name}
              type="password"
              label={words.labels[name]}
              {...(name === 'next' ? { hint: words.rule } : {})}
              error={errors[name]}
              autocomplete={name === 'current' ? 'off' : PASSWORD_AUTOCOMPLETE[name]}
              maxLength={128}
              hasFocus={first === name}
            />
          ))}
          <PlainSubmit label={words.change} />
        </PlainForm>
      </>
    ),
    menu: [settingsItem(turn)],
  });
}

export const plainConfirmationMessagePage = (turn: SessionTurn, which: 'done' | 'locked' | 'none'): string =>
  plainMessagePage(turn, CONFIRMATION_WORDS[turn.language][which], CONFIRMATION_PATH, []);
