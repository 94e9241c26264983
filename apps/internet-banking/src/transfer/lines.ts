import type { Language } from '@warifu/ui';
import { ACCOUNT_KINDS, accountText, branchText } from '../text/accounts.ts';
import type { SoFar } from './draft.ts';

/** `駅前支店 普通預金 1234567`. */
export function accountLine(soFar: SoFar, language: Language): string | undefined {
  const { account } = soFar;
  return account === undefined ? undefined : `${accountText(account, language)} ${account.accountNumber}`;
}

/** The payee as far as it is known: bank, branch, kind and number. */
export function payeeLine(soFar: SoFar, language: Language): string | undefined {
  const { bankName, branchName, payee } = soFar;
  if (bankName === undefined) return undefined;
  const branch = branchName === undefined ? '' : ` ${branchText(branchName, language)}`;
  const account =
    payee === undefined ? '' : ` ${ACCOUNT_KINDS[language][payee.accountKind]} ${payee.accountNumber}`;
  return `${bankName}${branch}${account}`;
}
