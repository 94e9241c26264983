import type { Draft } from '@warifu/bank';
import { type Answer, page, type Route, redirect, type SessionTurn, sessionRoute } from '../http/route.ts';
import { digitsOf } from '../text/normalise.ts';
import { type AtDraft, FORGET_PAYEE, fieldOf, isAccountKind, pathOf } from './draft.ts';
import { OWN_SENTENCES, TRANSFER_SENTENCES } from './faces.ts';
import { overPage, payeePage } from './looks.ts';
import { type NumberField, numberPage } from './number-page.tsx';
import { type PayeeShown, payeeKeyOf } from './payee-page.tsx';
import { withDraft } from './with-draft.ts';

/** Saves what was answered and goes on; a draft that is over says so. */
export async function saveAndGo(
  turn: SessionTurn,
  draft: Draft,
  patch: Readonly<Record<string, string>>,
  step: string,
): Promise<Answer> {
  const saved = await turn.site.bank.saveDraft(turn.session.contractId, draft.draftId, patch);
  return saved === undefined ? page(overPage(turn), 410) : redirect(pathOf(draft.draftId, step));
}

/** 登録済み, and of the last ones those that are not. */
export async function payeesOf(turn: SessionTurn): Promise<Omit<PayeeShown, 'error'>> {
  const { bank } = turn.site;
  const { contractId } = turn.session;
  const registered = await bank.listPayees(contractId);
  const keys = new Set(registered.map(payeeKeyOf));
  const recent = (await bank.recentPayees(contractId)).filter((payee) => !keys.has(payeeKeyOf(payee)));
  return { registered, recent };
}

const show: Route = sessionRoute({
  method: 'GET',
  path: '/transfer/:draftId/payee',
  query: ['page'],
  isResumable: true,
  answer: (turn) =>
    withDraft(turn, 'account', async (at) => {
      return page(payeePage(turn, at, { ...(await payeesOf(turn)), error: undefined }));
    }),
});

const chooseKnown: Route = sessionRoute({
  method: 'POST',
  path: '/transfer/:draftId/payee',
  fields: ['recent'],
  isResumable: true,
  answer: (turn) =>
    withDraft(turn, 'account', async (at) => {
      const payees = await payeesOf(turn);
      const known = [...payees.registered, ...payees.recent];
      const payee = known.find((one) => payeeKeyOf(one) === turn.form.recent);
      if (payee === undefined) {
        const error = OWN_SENTENCES[turn.language].recentUnknown;
        return page(payeePage(turn, at, { ...payees, error }), 422);
      }
      const { bankCode, branchCode, accountKind, accountNumber, kana } = payee;
      const chosen = { bankCode, branchCode, accountKind, accountNumber, payeeKana: kana };
      return saveAndGo(turn, at.draft, { ...FORGET_PAYEE, ...chosen }, 'amount');
    }),
});

const showNumber: Route = sessionRoute({
  method: 'GET',
  path: '/transfer/:draftId/number',
  isResumable: true,
  answer: (turn) =>
    withDraft(turn, 'branch', (at) => {
      const values = {
        accountKind: fieldOf(at.draft, 'accountKind') || 'ordinary',
        accountNumber: fieldOf(at.draft, 'accountNumber'),
      };
      return page(numberPage(turn, at, { values, errors: {} }));
    }),
});

function numberErrors(
  turn: SessionTurn<NumberField>,
  digits: string | undefined,
): Partial<Record<NumberField, string>> {
  const own = OWN_SENTENCES[turn.language];
  const malformed = TRANSFER_SENTENCES[turn.language].payee_number_malformed({
    reason: 'payee_number_malformed',
  });
  const isEmpty = turn.form.accountNumber.trim() === '';
  return {
    ...(isAccountKind(turn.form.accountKind) ? {} : { accountKind: own.kindEmpty }),
    ...(isEmpty ? { accountNumber: own.numberEmpty } : {}),
    ...(!isEmpty && (digits === undefined || digits.length > 7) ? { accountNumber: malformed } : {}),
  };
}

const giveNumber: Route = sessionRoute({
  method: 'POST',
  path: '/transfer/:draftId/number',
  fields: ['accountKind', 'accountNumber'],
  isResumable: true,
  answer: (turn) =>
    withDraft(turn, 'branch', (at: AtDraft) => {
      const digits = digitsOf(turn.form.accountNumber);
      const errors = numberErrors(turn, digits);
      if (digits === undefined || Object.keys(errors).length > 0) {
        return page(numberPage(turn, at, { values: turn.form, errors }), 422);
      }
      const accountNumber = digits.padStart(7, '0');
      const patch = {
        accountKind: turn.form.accountKind,
        accountNumber,
        payeeKana: '',
        inquiry: '',
        orderId: '',
      };
      return saveAndGo(turn, at.draft, patch, 'amount');
    }),
});

/** 振込先: registered and recent ones, and 科目 with 口座番号. */
export const payeeRoutes: readonly Route[] = [show, chooseKnown, showNumber, giveNumber];
