import { yen } from '@warifu/base';
import {
  type Answer,
  page,
  type Route,
  redirect,
  type SessionTurn,
  sessionRoute,
  UNKNOWN_PAGE,
} from '../http/route.ts';
import { halfWidth, readAmount } from '../text/normalise.ts';
import { INSTALMENT_UNREADABLE, OPEN_FACES, savingsSentence } from './faces.ts';
import {
  accountLineOf,
  closePath,
  OPEN_FIELDS,
  OPEN_PATH,
  type OpenField,
  type OpenShown,
  orderPath,
  detailPath as pathOf,
  SAVINGS_PATH,
} from './flow.ts';
import { detailPage, listPage, notAllowedPage, openPage, overPage, refusedPage } from './looks.ts';
import { savingsOrderRoutes } from './order-routes.ts';

const list: Route = sessionRoute({
  method: 'GET',
  path: SAVINGS_PATH,
  query: ['page'],
  isResumable: true,
  answer: async (turn) => page(listPage(turn, await turn.site.bank.listSavings(turn.session.contractId))),
});

const detail: Route = sessionRoute({
  method: 'GET',
  path: pathOf(':savingsId'),
  isResumable: true,
  answer: async (turn) => {
    const { contractId } = turn.session;
    const { bank } = turn.site;
    const savings = await bank.savingsOf(contractId, turn.params['savingsId'] ?? '');
    if (savings === undefined) return UNKNOWN_PAGE;
    const account = await bank.accountOf(contractId, savings.fromAccountId);
    return page(detailPage(turn, savings, accountLineOf(account, turn.language)));
  },
});

async function showForm(
  turn: SessionTurn,
  shown: Pick<OpenShown, 'values' | 'errors'>,
  status = 200,
): Promise<Answer> {
  const { bank } = turn.site;
  const accounts = (await bank.listAccounts(turn.session.contractId)).filter(
    ({ kind }) => kind === 'ordinary',
  );
  return page(openPage(turn, { ...shown, accounts, offer: await bank.savingsOffer() }), status);
}

const start: Route = sessionRoute({
  method: 'GET',
  path: OPEN_PATH,
  isResumable: true,
  answer: async (turn) => {
    const { contractId, channel } = turn.session;
    const need = await turn.site.bank.needFor({ contractId, kind: 'savings_opening', channel });
    return need.need === 'refused'
      ? page(notAllowedPage(turn, need))
      : showForm(turn, { values: {}, errors: {} });
  },
});

/** As typed; 0 where it is no whole number, which the bank refuses like any other that is out of range. */
const countOf = (typed: string): number => {
  const text = halfWidth(typed).trim();
  return /^\d{1,3}$/.test(text) ? Number(text) : 0;
};

const prepare: Route = sessionRoute({
  method: 'POST',
  path: OPEN_PATH,
  fields: OPEN_FIELDS,
  answer: async (turn: SessionTurn<OpenField>) => {
    const { form, language } = turn;
    const { contractId, channel } = turn.session;
    const amount = readAmount(form.instalment);
    if (amount.read !== 'amount')
      return showForm(turn, { values: form, errors: { instalment: INSTALMENT_UNREADABLE[language] } }, 422);
    const wish = {
      fromAccountId: form.fromAccountId,
      instalment: yen(amount.yen),
      instalments: countOf(form.instalments),
      chosenDay: countOf(form.chosenDay),
    };
    const outcome = await turn.site.bank.prepareSavingsOpening({ contractId, channel, wish });
    if (outcome.outcome === 'prepared') return redirect(orderPath('opening', outcome.order.orderId));
    if (outcome.reason === 'not_allowed') return page(notAllowedPage(turn, outcome.because), 422);
    const face = OPEN_FACES[outcome.reason];
    const errors = { [face]: savingsSentence(outcome, language) };
    return showForm(turn, { values: form, errors }, 422);
  },
});

const close: Route = sessionRoute({
  method: 'POST',
  path: closePath(':savingsId'),
  answer: async (turn) => {
    const { contractId, channel } = turn.session;
    const wish = { savingsId: turn.params['savingsId'] ?? '' };
    const outcome = await turn.site.bank.prepareSavingsClosing({ contractId, channel, wish });
    if (outcome.outcome === 'prepared') return redirect(orderPath('closing', outcome.order.orderId));
    switch (outcome.reason) {
      case 'not_allowed':
        return page(notAllowedPage(turn, outcome.because), 422);
      case 'savings_unknown':
        return UNKNOWN_PAGE;
      case 'savings_closed':
        return page(overPage(turn, 'over'), 410);
      case 'nothing_paid':
      case 'draft_unknown':
      case 'limit_exceeded':
        return page(refusedPage(turn, savingsSentence(outcome, turn.language)), 422);
    }
  },
});

/** 定期積金. */
export const savingsRoutes: readonly Route[] = [list, start, prepare, ...savingsOrderRoutes, detail, close];
