import type { PlannedOrder } from '@warifu/bank';
import { present } from '@warifu/base';
import type { Language } from '@warifu/ui';
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
import { type Sentences, sentenceOf } from '../text/faces.ts';
import { CODE_FACES, COMMON_SENTENCES, type CodeReason, codeSentence } from './faces.ts';
import { orderConfirmPage, orderDonePage, orderExpiredPage, orderOverPage } from './looks.ts';
import type { OrderShown, PlannedFlow } from './order-flow.ts';

type Reason = { readonly reason: string };

const FRESH: OrderShown = { errors: {}, isChanged: false };

/** 確認, 実行 and 受付完了 of one kind of order. What may be done, and whether a code is good, is the bank's to say. */
export function plannedRoutes<Terms, Refusal extends Reason, Order extends PlannedOrder<Terms>>(
  flow: PlannedFlow<Terms, Refusal, Order>,
): readonly Route[] {
  const { purpose } = flow;
  const showOrder = async (turn: SessionTurn, shown: OrderShown, status = 200): Promise<Answer> => {
    const order = await flow.find(turn.site.bank, callOf(turn));
    if (order === undefined) return UNKNOWN_PAGE;
    switch (order.state) {
      case 'executed':
        return showEnd(turn, flow, order);
      case 'expired':
        return page(orderExpiredPage(turn, flow), 410);
      case 'refused':
      case 'cancelled':
        return page(orderOverPage(turn, flow), 410);
      case 'prepared': {
        const { need, expiresAt } = order;
        const prepared = { path: flow.pathOf(order.orderId), need, expiresAt };
        const confirm = { ...(await flow.confirm(turn, order)), ...prepared };
        return page(orderConfirmPage(turn, flow, confirm, shown), status);
      }
    }
  };
  const refused = (
    turn: SessionTurn,
    refusal: Reason,
    code: string | undefined,
  ): Answer | Promise<Answer> => {
    const { language } = turn;
    if (isCodeRefusal(refusal)) {
      const { field, status } = CODE_FACES[refusal.reason];
      const errors = { [field]: codeSentence(refusal.reason, language) };
      return showOrder(turn, { ...FRESH, errors }, status);
    }
    if (isChange(refusal)) return redirect(`${flow.pathOf(refusal.newOrderId)}?changed=1`);
    if (refusal.reason === 'needs_second_code')
      return showOrder(turn, { ...FRESH, sealedCode: sealCode(turn, purpose, code ?? '') });
    // The order itself knows best: executed elsewhere, expired, or not this customer's.
    if (ENDED.has(refusal.reason)) return showOrder(turn, FRESH);
    const errors = { order: sentenceFor(flow.sentences[language], refusal, language) };
    return showOrder(turn, { ...FRESH, errors }, 422);
  };
  const show = sessionRoute({
    method: 'GET',
    path: flow.pathOf(':orderId'),
    query: ['changed'],
    isResumable: true,
    answer: (turn) => showOrder(turn, { ...FRESH, isChanged: turn.query.changed === '1' }),
  });
  const execute = sessionRoute({
    method: 'POST',
    path: flow.pathOf(':orderId'),
    fields: [...codeFields, 'confirmationPassword'],
    isResumable: true,
    answer: async (turn) => {
      const codes = readCodes(turn, purpose);
      if (codes.read === 'empty' && codes.field === 'nextCode') {
        const errors = { code: codeSentence('code_missing', turn.language) };
        return showOrder(turn, { ...FRESH, errors, sealedCode: codes.sealedCode }, 422);
      }
      const proof = proofOf(codes, turn.form.confirmationPassword);
      const call = callOf(turn);
      const outcome = await flow.execute(turn.site.bank, { ...call, ...proof });
      return outcome.outcome === 'executed'
        ? redirect(flow.pathOf(call.orderId))
        : refused(turn, outcome, proof.code);
    },
  });
  return [show, execute];
}

const callOf = ({ session: { contractId, channel }, params }: SessionTurn) => ({
  contractId,
  channel,
  orderId: params['orderId'] ?? '',
});

async function showEnd<Terms, Refusal extends Reason, Order extends PlannedOrder<Terms>>(
  turn: SessionTurn,
  flow: PlannedFlow<Terms, Refusal, Order>,
  order: Order,
): Promise<Answer> {
  const done = await flow.done(turn, order);
  if ('receiptPath' in done) return redirect(done.receiptPath);
  const receipt = present(order.receipt, 'an executed order has a receipt');
  return page(orderDonePage(turn, flow, { ...done, receipt }));
}

/** Every reason that is told at the head has its sentence: what all kinds share here, the others in the flow. */
const sentenceFor = <Refusal extends Reason>(
  sentences: Sentences<Refusal>,
  refusal: Reason,
  language: Language,
): string =>
  sentenceOf({ ...COMMON_SENTENCES[language], ...sentences } as unknown as Sentences<Reason>, refusal);

const ENDED: ReadonlySet<string> = new Set(['order_unknown', 'order_expired', 'draft_unknown']);

const isCodeRefusal = (refusal: Reason): refusal is { readonly reason: CodeReason } =>
  Object.hasOwn(CODE_FACES, refusal.reason);

const isChange = (
  refusal: Reason,
): refusal is { readonly reason: 'terms_changed'; readonly newOrderId: string } =>
  refusal.reason === 'terms_changed';
