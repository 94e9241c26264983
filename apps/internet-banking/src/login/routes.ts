import { pathUnder } from '../http/base.ts';
import { localPathOf } from '../http/read.ts';
import { openRoute, page, type Route, redirect } from '../http/route.ts';
import {
  CREDENTIAL_ORDER,
  credentialsOf,
  refusedState,
  shapeErrorsOf,
  typedValuesOf,
} from './credentials.tsx';
import { loginPage } from './looks.ts';

const EMPTY = { values: {}, errors: {} };

const home: Route = openRoute({
  method: 'GET',
  path: '/',
  answer: ({ cookies }) => redirect(cookies.session === undefined ? '/login' : '/top'),
});

const show: Route = openRoute({
  method: 'GET',
  path: '/login',
  answer: (turn) => page(loginPage(turn, EMPTY)),
});

const submit: Route = openRoute({
  method: 'POST',
  path: '/login',
  access: 'login',
  fields: CREDENTIAL_ORDER,
  answer: async (turn) => {
    const { form, language, cookies } = turn;
    const errors = shapeErrorsOf(form, language);
    if (Object.keys(errors).length > 0) {
      return page(loginPage(turn, { values: typedValuesOf(form), errors }), 422);
    }
    const outcome = await turn.site.bank.login(credentialsOf(turn));
    if (outcome.outcome === 'refused') {
      return page(loginPage(turn, refusedState(form, outcome.reason, language)), 422);
    }
    const resume = cookies.resume === undefined ? '/' : pathUnder(turn.base, localPathOf(cookies.resume));
    const to = outcome.session.mustChangePassword
      ? '/password'
      : resume === undefined || resume === '/'
        ? '/top'
        : `${resume}?resumed=1`;
    return redirect(to, [
      { name: 'session', value: outcome.sessionToken },
      { name: 'device', value: outcome.deviceCookie },
      { name: 'resume', value: undefined },
    ]);
  },
});

/** ログイン. */
export const loginRoutes: readonly Route[] = [home, show, submit];
