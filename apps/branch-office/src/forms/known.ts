import type { ContractFile, OperatorView, ProcedureKind, RequestView } from '@warifu/bank';
import type { FormKind, KnownFields } from '@warifu/paper';
import type { Site } from '../http/route.ts';
import { LIMIT_KINDS } from '../text/procedures.ts';
import { ROLES } from '../text/roles.ts';

/** 所定の書面 of a procedure; those about operators share one. */
export const formKindOf = (kind: ProcedureKind): FormKind => {
  switch (kind) {
    case 'operator_addition':
    case 'operator_role_change':
    case 'operator_suspension':
    case 'operator_resumption':
    case 'operator_password_reissue':
    case 'operator_token_release':
      return 'operator';
    default:
      return kind;
  }
};

const branchNameOf = (site: Site, code: string): { readonly branchName?: string } => {
  const name = site.options.branches.find((branch) => branch.code === code)?.kanji;
  return name === undefined ? {} : { branchName: name };
};

/** What the form of a contract need not have written by hand. */
export const knownOfFile = (site: Site, file: ContractFile): KnownFields => ({
  ...branchNameOf(site, file.branchCode),
  contractNumber: file.contractNumber,
  kanji: file.holder.kanji,
  kana: file.holder.kana,
});

const knownOfOperator = (site: Site, operator: OperatorView): KnownFields => ({
  ...branchNameOf(site, operator.branchCode),
  operatorNumber: operator.operatorNumber,
  personNumber: operator.personNumber,
  operatorName: operator.name,
  role: ROLES.ja[operator.role],
});

const numberOf = (yen: bigint): string => `${yen.toLocaleString('ja-JP')}円`;

/** The form of a request, as it was entered. */
export function knownOfRequest(site: Site, request: RequestView): KnownFields {
  const { terms, paper, contract, operator } = request;
  const common: KnownFields = {
    formNumber: paper.formNumber,
    reason: paper.reason,
    ...(contract === undefined
      ? {}
      : {
          ...branchNameOf(site, contract.branchCode),
          contractNumber: contract.contractNumber,
          kanji: contract.holder,
        }),
    ...(operator === undefined ? {} : knownOfOperator(site, operator)),
  };
  switch (terms.kind) {
    case 'contract_opening':
      return {
        ...common,
        ...branchNameOf(site, terms.branchCode),
        kanji: terms.holder.kanji,
        kana: terms.holder.kana,
        ...(terms.mailAddress === undefined ? {} : { mailAddress: terms.mailAddress }),
      };
    case 'limit_change':
      return { ...common, limitKind: LIMIT_KINDS.ja[terms.limitKind], limit: numberOf(terms.limit) };
    case 'transfer_recall':
      return { ...common, receiptNumber: terms.receiptNumber };
    case 'hard_token_handout':
      return { ...common, tokenId: terms.tokenIdOrSerial };
    case 'operator_addition':
      return {
        ...common,
        ...branchNameOf(site, terms.branchCode),
        operatorNumber: terms.operatorNumber,
        personNumber: terms.personNumber,
        operatorName: terms.name,
        role: ROLES.ja[terms.role],
      };
    case 'operator_role_change':
      return { ...common, role: ROLES.ja[terms.role] };
    default:
      return common;
  }
}
