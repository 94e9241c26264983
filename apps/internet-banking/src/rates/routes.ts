import { openRoute, page, type Route } from '../http/route.ts';
import { ratesPage } from './looks.ts';

/** 金利一覧. */
export const rateRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/rates',
    answer: async (turn) => page(ratesPage(turn, await turn.site.bank.listRates())),
  }),
];
