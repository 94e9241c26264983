import { openRoute, page, type Route, redirect, sessionRoute } from '../http/route.ts';
import { closedPage } from './pages.tsx';

const signOut: Route = sessionRoute({
  method: 'POST',
  path: '/sign-out',
  answer: async ({ site, cookies }) => {
    if (cookies.session !== undefined) await site.branch.signOut(cookies.session);
    return redirect('/session-closed?reason=signed_out', [{ name: 'session', value: undefined }]);
  },
});

const closed: Route = openRoute({
  method: 'GET',
  path: '/session-closed',
  query: ['reason'],
  answer: (turn) => page(closedPage(turn, turn.query.reason)),
});

/** Reading the session was the sign of life; there is nothing more to do. */
const extend: Route = sessionRoute({
  method: 'POST',
  path: '/session/extend',
  answer: () => ({ kind: 'nothing' }),
});

/** サインアウト, and the pages after the end of a session. */
export const signOutRoutes: readonly Route[] = [signOut, closed, extend];
