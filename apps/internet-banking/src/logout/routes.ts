import { openRoute, page, type Route, redirect, sessionRoute } from '../http/route.ts';
import { closedPage } from './looks.ts';

const logout: Route = sessionRoute({
  method: 'POST',
  path: '/logout',
  isBeforePasswordChange: true,
  answer: async ({ site, cookies }) => {
    if (cookies.session !== undefined) await site.bank.logout(cookies.session);
    return redirect('/session-closed?reason=logout', [
      { name: 'session', value: undefined },
      { name: 'resume', value: undefined },
    ]);
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

/** ログアウト, and the pages after the end of a session. */
export const logoutRoutes: readonly Route[] = [logout, closed, extend];
