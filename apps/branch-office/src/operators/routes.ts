import { page, type Route, sessionRoute, UNKNOWN_PAGE } from '../http/route.ts';
import { operatorPage, operatorsPage } from './pages.tsx';

const list: Route = sessionRoute({
  method: 'GET',
  path: '/operators',
  answer: async (turn) => page(operatorsPage(turn, await turn.site.branch.listOperators(turn.session))),
});

const one: Route = sessionRoute({
  method: 'GET',
  path: '/operators/:operatorId',
  answer: async (turn) => {
    const operators = await turn.site.branch.listOperators(turn.session);
    const operator = operators.find(({ operatorId }) => operatorId === turn.params['operatorId']);
    return operator === undefined ? UNKNOWN_PAGE : page(operatorPage(turn, operator));
  },
});

/** 担当者. */
export const operatorRoutes: readonly Route[] = [list, one];
