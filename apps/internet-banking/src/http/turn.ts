import type { Session } from '@warifu/bank';
import { fieldsOf, type SessionAsked, type SitePlan } from '@warifu/site';
import { baseOf, baseOfChannel } from './base.ts';
import type { OwnCookie } from './cookies.ts';
import { channelOf } from './read.ts';
import { type Answer, type Route, redirect, type SessionTurn, type Site, type Turn, under } from './route.ts';

type Plan = SitePlan<Turn | SessionTurn, Session, OwnCookie, Route>;

/** The open session; otherwise the way to the login page of its base, with the reason. */
export async function findSession(site: Site, asked: SessionAsked<Route>): ReturnType<typeof judgeSession> {
  const found = await judgeSession(site, asked);
  return 'answer' in found ? { answer: under(asked.route.base, found.answer) } : found;
}

async function judgeSession(
  site: Site,
  { route, token, around }: SessionAsked<Route>,
): Promise<{ readonly session: Session } | { readonly answer: Answer }> {
  if (token === undefined) return { answer: redirect('/login') };
  const state = await site.bank.sessionOf(token);
  if (state.outcome === 'closed') {
    const resume = route.isResumable ? [{ name: 'resume' as const, value: resumePath(around.address) }] : [];
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
const resumePath = (address: string): string => address.split('?', 1)[0] ?? '/top';

/** What the flows of this site need besides what was read. The contract's language holds until another is chosen. */
export const completeTurnOf =
  (site: Site): Plan['completeTurn'] =>
  (read, { session, language, request }) => {
    const base = baseOf(request.url);
    return Object.assign(read, {
      site,
      base,
      language: language ?? session?.language ?? 'ja',
      isResumed: fieldsOf(request.query, ['resumed'])['resumed'] === '1',
      channel: base === '/m' ? ('mobile' as const) : channelOf(request.headers['user-agent']),
      ...(session === undefined ? {} : { session }),
    });
  };
