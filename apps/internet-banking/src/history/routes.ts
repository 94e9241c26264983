import { page, type Route, sessionRoute } from '../http/route.ts';
import { historyPage } from './pages.tsx';

/** 取引履歴. */
export const historyRoutes: readonly Route[] = [
  sessionRoute({
    method: 'GET',
    path: '/history',
    query: ['before'],
    isResumable: true,
    answer: async (turn) => {
      const { before } = turn.query;
      const { lines, next } = await turn.site.bank.history({
        contractId: turn.session.contractId,
        ...(before === '' ? {} : { before }),
      });
      return page(
        historyPage(turn, lines, { isOlderPage: before !== '', ...(next === undefined ? {} : { next }) }),
      );
    },
  }),
];
