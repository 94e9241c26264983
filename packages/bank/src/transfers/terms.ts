import { type BusinessDate, type Yen, yen } from '@warifu/base';
import { halfWidthKana } from '../banks/kana.ts';
import type { BankConfiguration } from '../configuration.ts';
import type { AccountKind } from '../ledger/account.ts';
import { FEE_INCOME_ACCOUNT, SETTLEMENT_ACCOUNT } from '../ledger/internal-accounts.ts';
import { changeOf, type PostingLine } from '../ledger/posting.ts';
import type { TransferTiming } from './timing.ts';
import type { NameSource, PayeeView, TransferMode, TransferTerms } from './transfer.ts';

/** 振込手数料, by the amount sent without the fee. */
export function feeOf(amount: Yen, isSameBank: boolean, fees: BankConfiguration['fees']): Yen {
  if (isSameBank) return fees.sameBank;
  return amount < fees.largeFrom ? fees.otherBankSmall : fees.otherBankLarge;
}

const SENDER_KANA_LENGTH_MAX = 48;

/** A holder's name as the payee's statement has it. */
export const senderKanaOf = (holderKana: string): string =>
  halfWidthKana(holderKana).slice(0, SENDER_KANA_LENGTH_MAX);

/** What stays the same for as long as the order may be confirmed anew. */
export type TransferWish = Omit<TransferTerms, 'fee' | 'mode' | 'debitDate' | 'valueDate'>;

/** The terms of a transfer at one moment. */
export const termsOf = (
  wish: TransferWish,
  timing: TransferTiming,
  fees: BankConfiguration['fees'],
): TransferTerms => ({
  ...wish,
  fee: feeOf(wish.amount, timing.mode === 'same_bank_now', fees),
  ...timing,
});

/** Whether the customer confirmed something else than what would be done now. */
export const areTermsChanged = (
  terms: TransferTerms,
  timing: TransferTiming,
  fees: BankConfiguration['fees'],
): boolean =>
  terms.mode !== timing.mode ||
  terms.debitDate !== timing.debitDate ||
  terms.valueDate !== timing.valueDate ||
  terms.fee !== feeOf(terms.amount, timing.mode === 'same_bank_now', fees);

/** What a transfer posts. The confirm page computes its sums from these very lines. */
export function postingLinesOf(terms: TransferTerms): readonly PostingLine[] {
  const { fromAccountId, toAccountId, amount, fee, payee, senderKana } = terms;
  const lines: PostingLine[] = [
    { accountId: fromAccountId, amount: yen(-amount), kind: 'transfer_out', counterparty: payee.kana },
    toAccountId === undefined
      ? { accountId: SETTLEMENT_ACCOUNT, amount, kind: 'transfer_out', counterparty: payee.kana }
      : { accountId: toAccountId, amount, kind: 'transfer_in', counterparty: senderKana },
  ];
  if (fee > 0n) {
    lines.push(
      { accountId: fromAccountId, amount: yen(-fee), kind: 'transfer_fee', counterparty: '' },
      { accountId: FEE_INCOME_ACCOUNT, amount: fee, kind: 'transfer_fee', counterparty: '' },
    );
  }
  return lines;
}

/** What leaves the account in all. */
export const totalOf = (terms: TransferTerms): Yen =>
  yen(-changeOf(postingLinesOf(terms), terms.fromAccountId));

/** Canonical JSON of the terms: always the same text for the same terms. Yen are digit strings. */
export const encodeTerms = (terms: TransferTerms): string =>
  JSON.stringify({
    fromAccountId: terms.fromAccountId,
    fromBranchCode: terms.fromBranchCode,
    fromKind: terms.fromKind,
    fromAccountNumber: terms.fromAccountNumber,
    senderKana: terms.senderKana,
    bankCode: terms.payee.bankCode,
    bankName: terms.payee.bankName,
    branchCode: terms.payee.branchCode,
    branchName: terms.payee.branchName,
    accountKind: terms.payee.accountKind,
    accountNumber: terms.payee.accountNumber,
    payeeKana: terms.payee.kana,
    toAccountId: terms.toAccountId ?? null,
    nameSource: terms.nameSource,
    amount: String(terms.amount),
    fee: String(terms.fee),
    mode: terms.mode,
    debitDate: terms.debitDate,
    valueDate: terms.valueDate,
  });

interface EncodedTerms {
  readonly fromAccountId: string;
  readonly fromBranchCode: string;
  readonly fromKind: AccountKind;
  readonly fromAccountNumber: string;
  readonly senderKana: string;
  readonly bankCode: string;
  readonly bankName: string;
  readonly branchCode: string;
  readonly branchName: string;
  readonly accountKind: AccountKind;
  readonly accountNumber: string;
  readonly payeeKana: string;
  readonly toAccountId: string | null;
  readonly nameSource: NameSource;
  readonly amount: string;
  readonly fee: string;
  readonly mode: TransferMode;
  readonly debitDate: BusinessDate;
  readonly valueDate: BusinessDate;
}

/** The terms as `encodeTerms` wrote them; the digest beside them proves that nobody else did. */
export function decodeTerms(encoded: unknown): TransferTerms {
  const terms = encoded as EncodedTerms;
  const payee: PayeeView = {
    bankCode: terms.bankCode,
    bankName: terms.bankName,
    branchCode: terms.branchCode,
    branchName: terms.branchName,
    accountKind: terms.accountKind,
    accountNumber: terms.accountNumber,
    kana: terms.payeeKana,
  };
  return {
    fromAccountId: terms.fromAccountId,
    fromBranchCode: terms.fromBranchCode,
    fromKind: terms.fromKind,
    fromAccountNumber: terms.fromAccountNumber,
    senderKana: terms.senderKana,
    payee,
    ...(terms.toAccountId === null ? {} : { toAccountId: terms.toAccountId }),
    nameSource: terms.nameSource,
    amount: yen(BigInt(terms.amount)),
    fee: yen(BigInt(terms.fee)),
    mode: terms.mode,
    debitDate: terms.debitDate,
    valueDate: terms.valueDate,
  };
}
