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
import { COMMON_SENTENCES } from '../order/faces.ts';
import { orderMessagePage, orderNotAllowedPage } from '../order/looks.ts';
import { plannedRoutes } from '../order/planned-routes.ts';
import { ORDER_WORDS } from '../order/words.ts';
import { sentenceOf } from '../text/faces.ts';
import { halfWidth, readAmount } from '../text/normalise.ts';
import { CLOSING_SENTENCES, INSTALMENT_UNREADABLE, OPEN_FACES, OPENING_SENTENCES } from './faces.ts';
import {
  accountLineOf,
  closePath,
  OPEN_FIELDS,
  OPEN_PATH,
  type OpenField,
  type OpenShown,
  detailPath as pathOf,
  SAVINGS_PATH,
} from './flow.ts';
import { detailPage, listPage, openPage } from './looks.ts';
import { CLOSING, OPENING, SAVINGS_PLACE } from './orders.ts';
import { SAVINGS_WORDS } from './words.ts';

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
      ? page(orderNotAllowedPage(turn, SAVINGS_PLACE, need))
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
    if (outcome.outcome === 'prepared') return redirect(OPENING.pathOf(outcome.order.orderId));
    if (outcome.reason === 'not_allowed')
      return page(orderNotAllowedPage(turn, SAVINGS_PLACE, outcome.because), 422);
    const face = OPEN_FACES[outcome.reason];
    const sentences = { ...COMMON_SENTENCES[language], ...OPENING_SENTENCES[language] };
    const errors = { [face]: sentenceOf(sentences, outcome) };
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
    if (outcome.outcome === 'prepared') return redirect(CLOSING.pathOf(outcome.order.orderId));
    if (outcome.reason === 'savings_unknown') return UNKNOWN_PAGE;
    if (outcome.reason === 'not_allowed')
      return page(orderNotAllowedPage(turn, SAVINGS_PLACE, outcome.because), 422);
    const { language } = turn;
    const sentences = { ...COMMON_SENTENCES[language], ...CLOSING_SENTENCES[language] };
    const message = {
      title: ORDER_WORDS[language].refused.title,
      text: sentenceOf(sentences, outcome),
      links: [{ href: SAVINGS_PATH, label: SAVINGS_WORDS[language].back }],
    };
    return page(orderMessagePage(turn, SAVINGS_PLACE, message), 422);
  },
});

/** 定期積金. */
export const savingsRoutes: readonly Route[] = [
  list,
  start,
  prepare,
  ...plannedRoutes(OPENING),
  ...plannedRoutes(CLOSING),
  detail,
  close,
];
