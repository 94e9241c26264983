import type { ConfirmationPasswordRefusal } from '@warifu/bank';
import { page, type Route, redirect, sessionRoute } from '../http/route.ts';
import { emptyErrorsOf } from '../password/empty-errors.ts';
import {
  CONFIRMATION_FIELDS,
  CONFIRMATION_OWN_SENTENCES,
  CONFIRMATION_SENTENCES,
  type ShownRefusal,
} from './faces.ts';
import { confirmationMessagePage, confirmationPage } from './looks.ts';
import { CONFIRMATION_PATH } from './pages.tsx';

const isShown = (reason: ConfirmationPasswordRefusal): reason is ShownRefusal =>
  Object.hasOwn(CONFIRMATION_FIELDS, reason);

const show: Route = sessionRoute({
  method: 'GET',
  path: CONFIRMATION_PATH,
  isResumable: true,
  answer: async (turn) => {
    const state = await turn.site.bank.confirmationPasswordState(turn.session.contractId);
    return page(state === 'set' ? confirmationPage(turn, {}) : confirmationMessagePage(turn, state));
  },
});

const change: Route = sessionRoute({
  method: 'POST',
  path: CONFIRMATION_PATH,
  fields: ['current', 'next', 'again'],
  answer: async (turn) => {
    const { form, language, session } = turn;
    const errors = emptyErrorsOf(form, CONFIRMATION_OWN_SENTENCES[language]);
    if (Object.keys(errors).length > 0) return page(confirmationPage(turn, errors), 422);
    const { current, next } = form;
    const outcome = await turn.site.bank.changeConfirmationPassword({ session, current, next });
    if (outcome.outcome === 'changed') return redirect(`${CONFIRMATION_PATH}/changed`);
    const { reason } = outcome;
    if (!isShown(reason))
      return page(confirmationMessagePage(turn, reason === 'locked' ? 'locked' : 'none'), 422);
    const sentence = CONFIRMATION_SENTENCES[language][reason];
    return page(confirmationPage(turn, { [CONFIRMATION_FIELDS[reason]]: sentence }), 422);
  },
});

const changed: Route = sessionRoute({
  method: 'GET',
  path: `${CONFIRMATION_PATH}/changed`,
  answer: (turn) => page(confirmationMessagePage(turn, 'done')),
});

/** 確認用パスワードの変更. */
export const confirmationPasswordRoutes: readonly Route[] = [show, change, changed];
