import type { OwnBank } from '../../configuration.ts';
import { judgePassword } from '../../contracts/judge-password.ts';
import type { OperatorPasswordRefusal } from '../operator.ts';

/** As typed → as it is kept: full-width digits and letters, spaces and hyphens are taken. */
const plain = (text: string): string =>
  text
    .slice(0, 64)
    .normalize('NFKC')
    .replace(/[\s\u002d\u2010-\u2015\u2212\u30fc]/gu, '')
    .toUpperCase();

export const typedOperatorNumber = plain;
export const typedPersonNumber = plain;

const isOperatorNumber = (text: string): boolean => /^[0-9]{6}$/.test(text);
const isPersonNumber = (text: string): boolean => /^[0-9A-Z]{1,12}$/.test(text);

const NAME_MAX = 60;
export const isName = (text: string): boolean =>
  text.trim() === text && text.length >= 1 && text.length <= NAME_MAX && !/\p{Cc}/u.test(text);

export const isOwnBranch = (ownBank: OwnBank, code: string): boolean =>
  ownBank.branches.some((branch) => branch.code === code);

/** What an operator is registered with. */
export interface OperatorFields {
  readonly operatorNumber: string;
  readonly personNumber: string;
  readonly name: string;
  readonly branchCode: string;
}

/** The first field that is malformed. */
export function judgeOperatorFields(
  fields: OperatorFields,
  ownBank: OwnBank,
): keyof OperatorFields | undefined {
  if (!isOperatorNumber(fields.operatorNumber)) return 'operatorNumber';
  if (!isPersonNumber(fields.personNumber)) return 'personNumber';
  if (!isName(fields.name)) return 'name';
  if (!isOwnBranch(ownBank, fields.branchCode)) return 'branchCode';
  return undefined;
}

/** Why an operator may not have this password; the rules are those of customers. */
export function judgeOperatorPassword(facts: {
  readonly next: string;
  readonly current?: string;
  readonly operatorNumber: string;
  readonly isListed: boolean;
  readonly lengthMin: number;
  readonly lengthMax: number;
}): Exclude<OperatorPasswordRefusal, 'enrolment_closed' | 'current_wrong'> | undefined {
  const { operatorNumber, ...rest } = facts;
  const refusal = judgePassword({ ...rest, contractNumber: operatorNumber });
  return refusal === 'holds_contract_number' ? 'holds_operator_number' : refusal;
}
