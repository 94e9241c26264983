import { page, type Route, sessionRoute, UNKNOWN_PAGE } from '../http/route.ts';
import { findAccount, findAsked } from './asked.ts';
import { balancePage } from './balance-page.tsx';
import { monthsPage } from './months-page.tsx';

const balance: Route = sessionRoute({
  method: 'GET',
  path: '/statement/:accountId/balance',
  query: ['period', 'from', 'to'],
  isResumable: true,
  answer: async (turn) => {
    const asked = await findAsked(turn, turn.query);
    if (asked === undefined) return UNKNOWN_PAGE;
    const { contractId } = turn.session;
    const { accountId } = asked.account;
    const history =
      asked.range && (await turn.site.bank.balanceHistory({ contractId, accountId, ...asked.range }));
    return page(balancePage(turn, asked, history), Object.keys(asked.errors).length === 0 ? 200 : 422);
  },
});

const months: Route = sessionRoute({
  method: 'GET',
  path: '/statement/:accountId/months',
  isResumable: true,
  answer: async (turn) => {
    const found = await findAccount(turn);
    if (found === undefined) return UNKNOWN_PAGE;
    const { contractId } = turn.session;
    const flow = await turn.site.bank.monthlyFlow({ contractId, accountId: found.account.accountId });
    return flow === undefined ? UNKNOWN_PAGE : page(monthsPage(turn, found, flow));
  },
});

/** 残高の推移, 月別の収入・支出. */
export const chartRoutes: readonly Route[] = [balance, months];
