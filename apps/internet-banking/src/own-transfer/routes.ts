import type { AccountView, OwnTransferOrder, OwnTransferTerms } from '@warifu/bank';
import { present, yen } from '@warifu/base';
import { type FormState, type Language, type Term, yenText } from '@warifu/ui';
import { type Answer, page, type Route, redirect, type SessionTurn, sessionRoute } from '../http/route.ts';
import { COMMON_SENTENCES } from '../order/faces.ts';
import { orderConfirmPage, orderDonePage, orderMessagePage, orderNotAllowedPage } from '../order/looks.ts';
import { plannedRoutes } from '../order/planned-routes.ts';
import { accountText } from '../text/accounts.ts';
import { sentenceOf } from '../text/faces.ts';
import { readAmount } from '../text/normalise.ts';
import { ownTransferPage } from './looks.ts';
import { OWN_TRANSFER_PATH } from './pages.tsx';
import {
  OWN_TRANSFER_FIELD,
  OWN_TRANSFER_SENTENCES,
  OWN_TRANSFER_WORDS,
  type OwnTransferField,
} from './words.ts';

const pathOf = (orderId: string): string => `${OWN_TRANSFER_PATH}/orders/${orderId}`;

async function form(turn: SessionTurn, state: FormState<OwnTransferField>): Promise<Answer> {
  const accounts = await turn.site.bank.listAccounts(turn.session.contractId);
  const words = OWN_TRANSFER_WORDS[turn.language];
  if (accounts.length < 2) {
    const links = [{ href: '/top', label: words.top }];
    return page(orderMessagePage(turn, { title: words.title, text: words.one, links }));
  }
  const status = Object.keys(state.errors).length > 0 ? 422 : 200;
  return page(ownTransferPage(turn, { accounts, state }), status);
}

const start: Route = sessionRoute({
  method: 'GET',
  path: OWN_TRANSFER_PATH,
  query: ['from', 'to', 'page'],
  isResumable: true,
  answer: async (turn) => {
    const { contractId, channel } = turn.session;
    const need = await turn.site.bank.needFor({ contractId, kind: 'own_transfer', channel });
    return need.need === 'refused'
      ? page(orderNotAllowedPage(turn, need))
      : form(turn, { values: { from: turn.query.from, to: turn.query.to }, errors: {} });
  },
});

const prepare: Route = sessionRoute({
  method: 'POST',
  path: OWN_TRANSFER_PATH,
  fields: ['from', 'to', 'amount'],
  answer: async (turn) => {
    const { language, form: values } = turn;
    const read = readAmount(values.amount);
    if (read.read !== 'amount')
      return form(turn, { values, errors: { amount: OWN_TRANSFER_WORDS[language].errors.amount } });
    const { contractId, channel } = turn.session;
    const outcome = await turn.site.bank.prepareOwnTransfer({
      contractId,
      channel,
      wish: { fromAccountId: values.from, toAccountId: values.to, amount: yen(read.yen) },
    });
    if (outcome.outcome === 'prepared') return redirect(pathOf(outcome.order.orderId));
    if (outcome.reason === 'not_allowed') return page(orderNotAllowedPage(turn, outcome.because), 422);
    const errors =
      outcome.reason === 'draft_unknown' || outcome.reason === 'limit_exceeded'
        ? { amount: sentenceOf(COMMON_SENTENCES[language], outcome) }
        : { [OWN_TRANSFER_FIELD[outcome.reason]]: sentenceOf(OWN_TRANSFER_SENTENCES[language], outcome) };
    return form(turn, { values, errors });
  },
});

async function termsOf(turn: SessionTurn, terms: OwnTransferTerms): Promise<readonly Term[]> {
  const { language } = turn;
  const words = OWN_TRANSFER_WORDS[language];
  const accounts = await turn.site.bank.listAccounts(turn.session.contractId);
  const accountOf = (accountId: string): string => {
    const account = accounts.find((one) => one.accountId === accountId);
    return account === undefined ? '' : lineOf(account, language);
  };
  return [
    { name: words.from, value: accountOf(terms.fromAccountId) },
    { name: words.to, value: accountOf(terms.toAccountId) },
    { name: words.amount, value: yenText(terms.amount), isStrong: true },
  ];
}

const lineOf = (account: AccountView, language: Language): string =>
  `${accountText(account, language)} ${account.accountNumber}`;

/** 振替: between the contract's own accounts, without a code. */
export const ownTransferRoutes: readonly Route[] = [
  start,
  prepare,
  ...plannedRoutes({
    purpose: 'own transfer',
    pathOf,
    startPath: OWN_TRANSFER_PATH,
    find: ({ site, session: { contractId, channel } }, orderId): Promise<OwnTransferOrder | undefined> =>
      site.bank.ownTransferOf({ contractId, channel, orderId }),
    execute: ({ site }, call) => site.bank.executeOwnTransfer(call),
    sentence: (refusal, language) =>
      sentenceOf({ ...OWN_TRANSFER_SENTENCES[language], ...COMMON_SENTENCES[language] }, refusal),
    confirm: async (turn, order, shown) => {
      const words = OWN_TRANSFER_WORDS[turn.language];
      return orderConfirmPage(
        turn,
        {
          title: words.title,
          heading: words.confirm,
          lead: words.confirmLead,
          path: pathOf(order.orderId),
          terms: await termsOf(turn, order.terms),
          need: order.need,
          expiresAt: order.expiresAt,
          execute: words.execute,
          links: [{ href: OWN_TRANSFER_PATH, label: words.change }],
        },
        shown,
      );
    },
    executed: async (turn, order) => {
      const words = OWN_TRANSFER_WORDS[turn.language];
      return page(
        orderDonePage(turn, {
          title: words.title,
          heading: words.done,
          receipt: present(order.receipt, 'an executed order has a receipt'),
          terms: await termsOf(turn, order.terms),
          links: [{ href: OWN_TRANSFER_PATH, label: words.again }],
        }),
      );
    },
  }),
];
