import { yen } from '@warifu/base';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BranchSession } from '../src/branch/operator.ts';
import type { RequestView } from '../src/branch/request.ts';
import { type BranchGround, openBranchGround } from './support/branch.ts';

let ground: BranchGround;
let branch: pg.Pool;
let teller: BranchSession;
let maker: BranchSession;
let checker: BranchSession;
let waiting: RequestView;
beforeAll(async () => {
  ground = await openBranchGround();
  branch = ground.ports.database.pool;
  teller = await ground.operator('teller');
  maker = await ground.operator('manager');
  checker = await ground.operator('manager');
  const { contractId } = await ground.contract({ deposit: 1_000n });
  const limit = { kind: 'limit_change', contractId, limitKind: 'transfer' } as const;
  await ground.approve(checker, await ground.made(teller, { ...limit, limit: yen(1n) }));
  waiting = await ground.made(maker, { ...limit, limit: yen(2n) });
});
afterAll(() => ground.close());

const DENIED = { code: '42501' };

test.each([
  ['read a token', 'select * from token.token'],
  ['bind a token', 'insert into token.binding default values'],
  ['change a balance', 'update bank.account_balance set balance_yen = 1'],
  ['write an entry', 'insert into bank.entry select * from bank.entry'],
  ['write a posting', 'insert into bank.posting default values'],
  ['open an account by itself', 'insert into bank.account select * from bank.account'],
  ['change an order', `update bank.order set state = 'executed'`],
  ['make an order', 'insert into bank.order select * from bank.order'],
  ['write a transfer', 'insert into bank.transfer select * from bank.transfer'],
  ['approve an order', 'insert into bank.approval select * from bank.approval'],
  ['change an audit row', `update bank.audit set act = 'nothing'`],
  ['delete an audit row', 'delete from bank.audit'],
  ['empty the audit', 'truncate bank.audit'],
  ['read the hash of a login password', 'select login_password_hash from bank.contract'],
  ['read the hash of a confirmation password', 'select confirmation_password_hash from bank.contract'],
  ['read whose session it is by its cookie', 'select token_hash from bank.session'],
  ['open a session of a customer', 'insert into bank.session default values'],
  ['give a contract another holder', 'update bank.contract set customer_id = customer_id'],
  ['give a contract another subject', `update bank.contract set subject = 'somebody-elses-one'`],
  ['delete a contract', 'delete from bank.contract'],
  ['rename a customer', `update bank.customer set kanji_name = 'x'`],
  ['change the terms of a request', `update bank.branch_request set terms = '{}'`],
  ['change the digest of a request', 'update bank.branch_request set digest = digest'],
  ['change the maker of a request', 'update bank.branch_request set maker_id = maker_id'],
  ['write that a request was approved', `update bank.branch_request set state = 'approved'`],
  ['lengthen a request', `update bank.branch_request set expires_at = now() + interval '1 year'`],
  ['delete a request', 'delete from bank.branch_request'],
  [
    'enter a request that is approved already',
    `insert into bank.branch_request (id, state) values (gen_random_uuid(), 'approved')`,
  ],
  ['make an approval', 'insert into bank.branch_approval default values'],
  ['spend an approval', 'update bank.branch_approval set spent_at = now()'],
  ['take back that an approval was spent', 'update bank.branch_approval set spent_at = null'],
  ['delete an approval', 'delete from bank.branch_approval'],
  ['delete what was asked of a code', 'delete from bank.branch_attempt'],
  ['make an operator', 'insert into bank.operator default values'],
  ['make a manager of a teller', `update bank.operator set role = 'manager'`],
  ['give an operator another person', 'update bank.operator set person_number = person_number'],
  ['resume an operator', `update bank.operator set state = 'active'`],
  ['delete an operator', 'delete from bank.operator'],
  ['hand a session to another operator', 'update bank.operator_session set operator_id = operator_id'],
  ['lift a stop of Pay-easy by hand', 'update bank.pay_easy_stop set waits_for_branch = false'],
  ['forget tries of Pay-easy', 'delete from bank.bill_try'],
  ['change a recall', 'update bank.recall set fee_yen = 0'],
  ['move the business date', 'update bank.business_day set offset_days = 1'],
  ['become the owner of the functions', 'set role warifu_definer'],
])("the branch's login role cannot %s", async (_, statement) => {
  await expect(branch.query(statement)).rejects.toMatchObject(DENIED);
});

test.each([
  'bank.post(now(), current_date, null, null, null, null, null, null, null, null, null, null, null, null)',
  'bank.open_accounts(null, null, null, null, null, now())',
])("the branch's login role cannot run %s", async (call) => {
  await expect(branch.query(`select ${call}`)).rejects.toMatchObject(DENIED);
});

describe.each([
  'operator',
  'operator_session',
  'operator_enrolment',
  'operator_counter',
  'branch_request',
  'branch_attempt',
  'branch_approval',
])("the bank's login role", (table) => {
  test.each(['select * from', 'delete from', 'truncate'])(
    `can do nothing with bank.${table}: %s`,
    async (verb) => {
      const bank = ground.bankPorts.database.pool;
      await expect(bank.query(`${verb} bank.${table}`)).rejects.toMatchObject(DENIED);
      await expect(bank.query(`insert into bank.${table} default values`)).rejects.toMatchObject(DENIED);
    },
  );
});

