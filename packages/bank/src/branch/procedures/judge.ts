import { unreachable, yen } from '@warifu/base';
import type { ProcedureRefusal, ProcedureTerms } from '../request.ts';
import type { ProcedureFacts } from './facts.ts';

type Kind<K extends ProcedureTerms['kind']> = Extract<ProcedureTerms, { kind: K }>;

/** Never fewer active managers than so many: with one alone, nothing could be approved any more. */
const MANAGERS_MIN = 2;

const AWAY: ProcedureRefusal = { reason: 'authority_away' };

/**
 * Why a procedure is not possible as things stand, or `undefined` where it must succeed. Decides and touches nothing: it
 * is asked when a request is entered, before the checker's code is spent, and once more behind the locks.
 */
export function judgeProcedure(terms: ProcedureTerms, facts: ProcedureFacts): ProcedureRefusal | undefined {
  if ('contractId' in terms && facts.contract === undefined) return { reason: 'contract_unknown' };
  switch (terms.kind) {
    case 'contract_opening':
    case 'login_password_reissue':
    case 'confirmation_password_reissue':
      return undefined;
    case 'token_release':
    case 'token_stop':
      return judgeToken(facts);
    case 'token_unlock':
      return judgeUnlock(facts);
    case 'emergency_stop':
      return facts.contract?.state === 'stopped' ? { reason: 'already_stopped' } : undefined;
    case 'emergency_stop_release':
      return facts.contract?.state === 'stopped' ? undefined : { reason: 'not_stopped' };
    case 'pay_easy_resumption':
      return facts.isPayEasyStopped === true ? undefined : { reason: 'not_stopped' };
    case 'limit_change':
      return judgeLimit(terms, facts);
    case 'transfer_recall':
      return judgeRecall(facts);
    case 'hard_token_handout':
      return judgeHandout(facts);
    case 'operator_addition':
      return judgeAddition(facts);
    case 'operator_role_change':
    case 'operator_suspension':
    case 'operator_resumption':
    case 'operator_password_reissue':
    case 'operator_token_release':
      return judgeOperator(terms, facts);
    default:
      return unreachable(terms);
  }
}

/** The bank's mark or the authority's word is enough: where the two differ, a release is what mends it. */
function judgeToken({ contract, binding }: ProcedureFacts): ProcedureRefusal | undefined {
  if (contract?.otpMark === 'registered') return binding?.state === 'away' ? AWAY : undefined;
  if (binding === undefined || binding.state === 'away') return AWAY;
  return binding.state === 'none' ? { reason: 'no_token' } : undefined;
}

function judgeUnlock({ binding }: ProcedureFacts): ProcedureRefusal | undefined {
  if (binding === undefined || binding.state === 'away') return AWAY;
  if (binding.state === 'none') return { reason: 'no_token' };
  return binding.state === 'active' ? { reason: 'not_locked' } : undefined;
}

function judgeLimit(terms: Kind<'limit_change'>, facts: ProcedureFacts): ProcedureRefusal | undefined {
  if (facts.contract?.state === 'stopped') return { reason: 'contract_stopped' };
  if (facts.limitMax !== undefined && terms.limit > facts.limitMax)
    return { reason: 'limit_too_high', limitMax: facts.limitMax };
  return terms.limit === facts.limit ? { reason: 'limit_unchanged' } : undefined;
}

/** The fee is due whatever the other bank answers, so it must be there before it is asked. */
function judgeRecall({ order, recallFee: fee = yen(0n) }: ProcedureFacts): ProcedureRefusal | undefined {
  if (order === undefined) return { reason: 'order_unknown' };
  if (!order.isExecuted || !order.isRecallable) return { reason: 'order_not_recallable' };
  const { available } = order;
  return fee > available ? { reason: 'recall_fee_not_covered', fee, available } : undefined;
}

function judgeHandout({ contract, token }: ProcedureFacts): ProcedureRefusal | undefined {
  if (contract?.state === 'stopped') return { reason: 'contract_stopped' };
  if (token === undefined || token.outcome === 'away') return AWAY;
  if (token.outcome !== 'found' || token.form !== 'hardware') return { reason: 'token_unknown' };
  if (token.state === 'withdrawn' || token.isExpired) return { reason: 'token_unknown' };
  return token.state === 'handed_out' ? { reason: 'token_handed_out' } : undefined;
}

function judgeAddition(facts: ProcedureFacts): ProcedureRefusal | undefined {
  if (facts.isNumberTaken) return { reason: 'number_taken' };
  return facts.isPersonTaken ? { reason: 'person_taken' } : undefined;
}

type OperatorTerms = Kind<
  | 'operator_role_change'
  | 'operator_suspension'
  | 'operator_resumption'
  | 'operator_password_reissue'
  | 'operator_token_release'
>;

function judgeOperator(terms: OperatorTerms, facts: ProcedureFacts): ProcedureRefusal | undefined {
  const { operator } = facts;
  if (operator === undefined) return { reason: 'operator_unknown' };
  const isSuspended = operator.state === 'suspended';
  if (terms.kind === 'operator_resumption') {
    if (!isSuspended) return { reason: 'operator_state' };
    return facts.isPersonTaken ? { reason: 'person_taken' } : undefined;
  }
  if (isSuspended) return { reason: 'operator_state' };
  if (terms.kind === 'operator_token_release' && operator.otpMark !== 'registered')
    return { reason: 'operator_state' };
  if (terms.kind === 'operator_role_change' && operator.role === terms.role)
    return { reason: 'operator_state' };
  const leaves = terms.kind === 'operator_suspension' || terms.kind === 'operator_role_change';
  const isActiveManager = operator.role === 'manager' && operator.state === 'active';
  if (leaves && isActiveManager && facts.activeManagers - 1 < MANAGERS_MIN)
    return { reason: 'managers_too_few' };
  return undefined;
}
