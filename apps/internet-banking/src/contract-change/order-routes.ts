import type { ExecuteCall, ExecuteOutcome, OrderCall, PlannedOrder } from '@warifu/bank';
import type { Term } from '@warifu/ui';
import {
  type Answer,
  page,
  type Route,
  redirect,
  type SessionTurn,
  sessionRoute,
  UNKNOWN_PAGE,
} from '../http/route.ts';
import { codeFields, readCodes, sealCode } from '../text/codes.ts';
import { sentenceOf } from '../text/faces.ts';
import { EXECUTE_FACES, EXECUTE_SENTENCES, type ShownRefusal } from './faces.ts';
import { type ChangeFlow, type ConfirmShown, type DoneShown, orderPath } from './flow.ts';
import { confirmPage, donePage, overPage } from './looks.ts';

interface Reason {
  readonly reason: string;
}

/** What differs between the changes, from the confirm page on. */
export interface ChangeOrders<Terms, Refusal extends Reason> {
  readonly flow: ChangeFlow;
  readonly find: (turn: SessionTurn, call: OrderCall) => Promise<PlannedOrder<Terms> | undefined>;
  readonly execute: (turn: SessionTurn, call: ExecuteCall) => Promise<ExecuteOutcome<Terms, Refusal>>;
  readonly termsOf: (terms: Terms, turn: SessionTurn) => readonly Term[];
  readonly leadOf: (order: PlannedOrder<Terms>, turn: SessionTurn) => string;
  readonly doneOf: (
    order: PlannedOrder<Terms>,
    turn: SessionTurn,
  ) => Pick<DoneShown, 'heading' | 'text' | 'terms'>;
}

type Shown = Pick<ConfirmShown, 'errors' | 'sealedCode'> & { readonly isChanged?: boolean };

const isShown = (refusal: Reason): refusal is ShownRefusal => Object.hasOwn(EXECUTE_FACES, refusal.reason);

/** The page at which the order stands. */
async function showOrder<Terms, Refusal extends Reason>(
  orders: ChangeOrders<Terms, Refusal>,
  turn: SessionTurn,
  shown: Shown,
  status = 200,
): Promise<Answer> {
  const { flow } = orders;
  const orderId = turn.params['orderId'] ?? '';
  const { contractId, channel } = turn.session;
  const order = await orders.find(turn, { contractId, orderId, channel });
  if (order === undefined) return UNKNOWN_PAGE;
  switch (order.state) {
    case 'prepared':
      return page(
        confirmPage(turn, flow, {
          isChanged: false,
          ...shown,
          orderId,
          lead: orders.leadOf(order, turn),
          terms: orders.termsOf(order.terms, turn),
          need: order.need,
          expiresAt: order.expiresAt,
        }),
        status,
      );
    case 'expired':
      return page(overPage(turn, flow, 'expired'), 410);
    case 'refused':
    case 'cancelled':
      return page(overPage(turn, flow, 'over'), 410);
    case 'executed': {
      const { receiptNumber = '', executedAt = order.preparedAt } = order.receipt ?? {};
      return page(
        donePage(turn, flow, {
          ...orders.doneOf(order, turn),
          orderId,
          receipt: { receiptNumber, executedAt },
        }),
      );
    }
  }
}

async function refused<Terms, Refusal extends Reason>(
  orders: ChangeOrders<Terms, Refusal>,
  turn: SessionTurn,
  refusal: Reason,
  code: string | undefined,
): Promise<Answer> {
  const { flow } = orders;
  if (isShown(refusal)) {
    const face = EXECUTE_FACES[refusal.reason];
    const errors = { [face.field]: sentenceOf(EXECUTE_SENTENCES[turn.language], refusal) };
    return showOrder(orders, turn, { errors }, face.status);
  }
  switch (refusal.reason) {
    case 'needs_second_code':
      return showOrder(orders, turn, { errors: {}, sealedCode: sealCode(turn, flow.purpose, code ?? '') });
    case 'terms_changed': {
      const { newOrderId } = refusal as { readonly reason: string; readonly newOrderId: string };
      return redirect(`${orderPath(flow, newOrderId)}?changed=1`);
    }
    case 'order_expired':
    case 'order_unknown':
      return showOrder(orders, turn, { errors: {} });
    default:
      // What the change itself refuses now was let through on the page before: something else came first.
      return page(overPage(turn, flow, 'moved'), 410);
  }
}

/** 確認, 実行 and 受付完了 of one kind of change. */
export function orderRoutesOf<Terms, Refusal extends Reason>(
  orders: ChangeOrders<Terms, Refusal>,
): readonly Route[] {
  const { flow } = orders;
  const path = orderPath(flow, ':orderId');
  const show: Route = sessionRoute({
    method: 'GET',
    path,
    query: ['changed'],
    isResumable: true,
    answer: (turn) => showOrder(orders, turn, { errors: {}, isChanged: turn.query.changed === '1' }),
  });
  const execute: Route = sessionRoute({
    method: 'POST',
    path,
    fields: codeFields,
    isResumable: true,
    answer: async (turn) => {
      const codes = readCodes(turn, flow.purpose);
      if (codes.read === 'empty' && codes.field === 'nextCode') {
        const errors = { code: sentenceOf(EXECUTE_SENTENCES[turn.language], { reason: 'code_missing' }) };
        return showOrder(orders, turn, { errors, sealedCode: codes.sealedCode }, 422);
      }
      const orderId = turn.params['orderId'] ?? '';
      const { contractId, channel } = turn.session;
      const { read: _, ...given } = codes.read === 'codes' ? codes : { read: codes.read };
      const outcome = await orders.execute(turn, { contractId, channel, orderId, ...given });
      if (outcome.outcome === 'executed') return redirect(orderPath(flow, orderId));
      return refused(orders, turn, outcome, codes.read === 'codes' ? codes.code : undefined);
    },
  });
  return [show, execute];
}
