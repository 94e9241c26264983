import { Actions, ButtonLink, firstError, Notice, type Spoken } from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { PASSWORD_ORDER, type PasswordErrors, PasswordForm, type PasswordFormWords } from './form.tsx';

interface Words extends PasswordFormWords {
  readonly title: string;
  readonly first: string;
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

/** The change of the login password; at the first login before anything else. */
export function passwordPage(turn: SessionTurn, errors: PasswordErrors): string {
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
        <PasswordForm
          action="/password"
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
