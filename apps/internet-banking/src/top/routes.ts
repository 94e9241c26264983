import { page, type Route, sessionRoute } from '../http/route.ts';
import { topPage } from './pages.tsx';

/** トップ. */
export const topRoutes: readonly Route[] = [
  sessionRoute({
    method: 'GET',
    path: '/top',
    answer: async (turn) => page(topPage(turn, await turn.site.bank.topPage(turn.session))),
  }),
];
