import { page, type Route, sessionRoute } from '../http/route.ts';
import { topPage } from './looks.ts';

/** トップ. */
export const topRoutes: readonly Route[] = [
  sessionRoute({
    method: 'GET',
    path: '/top',
    // Of the accounts, where a plain page does not hold them all.
    query: ['page'],
    answer: async (turn) => page(topPage(turn, await turn.site.bank.topPage(turn.session))),
  }),
];
