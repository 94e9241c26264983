import { page, type Route, sessionRoute } from '../http/route.ts';
import { LIST_LENGTH, pageOf } from '../text/page-of.ts';
import { homePage } from './pages.tsx';

/** 承認待ち: what waits, oldest first. */
export const homeRoutes: readonly Route[] = [
  sessionRoute({
    method: 'GET',
    path: '/home',
    query: ['after'],
    answer: async (turn) => {
      const after = pageOf(turn.query.after);
      const list = await turn.site.branch.listRequests(turn.session, {
        state: 'waiting',
        ...after,
        limit: LIST_LENGTH,
      });
      return page(homePage(turn, list, after.after === undefined));
    },
  }),
];
