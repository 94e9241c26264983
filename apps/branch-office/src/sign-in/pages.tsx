import {
  Actions,
  CodeField,
  ErrorSummary,
  Form,
  type FormState,
  firstError,
  SecondCode,
  SubmitButton,
  TextField,
} from '@warifu/ui';
import { openPage } from '../http/frame.tsx';
import type { Turn } from '../http/route.ts';
import { SIGN_IN_WORDS } from './words.ts';

export type SignInField = 'operatorNumber' | 'password' | 'code' | 'nextCode';
const ORDER: readonly SignInField[] = ['operatorNumber', 'password', 'code', 'nextCode'];

/** Number, password and code in one form; after a code from a clock far off, the next code and the password once more. */
export function signInPage(
  turn: Turn,
  state: FormState<SignInField>,
  second?: { readonly sealedCode: string },
): string {
  const { language } = turn;
  const words = SIGN_IN_WORDS[language];
  const first = firstError(ORDER, state.errors);
  return openPage(turn, {
    title: words.title,
    hasError: first !== undefined,
    languageBack: '/sign-in',
    body: (
      <div class="card card-lead stack">
        <div class="page-head">
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
        </div>
        <ErrorSummary language={language} order={ORDER} errors={state.errors} />
        <Form action="/sign-in" csrf={turn.csrf} busyLabel={words.busy}>
          <TextField
            language={language}
            name="operatorNumber"
            label={words.operatorNumber}
            hint={words.operatorNumberHint}
            value={state.values.operatorNumber}
            error={state.errors.operatorNumber}
            inputMode="numeric"
            autocomplete="username"
            maxLength={24}
            width="short"
            hasFocus={first === 'operatorNumber'}
          />
          <TextField
            language={language}
            name="password"
            type="password"
            label={second === undefined ? words.password : words.passwordAgain}
            error={state.errors.password}
            autocomplete="current-password"
            maxLength={128}
            width="medium"
            hasFocus={first === 'password'}
            comfort="password-peek"
            comfortLabels={{ show: words.show, hide: words.hide }}
          />
          {second === undefined ? (
            <CodeField
              language={language}
              name="code"
              label={words.code}
              hint={words.codeHint}
              error={state.errors.code}
              hasFocus={first === 'code'}
              isRequired={false}
            />
          ) : (
            <SecondCode language={language} sealedCode={second.sealedCode} error={state.errors.nextCode} />
          )}
          <Actions>
            <SubmitButton label={words.signIn} />
          </Actions>
        </Form>
        {second === undefined ? <p class="hint">{words.firstTime}</p> : null}
      </div>
    ),
  });
}
