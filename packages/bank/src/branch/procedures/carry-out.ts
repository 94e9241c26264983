import { unreachable } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import { insertAudit } from '../../audit/record.ts';
import { resumeContract, stopContract } from '../../contracts/stop-contract.ts';
import type { BankTables } from '../../tables.ts';
import { openContract } from './contract-opening.ts';
import { changeLimit } from './limit-change.ts';
import { changeOperator } from './operators.ts';
import { reissuePassword } from './passwords.ts';
import { resumePayEasy } from './pay-easy.ts';
import { actOf, actorOf, type Made, type TermsOf, type Underway } from './procedure.ts';
import { markToken, markUnlocked, noteHandOut } from './token.ts';
import { recordRecall } from './transfer-recall.ts';

/**
 * The bank's side of a procedure, in the transaction that spends its approval. From here on it must succeed: what fails
 * below is a bug, and rolls everything back.
 */
export async function carryOut(tx: Tx<BankTables>, underway: Underway): Promise<Made> {
  const { terms } = underway.request;
  switch (terms.kind) {
    case 'contract_opening':
      return await openContract(tx, terms, underway);
    case 'token_release':
    case 'token_stop':
      return await markToken(tx, terms, underway);
    case 'token_unlock':
      return await markUnlocked(tx, terms, underway);
    case 'login_password_reissue':
    case 'confirmation_password_reissue':
      return await reissuePassword(tx, terms, underway);
    case 'emergency_stop':
    case 'emergency_stop_release':
      return await stopOrResume(tx, terms, underway);
    case 'pay_easy_resumption':
      return await resumePayEasy(tx, terms, underway);
    case 'limit_change':
      return await changeLimit(tx, terms, underway);
    case 'transfer_recall':
      return await recordRecall(tx, terms, underway);
    case 'hard_token_handout':
      return await noteHandOut(tx, terms, underway);
    case 'operator_addition':
    case 'operator_role_change':
    case 'operator_suspension':
    case 'operator_resumption':
    case 'operator_password_reissue':
    case 'operator_token_release':
      return await changeOperator(tx, terms, underway);
    default:
      return unreachable(terms);
  }
}

/** IB取引中止 and its release. Done by the customer in the meantime, it is done. */
async function stopOrResume(
  tx: Tx<BankTables>,
  { kind, contractId }: TermsOf<'emergency_stop' | 'emergency_stop_release'>,
  underway: Underway,
): Promise<Made> {
  const change = { contractId, actor: actorOf(underway), now: underway.now };
  const isDone = await (kind === 'emergency_stop' ? stopContract : resumeContract)(tx, change);
  if (!isDone) await insertAudit(tx, [actOf(underway, 'emergency_stop_unchanged', contractId)]);
  return {};
}
