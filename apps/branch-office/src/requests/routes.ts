import { type DecideOutcome, PROCEDURE_KINDS, REQUEST_STATES, type RequestView } from '@warifu/bank';
import { type CodeFormField, codeFields, sentenceOf } from '@warifu/site';
import {
  type Answer,
  page,
  type Route,
  redirect,
  type SessionTurn,
  sessionRoute,
  UNKNOWN_PAGE,
} from '../http/route.ts';
import { MAKERS } from '../procedures/catalogue.ts';
import { APPROVE_SENTENCES } from '../procedures/faces.ts';
import { readCodes, sealCode } from '../text/codes.ts';
import { LIST_LENGTH, pageOf } from '../text/page-of.ts';
import type { DecisionState } from './decision.tsx';
import { requestsPage } from './list-page.tsx';
import { printPapers } from './print.ts';
import { type RequestShown, requestPage } from './request-page.tsx';
import { REQUEST_WORDS } from './words.ts';

/** A note of 400 characters whose lines end as browsers send them. */
const FIELD_LENGTH_MAX = 1_200;

type Act = 'approve' | 'refuse' | 'withdraw';
type DecideTurn = SessionTurn<'act' | 'digest' | 'note' | CodeFormField>;

const list: Route = sessionRoute({
  method: 'GET',
  path: '/requests',
  query: ['state', 'kind', 'after'],
  answer: async (turn) => {
    const { query, site, session } = turn;
    const state = REQUEST_STATES.find((one) => one === query.state);
    const kind = PROCEDURE_KINDS.find((one) => one === query.kind);
    const sought = {
      ...(state === undefined ? {} : { state }),
      ...(kind === undefined ? {} : { kind }),
    };
    const after = pageOf(query.after);
    const found = await site.branch.listRequests(session, { ...sought, ...after, limit: LIST_LENGTH });
    return page(requestsPage(turn, sought, found, after.after === undefined));
  },
});

const findRequest = (turn: SessionTurn): Promise<RequestView | undefined> =>
  turn.site.branch.requestOf(turn.session, turn.params['requestId'] ?? '');

/** What an earlier step has to say, as its redirect names it. */
function toldOf(turn: SessionTurn<string, 'made' | 'told'>): RequestShown['told'] {
  const words = REQUEST_WORDS[turn.language];
  if (turn.query.made === '1') return { tone: 'success', text: words.made };
  const { told } = turn.query;
  if (told === 'done' || told === 'carrying' || told === 'refused' || told === 'withdrawn') {
    return { tone: told === 'carrying' ? 'information' : 'success', text: words.told[told] };
  }
  return undefined;
}

/** The page is told of what was done only where it was: an old address of it says no more than the state does. */
const ACT_STATES: Readonly<Record<string, RequestView['state']>> = {
  done: 'done',
  carrying: 'approved',
  refused: 'refused',
  withdrawn: 'withdrawn',
};

const show: Route = sessionRoute({
  method: 'GET',
  path: '/requests/:requestId',
  query: ['made', 'told'],
  answer: async (turn) => {
    const request = await findRequest(turn);
    if (request === undefined) return UNKNOWN_PAGE;
    const isTrue =
      turn.query.made === '1' ? request.state === 'waiting' : ACT_STATES[turn.query.told] === request.state;
    const told = isTrue ? toldOf(turn) : undefined;
    return page(requestPage(turn, { request, decision: {}, ...(told === undefined ? {} : { told }) }));
  },
});

/** The page again after a refusal, of the request as it is now. */
async function again(turn: SessionTurn, decision: DecisionState, warning?: string): Promise<Answer> {
  const request = await findRequest(turn);
  if (request === undefined) return UNKNOWN_PAGE;
  const told = warning === undefined ? {} : { told: { tone: 'warning' as const, text: warning } };
  return page(requestPage(turn, { request, decision, ...told }), 422);
}

async function approve(turn: DecideTurn, requestId: string): Promise<Answer> {
  const { form, language, site, session } = turn;
  const words = REQUEST_WORDS[language];
  const purpose = `approve ${requestId}`;
  const codes = readCodes(turn, purpose);
  if (codes.read === 'empty') {
    return codes.field === 'nextCode'
      ? again(turn, { errors: { nextCode: words.nextCodeEmpty }, sealedCode: codes.sealedCode })
      : again(turn, { errors: { code: words.codeEmpty } });
  }
  const outcome = await site.branch.approveRequest({
    session,
    requestId,
    digest: form.digest,
    code: codes.code,
    ...(codes.nextCode === undefined ? {} : { nextCode: codes.nextCode }),
  });
  if (outcome.outcome !== 'refused') return redirect(`/requests/${requestId}?told=${outcome.outcome}`);
  switch (outcome.reason) {
    case 'needs_second_code':
      return again(turn, { sealedCode: sealCode(turn, purpose, codes.code) });
    case 'code_malformed':
    case 'code_refused':
    case 'authority_away':
      return again(turn, { errors: { code: sentenceOf(APPROVE_SENTENCES[language], outcome) } });
    default:
      return again(turn, {}, sentenceOf(APPROVE_SENTENCES[language], outcome));
  }
}

async function end(turn: DecideTurn, requestId: string, act: 'refuse' | 'withdraw'): Promise<Answer> {
  const { form, language, site, session } = turn;
  const note = form.note.replaceAll('\r\n', '\n').trim();
  const call = { session, requestId, note };
  const outcome: DecideOutcome =
    act === 'refuse' ? await site.branch.refuseRequest(call) : await site.branch.withdrawRequest(call);
  if (outcome.outcome === 'decided') {
    return redirect(`/requests/${requestId}?told=${act === 'refuse' ? 'refused' : 'withdrawn'}`);
  }
  const sentence = REQUEST_WORDS[language].decide[outcome.reason];
  return outcome.reason === 'note_malformed'
    ? again(turn, { errors: { note: sentence }, note })
    : again(turn, {}, sentence);
}

const isAct = (text: string): text is Act => text === 'approve' || text === 'refuse' || text === 'withdraw';

const decide: Route = sessionRoute<'act' | 'digest' | 'note' | CodeFormField>({
  method: 'POST',
  path: '/requests/:requestId',
  roles: MAKERS,
  fields: ['act', 'digest', 'note', ...codeFields],
  fieldLengthMax: FIELD_LENGTH_MAX,
  answer: (turn) => {
    const requestId = turn.params['requestId'] ?? '';
    const { act } = turn.form;
    if (!isAct(act)) return again(turn, {});
    return act === 'approve' ? approve(turn, requestId) : end(turn, requestId, act);
  },
});

const print: Route = sessionRoute({
  method: 'POST',
  path: '/requests/:requestId/print',
  roles: MAKERS,
  answer: async (turn) => {
    const printed = await printPapers(turn, turn.params['requestId'] ?? '');
    if (printed.printed === 'papers') return printed.answer;
    return again(turn, {}, REQUEST_WORDS[turn.language].printRefusals[printed.reason]);
  },
});

/** 依頼: the list, one request, the checker's and the maker's say, the print. */
export const requestRoutes: readonly Route[] = [list, show, decide, print];
