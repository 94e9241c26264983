import type { Session } from '@warifu/bank';
import type { FastifyRequest } from 'fastify';
import type { Failure } from './failure.tsx';
import { channelOf, cookieOf, fieldsOf, languageOf, newVisitor } from './read.ts';
import { type Answer, type Route, redirect, type Site, type Turn } from './route.ts';

/** What became of a request before its flow saw it. */
export type Taken =
  | { readonly taken: 'failed'; readonly failure: Failure }
  | { readonly taken: 'answered'; readonly answer: Answer }
  | {
      readonly taken: 'turn';
      readonly turn: Turn;
      readonly session: Session | undefined;
      readonly isNewVisitor: boolean;
    };

type SessionFound = { readonly session: Session | undefined } | { readonly answer: Answer };

/** The open session, where the route asks for one; otherwise the way to the login page, with the reason. */
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

  const known = cookieOf(request, 'visitor', isSecure);
  const visitor = known ?? newVisitor();
  const sessionToken = cookieOf(request, 'session', isSecure);
  const binding = route.access === 'session' && sessionToken !== undefined ? sessionToken : visitor;
  if (route.method === 'POST') {
    const given = fieldsOf(request.body, ['csrf'])['csrf'] ?? '';
    if (!keys.isFormToken(given, binding)) return { taken: 'failed', failure: 'form_stale' };
  }
  const turn: Turn = {
    site,
    language: languageOf(cookieOf(request, 'language', isSecure), found.session?.language),
    now: options.clock(),
    address: request.url,
    path: resumePath(request),
    csrf: keys.formTokenOf(binding),
    isResumed: fieldsOf(request.query, ['resumed'])['resumed'] === '1',
    channel: channelOf(request.headers['user-agent']),
    remoteAddress: request.ip,
    params: request.params as Readonly<Record<string, string>>,
    query: fieldsOf(request.query, route.query),
    form: fieldsOf(request.body, route.fields),
    cookies: {
      session: sessionToken,
      device: cookieOf(request, 'device', isSecure),
      visitor,
      flow: cookieOf(request, 'flow', isSecure),
      resume: cookieOf(request, 'resume', isSecure),
    },
  };
  return {
    taken: 'turn',
    turn,
    session: found.session,
    isNewVisitor: known === undefined && route.access !== 'session',
  };
}
