import { epochSeconds } from '@warifu/base';
import { transact } from '@warifu/pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { defaultConfiguration } from '../src/configuration.ts';
import { addressInPart } from '../src/contracts/address-in-part.ts';
import { NOTICE_KINDS, type NoticeKind } from '../src/notices/notice.ts';
import { insertNotices, type NoticeRow } from '../src/notices/record.ts';
import { renderMail } from '../src/notices/render-mail.ts';
import type { Mail } from '../src/ports.ts';
import { MORNING, openPeopleGround, PASSWORD, type PeopleGround } from './support/people.ts';

let ground: PeopleGround;
beforeAll(async () => {
  ground = await openPeopleGround();
});
beforeEach(async () => {
  ground.time.now = MORNING;
  ground.mails.length = 0;
  await ground.query(
    `update bank.notice set mail_state = 'none', mail_settled_at = now() where mail_state = 'due'`,
  );
});
afterAll(() => ground.close());

const later = (seconds: number) => {
  ground.time.now = epochSeconds(ground.time.now + seconds);
};
const notify = (
  contractId: string,
  kind: NoticeKind = 'transfer_executed',
  changes: Partial<NoticeRow> = {},
) =>
  transact(ground.ports.database.kysely, (tx) =>
    insertNotices(tx, [{ contractId, kind, at: ground.time.now, receiptNumber: 'T-0001-2345', ...changes }]),
  );
const states = async (contractId: string) =>
  (
    await ground.query<{ state: string; tries: number }>(
      'select mail_state as state, mail_tries as tries from bank.notice where contract_id = $1 order by id',
      [contractId],
    )
  ).map(({ state, tries }) => [state, tries]);

test('a mail has the time, the receipt number and the last three digits of the contract number', async () => {
  const { contractId, contractNumber } = await ground.contract();
  await notify(contractId);
  expect(await ground.people.deliverMails()).toBe(1);
  const [mail] = ground.mails;
  expect(mail?.to).toBe('taro@mail.example');
  expect(mail?.subject).toBe('【わりふ信用金庫】振込受付のお知らせ');
  expect(mail?.text).toContain('2026年11月24日 10:00');
  expect(mail?.text).toContain('受付番号: T-0001-2345');
  expect(mail?.text).toContain(`下3桁: ${contractNumber.slice(-3)}`);
  expect(mail?.text).not.toContain(contractNumber.slice(0, 8));
});

test.each(NOTICE_KINDS)(
  'no mail of %s has an amount, a payee or a link, whatever the notice knows',
  async (kind) => {
    const { contractId } = await ground.contract();
    await notify(contractId, kind, {
      params: { amount: '123456', payee: 'ﾔﾏﾀﾞ ﾊﾅｺ', url: 'https://bank.example' },
    });
    await ground.people.deliverMails();
    const [mail] = ground.mails;
    expect(mail?.text).toBeDefined();
    for (const word of ['123456', '123,456', 'ﾔﾏﾀﾞ', '円', '¥', 'http', '://', 'www.']) {
      expect(`${mail?.subject}\n${mail?.text}`).not.toContain(word);
    }
  },
);

test('each kind is told in both languages, in sentences of its own', () => {
  for (const language of ['ja', 'en'] as const) {
    const texts = NOTICE_KINDS.map(
      (kind) =>
        renderMail(
          { mailId: 'n', to: 'a@b.example', kind, at: MORNING, contractNumberEnd: '123', language },
          defaultConfiguration.ownBank,
        ).text,
    );
    expect(new Set(texts).size).toBe(NOTICE_KINDS.length);
  }
});

test('a customer who chose English is written to in English', async () => {
  const { contractId } = await ground.contract({ language: 'en' });
  await notify(contractId);
  await ground.people.deliverMails();
  expect(ground.mails[0]?.text).toContain('Time: 24 November 2026');
});

test('the mail of a registration says until when the lower limits hold', async () => {
  const { contractId } = await ground.contract();
  await notify(contractId, 'token_registered', { params: { coolDownUntil: MORNING + 38 * 3600 } });
  await ground.people.deliverMails();
  expect(ground.mails[0]?.text).toContain('2026年11月26日 0:00まで');
});

test('a mail that was sent is not sent again', async () => {
  const { contractId } = await ground.contract();
  await notify(contractId);
  await ground.people.deliverMails();
  expect(await ground.people.deliverMails()).toBe(0);
  expect(await states(contractId)).toEqual([['sent', 1]]);
});

