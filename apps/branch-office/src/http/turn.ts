import type { BranchSession } from '@warifu/bank';
import type { SessionAsked, SitePlan } from '@warifu/site';
import type { OwnCookie } from './cookies.ts';
import { notForRolePage } from './failure.tsx';
import { type Answer, page, type Route, redirect, type SessionTurn, type Site, type Turn } from './route.ts';

type Plan = SitePlan<Turn | SessionTurn, BranchSession, OwnCookie, Route>;

/** The open session of a role that the page is for; otherwise the way to the sign-in, or the page that says whose it is. */
export async function findSession(
  site: Site,
  { route, token, around }: SessionAsked<Route>,
): Promise<
  { readonly session: BranchSession } | { readonly answer: Answer; readonly notFor?: BranchSession }
> {
  if (token === undefined) return { answer: redirect('/sign-in') };
  const state = await site.branch.branchSessionOf(token);
  if (state.outcome === 'closed') {
    return {
      answer: redirect(`/session-closed?reason=${state.reason}`, [{ name: 'session', value: undefined }]),
    };
  }
  const { session } = state;
  if (!route.roles.includes(session.operator.role)) {
    return {
      answer: page(notForRolePage({ ...around, site }, session.operator.role), 403),
      notFor: session,
    };
  }
  return { session };
}

/** What the flows of this site need besides what was read. */
export const completeTurnOf =
  (site: Site): Plan['completeTurn'] =>
  (read, { session, language }) =>
    Object.assign(read, {
      site,
      language: language ?? 'ja',
      ...(session === undefined ? {} : { session }),
    });
