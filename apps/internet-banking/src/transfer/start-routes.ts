import type { AccountView } from '@warifu/bank';
import { type Answer, page, type Route, redirect, type SessionTurn, sessionRoute } from '../http/route.ts';
import { noAccountsPage } from '../statement/looks.ts';
import { fieldOf, pathOf } from './draft.ts';
import { TRANSFER_SENTENCES } from './faces.ts';
import { accountPage, notAllowedPage, overPage } from './looks.ts';
import { withDraft } from './with-draft.ts';

/** Runs with the accounts to pay from, where the policy table lets a transfer begin at all. */
async function withAccounts(
  turn: SessionTurn,
  run: (accounts: readonly AccountView[]) => Promise<Answer> | Answer,
): Promise<Answer> {
  const { bank } = turn.site;
  const { contractId, channel } = turn.session;
  const need = await bank.needFor({ contractId, kind: 'transfer', channel });
  if (need.need === 'refused') return page(notAllowedPage(turn, need));
  const accounts = await bank.listAccounts(contractId);
  return accounts.length === 0 ? page(noAccountsPage(turn)) : run(accounts);
}

const accountError = (turn: SessionTurn): string =>
  TRANSFER_SENTENCES[turn.language].account_unknown({ reason: 'account_unknown' });

const show: Route = sessionRoute({
  method: 'GET',
  path: '/transfer',
  query: ['from', 'page'],
  answer: (turn) =>
    withAccounts(turn, (accounts) => {
      const chosen = accounts.find((one) => one.accountId === turn.query.from) ?? accounts[0];
      return page(
        accountPage(turn, { accounts, chosen: chosen?.accountId, error: undefined, action: '/transfer' }),
      );
    }),
});

const start: Route = sessionRoute({
  method: 'POST',
  path: '/transfer',
  fields: ['fromAccountId'],
  answer: (turn) =>
    withAccounts(turn, async (accounts) => {
      const account = accounts.find((one) => one.accountId === turn.form.fromAccountId);
      if (account === undefined) {
        const shown = { accounts, chosen: undefined, error: accountError(turn), action: '/transfer' };
        return page(accountPage(turn, shown), 422);
      }
      const { bank } = turn.site;
      const { contractId, channel } = turn.session;
      const { draftId } = await bank.startDraft(contractId, 'transfer', channel);
      await bank.saveDraft(contractId, draftId, { fromAccountId: account.accountId });
      return redirect(pathOf(draftId, 'payee'));
    }),
});

const showAgain: Route = sessionRoute({
  method: 'GET',
  path: '/transfer/:draftId/account',
  query: ['page'],
  isResumable: true,
  answer: (turn) =>
    withDraft(turn, 'nothing', ({ draft }) =>
      withAccounts(turn, (accounts) =>
        page(
          accountPage(turn, {
            accounts,
            chosen: fieldOf(draft, 'fromAccountId'),
            error: undefined,
            action: pathOf(draft.draftId, 'account'),
          }),
        ),
      ),
    ),
});

const change: Route = sessionRoute({
  method: 'POST',
  path: '/transfer/:draftId/account',
  fields: ['fromAccountId'],
  isResumable: true,
  answer: (turn) =>
    withDraft(turn, 'nothing', ({ draft, soFar }) =>
      withAccounts(turn, async (accounts) => {
        const account = accounts.find((one) => one.accountId === turn.form.fromAccountId);
        const action = pathOf(draft.draftId, 'account');
        if (account === undefined) {
          return page(
            accountPage(turn, { accounts, chosen: undefined, error: accountError(turn), action }),
            422,
          );
        }
        const saved = await turn.site.bank.saveDraft(turn.session.contractId, draft.draftId, {
          fromAccountId: account.accountId,
          orderId: '',
        });
        if (saved === undefined) return page(overPage(turn), 410);
        return redirect(pathOf(draft.draftId, soFar.payee === undefined ? 'payee' : 'amount'));
      }),
    ),
});

/** 振込: the account to pay from. */
export const startRoutes: readonly Route[] = [show, start, showAgain, change];
