import type { Draft, Payee } from '@warifu/bank';
import type { Base } from '../http/base.ts';
import { type Answer, page, redirect, type SessionTurn, type Site } from '../http/route.ts';
import { readAmount } from '../text/normalise.ts';
import { type AtDraft, fieldOf, isAccountKind, pathOf, type SoFar } from './draft.ts';
import { overPage } from './looks.ts';

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

const STEP_OF: Readonly<Record<Needed, string>> = {
  account: 'account',
  bank: 'payee',
  branch: 'branch',
  number: 'number',
  amount: 'amount',
};

/** Where a missing answer is given. Under /m a payee is chosen whole. */
const STEP_UNDER: Readonly<Record<Base, Readonly<Record<Needed, string>>>> = {
  '': STEP_OF,
  '/m': { ...STEP_OF, branch: 'payee', number: 'payee' },
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
  return missing === undefined
    ? run({ draft, soFar })
    : redirect(pathOf(draft.draftId, STEP_UNDER[turn.base][missing]));
}
