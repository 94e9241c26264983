import type { LimitChangeRefusal, LimitKind, LimitTerms } from '@warifu/bank';
import { yen } from '@warifu/base';
import { orderPath } from '../contract-change/flow.ts';
import { notAllowedPage } from '../contract-change/looks.ts';
import { orderRoutesOf } from '../contract-change/order-routes.ts';
import { type Answer, page, type Route, redirect, type SessionTurn, sessionRoute } from '../http/route.ts';
import { sentenceOf } from '../text/faces.ts';
import { readAmount } from '../text/normalise.ts';
import { KIND_EMPTY, LIMIT_SENTENCES, type LimitField, UNREADABLE_SENTENCES } from './faces.ts';
import { changeTerms, LIMIT_FLOW } from './flow.ts';
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
  path: LIMIT_FLOW.startPath,
  query: ['kind'],
  isResumable: true,
  answer: (turn) => showLimits(turn, kindOf(turn.query.kind)),
});

const prepare: Route = sessionRoute({
  method: 'POST',
  path: LIMIT_FLOW.startPath,
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
    if (outcome.outcome === 'prepared') return redirect(orderPath(LIMIT_FLOW, outcome.order.orderId));
    if (outcome.reason === 'not_allowed') return page(notAllowedPage(turn, LIMIT_FLOW, outcome.because), 422);
    if (outcome.reason === 'draft_unknown' || outcome.reason === 'limit_exceeded')
      return showLimits(turn, limitKind);
    const sentence = sentenceOf<LimitChangeRefusal>(LIMIT_SENTENCES[language], outcome);
    return showLimits(turn, limitKind, { limit, errors: { limit: sentence } });
  },
});

const orders = orderRoutesOf<LimitTerms, LimitChangeRefusal>({
  flow: LIMIT_FLOW,
  find: (turn, call) => turn.site.bank.limitChangeOf(call),
  execute: (turn, call) => turn.site.bank.executeLimitChange(call),
  termsOf: (terms, { language }) => changeTerms(terms, language),
  leadOf: ({ kind }, { language }) =>
    kind === 'limit_raise' ? LIMIT_WORDS[language].raiseLead : LIMIT_WORDS[language].lowerLead,
  doneOf: ({ terms }, { language }) => ({
    heading: LIMIT_WORDS[language].done,
    terms: changeTerms(terms, language),
  }),
});

/** 利用限度額の変更. */
export const limitRoutes: readonly Route[] = [start, prepare, ...orders];
