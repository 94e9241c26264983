import type { LimitChangeRefusal, LimitKind, LimitTerms } from '@warifu/bank';
import { yen } from '@warifu/base';
import { changeFlow, orderPath } from '../contract-change/flow.ts';
import { type Answer, page, type Route, redirect, type SessionTurn, sessionRoute } from '../http/route.ts';
import { orderNotAllowedPage } from '../order/looks.ts';
import { plannedRoutes } from '../order/planned-routes.ts';
import { sentenceOf } from '../text/faces.ts';
import { readAmount } from '../text/normalise.ts';
import { KIND_EMPTY, LIMIT_SENTENCES, type LimitField, UNREADABLE_SENTENCES } from './faces.ts';
import { changeTerms, LIMIT_PLACE } from './flow.ts';
import { limitsPage } from './looks.ts';
import { LIMIT_WORDS } from './words.ts';

const kindOf = (text: string): LimitKind | undefined =>
  text === 'transfer' || text === 'bill_payment' ? text : undefined;

async function showLimits(
  turn: SessionTurn,
  kind: LimitKind | undefined,
  typed?: { readonly limit: string; readonly errors: Readonly<Partial<Record<LimitField, string>>> },
): Promise<Answer> {
  const states = await turn.site.bank.limitStates(turn.session.contractId);
  const state = { values: typed === undefined ? {} : { limit: typed.limit }, errors: typed?.errors ?? {} };
  return page(limitsPage(turn, { states, kind, state }), typed === undefined ? 200 : 422);
}

const start: Route = sessionRoute({
  method: 'GET',
  path: LIMIT_PLACE.startPath,
  query: ['kind'],
  isResumable: true,
  answer: (turn) => showLimits(turn, kindOf(turn.query.kind)),
});

const prepare: Route = sessionRoute({
  method: 'POST',
  path: LIMIT_PLACE.startPath,
  fields: ['limitKind', 'limit'],
  answer: async (turn) => {
    const { language } = turn;
    const { limit } = turn.form;
    const limitKind = kindOf(turn.form.limitKind);
    if (limitKind === undefined)
      return showLimits(turn, undefined, { limit, errors: { limitKind: KIND_EMPTY[language] } });
    const read = readAmount(limit);
    if (read.read !== 'amount' && read.read !== 'zero')
      return showLimits(turn, limitKind, {
        limit,
        errors: { limit: UNREADABLE_SENTENCES[language][read.read] },
      });
    const { contractId, channel } = turn.session;
    const outcome = await turn.site.bank.prepareLimitChange({
      contractId,
      channel,
      wish: { limitKind, limit: yen(read.read === 'amount' ? read.yen : 0n) },
    });
    if (outcome.outcome === 'prepared') return redirect(orderPath(LIMIT_PLACE, outcome.order.orderId));
    if (outcome.reason === 'not_allowed')
      return page(orderNotAllowedPage(turn, LIMIT_PLACE, outcome.because), 422);
    if (outcome.reason === 'draft_unknown' || outcome.reason === 'limit_exceeded')
      return showLimits(turn, limitKind);
    const sentence = sentenceOf<LimitChangeRefusal>(LIMIT_SENTENCES[language], outcome);
    return showLimits(turn, limitKind, { limit, errors: { limit: sentence } });
  },
});

const changing = changeFlow<LimitTerms, LimitChangeRefusal>({
  place: LIMIT_PLACE,
  purpose: 'limit',
  find: (bank, call) => bank.limitChangeOf(call),
  execute: (bank, call) => bank.executeLimitChange(call),
  sentences: LIMIT_SENTENCES,
  termsOf: changeTerms,
  leadOf: ({ kind }, language) =>
    kind === 'limit_raise' ? LIMIT_WORDS[language].raiseLead : LIMIT_WORDS[language].lowerLead,
  doneOf: (language) => ({ heading: LIMIT_WORDS[language].done }),
});

/** 利用限度額の変更. */
export const limitRoutes: readonly Route[] = [start, prepare, ...plannedRoutes(changing)];
