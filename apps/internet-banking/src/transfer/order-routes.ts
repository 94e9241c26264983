import type { ExecuteRefusal, PreparedTransfer } from '@warifu/bank';
import {
  type Answer,
  page,
  type Route,
  redirect,
  type SessionTurn,
  sessionRoute,
  UNKNOWN_PAGE,
} from '../http/route.ts';
import { codeFields, proofOf, readCodes, sealCode } from '../text/codes.ts';
import type { ConfirmShown } from './confirm-page.tsx';
import { EXECUTE_FACES, executeSentence, type ShownExecuteRefusal } from './faces.ts';
import { confirmPage, expiredPage, overPage, receiptPage } from './looks.ts';

const PURPOSE = 'transfer';
const orderPath = (orderId: string): string => `/transfer/orders/${orderId}`;
const receiptPath = (orderId: string): string => `/transfer/receipts/${orderId}`;
const orderIdOf = (turn: SessionTurn): string => turn.params['orderId'] ?? '';

const branchNameOf = async (turn: SessionTurn, accountId: string): Promise<string> =>
  (await turn.site.bank.accountOf(turn.session.contractId, accountId))?.branchName ?? '';

type Extra = Pick<ConfirmShown, 'errors' | 'isChanged'> & { readonly sealedCode?: string };

/** The confirm page where the order stands before 実行; otherwise where its state leads. */
async function showOrder(turn: SessionTurn, extra: Extra, status = 200): Promise<Answer> {
  const { contractId, channel } = turn.session;
  const order = await turn.site.bank.preparedTransfer(contractId, orderIdOf(turn), channel);
  if (order === undefined) return UNKNOWN_PAGE;
  switch (order.state) {
    case 'executed':
      return redirect(receiptPath(order.orderId));
    case 'expired':
      return page(expiredPage(turn, order.draftId), 410);
    case 'refused':
    case 'cancelled':
      return page(overPage(turn), 410);
    case 'prepared':
      return confirm(turn, order, extra, status);
  }
}

async function confirm(
  turn: SessionTurn,
  order: PreparedTransfer,
  extra: Extra,
  status: number,
): Promise<Answer> {
  const fromBranchName = await branchNameOf(turn, order.terms.fromAccountId);
  return page(confirmPage(turn, { order, fromBranchName, ...extra }), status);
}

const show: Route = sessionRoute({
  method: 'GET',
  path: '/transfer/orders/:orderId',
  query: ['changed'],
  isResumable: true,
  answer: (turn) => showOrder(turn, { errors: {}, isChanged: turn.query.changed === '1' }),
});

const isShown = (refusal: ExecuteRefusal): refusal is ShownExecuteRefusal =>
  Object.hasOwn(EXECUTE_FACES, refusal.reason);

async function refused(
  turn: SessionTurn,
  refusal: ExecuteRefusal,
  code: string | undefined,
): Promise<Answer> {
  if (isShown(refusal)) {
    const face = EXECUTE_FACES[refusal.reason];
    const errors = { [face.field]: executeSentence(refusal, turn.language) };
    return showOrder(turn, { errors, isChanged: false }, face.status);
  }
  switch (refusal.reason) {
    case 'needs_second_code':
      return showOrder(turn, {
        errors: {},
        isChanged: false,
        sealedCode: sealCode(turn, PURPOSE, code ?? ''),
      });
    case 'terms_changed':
      return redirect(`${orderPath(refusal.newOrderId)}?changed=1`);
    case 'order_expired':
    case 'order_unknown':
    case 'draft_unknown':
      // The order itself knows best: executed elsewhere, expired, or not this customer's.
      return showOrder(turn, { errors: {}, isChanged: false });
  }
}

/** 実行. What the customer may do, and whether the code is good, is the bank's to say. */
const execute: Route = sessionRoute({
  method: 'POST',
  path: '/transfer/orders/:orderId',
  fields: [...codeFields, 'confirmationPassword'],
  isResumable: true,
  answer: async (turn) => {
    const orderId = orderIdOf(turn);
    const codes = readCodes(turn, PURPOSE);
    if (codes.read === 'empty' && codes.field === 'nextCode') {
      const errors = { code: executeSentence({ reason: 'code_missing' }, turn.language) };
      return showOrder(turn, { errors, isChanged: false, sealedCode: codes.sealedCode }, 422);
    }
    const { contractId, channel } = turn.session;
    const proof = proofOf(codes, turn.form.confirmationPassword);
    const outcome = await turn.site.bank.executeTransfer({ contractId, channel, orderId, ...proof });
    return outcome.outcome === 'executed'
      ? redirect(receiptPath(orderId))
      : refused(turn, outcome, proof.code);
  },
});

const receipt: Route = sessionRoute({
  method: 'GET',
  path: '/transfer/receipts/:orderId',
  isResumable: true,
  answer: async (turn) => {
    const found = await turn.site.bank.receiptOf(turn.session.contractId, orderIdOf(turn));
    if (found === undefined) return UNKNOWN_PAGE;
    return page(receiptPage(turn, found, await branchNameOf(turn, found.terms.fromAccountId)));
  },
});

/** 確認, 実行 and 受付完了. */
export const orderRoutes: readonly Route[] = [show, execute, receipt];
