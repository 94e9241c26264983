import { yen } from '@warifu/base';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBranchFaults } from '../src/branch/claims.ts';
import { type BranchGround, openBranchGround } from './support/branch.ts';

let ground: BranchGround;
let requestId: string;
let makerId: string;
beforeEach(async () => {
  ground = await openBranchGround();
  const maker = await ground.operator('teller');
  makerId = maker.operator.operatorId;
  const checker = await ground.operator('manager');
  await ground.operator('manager');
  const { contractId } = await ground.contract();
  const request = await ground.made(maker, {
    kind: 'limit_change',
    contractId,
    limitKind: 'transfer',
    limit: yen(1n),
  });
  ({ requestId } = request);
  expect(await ground.approve(checker, request)).toEqual({ outcome: 'done' });
  expect(await findBranchFaults(ground.ports.database)).toEqual([]);
});
afterEach(() => ground.close());

/** Faults made by hand, each as the owner of the database: $1 is the request, $2 its maker. */
test.each([
  ['request_unapproved', 'delete from bank.branch_approval where request_id = $1'],
  ['request_unapproved', 'update bank.branch_approval set spent_at = null where request_id = $1'],
  [
    'request_unapproved',
    `update bank.branch_approval set digest = decode(repeat('00', 32), 'hex') where request_id = $1`,
  ],
  ['request_self_approved', 'update bank.branch_approval set checker_id = $2 where request_id = $1'],
  [
    'request_self_approved',
    `update bank.operator set person_number = (select person_number from bank.operator where id = $2), state = 'suspended'
     where id = (select checker_id from bank.branch_request where id = $1)`,
  ],
  [
    'request_approval_misspent',
    `update bank.branch_request set state = 'refused', done_at = null where id = $1`,
  ],
  ['request_code_missing', 'delete from bank.branch_attempt where request_id = $1'],
  ['managers_too_few', `update bank.operator set state = 'suspended' where role = 'manager'`],
  [
    'recall_stray',
    `insert into bank.recall (order_id, contract_id, request_id, fee_yen, recorded_at)
     select gen_random_uuid(), contract_id, id, 1100, now() from bank.branch_request where id = $1`,
  ],
  ['request_altered', `update bank.branch_request set reason = 'x' where id = $1`],
  [
    'request_altered',
    `update bank.branch_request set terms = jsonb_set(terms, '{limit}', '"9"') where id = $1`,
  ],
])('%s is found and named (%#)', async (name, fault) => {
  await ground.query(fault.replaceAll('$1', `'${requestId}'`).replaceAll('$2', `'${makerId}'`));
  const faults = await findBranchFaults(ground.ports.database);
  expect(faults.map((found) => found.name)).toContain(name);
  expect(faults.every((found) => /^\S.*\.$/.test(found.sentence))).toBe(true);
});
