import { firstError } from '@warifu/ui';
import { CONFIRMATION_PATH } from '../confirmation-password/pages.tsx';
import { CONFIRMATION_WORDS } from '../confirmation-password/words.ts';
import type { SessionTurn } from '../http/route.ts';
import { PASSWORD_ORDER, type PasswordErrors } from '../password/form.tsx';
import { plainMessagePage, settingsItem } from './contract-change-pages.tsx';
import { plainSessionPage } from './frame.tsx';
import { PlainPasswordForm } from './password-form.tsx';

/** 確認用パスワードの変更. */
export function plainConfirmationPage(turn: SessionTurn, errors: PasswordErrors): string {
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
        <PlainPasswordForm
          action={`/m${CONFIRMATION_PATH}`}
          csrf={turn.csrf}
          language={language}
          words={words}
          errors={errors}
          current="off"
        />
      </>
    ),
    menu: [settingsItem(turn)],
  });
}

export const plainConfirmationMessagePage = (turn: SessionTurn, which: 'done' | 'locked' | 'none'): string =>
  plainMessagePage(turn, CONFIRMATION_WORDS[turn.language][which], CONFIRMATION_PATH, []);
