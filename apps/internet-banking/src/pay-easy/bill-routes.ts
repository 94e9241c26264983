import type { BillPaymentRefusal, BillView } from '@warifu/bank';
import { yen } from '@warifu/base';
import type { FormState } from '@warifu/ui';
import { type Answer, page, type Route, redirect, type SessionTurn, sessionRoute } from '../http/route.ts';
import { noAccountsPage } from '../statement/looks.ts';
import { sentenceOf } from '../text/faces.ts';
import { readAmount } from '../text/normalise.ts';
import type { PayField } from './bill-page.tsx';
import { fieldOf, numbersOf, orderPath, pathOf } from './draft.ts';
import { BILL_SENTENCES, isShown, placeOf } from './faces.ts';
import { billPage, notAllowedPage, overPage } from './looks.ts';
import { type AtBiller, refuse, typedOf, withBiller } from './with-draft.ts';

/** Runs with the bill as its biller states it now: what is shown is never older than the page. */
const withBill = (
  turn: SessionTurn,
  run: (at: AtBiller, bill: BillView) => Promise<Answer>,
): Promise<Answer> =>
  withBiller(turn, async (at) => {
    const { contractId, channel } = turn.session;
    if (fieldOf(at.draft, 'paymentNumber') === '') return redirect(pathOf(at.draft.draftId, 'numbers'));
    const found = await turn.site.bank.inquireBill({ contractId, channel, ...numbersOf(at.draft) });
    return found.outcome === 'found' ? run(at, found.bill) : refuse(turn, found, typedOf(at));
  });

async function showBill(
  turn: SessionTurn,
  { draft }: AtBiller,
  bill: BillView,
  state: FormState<PayField>,
  status = 200,
): Promise<Answer> {
  const { bank } = turn.site;
  const { contractId, channel } = turn.session;
  const need = await bank.needFor({ contractId, kind: 'bill_payment', channel });
  if (need.need === 'refused') return page(notAllowedPage(turn, need));
  const accounts = await bank.listAccounts(contractId);
  const [first] = accounts;
  if (first === undefined) return page(noAccountsPage(turn));
  const chosen = state.values.fromAccountId ?? '';
  const values = { ...state.values, fromAccountId: chosen === '' ? first.accountId : chosen };
  return page(
    billPage(turn, { draftId: draft.draftId, bill, accounts, need, state: { ...state, values } }),
    status,
  );
}

const show: Route = sessionRoute({
  method: 'GET',
  path: pathOf(':draftId', 'bill'),
  query: ['page'],
  isResumable: true,
  answer: (turn) =>
    withBill(turn, (at, bill) => {
      const values = {
        fromAccountId: fieldOf(at.draft, 'fromAccountId'),
        amount: fieldOf(at.draft, 'amount'),
      };
      return showBill(turn, at, bill, { values, errors: {} });
    }),
});

async function refusedAtBill(
  turn: SessionTurn<PayField>,
  at: AtBiller,
  refusal: BillPaymentRefusal,
): Promise<Answer> {
  if (!isShown(refusal)) return refuse(turn, refusal, typedOf(at));
  const { field, status } = placeOf(refusal);
  if (field !== 'fromAccountId' && field !== 'amount') return refuse(turn, refusal, typedOf(at));
  const errors = { [field]: sentenceOf(BILL_SENTENCES[turn.language], refusal) };
  return withBill(turn, (now, bill) => showBill(turn, now, bill, { values: turn.form, errors }, status));
}

/** The account, and the amount where the payer chooses: the order is made of the bill as it is then. */
const pay: Route = sessionRoute({
  method: 'POST',
  path: pathOf(':draftId', 'bill'),
  fields: ['fromAccountId', 'amount'],
  isResumable: true,
  answer: (turn) =>
    withBiller(turn, async (at) => {
      const { bank } = turn.site;
      const { contractId, channel } = turn.session;
      const { fromAccountId, amount: typed } = turn.form;
      const { draftId } = at.draft;
      const draft = await bank.saveDraft(contractId, draftId, { fromAccountId, amount: typed.trim() });
      if (draft === undefined) return page(overPage(turn), 410);
      const amount = readAmount(typed);
      const outcome = await bank.prepareBillPayment({
        contractId,
        channel,
        draftId,
        ...numbersOf(draft),
        fromAccountId,
        ...(amount.read === 'amount' ? { amount: yen(amount.yen) } : {}),
      });
      return outcome.outcome === 'prepared'
        ? redirect(orderPath(outcome.order.orderId))
        : refusedAtBill(turn, at, outcome);
    }),
});

/** The bill, and who pays it. */
export const billRoutes: readonly Route[] = [show, pay];
