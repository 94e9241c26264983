import { ADDRESS_FIELDS, type AddressField, type AddressRefusal, type AddressTerms } from '@warifu/bank';
import { changeFlow, orderPath } from '../contract-change/flow.ts';
import { page, type Route, redirect, type SessionTurn, sessionRoute } from '../http/route.ts';
import { orderNotAllowedPage, orderOverPage } from '../order/looks.ts';
import { plannedRoutes } from '../order/planned-routes.ts';
import { sentenceOf } from '../text/faces.ts';
import { ADDRESS_SENTENCES, fieldOf } from './faces.ts';
import { ADDRESS_PLACE, changeTerms } from './flow.ts';
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
  path: ADDRESS_PLACE.startPath,
  isResumable: true,
  answer: async (turn) => {
    const { contractId, channel } = turn.session;
    const need = await turn.site.bank.needFor({ contractId, kind: 'address_change', channel });
    return page(
      need.need === 'refused'
        ? orderNotAllowedPage(turn, ADDRESS_PLACE, need)
        : await showAddress(turn, {}, {}),
    );
  },
});

const prepare: Route = sessionRoute({
  method: 'POST',
  path: ADDRESS_PLACE.startPath,
  fields: ADDRESS_FIELDS,
  answer: async (turn) => {
    const { contractId, channel } = turn.session;
    const outcome = await turn.site.bank.prepareAddress({ contractId, channel, wish: turn.form });
    if (outcome.outcome === 'prepared') return redirect(orderPath(ADDRESS_PLACE, outcome.order.orderId));
    if (outcome.reason === 'not_allowed')
      return page(orderNotAllowedPage(turn, ADDRESS_PLACE, outcome.because), 422);
    if (outcome.reason === 'draft_unknown' || outcome.reason === 'limit_exceeded')
      return page(orderOverPage(turn, ADDRESS_PLACE), 410);
    const sentence = sentenceOf<AddressRefusal>(ADDRESS_SENTENCES[turn.language], outcome);
    return page(await showAddress(turn, turn.form, { [fieldOf(outcome)]: sentence }), 422);
  },
});

const changing = changeFlow<AddressTerms, AddressRefusal>({
  place: ADDRESS_PLACE,
  purpose: 'address',
  find: (bank, call) => bank.addressOrderOf(call),
  execute: (bank, call) => bank.executeAddress(call),
  sentences: ADDRESS_SENTENCES,
  termsOf: changeTerms,
  leadOf: (_order, language) => ADDRESS_WORDS[language].confirmLead,
  doneOf: (language) => ({ heading: ADDRESS_WORDS[language].done, text: ADDRESS_WORDS[language].doneText }),
});

/** 住所・電話番号の変更. */
export const addressRoutes: readonly Route[] = [start, prepare, ...plannedRoutes(changing)];
