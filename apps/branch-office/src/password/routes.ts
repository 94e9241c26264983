import { page, type Route, redirect, sessionRoute } from '../http/route.ts';
import { PASSWORD_FIELDS, PASSWORD_SENTENCES, shapeErrorsOf } from './faces.ts';
import { passwordPage } from './pages.tsx';

const show: Route = sessionRoute({
  method: 'GET',
  path: '/password',
  query: ['changed'],
  answer: (turn) => page(passwordPage(turn, {}, turn.query.changed === '1')),
});

const change: Route = sessionRoute({
  method: 'POST',
  path: '/password',
  fields: ['current', 'next', 'again'],
  answer: async (turn) => {
    const { form, language, session, site } = turn;
    const errors = shapeErrorsOf(form, language);
    if (Object.keys(errors).length > 0) return page(passwordPage(turn, errors, false), 422);
    const outcome = await site.branch.changeOperatorPassword({
      session,
      current: form.current,
      next: form.next,
    });
    if (outcome.outcome === 'changed') return redirect('/password?changed=1');
    const field = outcome.reason === 'enrolment_closed' ? 'current' : PASSWORD_FIELDS[outcome.reason];
    return page(passwordPage(turn, { [field]: PASSWORD_SENTENCES[language][outcome.reason] }, false), 422);
  },
});

/** パスワードの変更. */
export const passwordRoutes: readonly Route[] = [show, change];
