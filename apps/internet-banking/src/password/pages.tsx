import {
  Actions,
  ButtonLink,
  ErrorSummary,
  Form,
  firstError,
  Notice,
  type Spoken,
  SubmitButton,
  TextField,
} from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import type { PasswordField } from './faces.ts';

export const PASSWORD_ORDER: readonly PasswordField[] = ['current', 'next', 'again'];

interface Words {
  readonly title: string;
  readonly first: string;
  readonly labels: Readonly<Record<PasswordField, string>>;
  readonly rule: string;
  readonly show: string;
  readonly hide: string;
  readonly change: string;
  readonly busy: string;
  readonly doneTitle: string;
  readonly doneText: string;
  readonly top: string;
}

export const PASSWORD_WORDS: Spoken<Words> = {
  ja: {
    title: 'ログインパスワードの変更',
    first: '初めてのログインです。はじめに、お客様だけがご存じのログインパスワードに変更してください。',
    labels: {
      current: '現在のログインパスワード',
      next: '新しいログインパスワード',
      again: '新しいログインパスワード（確認）',
    },
    rule: '8文字以上64文字以下です。長く、ほかで使っていないものをお選びください。',
    show: '表示する',
    hide: '隠す',
    change: '変更する',
    busy: '変更しています…',
    doneTitle: 'ログインパスワードを変更しました',
    doneText: '次回からは、新しいログインパスワードでログインしてください。',
    top: 'トップへ',
  },
  en: {
    title: 'Change your login password',
    first:
      'This is your first login. Before anything else, please choose a login password that only you know.',
    labels: {
      current: 'Current login password',
      next: 'New login password',
      again: 'New login password, once more',
    },
    rule: '8 to 64 characters. Choose a long one that you use nowhere else.',
    show: 'Show',
    hide: 'Hide',
    change: 'Change',
    busy: 'Changing…',
    doneTitle: 'Your login password is changed',
    doneText: 'Please use the new login password from the next login on.',
    top: 'Home',
  },
};

export const PASSWORD_AUTOCOMPLETE = {
  current: 'current-password',
  next: 'new-password',
  again: 'new-password',
} as const;

/** The change of the login password; at the first login before anything else. */
export function passwordPage(
  turn: SessionTurn,
  errors: Readonly<Partial<Record<PasswordField, string>>>,
): string {
  const { language } = turn;
  const words = PASSWORD_WORDS[language];
  const first = firstError(PASSWORD_ORDER, errors);
  return sessionPage(turn, {
    title: words.title,
    hasError: first !== undefined,
    languageBack: '/password',
    body: (
      <>
        <h1>{words.title}</h1>
        {turn.session.mustChangePassword ? (
          <Notice tone="information">
            <p>{words.first}</p>
          </Notice>
        ) : null}
        <div class="card stack">
          <ErrorSummary language={language} order={PASSWORD_ORDER} errors={errors} />
          <Form action="/password" csrf={turn.csrf} busyLabel={words.busy}>
            {PASSWORD_ORDER.map((name) => (
              <TextField
                key={name}
                language={language}
                name={name}
                type="password"
                label={words.labels[name]}
                {...(name === 'next' ? { hint: words.rule } : {})}
                error={errors[name]}
                autocomplete={PASSWORD_AUTOCOMPLETE[name]}
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
      </>
    ),
  });
}

export function passwordDonePage(turn: SessionTurn): string {
  const words = PASSWORD_WORDS[turn.language];
  return sessionPage(turn, {
    title: words.doneTitle,
    body: (
      <div class="card stack">
        <h1>{words.doneTitle}</h1>
        <p>{words.doneText}</p>
        <Actions>
          <ButtonLink href="/top" label={words.top} look="primary" />
        </Actions>
      </div>
    ),
  });
}
