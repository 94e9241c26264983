import { isUuid } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import type { Kysely } from 'kysely';
import type { BankConfiguration } from '../../configuration.ts';
import { limitMaxOf } from '../../limits/set-limit.ts';
import { unlessAway } from '../../otp-registration/heal.ts';
import type { BankTables } from '../../tables.ts';
import type { BranchPorts } from '../branch.ts';
import {
  countActiveManagers,
  findOperatorById,
  findOperatorByNumber,
  isPersonTaken,
} from '../operators/operator-rows.ts';
import type { ProcedureTerms } from '../request.ts';
import type { AuthorityFacts, ProcedureFacts } from './facts.ts';
import {
  findContract,
  findLimit,
  findRecallOrder,
  isPayEasyStopped,
  lockContract,
  lockManagers,
  lockRecallAccounts,
} from './queries.ts';

const uuidOf = (text: string): string | undefined => (isUuid(text) ? text : undefined);

/** The contract that a procedure is about, where there is one already and its id may be one. */
export const contractIdOf = (terms: ProcedureTerms): string | undefined =>
  'contractId' in terms ? uuidOf(terms.contractId) : undefined;

/** The operator that a procedure is about, where there is one already and its id may be one. */
export const operatorIdOf = (terms: ProcedureTerms): string | undefined =>
  'operatorId' in terms ? uuidOf(terms.operatorId) : undefined;

/**
 * Takes the locks of a procedure, after that of its request: of the contract; of an operator and all managers, so that
 * two of them who go at once are seen by each other; of the balances that a fee is taken from and given to.
 */
export async function lockBook(tx: Tx<BankTables>, terms: ProcedureTerms): Promise<void> {
  const contractId = contractIdOf(terms);
  const isStop = terms.kind === 'emergency_stop' || terms.kind === 'emergency_stop_release';
  if (contractId !== undefined) await lockContract(tx, contractId, isStop);
  if (terms.kind === 'transfer_recall' && contractId !== undefined)
    await lockRecallAccounts(tx, contractId, terms.receiptNumber);
  const operatorId = operatorIdOf(terms);
  if (operatorId !== undefined) await lockManagers(tx, operatorId);
}

/** What the book says, read with locks or without. */
export async function readBook(
  db: Kysely<BankTables>,
  terms: ProcedureTerms,
  configuration: BankConfiguration,
): Promise<ProcedureFacts> {
  const contractId = contractIdOf(terms);
  const operatorId = operatorIdOf(terms);
  const contract = contractId === undefined ? undefined : await findContract(db, contractId);
  const operator = operatorId === undefined ? undefined : await findOperatorById(db, operatorId);
  return {
    ...(contract === undefined ? {} : { contract }),
    ...(operator === undefined ? {} : { operator }),
    ...(await readKind(db, terms, configuration)),
    isNumberTaken:
      terms.kind === 'operator_addition' &&
      (await findOperatorByNumber(db, terms.operatorNumber)) !== undefined,
    isPersonTaken: await readPerson(db, terms, operator?.personNumber),
    activeManagers: await countActiveManagers(db),
  };
}

async function readPerson(
  db: Kysely<BankTables>,
  terms: ProcedureTerms,
  personNumber: string | undefined,
): Promise<boolean> {
  if (terms.kind === 'operator_addition') return await isPersonTaken(db, terms.personNumber);
  // A suspended person may have come back under another number meanwhile.
  return (
    terms.kind === 'operator_resumption' &&
    personNumber !== undefined &&
    (await isPersonTaken(db, personNumber))
  );
}

async function readKind(
  db: Kysely<BankTables>,
  terms: ProcedureTerms,
  { limits, fees }: BankConfiguration,
): Promise<Pick<ProcedureFacts, 'isPayEasyStopped' | 'limit' | 'limitMax' | 'order' | 'recallFee'>> {
  if (contractIdOf(terms) === undefined) return {};
  if (terms.kind === 'pay_easy_resumption')
    return { isPayEasyStopped: await isPayEasyStopped(db, terms.contractId) };
  if (terms.kind === 'limit_change') {
    const usual = terms.limitKind === 'transfer' ? limits.transferDefault : limits.billPaymentDefault;
    return {
      limit: (await findLimit(db, terms.contractId, terms.limitKind)) ?? usual,
      limitMax: limitMaxOf(terms.limitKind, limits),
    };
  }
  if (terms.kind === 'transfer_recall') {
    const order = await findRecallOrder(db, terms.contractId, terms.receiptNumber);
    return order === undefined ? {} : { order, recallFee: fees.recall };
  }
  return {};
}

/** What the authority says, where the procedure asks for it. Outside of any transaction: it may be slow. */
export async function askAuthority(
  { authority }: BranchPorts,
  terms: ProcedureTerms,
  facts: ProcedureFacts,
): Promise<AuthorityFacts> {
  const subject = facts.contract?.subject;
  switch (terms.kind) {
    case 'token_release':
    case 'token_stop':
    case 'token_unlock': {
      if (subject === undefined) return {};
      return { binding: (await unlessAway(() => authority.stateOf(subject))) ?? { state: 'away' } };
    }
    case 'hard_token_handout': {
      const token = await unlessAway(() => authority.tokenOf(terms.tokenIdOrSerial));
      return { token: token ?? { outcome: 'away' } };
    }
    default:
      return {};
  }
}
