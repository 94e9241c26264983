import { ADDRESS_FIELDS, type AddressField, type AddressRefusal, type AddressTerms } from '@warifu/bank';
import { orderPath } from '../contract-change/flow.ts';
import { notAllowedPage, overPage } from '../contract-change/looks.ts';
import { orderRoutesOf } from '../contract-change/order-routes.ts';
import { page, type Route, redirect, type SessionTurn, sessionRoute } from '../http/route.ts';
import { sentenceOf } from '../text/faces.ts';
import { ADDRESS_SENTENCES, fieldOf } from './faces.ts';
import { ADDRESS_FLOW, changeTerms } from './flow.ts';
import { addressPage } from './looks.ts';
import { ADDRESS_WORDS } from './words.ts';

type Typed = Readonly<Partial<Record<AddressField, string>>>;

const showAddress = async (turn: SessionTurn, values: Typed, errors: Typed): Promise<string> =>
  addressPage(turn, {
    state: { values, errors },
    registered: await turn.site.bank.addressState(turn.session.contractId),
  });

const start: Route = sessionRoute({
  method: 'GET',
  path: ADDRESS_FLOW.startPath,
  isResumable: true,
  answer: async (turn) => {
    const { contractId, channel } = turn.session;
    const need = await turn.site.bank.needFor({ contractId, kind: 'address_change', channel });
    return page(
      need.need === 'refused' ? notAllowedPage(turn, ADDRESS_FLOW, need) : await showAddress(turn, {}, {}),
    );
  },
});

const prepare: Route = sessionRoute({
  method: 'POST',
  path: ADDRESS_FLOW.startPath,
  fields: ADDRESS_FIELDS,
  answer: async (turn) => {
    const { contractId, channel } = turn.session;
    const outcome = await turn.site.bank.prepareAddress({ contractId, channel, wish: turn.form });
    if (outcome.outcome === 'prepared') return redirect(orderPath(ADDRESS_FLOW, outcome.order.orderId));
    if (outcome.reason === 'not_allowed')
      return page(notAllowedPage(turn, ADDRESS_FLOW, outcome.because), 422);
    if (outcome.reason === 'draft_unknown' || outcome.reason === 'limit_exceeded')
      return page(overPage(turn, ADDRESS_FLOW, 'over'), 410);
    const sentence = sentenceOf<AddressRefusal>(ADDRESS_SENTENCES[turn.language], outcome);
    return page(await showAddress(turn, turn.form, { [fieldOf(outcome)]: sentence }), 422);
  },
});

const orders = orderRoutesOf<AddressTerms, AddressRefusal>({
  flow: ADDRESS_FLOW,
  find: (turn, call) => turn.site.bank.addressOrderOf(call),
  execute: (turn, call) => turn.site.bank.executeAddress(call),
  termsOf: (terms, { language }) => changeTerms(terms, language),
  leadOf: (_order, { language }) => ADDRESS_WORDS[language].confirmLead,
  doneOf: ({ terms }, { language }) => ({
    heading: ADDRESS_WORDS[language].done,
    text: ADDRESS_WORDS[language].doneText,
    terms: changeTerms(terms, language),
  }),
});

/** 住所・電話番号の変更. */
export const addressRoutes: readonly Route[] = [start, prepare, ...orders];
