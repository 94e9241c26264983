import type { Directory } from '../banks/directory.ts';
import { halfWidthKana } from '../banks/kana.ts';
import type { Payee, PayeeRefusal } from './transfer.ts';

export const PAYEE_KANA_LENGTH_MAX = 30;
/** What the network takes in a name: half-width kana with their marks, A–Z, 0–9, space and ( ) - . / */
const ALLOWED = /[ｱ-ﾝｦﾞﾟA-Z0-9 ()./-]/u;

/** A payee's name as the network writes it, whatever keyboard it came from: カ）わりふ → ｶ)ﾜﾘﾌ. */
export const payeeKanaOf = (typed: string): string => halfWidthKana(typed).replace(/\s+/gu, ' ').trim();

/** Why a payee's name cannot be sent; `name` is what `payeeKanaOf` gave. */
export function judgePayeeKana(name: string): PayeeRefusal | undefined {
  if (name === '') return { reason: 'payee_name_missing' };
  const characters = [...new Set(name)].filter((letter) => !ALLOWED.test(letter)).join('');
  if (characters !== '') return { reason: 'payee_name_not_allowed', characters };
  if (name.length > PAYEE_KANA_LENGTH_MAX)
    return { reason: 'payee_name_too_long', lengthMax: PAYEE_KANA_LENGTH_MAX };
  return undefined;
}

const ACCOUNT_NUMBER_LENGTH = 7;

/** Seven digits as typed in any width, with zeros in front where there are fewer; `undefined` where it is no number. */
export function accountNumberOf(typed: string): string | undefined {
  const digits = typed.slice(0, 40).normalize('NFKC').replace(/[\s-]/gu, '');
  return /^[0-9]{1,7}$/.test(digits) && !/^0+$/.test(digits)
    ? digits.padStart(ACCOUNT_NUMBER_LENGTH, '0')
    : undefined;
}

/** Why no transfer can go to this account, as far as the directory of banks tells. */
export function judgePayee(
  payee: Payee,
  directory: Pick<Directory, 'bankOf' | 'branchOf'>,
): PayeeRefusal | undefined {
  if (directory.bankOf(payee.bankCode) === undefined) return { reason: 'payee_bank_unknown' };
  if (directory.branchOf(payee.bankCode, payee.branchCode) === undefined)
    return { reason: 'payee_branch_unknown' };
  if (accountNumberOf(payee.accountNumber) === undefined) return { reason: 'payee_number_malformed' };
  return undefined;
}
