import { isLanguage, type Language } from '@warifu/ui';
import type { FastifyRequest } from 'fastify';
import type { Answer } from './answer.ts';
import { cookieOf } from './cookies.ts';
import type { Failure } from './failure.ts';
import type { SitePlan, TableRoute, TurnRead } from './plan.ts';
import { fieldsOf, newVisitor } from './read.ts';
import { noteRefusal, type Who } from './refusals.ts';

/** What became of a request before its flow saw it. */
export type Taken<Turn, Own extends string> =
  | { readonly taken: 'failed'; readonly failure: Failure }
  | { readonly taken: 'answered'; readonly answer: Answer<Own> }
  | {
      readonly taken: 'turn';
      readonly turn: Turn;
      /** Who is logged in, on pages after login. */
      readonly who: Who | undefined;
      /** A visitor's cookie to set. */
      readonly newVisitor: string | undefined;
    };

/** The language chosen by the link, where one was. */
export function chosenLanguage<Turn, Session, Own extends string, Route extends TableRoute<Turn, Own>>(
  plan: SitePlan<Turn, Session, Own, Route>,
  request: FastifyRequest,
): Language | undefined {
  const cookie = cookieOf(request, plan.cookies, 'language');
  return isLanguage(cookie) ? cookie : undefined;
}

/** Reads and checks a request in the order: origin, session, form token. No flow runs where one of them fails. */
export async function takeTurn<Turn, Session, Own extends string, Route extends TableRoute<Turn, Own>>(
  plan: SitePlan<Turn, Session, Own, Route>,
  route: Route,
  request: FastifyRequest,
): Promise<Taken<Turn, Own>> {
  if (route.method === 'POST' && request.headers.origin !== plan.options.origin) {
    noteRefusal(request, 'origin');
    return { taken: 'failed', failure: 'origin_refused' };
  }
  const isOpen = route.access !== 'session';
  const token = cookieOf(request, plan.cookies, 'session');
  const language = chosenLanguage(plan, request);
  let session: Session | undefined;
  if (!isOpen) {
    const around = { language: language ?? 'ja', address: request.url };
    const found = await plan.findSession({ route, token, around });
    if ('answer' in found) {
      if (found.notFor !== undefined) noteRefusal(request, 'role', plan.whoOf(found.notFor));
      return { taken: 'answered', answer: found.answer };
    }
    session = found.session;
  }
  const who = session === undefined ? undefined : plan.whoOf(session);
  const known = cookieOf(request, plan.cookies, 'visitor');
  const visitor = known ?? (isOpen ? newVisitor() : '');
  const binding = isOpen ? visitor : (token ?? '');
  if (route.method === 'POST') {
    const given = fieldsOf(request.body, ['csrf'])['csrf'] ?? '';
    if (!plan.keys.isFormToken(given, binding)) {
      noteRefusal(request, 'form_token', who);
      return { taken: 'failed', failure: 'form_stale' };
    }
  }
  const read = readOf(plan, route, request, { token, visitor, binding });
  return {
    taken: 'turn',
    turn: plan.completeTurn(read, { session, language, request }),
    who,
    newVisitor: isOpen && known === undefined ? visitor : undefined,
  };
}

interface Known {
  readonly token: string | undefined;
  readonly visitor: string;
  /** What the form tokens of the page are bound to. */
  readonly binding: string;
}

function readOf<Turn, Session, Own extends string, Route extends TableRoute<Turn, Own>>(
  plan: SitePlan<Turn, Session, Own, Route>,
  route: Route,
  request: FastifyRequest,
  { token, visitor, binding }: Known,
): TurnRead<Own> {
  const own = Object.keys(plan.cookies.ageSeconds).map((name) => [
    name,
    cookieOf(request, plan.cookies, name as Own),
  ]);
  let csrf: string | undefined;
  return {
    now: plan.options.clock(),
    address: request.url,
    get csrf() {
      csrf ??= plan.keys.formTokenOf(binding);
      return csrf;
    },
    remoteAddress: request.ip,
    params: request.params as Readonly<Record<string, string>>,
    query: fieldsOf(request.query, route.query),
    form: fieldsOf(request.body, route.fields),
    cookies: { ...Object.fromEntries(own), session: token, visitor } as TurnRead<Own>['cookies'],
  };
}
