import { yen } from '@warifu/base';
import type { AccountKind } from '../ledger/account.ts';
import type { Biller } from '../ports.ts';
import type { BillPaymentTerms } from './bill-payment.ts';

/** Canonical JSON of the terms: always the same text for the same terms. Yen are digit strings. */
export const encodeTerms = (terms: BillPaymentTerms): string =>
  JSON.stringify({
    fromAccountId: terms.fromAccountId,
    fromBranchCode: terms.fromBranchCode,
    fromKind: terms.fromKind,
    fromAccountNumber: terms.fromAccountNumber,
    billerNumber: terms.numbers.billerNumber,
    paymentNumber: terms.numbers.paymentNumber,
    confirmationNumber: terms.numbers.confirmationNumber,
    paymentCategory: terms.numbers.paymentCategory ?? null,
    billerKind: terms.billerKind,
    billerName: terms.billerName,
    billerKana: terms.billerKana,
    payerKana: terms.payerKana,
    content: terms.content,
    dueDate: terms.dueDate ?? null,
    amount: String(terms.amount),
    isAmountChosen: terms.isAmountChosen,
  });

interface EncodedTerms {
  readonly fromAccountId: string;
  readonly fromBranchCode: string;
  readonly fromKind: AccountKind;
  readonly fromAccountNumber: string;
  readonly billerNumber: string;
  readonly paymentNumber: string;
  readonly confirmationNumber: string;
  readonly paymentCategory: string | null;
  readonly billerKind: Biller['kind'];
  readonly billerName: string;
  readonly billerKana: string;
  readonly payerKana: string;
  readonly content: string;
  readonly dueDate: string | null;
  readonly amount: string;
  readonly isAmountChosen: boolean;
}

/** The terms as `encodeTerms` wrote them; the digest beside them proves that nobody else did. */
export function decodeTerms(encoded: unknown): BillPaymentTerms {
  const terms = encoded as EncodedTerms;
  const { billerNumber, paymentNumber, confirmationNumber, paymentCategory } = terms;
  return {
    fromAccountId: terms.fromAccountId,
    fromBranchCode: terms.fromBranchCode,
    fromKind: terms.fromKind,
    fromAccountNumber: terms.fromAccountNumber,
    numbers: {
      billerNumber,
      paymentNumber,
      confirmationNumber,
      ...(paymentCategory === null ? {} : { paymentCategory }),
    },
    billerKind: terms.billerKind,
    billerName: terms.billerName,
    billerKana: terms.billerKana,
    payerKana: terms.payerKana,
    content: terms.content,
    ...(terms.dueDate === null ? {} : { dueDate: terms.dueDate }),
    amount: yen(BigInt(terms.amount)),
    isAmountChosen: terms.isAmountChosen,
  };
}
