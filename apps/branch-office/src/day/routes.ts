import { page, type Route, sessionRoute } from '../http/route.ts';
import { dayPage } from './pages.tsx';

/** 日次処理. It tells nothing of a customer, so it is for everybody at the branch. */
export const dayRoutes: readonly Route[] = [
  sessionRoute({
    method: 'GET',
    path: '/day',
    answer: async (turn) => page(dayPage(turn, await turn.site.branch.dayState())),
  }),
];
