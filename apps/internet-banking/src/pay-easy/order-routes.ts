import type { ExecuteBillPaymentRefusal } from '@warifu/bank';
import {
  type Answer,
  page,
  type Route,
  redirect,
  type SessionTurn,
  sessionRoute,
  UNKNOWN_PAGE,
} from '../http/route.ts';
import { ITEMS_SHOWN } from '../mobile/slice.ts';
import { codeFields, proofOf, readCodes, sealCode } from '../text/codes.ts';
import { sentenceOf } from '../text/faces.ts';
import type { ConfirmShown } from './confirm-page.tsx';
import { HISTORY_PATH, orderPath, receiptPath } from './draft.ts';
import { EXECUTE_FACES, EXECUTE_SENTENCES, type ShownExecuteRefusal } from './faces.ts';
import { confirmPage, expiredPage, historyPage, overPage, receiptPage, stoppedPage } from './looks.ts';

const PURPOSE = 'bill payment';
const orderIdOf = (turn: SessionTurn): string => turn.params['orderId'] ?? '';

const accountOf = (turn: SessionTurn, accountId: string) =>
  turn.site.bank.accountOf(turn.session.contractId, accountId);

type Extra = Pick<ConfirmShown, 'errors'> & { readonly sealedCode?: string };

/** The confirm page where the order stands before 実行; otherwise where its state leads. */
async function showOrder(turn: SessionTurn, extra: Extra, status = 200): Promise<Answer> {
  const { contractId, channel } = turn.session;
  const order = await turn.site.bank.billPaymentOf({ contractId, orderId: orderIdOf(turn), channel });
  if (order === undefined) return UNKNOWN_PAGE;
  if (order.state === 'prepared') {
    const account = await accountOf(turn, order.terms.fromAccountId);
    const { branchName: fromBranchName = '', available = 0n } = account ?? {};
    return page(confirmPage(turn, { order, fromBranchName, available, ...extra }), status);
  }
  if (order.state === 'expired') return page(expiredPage(turn, order.draftId), 410);
  return order.state === 'refused' || order.state === 'cancelled'
    ? page(overPage(turn), 410)
    : redirect(receiptPath(order.orderId));
}

const show: Route = sessionRoute({
  method: 'GET',
  path: orderPath(':orderId'),
  isResumable: true,
  answer: (turn) => showOrder(turn, { errors: {} }),
});

const isShown = (refusal: ExecuteBillPaymentRefusal): refusal is ShownExecuteRefusal =>
  Object.hasOwn(EXECUTE_FACES, refusal.reason);

async function refused(
  turn: SessionTurn,
  refusal: ExecuteBillPaymentRefusal,
  code: string | undefined,
): Promise<Answer> {
  if (isShown(refusal)) {
    const face = EXECUTE_FACES[refusal.reason];
    const errors = { [face.field]: sentenceOf(EXECUTE_SENTENCES[turn.language], refusal) };
    return showOrder(turn, { errors }, face.status);
  }
  switch (refusal.reason) {
    case 'terms_changed':
      return redirect(orderPath(refusal.newOrderId));
    case 'pay_easy_stopped':
      return page(stoppedPage(turn, refusal), 422);
    case 'needs_second_code':
      return showOrder(turn, { errors: {}, sealedCode: sealCode(turn, PURPOSE, code ?? '') });
    case 'order_expired':
    case 'order_unknown':
    case 'draft_unknown':
      // The order itself knows best: executed elsewhere, expired, or not this customer's.
      return showOrder(turn, { errors: {} });
  }
}

/** 実行. What the network says of the payment is told by its receipt. */
const execute: Route = sessionRoute({
  method: 'POST',
  path: orderPath(':orderId'),
  fields: [...codeFields, 'confirmationPassword'],
  isResumable: true,
  answer: async (turn) => {
    const orderId = orderIdOf(turn);
    const codes = readCodes(turn, PURPOSE);
    if (codes.read === 'empty' && codes.field === 'nextCode') {
      const errors = { code: sentenceOf(EXECUTE_SENTENCES[turn.language], { reason: 'code_missing' }) };
      return showOrder(turn, { errors, sealedCode: codes.sealedCode }, 422);
    }
    const { contractId, channel } = turn.session;
    const proof = proofOf(codes, turn.form.confirmationPassword);
    const outcome = await turn.site.bank.executeBillPayment({ contractId, channel, orderId, ...proof });
    return outcome.outcome === 'executed'
      ? redirect(receiptPath(orderId))
      : refused(turn, outcome, proof.code);
  },
});

const receipt: Route = sessionRoute({
  method: 'GET',
  path: receiptPath(':orderId'),
  isResumable: true,
  answer: async (turn) => {
    const found = await turn.site.bank.billReceiptOf(turn.session.contractId, orderIdOf(turn));
    if (found === undefined) return UNKNOWN_PAGE;
    const account = await accountOf(turn, found.terms.fromAccountId);
    return page(receiptPage(turn, found, account?.branchName ?? ''));
  },
});

const history: Route = sessionRoute({
  method: 'GET',
  path: HISTORY_PATH,
  query: ['before'],
  isResumable: true,
  answer: async (turn) => {
    const { before } = turn.query;
    const found = await turn.site.bank.billPaymentHistory({
      contractId: turn.session.contractId,
      ...(turn.base === '/m' ? { limit: ITEMS_SHOWN } : {}),
      ...(before === '' ? {} : { before }),
    });
    return page(historyPage(turn, { ...found, isOlderPage: before !== '' }));
  },
});

/** 確認, 実行, 受付完了, and the payments of 100 days. */
export const orderRoutes: readonly Route[] = [show, execute, receipt, history];
