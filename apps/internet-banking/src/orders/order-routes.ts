import type { PlannedOrder } from '@warifu/bank';
import {
  type Answer,
  page,
  type Route,
  redirect,
  type SessionTurn,
  sessionRoute,
  UNKNOWN_PAGE,
} from '../http/route.ts';
import { type CodesRead, codeFields, readCodes, sealCode } from '../text/codes.ts';
import { type Sentences, sentenceOf } from '../text/faces.ts';
import { faceOf, SHARED_SENTENCES } from './faces.ts';
import { confirmPage, overPage, receiptPage } from './looks.ts';
import { type BranchNames, type OrderExtra, type OrderFlow, orderPath } from './order-flow.ts';

type Reason = { readonly reason: string };

/** Branches by the accounts of the customer: a deposit is kept where the account is that it was paid from. */
export async function branchNamesOf(turn: SessionTurn): Promise<BranchNames> {
  const accounts = await turn.site.bank.listAccounts(turn.session.contractId);
  const names = new Map(accounts.map(({ branchCode, branchName }) => [branchCode, branchName]));
  return (branchCode) => names.get(branchCode) ?? branchCode;
}

/** The confirm page where the order stands before 実行, the receipt behind it; otherwise what became of it. */
async function showOrder<Terms, Refusal extends Reason>(
  turn: SessionTurn,
  flow: OrderFlow<Terms, Refusal>,
  extra: OrderExtra,
  status = 200,
): Promise<Answer> {
  const { contractId, channel } = turn.session;
  const orderId = turn.params['orderId'] ?? '';
  const order = await flow.find(turn.site.bank, { contractId, orderId, channel });
  if (order === undefined) return UNKNOWN_PAGE;
  const shown = { order, groups: flow.groups(order.terms, turn.language, await branchNamesOf(turn)) };
  switch (order.state) {
    case 'executed':
      return page(receiptPage(turn, shownFlow(flow, order), shown));
    case 'expired':
      return page(overPage(turn, shownFlow(flow, order), 'expired'), 410);
    case 'refused':
    case 'cancelled':
      return page(overPage(turn, shownFlow(flow, order), 'over'), 410);
    case 'prepared':
      return page(confirmPage(turn, shownFlow(flow, order), { ...shown, ...extra }), status);
  }
}

const shownFlow = (
  { path, backPath, words }: Pick<OrderFlow<unknown, Reason>, 'path' | 'backPath' | 'words'>,
  { orderId }: Pick<PlannedOrder<unknown>, 'orderId'>,
) => ({ path: orderPath({ path }, orderId), backPath, words });

/** Every reason that the confirm page tells has its sentence: the shared ones here, the others in the flow. */
function sentenceFor<Terms, Refusal extends Reason>(
  flow: OrderFlow<Terms, Refusal>,
  refusal: Reason,
  language: SessionTurn['language'],
): string {
  const sentences = { ...SHARED_SENTENCES[language], ...flow.sentences[language] };
  return sentenceOf(sentences as unknown as Sentences<Reason>, refusal);
}

async function refused<Terms, Refusal extends Reason>(
  turn: SessionTurn,
  flow: OrderFlow<Terms, Refusal>,
  refusal: Reason,
  code: string | undefined,
): Promise<Answer> {
  const plain = { errors: {}, isChanged: false };
  switch (refusal.reason) {
    case 'needs_second_code':
      return showOrder(turn, flow, { ...plain, sealedCode: sealCode(turn, flow.path, code ?? '') });
    case 'terms_changed':
      return redirect(
        `${orderPath(flow, 'newOrderId' in refusal ? String(refusal.newOrderId) : '')}?changed=1`,
      );
    case 'order_expired':
    case 'order_unknown':
    case 'draft_unknown':
      // The order itself knows best: executed elsewhere, expired, or not this customer's.
      return showOrder(turn, flow, plain);
    default: {
      const face = faceOf(refusal.reason);
      const errors = { [face.field]: sentenceFor(flow, refusal, turn.language) };
      return showOrder(turn, flow, { ...plain, errors }, face.status);
    }
  }
}

/** The code or password of the form, as the bank takes it; neither where none was typed. */
function proofOf(codes: CodesRead, confirmationPassword: string) {
  if (confirmationPassword !== '') return { confirmationPassword };
  if (codes.read === 'empty') return {};
  return codes.nextCode === undefined ? { code: codes.code } : { code: codes.code, nextCode: codes.nextCode };
}

/** 確認, 実行 and 受付完了 of one kind of order. What may be done, and whether a code is good, is the bank's to say. */
export function orderRoutes<Terms, Refusal extends Reason>(
  flow: OrderFlow<Terms, Refusal>,
): readonly Route[] {
  const path = orderPath(flow, ':orderId');
  const show = sessionRoute({
    method: 'GET',
    path,
    query: ['changed'],
    isResumable: true,
    answer: (turn) => showOrder(turn, flow, { errors: {}, isChanged: turn.query.changed === '1' }),
  });
  const execute = sessionRoute({
    method: 'POST',
    path,
    fields: [...codeFields, 'confirmationPassword'],
    isResumable: true,
    answer: async (turn) => {
      const codes = readCodes(turn, flow.path);
      if (codes.read === 'empty' && codes.field === 'nextCode') {
        const errors = { code: sentenceFor(flow, { reason: 'code_missing' }, turn.language) };
        return showOrder(turn, flow, { errors, isChanged: false, sealedCode: codes.sealedCode }, 422);
      }
      const { contractId, channel } = turn.session;
      const orderId = turn.params['orderId'] ?? '';
      const proof = proofOf(codes, turn.form.confirmationPassword);
      const outcome = await flow.execute(turn.site.bank, { contractId, channel, orderId, ...proof });
      return outcome.outcome === 'executed'
        ? redirect(orderPath(flow, orderId))
        : refused(turn, flow, outcome, codes.read === 'codes' ? codes.code : undefined);
    },
  });
  return [show, execute];
}
