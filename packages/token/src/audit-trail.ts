import { instantText, type Trail } from '@warifu/audit-chain';
import { sql } from 'kysely';

/** The authority's audit trail, as its chain covers it. */
export const TOKEN_TRAIL: Trail = {
  wing: 'token',
  id: 'audit_id',
  columns: sql`json_build_array(
    a.audit_id::text, ${instantText}, a.act, a.outcome, a.relying_party_id::text, a.subject, a.token_id, a.purpose,
    a.step::text, a.previous_step::text, a.reason, a.actor
  )`,
  keptActs: [],
  // The steps of a token form one chain, which then begins with the last step that went.
  beforePruning: async (tx, ids) => {
    await sql`
      insert into token.pruned_step (token_id, step)
      select token_id, max(step) from token.audit
      where audit_id = any(${ids}::uuid[]) and step is not null group by token_id
      on conflict (token_id) do update set step = greatest(pruned_step.step, excluded.step)`.execute(tx);
  },
};
