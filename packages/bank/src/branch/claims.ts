import type { Database, Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { Fault } from '../ledger/fault.ts';
import { type Claim, findFaults } from '../ledger/verify.ts';
import { LIMIT_CLAIMS } from '../limits/claims.ts';
import type { BankTables } from '../tables.ts';
import { findAlteredRequests } from './requests/altered.ts';

/** Each procedure that was done was approved, as it was seen, by another person; and nothing else was. */
const BRANCH_CLAIMS: readonly Claim[] = [
  {
    name: 'request_unapproved',
    says: 'was carried out without an approval of just that, spent for it',
    query: sql`
      select 'request ' || r.id
      from bank.branch_request as r
      left join bank.branch_approval as a
        on a.request_id = r.id and a.digest = r.digest and a.checker_id = r.checker_id and a.spent_at = r.done_at
          and a.approved_at = r.decided_at
      where r.state = 'done' and a.request_id is null`,
  },
  {
    name: 'request_self_approved',
    says: 'was approved by the person who made it, or whom it is about',
    query: sql`
      select 'request ' || r.id
      from bank.branch_request as r
      join bank.branch_approval as a on a.request_id = r.id
      join bank.operator as checker on checker.id = a.checker_id
      where exists (
          select 1 from bank.operator as o
          where o.person_number = checker.person_number
            and (o.id = r.maker_id or (o.id = r.operator_id and r.kind <> 'operator_addition'))
        ) or checker.person_number = r.maker_person`,
  },
  {
    name: 'request_approval_misspent',
    says: 'was spent, and no procedure was carried out with it',
    query: sql`
      select 'the approval of request ' || a.request_id
      from bank.branch_approval as a
      left join bank.branch_request as r on r.id = a.request_id and r.state = 'done'
      where a.spent_at is not null and r.id is null`,
  },
  {
    name: 'request_code_missing',
    says: 'was approved without a code of its checker',
    query: sql`
      select 'request ' || a.request_id
      from bank.branch_approval as a
      where not exists (
        select 1 from bank.branch_attempt as t
        where t.request_id = a.request_id and t.checker_id = a.checker_id and t.verdict = 'accepted'
      )`,
  },
  {
    name: 'managers_too_few',
    says: 'are active, of at least two who once were',
    query: sql`
      select count(*) filter (where o.role = 'manager' and o.state <> 'suspended') || ' managers'
      from bank.operator as o
      having count(*) filter (where o.role = 'manager') >= 2
        and count(*) filter (where o.role = 'manager' and o.state <> 'suspended') < 2`,
  },
  {
    name: 'recall_stray',
    says: 'has no request that was done, or no transfer to another bank',
    query: sql`
      select 'the recall of order ' || c.order_id
      from bank.recall as c
      left join bank.branch_request as r
        on r.id = c.request_id and r.kind = 'transfer_recall' and r.state = 'done' and r.contract_id = c.contract_id
      left join bank.transfer as t
        on t.order_id = c.order_id and t.contract_id = c.contract_id and t.to_account_id is null
      where r.id is null or t.order_id is null`,
  },
];

/** Proves the branch's procedures over the whole database, read as the branch's login role reads it. */
export const findBranchFaults = (database: Database<BankTables>): Promise<readonly Fault[]> =>
  findFaults(database, [...BRANCH_CLAIMS, ...LIMIT_CLAIMS], (tx: Tx<BankTables>) => findAlteredRequests(tx));
