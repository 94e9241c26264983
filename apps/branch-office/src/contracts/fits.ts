import type { ContractFile, ProcedureKind, ProcedureRefusal } from '@warifu/bank';

type Unfit = Extract<
  ProcedureRefusal,
  { reason: 'no_token' | 'not_locked' | 'already_stopped' | 'not_stopped' | 'contract_stopped' }
>;

/**
 * Why a procedure plainly does not fit a contract as its page shows it; undefined where it may. Only a help to whoever
 * looks: the bank judges when it is entered, and again when it is approved.
 */
export function unfitOf(kind: ProcedureKind, file: ContractFile): Unfit | undefined {
  const { binding, state } = file;
  switch (kind) {
    case 'token_release':
    case 'token_stop':
      return binding.state === 'none' && file.otpMark !== 'registered' ? { reason: 'no_token' } : undefined;
    case 'token_unlock':
      if (binding.state === 'none') return { reason: 'no_token' };
      return binding.state === 'active' ? { reason: 'not_locked' } : undefined;
    case 'emergency_stop':
      return state === 'stopped' ? { reason: 'already_stopped' } : undefined;
    case 'pay_easy_resumption':
      return file.payEasyStop === undefined ? { reason: 'not_stopped' } : undefined;
    case 'emergency_stop_release':
      return state === 'stopped' ? undefined : { reason: 'not_stopped' };
    case 'limit_change':
    case 'hard_token_handout':
      return state === 'stopped' ? { reason: 'contract_stopped' } : undefined;
    default:
      return undefined;
  }
}
