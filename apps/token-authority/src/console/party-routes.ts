import type { FastifyReply } from 'fastify';
import { failurePage, wordsOf } from './frame.tsx';
import {
  addPartyPage,
  isOverlap,
  isScopeChoice,
  newKeyPage,
  OVERLAPS,
  partyPage,
  revokePage,
  rotatePage,
  SCOPES,
} from './party-pages.tsx';
import { ACTOR, page, type Visit } from './visit.ts';

/** A page of the console, for who is logged in. */
export interface ConsoleRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly answer: (visit: Visit) => Promise<FastifyReply>;
}

const unknown = ({ around, reply }: Visit): FastifyReply =>
  page(reply, failurePage(around, 'not_found'), 404);

const add: ConsoleRoute = {
  method: 'GET',
  path: '/parties/new',
  answer: async ({ around, reply }) =>
    page(reply, addPartyPage(around, { name: '', scope: 'verify', errors: {} })),
};

const addAnswered: ConsoleRoute = {
  method: 'POST',
  path: '/parties/new',
  answer: async ({ operator, around, reply, session, form }) => {
    const [name, scope] = [form('name'), form('scope')];
    const scopes = isScopeChoice(scope) ? SCOPES[scope] : [];
    const outcome = await operator.addParty({ name, scopes, actor: ACTOR });
    if (outcome.outcome === 'refused') {
      const sentence = wordsOf(around).party.refusals[outcome.reason];
      const errors = outcome.reason === 'scopes_missing' ? { scope: sentence } : { name: sentence };
      return page(reply, addPartyPage(around, { name, scope, errors }), 422);
    }
    const { relyingPartyId, key } = outcome;
    session.shownKey = { partyName: name.trim(), relyingPartyId, key };
    return reply.redirect('/new-key', 303);
  },
};

const newKey: ConsoleRoute = {
  method: 'GET',
  path: '/new-key',
  answer: async ({ around, reply, session }) => {
    const { shownKey } = session;
    session.shownKey = undefined;
    return page(reply, newKeyPage(around, shownKey));
  },
};

const show: ConsoleRoute = {
  method: 'GET',
  path: '/parties/:relyingPartyId',
  answer: async (visit) => {
    const { operator, around, reply, params, now } = visit;
    const party = await operator.findParty(params['relyingPartyId'] ?? '');
    if (!party) return unknown(visit);
    return page(reply, partyPage(around, party, (await operator.overview()).rates, now));
  },
};

/** The party and the key of the address, where there are such. */
async function keyOf({ operator, params }: Visit) {
  const party = await operator.findParty(params['relyingPartyId'] ?? '');
  const key = party?.keyList.find(({ keyName }) => keyName === params['keyName']);
  return party && key ? { party, keyName: key.keyName } : undefined;
}

const rotate: ConsoleRoute = {
  method: 'GET',
  path: '/parties/:relyingPartyId/keys/:keyName/rotate',
  answer: async (visit) => {
    const found = await keyOf(visit);
    return found ? page(visit.reply, rotatePage(visit.around, found)) : unknown(visit);
  },
};

const rotateAnswered: ConsoleRoute = {
  method: 'POST',
  path: '/parties/:relyingPartyId/keys/:keyName/rotate',
  answer: async (visit) => {
    const { operator, around, reply, session, form } = visit;
    const found = await keyOf(visit);
    if (!found) return unknown(visit);
    const { party, keyName } = found;
    const { relyingPartyId, name } = party;
    const refusals = wordsOf(around).rotate.refusals;
    const overlap = form('overlap');
    if (!isOverlap(overlap))
      return page(reply, rotatePage(around, { ...found, error: refusals.overlap }), 422);
    const call = { relyingPartyId, keyName, overlapSeconds: OVERLAPS[overlap], actor: ACTOR };
    const outcome = await operator.rotateKey(call);
    if (outcome.outcome === 'refused')
      return page(reply, rotatePage(around, { ...found, error: refusals[outcome.reason] }), 422);
    session.shownKey = { partyName: name, relyingPartyId, key: outcome.key };
    return reply.redirect('/new-key', 303);
  },
};

const revoke: ConsoleRoute = {
  method: 'GET',
  path: '/parties/:relyingPartyId/keys/:keyName/revoke',
  answer: async (visit) => {
    const found = await keyOf(visit);
    return found ? page(visit.reply, revokePage(visit.around, found)) : unknown(visit);
  },
};

const revokeAnswered: ConsoleRoute = {
  method: 'POST',
  path: '/parties/:relyingPartyId/keys/:keyName/revoke',
  answer: async (visit) => {
    const found = await keyOf(visit);
    if (!found) return unknown(visit);
    const { relyingPartyId } = found.party;
    // A key that was revoked before is revoked: the page says so, sent twice or not.
    await visit.operator.revokeKey({ relyingPartyId, keyName: found.keyName, actor: ACTOR });
    return visit.reply.redirect(`/parties/${relyingPartyId}`, 303);
  },
};

export const PARTY_ROUTES: readonly ConsoleRoute[] = [
  add,
  addAnswered,
  newKey,
  show,
  rotate,
  rotateAnswered,
  revoke,
  revokeAnswered,
];
