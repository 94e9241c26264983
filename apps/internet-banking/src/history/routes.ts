import { page, type Route, sessionRoute } from '../http/route.ts';
import { ITEMS_SHOWN } from '../mobile/slice.ts';
import { historyPage } from './looks.ts';

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
        ...(turn.base === '/m' ? { limit: ITEMS_SHOWN } : {}),
        ...(before === '' ? {} : { before }),
      });
      return page(
        historyPage(turn, lines, { isOlderPage: before !== '', ...(next === undefined ? {} : { next }) }),
      );
    },
  }),
];
