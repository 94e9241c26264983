import {
  IDENTITY_DOCUMENTS,
  type IdentityDocument,
  type LimitKind,
  OPERATOR_ROLES,
  type OperatorRole,
  type Paper,
  type ProcedureField,
  type ProcedureKind,
  type ProcedureTerms,
} from '@warifu/bank';
import { type Yen, yen } from '@warifu/base';
import { halfWidth, readAmount } from '@warifu/site';
import { isLanguage } from '@warifu/ui';
import type { FieldName } from './catalogue.ts';

/** What was typed into a form of a procedure. */
export type Entered = Readonly<Record<FieldName, string>>;

export type EnteredRead =
  | { readonly read: 'terms'; readonly terms: ProcedureTerms; readonly paper: Paper }
  /** Missing, or not readable as what it is; everything else is for the bank to judge. */
  | { readonly read: 'wrong'; readonly fields: readonly ProcedureField[] };

/** Whole yen; ¥0 is an amount here. */
function yenOf(text: string): Yen | undefined {
  const amount = readAmount(text);
  if (amount.read === 'zero') return yen(0n);
  return amount.read === 'amount' ? yen(amount.yen) : undefined;
}

const LIMIT_KINDS: readonly LimitKind[] = ['transfer', 'bill_payment'];
const limitKindOf = (text: string): LimitKind => LIMIT_KINDS.find((kind) => kind === text) ?? 'transfer';
/** Whoever chose none gets the role that may do least. */
const roleOf = (text: string): OperatorRole => OPERATOR_ROLES.find((role) => role === text) ?? 'teller';
const documentOf = (text: string): IdentityDocument | undefined =>
  IDENTITY_DOCUMENTS.find((one) => one === text);

const REQUIRED: Readonly<Partial<Record<ProcedureKind, readonly ProcedureField[]>>> = {
  contract_opening: ['kanji', 'kana', 'branchCode'],
  transfer_recall: ['receiptNumber'],
  hard_token_handout: ['tokenIdOrSerial'],
  operator_addition: ['operatorNumber', 'personNumber', 'name', 'branchCode'],
};

const isEmpty = (text: string): boolean => text.trim() === '';

function missingOf(kind: ProcedureKind, entered: Entered): readonly ProcedureField[] {
  const required: readonly ProcedureField[] = [...(REQUIRED[kind] ?? []), 'formNumber', 'reason'];
  const noted = entered.identityDocument === 'other' && isEmpty(entered.identityNote);
  return [
    ...required.filter((field) => isEmpty(entered[field])),
    ...(kind === 'contract_opening' && yenOf(entered.deposit) === undefined ? (['deposit'] as const) : []),
    ...(kind === 'limit_change' && yenOf(entered.limit) === undefined ? (['limit'] as const) : []),
    ...(documentOf(entered.identityDocument) === undefined ? (['identityDocument'] as const) : []),
    ...(noted ? (['identityNote'] as const) : []),
  ];
}

/** Reads a form. `targetId` is the contract or the operator that it is about. */
export function readEntered(kind: ProcedureKind, targetId: string, entered: Entered): EnteredRead {
  const fields = missingOf(kind, entered);
  const identityDocument = documentOf(entered.identityDocument);
  if (fields.length > 0 || identityDocument === undefined) return { read: 'wrong', fields };
  const note = entered.identityNote.trim();
  const paper: Paper = {
    formNumber: halfWidth(entered.formNumber),
    identityDocument,
    ...(note === '' ? {} : { identityNote: note }),
    // Browsers send a line's end as two characters.
    reason: entered.reason.replaceAll('\r\n', '\n').trim(),
  };
  return { read: 'terms', terms: termsOf(kind, targetId, entered), paper };
}

function termsOf(kind: ProcedureKind, targetId: string, entered: Entered): ProcedureTerms {
  switch (kind) {
    case 'contract_opening':
      return openingOf(entered);
    case 'limit_change':
      return {
        kind,
        contractId: targetId,
        limitKind: limitKindOf(entered.limitKind),
        limit: yenOf(entered.limit) ?? yen(0n),
      };
    case 'transfer_recall':
      return { kind, contractId: targetId, receiptNumber: halfWidth(entered.receiptNumber) };
    case 'hard_token_handout':
      return { kind, contractId: targetId, tokenIdOrSerial: halfWidth(entered.tokenIdOrSerial) };
    case 'operator_addition':
      return {
        kind,
        operatorNumber: halfWidth(entered.operatorNumber),
        personNumber: halfWidth(entered.personNumber),
        name: entered.name.trim(),
        role: roleOf(entered.role),
        branchCode: entered.branchCode,
      };
    case 'operator_role_change':
      return { kind, operatorId: targetId, role: roleOf(entered.role) };
    case 'operator_suspension':
    case 'operator_resumption':
    case 'operator_password_reissue':
    case 'operator_token_release':
      return { kind, operatorId: targetId };
    default:
      return { kind, contractId: targetId };
  }
}

function openingOf(entered: Entered): ProcedureTerms {
  const mailAddress = halfWidth(entered.mailAddress);
  return {
    kind: 'contract_opening',
    holder: { kanji: entered.kanji.trim(), kana: entered.kana.trim() },
    branchCode: entered.branchCode,
    language: isLanguage(entered.language) ? entered.language : 'ja',
    ...(mailAddress === '' ? {} : { mailAddress }),
    deposit: yenOf(entered.deposit) ?? yen(0n),
  };
}
