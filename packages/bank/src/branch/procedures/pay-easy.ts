import type { Tx } from '@warifu/pg';
import { insertAudit } from '../../audit/record.ts';
import { insertNotices } from '../../notices/record.ts';
import type { BankTables } from '../../tables.ts';
import { actOf, type Made, type TermsOf, type Underway } from './procedure.ts';
import { liftPayEasyStop } from './queries.ts';

/** The stop of Pay-easy is lifted, and its count of stops begins anew. 払込みの再開. */
export async function resumePayEasy(
  tx: Tx<BankTables>,
  { contractId }: TermsOf<'pay_easy_resumption'>,
  underway: Underway,
): Promise<Made> {
  const isLifted = await liftPayEasyStop(tx, underway.request.requestId, contractId);
  await insertAudit(tx, [actOf(underway, isLifted ? 'pay_easy_resumed' : 'pay_easy_unchanged', contractId)]);
  if (isLifted) await insertNotices(tx, [{ contractId, kind: 'pay_easy_resumed', at: underway.now }]);
  return {};
}
