import type { AccountView, OwnTransferTerms } from '@warifu/bank';
import { yen } from '@warifu/base';
import { type FormState, type Language, type Term, yenText } from '@warifu/ui';
import { type Answer, page, type Route, redirect, type SessionTurn, sessionRoute } from '../http/route.ts';
import { COMMON_SENTENCES } from '../order/faces.ts';
import { orderMessagePage, orderNotAllowedPage } from '../order/looks.ts';
import type { OrderPlace } from '../order/order-flow.ts';
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

const PLACE: OrderPlace = { current: 'transfer', startPath: OWN_TRANSFER_PATH };
const pathOf = (orderId: string): string => `${OWN_TRANSFER_PATH}/orders/${orderId}`;

async function form(turn: SessionTurn, state: FormState<OwnTransferField>): Promise<Answer> {
  const accounts = await turn.site.bank.listAccounts(turn.session.contractId);
  const words = OWN_TRANSFER_WORDS[turn.language];
  if (accounts.length < 2) {
    const links = [{ href: '/top', label: words.top }];
    return page(orderMessagePage(turn, PLACE, { title: words.title, text: words.one, links }));
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
      ? page(orderNotAllowedPage(turn, PLACE, need))
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
    if (outcome.reason === 'not_allowed') return page(orderNotAllowedPage(turn, PLACE, outcome.because), 422);
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
    ...PLACE,
    purpose: 'own transfer',
    pathOf,
    find: (bank, call) => bank.ownTransferOf(call),
    execute: (bank, call) => bank.executeOwnTransfer(call),
    sentences: OWN_TRANSFER_SENTENCES,
    confirm: async (turn, { terms }) => {
      const words = OWN_TRANSFER_WORDS[turn.language];
      return {
        title: words.title,
        heading: words.confirm,
        lead: words.confirmLead,
        groups: [{ terms: await termsOf(turn, terms) }],
        execute: words.execute,
        links: [{ href: OWN_TRANSFER_PATH, label: words.change }],
      };
    },
    done: async (turn, { terms }) => {
      const words = OWN_TRANSFER_WORDS[turn.language];
      return {
        title: words.title,
        heading: words.done,
        groups: [{ terms: await termsOf(turn, terms) }],
        links: [{ href: OWN_TRANSFER_PATH, label: words.again }],
      };
    },
  }),
];
