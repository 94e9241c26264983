import type { Payee, PayeeView, RegisterPayeeRefusal } from '@warifu/bank';
import type { FormState } from '@warifu/ui';
import { type Answer, page, type Route, redirect, type SessionTurn, sessionRoute } from '../http/route.ts';
import { COMMON_SENTENCES } from '../order/faces.ts';
import { orderNotAllowedPage } from '../order/looks.ts';
import type { OrderPlace } from '../order/order-flow.ts';
import { sentenceOf } from '../text/faces.ts';
import { digitsOf } from '../text/normalise.ts';
import { isAccountKind } from '../transfer/draft.ts';
import { payeeKeyOf } from '../transfer/payee-page.tsx';
import { payeesOf } from '../transfer/payee-routes.ts';
import { findBank, findBranch, type Sought } from './find-bank.ts';
import { newPayeePage } from './looks.ts';
import { NEW_PATH, payeePath } from './pages.tsx';
import { PAYEE_FACES, PAYEE_SENTENCES, PAYEE_WORDS, type PayeeField } from './words.ts';

export const PLACE: OrderPlace = { current: 'transfer', startPath: NEW_PATH };
export const orderPath = (orderId: string): string => payeePath(`orders/${orderId}`);

type State = FormState<PayeeField>;

const TYPED_SHOWN_MAX = 100;

async function form(turn: SessionTurn, state: State, isNameAsked: boolean, status: number): Promise<Answer> {
  const { recent } = await payeesOf(turn);
  // What is longer than any field takes is not shown again whole.
  const values = Object.fromEntries(
    Object.entries(state.values).map(([name, text]) => [name, text.slice(0, TYPED_SHOWN_MAX)]),
  );
  return page(newPayeePage(turn, { state: { ...state, values }, isNameAsked, recent }), status);
}

/** The form, filled with the payee of an earlier transfer where one is named. */
const start: Route = sessionRoute({
  method: 'GET',
  path: NEW_PATH,
  query: ['order'],
  isResumable: true,
  answer: async (turn) => {
    const { bank } = turn.site;
    const { contractId, channel } = turn.session;
    const need = await bank.needFor({ contractId, kind: 'payee', channel });
    if (need.need === 'refused') return page(orderNotAllowedPage(turn, PLACE, need));
    const receipt = turn.query.order === '' ? undefined : await bank.receiptOf(contractId, turn.query.order);
    const values = receipt === undefined ? {} : valuesOf(receipt.terms.payee);
    return form(turn, { values, errors: {} }, false, 200);
  },
});

const valuesOf = ({ bankCode, branchCode, accountKind, accountNumber }: PayeeView): State['values'] => ({
  bank: bankCode,
  branch: branchCode,
  accountKind,
  accountNumber,
});

const soughtError = (
  sought: Sought<unknown>,
  typed: string,
  words: { readonly empty: string; readonly none: string; readonly many: (names: string) => string },
): string | undefined => {
  if (typed.trim() === '') return words.empty;
  if (sought.sought === 'found') return undefined;
  return sought.sought === 'none' ? words.none : words.many(sought.names);
};

/** The account that was typed, or what is wrong beside which field. */
function readPayee(
  turn: SessionTurn<PayeeField>,
): { readonly payee: Payee } | { readonly errors: State['errors'] } {
  const { site, language } = turn;
  const { bank, branch, accountKind, accountNumber } = turn.form;
  const words = PAYEE_WORDS[language];
  const sentences = PAYEE_SENTENCES[language];
  const foundBank = findBank(site, bank);
  const bankError = soughtError(foundBank, bank, {
    empty: words.empty.bank,
    none: sentences.payee_bank_unknown({ reason: 'payee_bank_unknown' }),
    many: words.notOne,
  });
  if (bankError !== undefined || foundBank.sought !== 'found') return { errors: { bank: bankError ?? '' } };
  const foundBranch = findBranch(site, foundBank.found.code, branch);
  const branchError = soughtError(foundBranch, branch, {
    empty: words.empty.branch,
    none: sentences.payee_branch_unknown({ reason: 'payee_branch_unknown' }),
    many: words.notOne,
  });
  if (branchError !== undefined || foundBranch.sought !== 'found')
    return { errors: { branch: branchError ?? '' } };
  if (!isAccountKind(accountKind)) return { errors: { accountKind: words.empty.accountKind } };
  if (accountNumber.trim() === '') return { errors: { accountNumber: words.empty.accountNumber } };
  const digits = digitsOf(accountNumber);
  if (digits === undefined || digits.length > 7) {
    const malformed = sentences.payee_number_malformed({ reason: 'payee_number_malformed' });
    return { errors: { accountNumber: malformed } };
  }
  const bankCode = foundBank.found.code;
  return { payee: { bankCode, branchCode: foundBranch.found.code, accountKind, accountNumber } };
}

/** 受取人名照会, then the order; where the other bank does not answer, the name is asked for. */
async function register(turn: SessionTurn, payee: Payee, values: State['values']): Promise<Answer> {
  const { bank } = turn.site;
  const { language } = turn;
  const { contractId, channel } = turn.session;
  const { payeeKana: typed = '', nickname = '' } = values;
  const inquired = await bank.inquireName(payee);
  if (inquired.outcome === 'unavailable' && typed.trim() === '')
    return form(turn, { values, errors: {} }, true, 200);
  const isFound = inquired.outcome === 'found';
  const wish = {
    payee,
    payeeKana: isFound ? inquired.kana : typed,
    nameSource: isFound ? ('inquiry' as const) : ('typed' as const),
    nickname,
  };
  const told = (refusal: RegisterPayeeRefusal): Promise<Answer> => {
    const errors = { [PAYEE_FACES[refusal.reason]]: sentenceOf(PAYEE_SENTENCES[language], refusal) };
    return form(turn, { values, errors }, inquired.outcome === 'unavailable', 422);
  };
  if (inquired.outcome === 'no_such_account') return told({ reason: 'payee_account_unknown' });
  const outcome = await bank.preparePayee({ contractId, channel, wish });
  if (outcome.outcome === 'prepared') return redirect(orderPath(outcome.order.orderId));
  if (outcome.reason === 'not_allowed') return page(orderNotAllowedPage(turn, PLACE, outcome.because), 422);
  if (outcome.reason === 'draft_unknown' || outcome.reason === 'limit_exceeded') {
    const errors = { bank: sentenceOf(COMMON_SENTENCES[language], outcome) };
    return form(turn, { values, errors }, false, 422);
  }
  return told(outcome);
}

const give: Route = sessionRoute({
  method: 'POST',
  path: NEW_PATH,
  fields: ['bank', 'branch', 'accountKind', 'accountNumber', 'payeeKana', 'nickname'],
  answer: async (turn) => {
    const read = readPayee(turn);
    const values = { ...turn.form };
    if ('errors' in read) return form(turn, { values, errors: read.errors }, values.payeeKana !== '', 422);
    return register(turn, read.payee, values);
  },
});

const giveRecent: Route = sessionRoute({
  method: 'POST',
  path: `${NEW_PATH}/recent`,
  fields: ['recent'],
  answer: async (turn) => {
    const { recent } = await payeesOf(turn);
    const payee = recent.find((one) => payeeKeyOf(one) === turn.form.recent);
    if (payee === undefined) return redirect(NEW_PATH);
    return register(turn, payee, { ...valuesOf(payee), payeeKana: payee.kana, nickname: '' });
  },
});

/** 振込先の登録, as far as its confirm page. */
export const newPayeeRoutes: readonly Route[] = [start, give, giveRecent];
