import { sql } from 'kysely';
import { type Claim, KEPT_FROM } from '../ledger/verify.ts';

/** What set a limit: a customer's order, a request at the branch, or the bank when it filled a database. */
const CAUSES = sql`
  select o.contract_id, o.terms ->> 'limitKind' as kind, (o.terms ->> 'limit')::bigint as limit_yen, o.executed_at as set_at
  from bank.order as o
  where o.kind in ('limit_raise', 'limit_lower') and o.state = 'executed'
  union all
  select r.contract_id, r.terms ->> 'limitKind', (r.terms ->> 'limit')::bigint, r.done_at
  from bank.branch_request as r
  where r.kind = 'limit_change' and r.state = 'done'
  union all
  select a.contract_id, a.detail ->> 'kind', (a.detail ->> 'limit')::bigint, a.at
  from bank.audit as a
  where a.act = 'limit_set' and a.actor_kind = 'system'`;

/** Each limit that is not the default is what was set last. Read as the branch's login role, who sees all three causes. */
export const LIMIT_CLAIMS: readonly Claim[] = [
  {
    name: 'limit_unfounded',
    says: 'was set by no order, no request and no filling',
    query: sql`
      select 'the limit of ' || s.kind || ' of contract ' || s.contract_id
      from bank.limit_setting as s
      where coalesce(s.set_at > ${KEPT_FROM} + 1, true) and (s.contract_id, s.kind, s.limit_yen, s.set_at) not in (
        select contract_id, kind, limit_yen, set_at from (${CAUSES}) as cause
      )`,
  },
  {
    name: 'limit_outdated',
    says: 'is older than what was set last',
    query: sql`
      select 'the limit of ' || cause.kind || ' of contract ' || cause.contract_id
      from (select contract_id, kind, max(set_at) as set_at from (${CAUSES}) as one group by contract_id, kind) as cause
      left join bank.limit_setting as s on s.contract_id = cause.contract_id and s.kind = cause.kind
      where s.set_at is null or s.set_at < cause.set_at`,
  },
];
