import type { ExecuteCall, ExecuteOutcome, PlannedOrder } from '@warifu/bank';
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
import { codeFields, readCodes, sealCode } from '../text/codes.ts';
import { CODE_FACES, type CodeReason, codeSentence, type OrderShown } from './faces.ts';
import { orderExpiredPage, orderOverPage } from './looks.ts';

type Refused<Terms, Refusal extends { readonly reason: string }> = Extract<
  ExecuteOutcome<Terms, Refusal>,
  { readonly outcome: 'refused' }
>;

/** What the machine of orders refuses, told in the same way whatever the order is. */
type Machine =
  | CodeReason
  | 'needs_second_code'
  | 'terms_changed'
  | 'order_unknown'
  | 'order_expired'
  | 'draft_unknown';

/** One kind of order, as far as its pages differ from those of the others. */
export interface PlannedFlow<
  Terms,
  Refusal extends { readonly reason: string },
  Order extends PlannedOrder<Terms>,
> {
  /** What its codes are sealed for. */
  readonly purpose: string;
  readonly pathOf: (orderId: string) => string;
  /** Where it begins anew. */
  readonly startPath: string;
  readonly find: (turn: SessionTurn, orderId: string) => Promise<Order | undefined>;
  readonly execute: (turn: SessionTurn, call: ExecuteCall) => Promise<ExecuteOutcome<Terms, Refusal>>;
  /** What is wrong with the order itself, told at the head of the page. */
  readonly sentence: (
    refusal: Exclude<Refused<Terms, Refusal>, { readonly reason: Machine }>,
    language: Language,
  ) => string;
  readonly confirm: (turn: SessionTurn, order: Order, shown: OrderShown) => Promise<string> | string;
  readonly executed: (turn: SessionTurn, order: Order) => Promise<Answer> | Answer;
}

const FRESH: OrderShown = { errors: {}, isChanged: false };

/** 確認 and 実行 of one kind of order. */
export function plannedRoutes<
  Terms,
  Refusal extends { readonly reason: string },
  Order extends PlannedOrder<Terms>,
>(flow: PlannedFlow<Terms, Refusal, Order>): readonly Route[] {
  const { purpose } = flow;
  const showOrder = async (turn: SessionTurn, shown: OrderShown, status = 200): Promise<Answer> => {
    const order = await flow.find(turn, turn.params['orderId'] ?? '');
    if (order === undefined) return UNKNOWN_PAGE;
    switch (order.state) {
      case 'executed':
        return flow.executed(turn, order);
      case 'expired':
        return page(orderExpiredPage(turn, flow.startPath), 410);
      case 'refused':
      case 'cancelled':
        return page(orderOverPage(turn), 410);
      case 'prepared':
        return page(await flow.confirm(turn, order, shown), status);
    }
  };
  const refused = (
    turn: SessionTurn,
    refusal: Refused<Terms, Refusal>,
    code: string | undefined,
  ): Promise<Answer> | Answer => {
    const { language } = turn;
    if (isCodeRefusal(refusal)) {
      const { field, status } = CODE_FACES[refusal.reason];
      return showOrder(
        turn,
        { ...FRESH, errors: { [field]: codeSentence(refusal.reason, language) } },
        status,
      );
    }
    if (isChange(refusal)) return redirect(`${flow.pathOf(refusal.newOrderId)}?changed=1`);
    if (refusal.reason === 'needs_second_code')
      return showOrder(turn, { ...FRESH, sealedCode: sealCode(turn, purpose, code ?? '') });
    // The order itself knows best: executed elsewhere, expired, or not this customer's.
    if (ENDED.has(refusal.reason)) return showOrder(turn, FRESH);
    const order = flow.sentence(
      refusal as Exclude<Refused<Terms, Refusal>, { readonly reason: Machine }>,
      language,
    );
    return showOrder(turn, { ...FRESH, errors: { order } }, 422);
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
      const { contractId, channel } = turn.session;
      const { confirmationPassword } = turn.form;
      const { read: _, ...given } = codes.read === 'codes' ? codes : { read: codes.read };
      const proof = confirmationPassword === '' ? given : { confirmationPassword };
      const orderId = turn.params['orderId'] ?? '';
      const outcome = await flow.execute(turn, { contractId, channel, orderId, ...proof });
      return outcome.outcome === 'executed'
        ? redirect(flow.pathOf(orderId))
        : refused(turn, outcome, codes.read === 'codes' ? codes.code : undefined);
    },
  });
  return [show, execute];
}

const ENDED: ReadonlySet<string> = new Set(['order_unknown', 'order_expired', 'draft_unknown']);

const isCodeRefusal = (refusal: { readonly reason: string }): refusal is { readonly reason: CodeReason } =>
  Object.hasOwn(CODE_FACES, refusal.reason);

const isChange = (refusal: {
  readonly reason: string;
}): refusal is { readonly reason: 'terms_changed'; readonly newOrderId: string } =>
  refusal.reason === 'terms_changed';
