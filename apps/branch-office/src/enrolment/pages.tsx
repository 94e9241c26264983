import {
  Actions,
  ButtonLink,
  CodeField,
  ErrorSummary,
  Form,
  type FormState,
  firstError,
  SecondCode,
  type Spoken,
  Steps,
  SubmitButton,
  TextField,
} from '@warifu/ui';
import type { VNode } from 'preact';
import { openPage } from '../http/frame.tsx';
import type { Turn } from '../http/route.ts';
import type { PasswordField } from '../password/faces.ts';
import { PasswordForm } from '../password/form.tsx';
import type { TokenField } from './faces.ts';

interface EnrolmentWords {
  readonly title: string;
  readonly steps: readonly [string, string, string];
  readonly who: (name: string, number: string) => string;
  readonly password: string;
  readonly token: string;
  readonly app: string;
  readonly tokenId: string;
  readonly tokenIdHint: string;
  readonly code: string;
  readonly codeHint: string;
  readonly register: string;
  readonly busy: string;
  readonly doneTitle: string;
  readonly done: string;
  readonly closedTitle: string;
  readonly closed: string;
  readonly signIn: string;
  readonly empty: Readonly<Record<TokenField, string>>;
}

export const ENROLMENT_WORDS: Spoken<EnrolmentWords> = {
  ja: {
    title: '利用開始の手続き',
    steps: ['パスワード', 'トークン', '完了'],
    who: (name, number) => `${name}（担当者番号 ${number}）`,
    password: 'はじめに、あなただけが知っているパスワードに変更してください。',
    token:
      'ご自分の端末でワンタイムパスワードアプリを開いてトークンを発行し、表示されたトークンIDとワンタイムパスワードを入力してください。ほかの人と共有することはできません。',
    app: 'ワンタイムパスワードアプリを開く',
    tokenId: 'トークンID',
    tokenIdHint: 'アプリに表示される、英字4文字と数字8桁です。',
    code: 'ワンタイムパスワード',
    codeHint: '数字6桁です。',
    register: '登録する',
    busy: '登録しています…',
    doneTitle: '利用開始の手続きが完了しました',
    done: '次からは、担当者番号、パスワード、ワンタイムパスワードの3つでサインインします。アプリの表示が次のワンタイムパスワードに切り替わってから、サインインしてください。',
    closedTitle: '手続きの有効期限が切れました',
    closed: 'もう一度サインインして、はじめからお進みください。',
    signIn: 'サインイン画面へ',
    empty: {
      tokenId: 'トークンIDを入力してください。',
      code: 'ワンタイムパスワードを入力してください。',
      nextCode: '次に表示されたワンタイムパスワードを入力してください。',
    },
  },
  en: {
    title: 'Getting started',
    steps: ['Password', 'Token', 'Done'],
    who: (name, number) => `${name} (operator number ${number})`,
    password: 'Before anything else, choose a password that only you know.',
    token:
      'Open the one-time password app on your own device, issue a token, and enter its token ID and the one-time password it shows. It cannot be shared.',
    app: 'Open the one-time password app',
    tokenId: 'Token ID',
    tokenIdHint: '4 letters and 8 digits, as the app shows them.',
    code: 'One-time password',
    codeHint: '6 digits.',
    register: 'Register',
    busy: 'Registering…',
    doneTitle: 'You are ready to begin',
    done: 'From now on you sign in with operator number, password and one-time password. Wait until the app shows the next one before you sign in.',
    closedTitle: 'The time for this has run out',
    closed: 'Please sign in again and start from the beginning.',
    signIn: 'Sign-in page',
    empty: {
      tokenId: 'Enter the token ID.',
      code: 'Enter the one-time password.',
      nextCode: 'Enter the next one-time password.',
    },
  },
};

/** Whose enrolment it is. */
export interface Enrolling {
  readonly name: string;
  readonly operatorNumber: string;
}

function step(turn: Turn, who: Enrolling | undefined, at: 0 | 1 | 2, title: string, body: VNode): string {
  const words = ENROLMENT_WORDS[turn.language];
  return openPage(turn, {
    title,
    languageBack: '/enrolment',
    body: (
      <>
        <div class="page-head">
          <h1>{title}</h1>
          {who === undefined ? null : <p class="lead">{words.who(who.name, who.operatorNumber)}</p>}
        </div>
        <Steps language={turn.language} names={words.steps} current={at} />
        <div class="card stack">{body}</div>
      </>
    ),
  });
}

/** A password of one's own. */
export function enrolmentPasswordPage(
  turn: Turn,
  who: Enrolling,
  errors: Readonly<Partial<Record<PasswordField, string>>>,
): string {
  const words = ENROLMENT_WORDS[turn.language];
  return step(
    turn,
    who,
    0,
    words.title,
    <>
      <p>{words.password}</p>
      <PasswordForm
        language={turn.language}
        action="/enrolment/password"
        csrf={turn.csrf}
        order={['next', 'again']}
        errors={errors}
      />
    </>,
  );
}

const TOKEN_ORDER: readonly TokenField[] = ['tokenId', 'code', 'nextCode'];

/** A token of one's own. */
export function enrolmentTokenPage(
  turn: Turn,
  who: Enrolling,
  state: FormState<TokenField>,
  second?: { readonly sealedCode: string },
): string {
  const { language } = turn;
  const words = ENROLMENT_WORDS[language];
  const first = firstError(TOKEN_ORDER, state.errors);
  return step(
    turn,
    who,
    1,
    words.title,
    <>
      <p>{words.token}</p>
      <p>
        <a href={turn.site.options.tokenAppOrigin}>{words.app}</a>
      </p>
      <ErrorSummary language={language} order={TOKEN_ORDER} errors={state.errors} />
      <Form action="/enrolment/token" csrf={turn.csrf} busyLabel={words.busy}>
        <TextField
          language={language}
          name="tokenId"
          label={words.tokenId}
          hint={words.tokenIdHint}
          value={state.values.tokenId}
          error={state.errors.tokenId}
          autocomplete="off"
          maxLength={40}
          width="medium"
          hasFocus={first === 'tokenId'}
        />
        {second === undefined ? (
          <CodeField
            language={language}
            name="code"
            label={words.code}
            hint={words.codeHint}
            error={state.errors.code}
            hasFocus={first === 'code'}
          />
        ) : (
          <SecondCode language={language} sealedCode={second.sealedCode} error={state.errors.nextCode} />
        )}
        <Actions>
          <SubmitButton label={words.register} />
        </Actions>
      </Form>
    </>,
  );
}

export function enrolmentDonePage(turn: Turn, who: Enrolling): string {
  const words = ENROLMENT_WORDS[turn.language];
  return step(
    turn,
    who,
    2,
    words.doneTitle,
    <>
      <p>{words.done}</p>
      <Actions>
        <ButtonLink href="/sign-in" label={words.signIn} look="primary" />
      </Actions>
    </>,
  );
}

export function enrolmentClosedPage(turn: Turn): string {
  const words = ENROLMENT_WORDS[turn.language];
  return openPage(turn, {
    title: words.closedTitle,
    languageBack: '/enrolment',
    body: (
      <div class="card stack">
        <h1>{words.closedTitle}</h1>
        <p>{words.closed}</p>
        <Actions>
          <ButtonLink href="/sign-in" label={words.signIn} look="primary" />
        </Actions>
      </div>
    ),
  });
}
