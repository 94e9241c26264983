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
import { EXECUTE_FACES, type ExecuteRefused, type ShownRefusal, savingsSentence } from './faces.ts';
import {
  accountLineOf,
  type ConfirmShown,
  orderPath,
  type SavingsOrder,
  type SavingsOrderKind,
} from './flow.ts';
import { confirmPage, donePage, overPage } from './looks.ts';

const PURPOSE = 'instalment savings';

const callOf = (turn: SessionTurn) => ({
  contractId: turn.session.contractId,
  channel: turn.session.channel,
  orderId: turn.params['orderId'] ?? '',
});

async function findOrder(turn: SessionTurn, kind: SavingsOrderKind): Promise<SavingsOrder | undefined> {
  const { bank } = turn.site;
  if (kind === 'opening') {
    const order = await bank.savingsOpeningOf(callOf(turn));
    return order && { kind, order };
  }
  const order = await bank.savingsClosingOf(callOf(turn));
  return order && { kind, order };
}

const accountOf = ({ kind, order }: SavingsOrder): string =>
  kind === 'opening' ? order.terms.fromAccountId : order.terms.toAccountId;

type Shown = Pick<ConfirmShown, 'errors' | 'sealedCode'> & { readonly isChanged?: boolean };

/** The page at which the order stands. */
async function showOrder(
  turn: SessionTurn,
  kind: SavingsOrderKind,
  shown: Shown,
  status = 200,
): Promise<Answer> {
  const asked = await findOrder(turn, kind);
  if (asked === undefined) return UNKNOWN_PAGE;
  const account = await turn.site.bank.accountOf(turn.session.contractId, accountOf(asked));
  const accountLine = accountLineOf(account, turn.language);
  switch (asked.order.state) {
    case 'prepared':
      return page(confirmPage(turn, { isChanged: false, ...shown, asked, accountLine }), status);
    case 'executed':
      return page(donePage(turn, { asked, accountLine }));
    case 'expired':
      return page(overPage(turn, 'expired'), 410);
    case 'refused':
    case 'cancelled':
      return page(overPage(turn, 'over'), 410);
  }
}

const isShown = (refusal: ExecuteRefused): refusal is ShownRefusal =>
  Object.hasOwn(EXECUTE_FACES, refusal.reason);

async function refused(
  turn: SessionTurn,
  kind: SavingsOrderKind,
  refusal: ExecuteRefused,
  code: string | undefined,
): Promise<Answer> {
  if (isShown(refusal)) {
    const face = EXECUTE_FACES[refusal.reason];
    const errors = { [face.field]: savingsSentence(refusal, turn.language) };
    return showOrder(turn, kind, { errors }, face.status);
  }
  switch (refusal.reason) {
    case 'needs_second_code':
      return showOrder(turn, kind, { errors: {}, sealedCode: sealCode(turn, PURPOSE, code ?? '') });
    case 'terms_changed':
      return redirect(`${orderPath(kind, refusal.newOrderId)}?changed=1`);
    case 'order_unknown':
    case 'order_expired':
      return showOrder(turn, kind, { errors: {} });
    case 'savings_unknown':
    case 'savings_closed':
      return page(overPage(turn, 'over'), 410);
  }
}

/** 確認, 実行 and 受付完了 of one kind. */
function routesOf(kind: SavingsOrderKind): readonly Route[] {
  const path = orderPath(kind, ':orderId');
  const show: Route = sessionRoute({
    method: 'GET',
    path,
    query: ['changed'],
    isResumable: true,
    answer: (turn) => showOrder(turn, kind, { errors: {}, isChanged: turn.query.changed === '1' }),
  });
  const execute: Route = sessionRoute({
    method: 'POST',
    path,
    fields: codeFields,
    isResumable: true,
    answer: async (turn) => {
      const codes = readCodes(turn, PURPOSE);
      if (codes.read === 'empty' && codes.field === 'nextCode') {
        const errors = {
          code: savingsSentence({ outcome: 'refused', reason: 'code_missing' }, turn.language),
        };
        return showOrder(turn, kind, { errors, sealedCode: codes.sealedCode }, 422);
      }
      const { read: _, ...given } = codes.read === 'codes' ? codes : { read: codes.read };
      const call = { ...callOf(turn), ...given };
      const { bank } = turn.site;
      const outcome =
        kind === 'opening' ? await bank.executeSavingsOpening(call) : await bank.executeSavingsClosing(call);
      if (outcome.outcome === 'executed') return redirect(orderPath(kind, call.orderId));
      return refused(turn, kind, outcome, codes.read === 'codes' ? codes.code : undefined);
    },
  });
  return [show, execute];
}

export const savingsOrderRoutes: readonly Route[] = [...routesOf('opening'), ...routesOf('closing')];