test.each([
  'add_first_manager(null, null, null, null, null, null, null, null, null)',
  'approve_branch_request(null, null, null, null)',
  'finish_branch_request(null, null, null, null)',
  'change_operator(null, null, null, null, null)',
  'open_first_account(null, null, null, null, null, null, null)',
  'record_recall(null, null, null, null, null, null)',
])("the bank's login role cannot run %s", async (call) => {
  await expect(ground.bankPorts.database.pool.query(`select bank.${call}`)).rejects.toMatchObject(DENIED);
});

test.each([
  'insert into bank.recall default values',
  'delete from bank.recall',
  'update bank.recall set fee_yen = 0',
  'update bank.recall set fee_posting_id = null',
])('the bank carries a recall on, and neither makes one nor changes its fee: %s', async (text) => {
  await expect(ground.bankPorts.database.pool.query(text)).rejects.toMatchObject(DENIED);
  await expect(branch.query(text)).rejects.toMatchObject(DENIED);
});

/** Calls the approving function as the branch's login role may, past all code. */
const approve = (operator: BranchSession, digest = waiting.digest) =>
  branch.query('select bank.approve_branch_request($1, $2, $3, to_timestamp($4)) as approved', [
    waiting.requestId,
    Buffer.from(digest, 'hex'),
    operator.operator.operatorId,
    ground.time.now,
  ]);

test('whatever the code says, a maker is no checker, under whatever account', async () => {
  await expect(approve(maker)).rejects.toMatchObject({
    ...DENIED,
    message: 'nobody approves what they made, or what is about them',
  });
  const { operatorId, personNumber } = maker.operator;
  await ground.query(`update bank.operator set state = 'suspended' where id = $1`, [operatorId]);
  const other = await ground.operator('manager', { personNumber });
  await expect(approve(other)).rejects.toMatchObject(DENIED);
  // Even the owner, who may write anything, cannot write down a checker who is the maker.
  await expect(
    ground.query(
      `update bank.branch_request set state = 'approved', checker_id = $2, checker_person = $3, decided_at = now() where id = $1`,
      [waiting.requestId, operatorId, personNumber],
    ),
  ).rejects.toMatchObject({ code: '23514' });
});

test('a teller, a suspended manager and other terms approve nothing', async () => {
  await expect(approve(teller)).rejects.toMatchObject(DENIED);
  await expect(approve(maker)).rejects.toMatchObject(DENIED);
  await expect(approve(checker, '00'.repeat(32))).rejects.toMatchObject({
    ...DENIED,
    message: 'a request is approved as it was seen',
  });
});

test('nothing is carried out on a request that was not approved', async () => {
  const { requestId } = waiting;
  const at = 'to_timestamp($2)';
  const values = [requestId, ground.time.now];
  const finish = `select bank.finish_branch_request($1, ${at}, null, null) as done`;
  expect((await branch.query(finish, values)).rows).toEqual([{ done: false }]);
  const change = `select bank.change_operator($1, gen_random_uuid(), 'op_of-nobody-at-all', 'x', ${at})`;
  await expect(branch.query(change, values)).rejects.toMatchObject(DENIED);
  const open = `select bank.open_first_account($1, gen_random_uuid(), gen_random_uuid(), '0000001', gen_random_uuid(), ${at}, current_date)`;
  await expect(branch.query(open, values)).rejects.toMatchObject(DENIED);
});

test('an approval of one kind of request changes no operator and opens no account', async () => {
  expect((await approve(checker)).rows).toEqual([{ approved: true }]);
  const values = [waiting.requestId, ground.time.now];
  const change = `select bank.change_operator($1, $3, 'op_of-nobody-at-all', 'x', to_timestamp($2))`;
  await expect(branch.query(change, [...values, teller.operator.operatorId])).rejects.toMatchObject(DENIED);
  const open = `select bank.open_first_account($1, $3, gen_random_uuid(), '0000001', gen_random_uuid(), to_timestamp($2), current_date)`;
  await expect(branch.query(open, [...values, waiting.contract?.contractId])).rejects.toMatchObject(DENIED);
  const finish = 'select bank.finish_branch_request($1, to_timestamp($2), null, null) as done';
  expect((await branch.query(finish, values)).rows).toEqual([{ done: true }]);
  expect((await branch.query(finish, values)).rows).toEqual([{ done: false }]);
});

test('the last two active managers stay, whatever was approved', async () => {
  const request = await ground.made(teller, {
    kind: 'operator_suspension',
    operatorId: (await ground.operator('manager')).operator.operatorId,
  });
  await ground.query(
    `update bank.operator set state = 'suspended' where role = 'manager' and id not in ($1, $2)`,
    [checker.operator.operatorId, request.operator?.operatorId],
  );
  await branch.query('select bank.approve_branch_request($1, $2, $3, to_timestamp($4))', [
    request.requestId,
    Buffer.from(request.digest, 'hex'),
    checker.operator.operatorId,
    ground.time.now,
  ]);
  await expect(
    branch.query(`select bank.change_operator($1, $2, 'op_of-nobody-at-all', 'x', now())`, [
      request.requestId,
      request.operator?.operatorId,
    ]),
  ).rejects.toMatchObject({ ...DENIED, message: 'there are never fewer than two active managers' });
});
