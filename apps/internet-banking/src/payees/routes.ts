import { type Answer, page, type Route, redirect, type SessionTurn, sessionRoute } from '../http/route.ts';
import { orderMessagePage } from '../order/looks.ts';
import { plannedRoutes } from '../order/planned-routes.ts';
import { sentenceOf } from '../text/faces.ts';
import { payeePage, payeesPage } from './looks.ts';
import { newPayeeRoutes, orderPath, PLACE } from './new-routes.ts';
import { NEW_PATH, PAYEES_PATH, type PayeeShown, payeePath, payeeTerms } from './pages.tsx';
import { NICKNAME_SENTENCES, PAYEE_SENTENCES, PAYEE_WORDS } from './words.ts';

const list: Route = sessionRoute({
  method: 'GET',
  path: PAYEES_PATH,
  query: ['q', 'page', 'removed'],
  isResumable: true,
  answer: async (turn) => {
    const { q: search, removed } = turn.query;
    const payees = await turn.site.bank.listPayees(turn.session.contractId, search);
    return page(payeesPage(turn, { payees, search, isRemoved: removed === '1' }));
  },
});

async function showPayee(
  turn: SessionTurn,
  extra: Partial<Omit<PayeeShown, 'payee'>>,
  status = 200,
): Promise<Answer> {
  const { language } = turn;
  const words = PAYEE_WORDS[language];
  const payee = await turn.site.bank.payeeOf(turn.session.contractId, turn.params['payeeId'] ?? '');
  if (payee === undefined) {
    const links = [{ href: PAYEES_PATH, label: words.list }];
    return page(orderMessagePage(turn, PLACE, { title: words.title, text: words.unknown, links }), 404);
  }
  const shown = { payee, nickname: payee.nickname, error: undefined, isRenamed: false, ...extra };
  return page(payeePage(turn, shown), status);
}

const show: Route = sessionRoute({
  method: 'GET',
  path: payeePath(':payeeId'),
  query: ['renamed'],
  isResumable: true,
  answer: (turn) => showPayee(turn, { isRenamed: turn.query.renamed === '1' }),
});

const rename: Route = sessionRoute({
  method: 'POST',
  path: payeePath(':payeeId'),
  fields: ['nickname'],
  answer: async (turn) => {
    const payeeId = turn.params['payeeId'] ?? '';
    const { nickname } = turn.form;
    const { contractId } = turn.session;
    const outcome = await turn.site.bank.renamePayee({ contractId, payeeId, nickname });
    if (outcome.outcome === 'changed') return redirect(`${payeePath(payeeId)}?renamed=1`);
    const error = sentenceOf(NICKNAME_SENTENCES[turn.language], outcome);
    return showPayee(turn, { nickname, error }, 422);
  },
});

const remove: Route = sessionRoute({
  method: 'POST',
  path: `${payeePath(':payeeId')}/remove`,
  answer: async (turn) => {
    const payeeId = turn.params['payeeId'] ?? '';
    await turn.site.bank.removePayee({ contractId: turn.session.contractId, payeeId });
    return redirect(`${PAYEES_PATH}?removed=1`);
  },
});

/** 登録済みの振込先: the list, the nickname, the removal, and a new one with a code. */
export const payeesRoutes: readonly Route[] = [
  list,
  ...newPayeeRoutes,
  ...plannedRoutes({
    ...PLACE,
    purpose: 'payee',
    pathOf: orderPath,
    find: (bank, call) => bank.payeeOrderOf(call),
    execute: (bank, call) => bank.executePayee(call),
    sentences: PAYEE_SENTENCES,
    confirm: ({ language }, { terms }) => {
      const words = PAYEE_WORDS[language];
      return {
        title: words.title,
        heading: words.confirm,
        lead: words.confirmLead,
        groups: [{ terms: payeeTerms(terms, language) }],
        execute: words.execute,
        links: [{ href: NEW_PATH, label: words.change }],
      };
    },
    done: ({ language }, { terms }) => {
      const words = PAYEE_WORDS[language];
      return {
        title: words.title,
        heading: words.done,
        groups: [{ terms: payeeTerms(terms, language) }],
        links: [
          { href: PAYEES_PATH, label: words.list },
          { href: '/transfer', label: words.transfer },
        ],
      };
    },
  }),
  show,
  rename,
  remove,
];
