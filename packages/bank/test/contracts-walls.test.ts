import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPeopleGround, PASSWORD, type PeopleGround } from './support/people.ts';

let ground: PeopleGround;
let bank: pg.Pool;
beforeAll(async () => {
  ground = await openPeopleGround();
  bank = ground.ports.database.pool;
  const { contractNumber } = await ground.contract();
  await ground.people.login({ contractNumber, password: PASSWORD, channel: 'pc', address: '203.0.113.7' });
});
afterAll(() => ground.close());

test.each([
  ['change an audit row', `update bank.audit set act = 'nothing'`],
  ['delete an audit row', 'delete from bank.audit'],
  ['empty the audit', 'truncate bank.audit'],
  ['change a contract number', `update bank.contract set contract_number = '00000000000'`],
  ['give a contract another holder', 'update bank.contract set customer_id = customer_id'],
  ['give a contract another subject', `update bank.contract set subject = 'somebody-elses-one'`],
  ['delete a contract', 'delete from bank.contract'],
  ['rename a customer', `update bank.customer set kanji_name = 'x'`],
  ['change a past login', `update bank.login set address = 'x'`],
  ['delete a past login', 'delete from bank.login'],
  ['hand a session to another contract', 'update bank.session set contract_id = contract_id'],
  ['lengthen a session', `update bank.session set expires_at = now() + interval '1 year'`],
  ['change what a notice tells', `update bank.notice set kind = 'x'`],
  ['delete a notice', 'delete from bank.notice'],
  ['lengthen a flow', `update bank.otp_flow set expires_at = now() + interval '1 year'`],
  ['move the business date', 'update bank.business_day set offset_days = 1'],
  ['read a token', 'select * from token.token'],
])("the bank's login role cannot %s", async (_, statement) => {
  await expect(bank.query(statement)).rejects.toMatchObject({ code: '42501' });
});

test('one contract has one open session, whatever is written', async () => {
  await expect(
    bank.query(
      `insert into bank.session (id, token_hash, contract_id, channel, opened_at, last_seen_at, expires_at)
       select gen_random_uuid(), decode(repeat('ab', 32), 'hex'), contract_id, channel, opened_at, last_seen_at,
         expires_at from bank.session where ended_at is null`,
    ),
  ).rejects.toMatchObject({ code: '23505' });
});
