import { uuidv7 } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import { insertAudit } from '../../audit/record.ts';
import type { BankTables } from '../../tables.ts';
import { randomOperatorSubject } from '../operators/add-first-manager.ts';
import { actorOf, type Made, type TermsOf, type Underway } from './procedure.ts';
import { operatorIdOf } from './read-facts.ts';

export type OperatorTerms = TermsOf<
  | 'operator_addition'
  | 'operator_role_change'
  | 'operator_suspension'
  | 'operator_resumption'
  | 'operator_password_reissue'
  | 'operator_token_release'
>;

const ACTS: Readonly<Record<OperatorTerms['kind'], string>> = {
  operator_addition: 'operator_added',
  operator_role_change: 'operator_role_changed',
  operator_suspension: 'operator_suspended',
  operator_resumption: 'operator_resumed',
  operator_password_reissue: 'operator_password_reissued',
  operator_token_release: 'operator_token_released',
};

/**
 * Makes or changes an operator. The database does it, as the terms of the approved request say: this side hands over
 * nothing but an id, an opaque subject and the hash of a password that nobody knows.
 */
export async function changeOperator(
  tx: Tx<BankTables>,
  terms: OperatorTerms,
  underway: Underway,
): Promise<Made> {
  const { now, request, unknown } = underway;
  const operatorId = operatorIdOf(terms) ?? uuidv7();
  await sql`select bank.change_operator(
    ${request.requestId}::uuid, ${operatorId}::uuid, ${randomOperatorSubject()}, ${unknown[0]?.hash ?? null},
    ${at(now)}::timestamptz
  )`.execute(tx);
  const detail = { operatorId, requestId: request.requestId };
  await insertAudit(tx, [{ at: now, actor: actorOf(underway), act: ACTS[terms.kind], detail }]);
  return { operatorId };
}
