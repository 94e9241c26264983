import { page, type Route, redirect, sessionRoute, UNKNOWN_PAGE } from '../http/route.ts';
import { pathOf } from './draft.ts';
import { notAllowedPage } from './looks.ts';

/** もう一度振り込む: a new draft with account, payee and amount of an earlier transfer. The name is inquired anew. */
export const repeatRoutes: readonly Route[] = [
  sessionRoute({
    method: 'POST',
    path: '/transfer/receipts/:orderId/repeat',
    answer: async (turn) => {
      const { bank } = turn.site;
      const { contractId, channel } = turn.session;
      const receipt = await bank.receiptOf(contractId, turn.params['orderId'] ?? '');
      if (receipt === undefined) return UNKNOWN_PAGE;
      const need = await bank.needFor({ contractId, kind: 'transfer', channel });
      if (need.need === 'refused') return page(notAllowedPage(turn, need));
      const { fromAccountId, payee, amount } = receipt.terms;
      const { bankCode, branchCode, accountKind, accountNumber, kana } = payee;
      const { draftId } = await bank.startDraft(contractId, 'transfer', channel);
      await bank.saveDraft(contractId, draftId, {
        fromAccountId,
        bankCode,
        branchCode,
        accountKind,
        accountNumber,
        payeeKana: kana,
        amount: String(amount),
      });
      return redirect(pathOf(draftId, 'amount'));
    },
  }),
];
