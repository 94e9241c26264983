import { instantText, type Trail } from '@warifu/audit-chain';
import { sql } from 'kysely';

/** The bank's audit trail, as its chain covers it. `jsonb` as text is the same for the same value. */
export const BANK_TRAIL: Trail = {
  wing: 'bank',
  id: 'id',
  columns: sql`json_build_array(
    a.id::text, ${instantText}, a.actor_kind, a.actor_id, a.act, a.contract_id::text, a.order_id::text, a.detail::text
  )`,
  // What set a limit, and who removed a payee: `verify` proves what stands in the book by these rows.
  keptActs: ['limit_set', 'payee_removed'],
};
