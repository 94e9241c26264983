import { type CodeFormField, type CodesRead, codeFields } from '@warifu/site';
import { type Answer, openRoute, page, type Route, redirect, type Turn } from '../http/route.ts';
import { readCodes, sealCode } from '../text/codes.ts';
import { type SignInField, signInPage } from './pages.tsx';
import { SIGN_IN_WORDS } from './words.ts';

const EMPTY = { values: {}, errors: {} };
const PURPOSE = 'sign in';

type Errors = Readonly<Partial<Record<SignInField, string>>>;
type SignInTurn = Turn<'operatorNumber' | 'password' | CodeFormField>;

const home: Route = openRoute({
  method: 'GET',
  path: '/',
  answer: ({ cookies }) => redirect(cookies.session === undefined ? '/sign-in' : '/home'),
});

const show: Route = openRoute({
  method: 'GET',
  path: '/sign-in',
  answer: (turn) => page(signInPage(turn, EMPTY)),
});

function emptyErrorsOf({ form, language }: SignInTurn, codes: CodesRead): Errors {
  const { errors } = SIGN_IN_WORDS[language];
  return {
    ...(form.operatorNumber.trim() === '' ? { operatorNumber: errors.operatorNumberEmpty } : {}),
    ...(form.password === '' ? { password: errors.passwordEmpty } : {}),
    ...(codes.read === 'empty' && codes.field === 'nextCode' ? { nextCode: errors.nextCodeEmpty } : {}),
  };
}

/** The form again. A first code that waits for its second one goes on waiting. */
function again(turn: SignInTurn, errors: Errors, sealedCode?: string): Answer {
  const values = { operatorNumber: turn.form.operatorNumber };
  return page(
    signInPage(turn, { values, errors }, sealedCode === undefined ? undefined : { sealedCode }),
    422,
  );
}

const submit: Route = openRoute({
  method: 'POST',
  path: '/sign-in',
  access: 'login',
  fields: ['operatorNumber', 'password', ...codeFields],
  answer: async (turn: SignInTurn) => {
    const { form, language, site } = turn;
    const codes = readCodes(turn, PURPOSE);
    const waiting = form.firstCode === '' || form.nextCode === '' ? undefined : form.firstCode;
    const errors = emptyErrorsOf(turn, codes);
    if (Object.keys(errors).length > 0) {
      return again(
        turn,
        errors,
        codes.read === 'empty' && codes.field === 'nextCode' ? codes.sealedCode : waiting,
      );
    }
    const given: { readonly code: string; readonly nextCode?: string } =
      codes.read === 'codes' ? codes : { code: '' };
    const outcome = await site.branch.signIn({
      operatorNumber: form.operatorNumber,
      password: form.password,
      code: given.code,
      ...(given.nextCode === undefined ? {} : { nextCode: given.nextCode }),
      address: turn.remoteAddress,
    });
    switch (outcome.outcome) {
      case 'opened':
        return redirect('/home', [
          { name: 'session', value: outcome.sessionToken },
          { name: 'enrolment', value: undefined },
        ]);
      case 'enrolling':
        return redirect('/enrolment', [{ name: 'enrolment', value: outcome.enrolmentToken }]);
      case 'refused':
        if (outcome.reason === 'needs_second_code') {
          return again(turn, {}, sealCode(turn, PURPOSE, given.code));
        }
        return again(turn, { operatorNumber: SIGN_IN_WORDS[language].refusals[outcome.reason] });
    }
  },
});

/** サインイン. */
export const signInRoutes: readonly Route[] = [home, show, submit];
