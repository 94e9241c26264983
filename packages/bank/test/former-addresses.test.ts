import { epochSeconds } from '@warifu/base';
import { transact } from '@warifu/pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { insertNotices } from '../src/notices/record.ts';
import { type AddressGround, OWNER, openAddressGround } from './support/mail-address.ts';
import { CORE_TIME, type Customer, type MoneyGround, openMoneyGround } from './support/money.ts';

let ground: MoneyGround;
let at: AddressGround;
beforeAll(async () => {
  ground = await openMoneyGround();
  at = openAddressGround(ground);
});
beforeEach(async () => {
  ground.time.now = CORE_TIME;
  at.mails.length = 0;
  at.server.isAway = false;
  await ground.query(`update bank.notice set mail_state = 'none' where mail_state = 'due'`);
  await ground.query(`update bank.mail_copy set mail_state = 'failed' where mail_state = 'due'`);
});
afterAll(() => ground.close());

const DAY = 86_400;
const later = (seconds: number) => {
  ground.time.now = epochSeconds(ground.time.now + seconds);
};
const told = () => at.mails.filter(({ text }) => !text.includes('確認番号: ')).map(({ to }) => to);
const deliver = async () => {
  at.mails.length = 0;
  await at.bank.deliverMails();
  return told().sort();
};
const notify = ({ contractId }: Customer) =>
  transact(ground.ports.database.kysely, (tx) =>
    insertNotices(tx, [{ contractId, kind: 'transfer_executed', at: ground.time.now }]),
  );

test('the change itself and all of the next seven days is told to both addresses', async () => {
  const customer = await at.customer();
  await at.change(customer, 'b@mail.example');
  expect(await deliver()).toEqual(['b@mail.example', OWNER]);
  expect(at.mails[0]?.subject).toBe('【わりふ信用金庫】メールアドレス変更のお知らせ');
  later(7 * DAY - 1);
  await notify(customer);
  expect(await deliver()).toEqual(['b@mail.example', OWNER]);
  later(1);
  await notify(customer);
  expect(await deliver()).toEqual(['b@mail.example']);
});

test('whoever changes the address twice does not shake off its owner', async () => {
  const customer = await at.customer();
  await at.change(customer, 'thief-1@mail.example');
  later(6 * DAY);
  await at.change(customer, 'thief-2@mail.example');
  expect(await deliver()).toContain(OWNER);
  // Seven days from the second change on, for all of them.
  later(6 * DAY);
  await notify(customer);
  expect(await deliver()).toEqual([OWNER, 'thief-1@mail.example', 'thief-2@mail.example']);
});

test('of many changes the oldest address stays told, and the list does not grow without end', async () => {
  const customer = await at.customer();
  for (let change = 1; change <= 6; change += 1) {
    await at.change(customer, `thief-${change}@mail.example`);
    later(60);
  }
  await at.bank.deliverMails();
  await notify(customer);
  expect(await deliver()).toEqual([
    OWNER,
    'thief-4@mail.example',
    'thief-5@mail.example',
    'thief-6@mail.example',
  ]);
});

test('changing back makes the old address the only one of its kind', async () => {
  const customer = await at.customer();
  await at.change(customer, 'thief@mail.example');
  later(60);
  await at.change(customer, OWNER);
  await at.bank.deliverMails();
  await notify(customer);
  expect(await deliver()).toEqual([OWNER, 'thief@mail.example']);
});

test('a notice from before the change that is sent after it goes to both', async () => {
  const customer = await at.customer();
  await notify(customer);
  await at.change(customer, 'b@mail.example');
  expect(await deliver()).toEqual(['b@mail.example', 'b@mail.example', OWNER, OWNER]);
});

test('a retry of one mail does not double the other', async () => {
  const customer = await at.customer();
  await at.change(customer, 'b@mail.example');
  const tried: string[] = [];
  const refuses = (address: string) =>
    ground.another({
      sendMail: async ({ to }) => {
        tried.push(to);
        if (to === address) throw new Error('this mailbox is full');
      },
    });
  await refuses(OWNER).deliverMails();
  later(30);
  await refuses(OWNER).deliverMails();
  later(120);
  expect(await deliver()).toEqual([OWNER]);
  expect(tried.sort()).toEqual(['b@mail.example', OWNER, OWNER]);

  await notify(customer);
  tried.length = 0;
  await refuses('b@mail.example').deliverMails();
  later(30);
  expect(await deliver()).toEqual(['b@mail.example']);
  expect(tried.sort()).toEqual(['b@mail.example', OWNER]);
});

test('a retry goes to the address of the first try, whatever was changed meanwhile', async () => {
  const customer = await at.customer();
  await notify(customer);
  at.server.isAway = true;
  await at.bank.deliverMails();
  at.server.isAway = false;
  await at.change(customer, 'b@mail.example');
  later(30);
  at.mails.length = 0;
  await at.bank.deliverMails();
  const [executed] = at.mails.filter(({ subject }) => subject.includes('振込受付'));
  expect(executed?.to).toBe(OWNER);
});

test('many processes never send the same copy', async () => {
  const customer = await at.customer();
  await at.change(customer, 'b@mail.example');
  for (let count = 0; count < 6; count += 1) await notify(customer);
  at.mails.length = 0;
  const others = [at, openAddressGround(ground), openAddressGround(ground)];
  // The copies come to be with the first try of their notice.
  await Promise.all(others.map(({ bank }) => bank.deliverMails()));
  await Promise.all(others.map(({ bank }) => bank.deliverMails()));
  const sent = others.flatMap(({ mails }) => mails);
  expect(sent).toHaveLength(14);
  expect(new Set(sent.map(({ mailId }) => mailId)).size).toBe(14);
});
