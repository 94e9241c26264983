import { page, type Route, redirect, sessionRoute } from '../http/route.ts';
import { emptyErrorsOf } from './empty-errors.ts';
import { PASSWORD_FIELDS, PASSWORD_OWN_SENTENCES, PASSWORD_SENTENCES } from './faces.ts';
import { passwordDonePage, passwordPage } from './looks.ts';

const show: Route = sessionRoute({
  method: 'GET',
  path: '/password',
  isBeforePasswordChange: true,
  answer: (turn) => page(passwordPage(turn, {})),
});

const change: Route = sessionRoute({
  method: 'POST',
  path: '/password',
  fields: ['current', 'next', 'again'],
  isBeforePasswordChange: true,
  answer: async (turn) => {
    const { form, language, session } = turn;
    const errors = emptyErrorsOf(form, PASSWORD_OWN_SENTENCES[language]);
    if (Object.keys(errors).length > 0) return page(passwordPage(turn, errors), 422);
    const outcome = await turn.site.bank.changeLoginPassword({
      session,
      current: form.current,
      next: form.next,
    });
    if (outcome.outcome === 'changed') return redirect('/password/changed');
    const field = PASSWORD_FIELDS[outcome.reason];
    return page(passwordPage(turn, { [field]: PASSWORD_SENTENCES[language][outcome.reason] }), 422);
  },
});

const changed: Route = sessionRoute({
  method: 'GET',
  path: '/password/changed',
  answer: (turn) => page(passwordDonePage(turn)),
});

/** ログインパスワードの変更. */
export const passwordRoutes: readonly Route[] = [show, change, changed];
