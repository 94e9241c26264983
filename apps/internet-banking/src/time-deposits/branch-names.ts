import type { SessionTurn } from '../http/route.ts';

/** How a branch of this bank is called. */
export type BranchNames = (branchCode: string) => string;

/** Branches by the accounts of the customer: a deposit is kept where the account is that it was paid from. */
export async function branchNamesOf(turn: SessionTurn): Promise<BranchNames> {
  const accounts = await turn.site.bank.listAccounts(turn.session.contractId);
  const names = new Map(accounts.map(({ branchCode, branchName }) => [branchCode, branchName]));
  return (branchCode) => names.get(branchCode) ?? branchCode;
}
