import type { AccountView, Draft, NameInquiryOutcome, Payee } from '@warifu/bank';
import type { Answer, SessionTurn, Site } from '../http/route.ts';
import { page, redirect } from '../http/route.ts';
import { readAmount } from '../text/normalise.ts';
import { overPage } from './over-pages.tsx';

/** What the pages keep in a draft, each as typed or chosen. */
export const FIELDS = [
  'fromAccountId',
  'bankCode',
  'branchCode',
  'accountKind',
  'accountNumber',
  'amount',
  'payeeKana',
  'inquiry',
  'orderId',
] as const;
export type DraftField = (typeof FIELDS)[number];
export type Inquiry = Exclude<NameInquiryOutcome['outcome'], 'no_such_account'>;

export type AccountKind = AccountView['kind'];
export const ACCOUNT_KIND_ORDER: readonly AccountKind[] = ['ordinary', 'current', 'savings'];

export const isAccountKind = (text: string): text is AccountKind =>
  ACCOUNT_KIND_ORDER.some((kind) => kind === text);

/** A field of the draft; the empty text where it is not there. */
export const fieldOf = (draft: Draft, field: DraftField): string => draft.fields[field] ?? '';

export const pathOf = (draftId: string, step: string): string => `/transfer/${draftId}/${step}`;

/** Taken away whenever another payee is chosen: what was learned of the old one. */
export const FORGET_PAYEE = {
  branchCode: '',
  accountKind: '',
  accountNumber: '',
  payeeKana: '',
  inquiry: '',
  orderId: '',
};

/** The payee as far as the draft has it whole. */
function payeeOf(draft: Draft): Payee | undefined {
  const accountKind = fieldOf(draft, 'accountKind');
  const payee = {
    bankCode: fieldOf(draft, 'bankCode'),
    branchCode: fieldOf(draft, 'branchCode'),
    accountNumber: fieldOf(draft, 'accountNumber'),
  };
  if (!isAccountKind(accountKind)) return undefined;
  return payee.bankCode === '' || payee.branchCode === '' || payee.accountNumber === ''
    ? undefined
    : { ...payee, accountKind };
}

/** What of the draft the head of every step shows. */
export interface SoFar {
  readonly account: AccountView | undefined;
  readonly bankName: string | undefined;
  readonly branchName: string | undefined;
  readonly payee: Payee | undefined;
  readonly amount: bigint | undefined;
}

async function soFarOf(site: Site, contractId: string, draft: Draft): Promise<SoFar> {
  const fromAccountId = fieldOf(draft, 'fromAccountId');
  const bankCode = fieldOf(draft, 'bankCode');
  const amount = readAmount(fieldOf(draft, 'amount'));
  return {
    account: fromAccountId === '' ? undefined : await site.bank.accountOf(contractId, fromAccountId),
    bankName: site.bank.bankOf(bankCode)?.name,
    branchName: site.bank.branchOf(bankCode, fieldOf(draft, 'branchCode'))?.name,
    payee: payeeOf(draft),
    amount: amount.read === 'amount' ? amount.yen : undefined,
  };
}

/** A step of the flow, with its draft and what it has so far. */
export interface AtDraft {
  readonly draft: Draft;
  readonly soFar: SoFar;
}

type Needed = 'account' | 'bank' | 'branch' | 'number' | 'amount';
const NEEDED_ORDER: readonly Needed[] = ['account', 'bank', 'branch', 'number', 'amount'];

function isGiven(needed: Needed, draft: Draft, soFar: SoFar): boolean {
  switch (needed) {
    case 'account':
      return soFar.account !== undefined;
    case 'bank':
      return soFar.bankName !== undefined;
    case 'branch':
      return soFar.branchName !== undefined;
    case 'number':
      return soFar.payee !== undefined;
    case 'amount':
      return soFar.amount !== undefined && fieldOf(draft, 'inquiry') !== '';
  }
}

/** Where a missing answer is given. */
const STEP_OF: Readonly<Record<Needed, string>> = {
  account: 'account',
  bank: 'payee',
  branch: 'branch',
  number: 'number',
  amount: 'amount',
};

/**
 * Runs a step with its draft. A draft that is over, unknown or another contract's gets the page that says so;
 * a step that comes too early leads to the first one that is missing.
 */
export async function withDraft(
  turn: SessionTurn,
  before: Needed | 'nothing',
  run: (at: AtDraft) => Promise<Answer> | Answer,
): Promise<Answer> {
  const { contractId } = turn.session;
  const draft = await turn.site.bank.findDraft(contractId, turn.params['draftId'] ?? '');
  if (draft === undefined) return page(overPage(turn), 410);
  const soFar = await soFarOf(turn.site, contractId, draft);
  const needed = before === 'nothing' ? [] : NEEDED_ORDER.slice(0, NEEDED_ORDER.indexOf(before) + 1);
  const missing = needed.find((one) => !isGiven(one, draft, soFar));
  return missing === undefined ? run({ draft, soFar }) : redirect(pathOf(draft.draftId, STEP_OF[missing]));
}
