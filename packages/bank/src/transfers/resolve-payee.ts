import { present } from '@warifu/base';
import type { Directory } from '../banks/directory.ts';
import type { OwnBank } from '../configuration.ts';
import {
  accountNumberOf,
  judgePayee,
  judgePayeeKana,
  PAYEE_KANA_LENGTH_MAX,
  payeeKanaOf,
} from './judge-payee.ts';
import type { NameSource, Payee, PayeeRefusal, PayeeView } from './transfer.ts';

export interface TypedPayee {
  readonly payee: Payee;
  /** As inquired or as typed: full-width kana, hiragana and small letters are converted. */
  readonly payeeKana: string;
  readonly nameSource: NameSource;
}

/** An account of our own book that a payee names. */
export interface OwnPayee {
  readonly accountId: string;
  readonly holderKana: string;
}

export interface ResolvedPayee {
  readonly payee: PayeeView;
  readonly toAccountId?: string;
  readonly nameSource: NameSource;
}

/** Where an account of our own is to be looked for; `undefined` for other banks and numbers that are none. */
export function ownAccountOf(
  payee: Payee,
  ownBank: OwnBank,
): { readonly branchCode: string; readonly kind: string; readonly accountNumber: string } | undefined {
  const accountNumber = accountNumberOf(payee.accountNumber);
  return payee.bankCode === ownBank.code && accountNumber !== undefined
    ? { branchCode: payee.branchCode, kind: payee.accountKind, accountNumber }
    : undefined;
}

/** The payee as it is frozen, or what is wrong with it. Within the bank the name is known, whatever was typed. */
export function resolvePayee(
  typed: TypedPayee,
  own: OwnPayee | undefined,
  { directory, ownBank }: { readonly directory: Directory; readonly ownBank: OwnBank },
): ResolvedPayee | PayeeRefusal {
  const { payee } = typed;
  const misdirected = judgePayee(payee, directory);
  if (misdirected) return misdirected;
  const isOwn = payee.bankCode === ownBank.code;
  if (isOwn && own === undefined) return { reason: 'payee_account_unknown' };
  const kana =
    own === undefined
      ? payeeKanaOf(typed.payeeKana)
      : payeeKanaOf(own.holderKana).slice(0, PAYEE_KANA_LENGTH_MAX);
  const misnamed = judgePayeeKana(kana);
  if (misnamed) return misnamed;
  const { bankCode, branchCode, accountKind } = payee;
  const view: PayeeView = {
    bankCode,
    bankName: directory.bankOf(bankCode)?.name ?? bankCode,
    branchCode,
    branchName: directory.branchOf(bankCode, branchCode)?.name ?? branchCode,
    accountKind,
    accountNumber: present(accountNumberOf(payee.accountNumber), 'the payee was judged'),
    kana,
  };
  return own === undefined
    ? { payee: view, nameSource: typed.nameSource }
    : { payee: view, toAccountId: own.accountId, nameSource: 'inquiry' };
}
