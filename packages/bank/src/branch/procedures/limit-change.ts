import type { Tx } from '@warifu/pg';
import { setLimitIn } from '../../limits/set-limit.ts';
import { insertNotices } from '../../notices/record.ts';
import type { BankTables } from '../../tables.ts';
import { actorOf, type Made, type TermsOf, type Underway } from './procedure.ts';

/** 利用限度額変更: raises or lowers, at once; booked orders stay. */
export async function changeLimit(
  tx: Tx<BankTables>,
  { contractId, limitKind, limit }: TermsOf<'limit_change'>,
  underway: Underway,
): Promise<Made> {
  const { now, request } = underway;
  const { requestId } = request;
  const actor = actorOf(underway);
  await setLimitIn(tx, { contractId, kind: limitKind, limit, now, actor, requestId });
  await insertNotices(tx, [{ contractId, kind: 'limit_changed', at: now }]);
  return {};
}
