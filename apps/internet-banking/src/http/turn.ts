import type { Session } from '@warifu/bank';
import type { FastifyRequest } from 'fastify';
import { baseOfChannel } from './base.ts';
import type { Failure } from './failure.tsx';
import { channelOf, cookieOf, fieldsOf, languageOf, newVisitor } from './read.ts';
import { type Answer, type Route, redirect, type SessionTurn, type Site, type Turn } from './route.ts';

/** What became of a request before its flow saw it. */
export type Taken =
  | { readonly taken: 'failed'; readonly failure: Failure }
  | { readonly taken: 'answered'; readonly answer: Answer }
  | {
      readonly taken: 'turn';
      readonly turn: Turn | SessionTurn;
      readonly isNewVisitor: boolean;
    };

type SessionFound = { readonly session: Session | undefined } | { readonly answer: Answer };

/** The open session, where the route asks for one; otherwise the way to the login page of its base, with the reason. */
async function findSession(site: Site, route: Route, request: FastifyRequest): Promise<SessionFound> {
  if (route.access !== 'session') return { session: undefined };
  const isSecure = site.options.secureCookies;
  const token = cookieOf(request, 'session', isSecure);
  if (token === undefined) return { answer: redirect('/login') };
  const state = await site.bank.sessionOf(token);
  if (state.outcome === 'closed') {
    const resume = route.isResumable ? [{ name: 'resume' as const, value: resumePath(request) }] : [];
    return {
      answer: redirect(`/session-closed?reason=${state.reason}`, [
        { name: 'session', value: undefined },
        ...resume,
      ]),
    };
  }
  // A session belongs to the pages that it was opened on: what they are allowed is that channel's.
  if (baseOfChannel(state.session.channel) !== route.base) {
    return { answer: redirect('/session-closed?reason=other_pages') };
  }
  if (state.session.mustChangePassword && !route.isBeforePasswordChange)
    return { answer: redirect('/password') };
  return { session: state.session };
}

/** The page to come back to after the next login: the path alone, which holds opaque ids at most. */
const resumePath = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '/top';

/** Reads and checks a request in the order: origin, session, form token. No flow runs where one of them fails. */
export async function takeTurn(site: Site, route: Route, request: FastifyRequest): Promise<Taken> {
  const { options, keys } = site;
  const isSecure = options.secureCookies;
  if (route.method === 'POST' && request.headers.origin !== options.origin) {
    return { taken: 'failed', failure: 'origin_refused' };
  }
  const found = await findSession(site, route, request);
  if ('answer' in found) return { taken: 'answered', answer: found.answer };

  const isOpen = route.access !== 'session';
  const known = cookieOf(request, 'visitor', isSecure);
  const visitor = known ?? (isOpen ? newVisitor() : '');
  const sessionToken = cookieOf(request, 'session', isSecure);
  const binding = isOpen ? visitor : (sessionToken ?? '');
  if (route.method === 'POST') {
    const given = fieldsOf(request.body, ['csrf'])['csrf'] ?? '';
    if (!keys.isFormToken(given, binding)) return { taken: 'failed', failure: 'form_stale' };
  }
  const cookies = {
    session: sessionToken,
    device: cookieOf(request, 'device', isSecure),
    visitor,
    flow: cookieOf(request, 'flow', isSecure),
    stop: cookieOf(request, 'stop', isSecure),
    resume: cookieOf(request, 'resume', isSecure),
  };
  const turn = turnOf(site, route, request, { session: found.session, cookies, binding });
  return { taken: 'turn', turn, isNewVisitor: isOpen && known === undefined };
}

interface Known {
  readonly session: Session | undefined;
  readonly cookies: Turn['cookies'];
  /** What the form tokens of the page are bound to. */
  readonly binding: string;
}

function turnOf(site: Site, route: Route, request: FastifyRequest, known: Known): Turn | SessionTurn {
  const { options, keys } = site;
  const chosen = cookieOf(request, 'language', options.secureCookies);
  const { session, cookies, binding } = known;
  let csrf: string | undefined;
  return {
    site,
    language: languageOf(chosen, session?.language),
    base: route.base,
    now: options.clock(),
    address: request.url,
    get csrf() {
      csrf ??= keys.formTokenOf(binding);
      return csrf;
    },
    isResumed: fieldsOf(request.query, ['resumed'])['resumed'] === '1',
    channel: route.base === '/m' ? 'mobile' : channelOf(request.headers['user-agent']),
    remoteAddress: request.ip,
    params: request.params as Readonly<Record<string, string>>,
    query: fieldsOf(request.query, route.query),
    form: fieldsOf(request.body, route.fields),
    cookies,
    ...(session === undefined ? {} : { session }),
  };
}