test('a mail that could not be sent is tried again after growing waits, under the same id, and given up in the end', async () => {
  const { contractId } = await ground.contract();
  await notify(contractId);
  const tried: Mail[] = [];
  const people = ground.another({
    sendMail: async (mail) => {
      tried.push(mail);
      throw new Error('the mail server is away');
    },
  });
  await people.deliverMails();
  for (const wait of defaultConfiguration.mail.retrySeconds) {
    const before = tried.length;
    later(wait - 1);
    await people.deliverMails();
    expect(tried).toHaveLength(before);
    later(1);
    await people.deliverMails();
    expect(tried).toHaveLength(before + 1);
  }
  expect(new Set(tried.map((mail) => mail.mailId)).size).toBe(1);
  expect(await states(contractId)).toEqual([['failed', defaultConfiguration.mail.retrySeconds.length + 1]]);
});

test('two processes never send the same mail', async () => {
  const { contractId } = await ground.contract();
  for (let count = 0; count < 12; count += 1) await notify(contractId);
  const others = [ground.people, ground.another(), ground.another()];
  const sent = await Promise.all(others.map((people) => people.deliverMails()));
  expect(sent.reduce((sum, one) => sum + one, 0)).toBe(12);
  expect(new Set(ground.mails.map((mail) => mail.mailId)).size).toBe(12);
});

test('a process that dies while sending leaves the mail to the next try', async () => {
  const { contractId } = await ground.contract();
  await notify(contractId);
  const dying = ground.another({
    // The database goes on; only what would come after the mail server's word is lost.
    sendMail: () => new Promise(() => undefined),
    configuration: { ...defaultConfiguration, mail: { ...defaultConfiguration.mail, timeoutSeconds: 0.05 } },
  });
  expect(await dying.deliverMails()).toBe(0);
  later(30);
  expect(await ground.people.deliverMails()).toBe(1);
});

test('a customer without a mail address is told on the page after login', async () => {
  const opened = await ground.people.openContract({
    holder: { kanji: '割符 花子', kana: 'ワリフ ハナコ' },
    branchCode: '003',
    loginPassword: PASSWORD,
    deposits: [],
  });
  await notify(opened.contractId, 'transfer_returned');
  expect(await ground.people.deliverMails()).toBe(0);
  expect(await states(opened.contractId)).toEqual([['none', 0]]);
  const login = await ground.people.login({
    contractNumber: opened.contractNumber,
    password: PASSWORD,
    channel: 'mobile',
    address: '2001:db8:1:2::7',
  });
  if (login.outcome !== 'opened') throw new Error('the login was to succeed');
  const page = await ground.people.topPage(login.session);
  expect(page.notices.at(-1)).toMatchObject({
    kind: 'transfer_returned',
    receiptNumber: 'T-0001-2345',
    mail: 'none',
  });
  expect(page.holder).toEqual({ kanji: '割符 花子', kana: 'ワリフ ハナコ' });
  expect(page.logins).toEqual([{ at: MORNING, channel: 'mobile', address: '2001:db8:*' }]);
  expect(page).toMatchObject({ otp: 'none', lockedNotice: false, accounts: [] });
});

test('the page shows the last three logins, newest first', async () => {
  const { contractNumber } = await ground.contract();
  for (const address of ['192.0.2.1', '198.51.100.2', '203.0.113.3', '::ffff:203.0.113.4']) {
    later(60);
    const login = await ground.people.login({ contractNumber, password: PASSWORD, channel: 'pc', address });
    if (login.outcome !== 'opened') throw new Error('the login was to succeed');
    if (address.startsWith('::')) {
      const { logins } = await ground.people.topPage(login.session);
      expect(logins.map((one) => one.address)).toEqual(['203.0.*.*', '203.0.*.*', '198.51.*.*']);
      expect(logins[0]?.at).toBe(MORNING + 240);
    }
  }
});

test.each([
  ['203.0.113.7', '203.0.*.*'],
  ['::ffff:192.0.2.1', '192.0.*.*'],
  ['2001:db8:85a3::8a2e', '2001:db8:*'],
  ['somewhere', '*'],
])('of the address %s the page shows %s', (address, shown) => {
  expect(addressInPart(address)).toBe(shown);
});
