import type { ExecuteTransfer, RegisterTokenCall } from '@warifu/bank';
import { describe, expect, test } from 'vitest';
import { FLOW_TOKENS, SESSION_TOKENS } from './fake-bank.ts';
import { IDS, ORDER, RECEIPT } from './fixtures.ts';
import { browserOf, siteOf } from './site.ts';

const OPEN = { warifu_session: SESSION_TOKENS.open };
const DRAFT_PATH = `/transfer/${IDS.draft}`;
const ORDER_PATH = `/transfer/orders/${IDS.order}`;

describe('login', () => {
  test.each([
    ['', '', ['契約者ID(利用者番号)を入力してください。', 'ログインパスワードを入力してください。']],
    ['123', 'x', ['契約者ID(利用者番号)は、数字11桁で入力してください。']],
    ['abcdefghijk', 'x', ['契約者ID(利用者番号)は、数字11桁で入力してください。']],
    ['00012345678', 'wrong', ['契約者IDまたはログインパスワードが正しくないか']],
  ])(
    '%j with %j is answered at its fields, keeps the number and never the password',
    async (number, password, sentences) => {
      const site = await siteOf();
      const { status, body } = await browserOf(site).post('/login', { contractNumber: number, password });
      expect(status).toBe(422);
      for (const sentence of sentences) expect(body).toContain(sentence);
      if (number !== '') expect(body).toContain(`value="${number}"`);
      expect(body).not.toContain('value="wrong"');
      expect(body).toMatch(/<input id="contractNumber"[^>]*autofocus/);
      await site.close();
    },
  );

  test('what was typed is shown as text, whatever it holds', async () => {
    const site = await siteOf();
    const { body } = await browserOf(site).post('/login', { contractNumber: '"><script>x', password: 'x' });
    expect(body).toContain('value="&quot;>&lt;script>x"');
    await site.close();
  });
});

describe('amounts', () => {
  test.each([
    ['1,234,567', 1_234_567n],
    ['１２３４５６７', 1_234_567n],
    ['１，２３４円', 1_234n],
    ['¥ 5 000', 5_000n],
    ['￥５０００', 5_000n],
    ['  30000 ', 30_000n],
    ['0050', 50n],
    ['5,000 yen', 5_000n],
  ])('%j is read as %s yen', async (typed, amount) => {
    const asked: bigint[] = [];
    const site = await siteOf({
      prepareTransfer: async (call) => {
        asked.push(call.amount);
        return { outcome: 'prepared', order: ORDER };
      },
    });
    const answer = await browserOf(site, OPEN).post(`${DRAFT_PATH}/amount`, { amount: typed });
    expect(answer.location).toBe(`${DRAFT_PATH}/name`);
    expect(asked).toEqual([amount]);
    await site.close();
  });

  test.each([
    ['', '振込金額を入力してください。'],
    ['   ', '振込金額を入力してください。'],
    ['0', '振込金額は1円以上で入力してください。'],
    ['０円', '振込金額は1円以上で入力してください。'],
    ['-500', '振込金額は1円以上で入力してください。'],
    ['−５００', '振込金額は1円以上で入力してください。'],
    ['▲500', '振込金額は1円以上で入力してください。'],
    ['12.5', '小数は使えません。'],
    ['千円', '振込金額は数字で入力してください'],
    ['1e6', '振込金額は数字で入力してください'],
    ['99999999999999999999', '振込金額の桁数が多すぎます。'],
  ])('%j is answered with its sentence, and stays', async (typed, sentence) => {
    const site = await siteOf();
    const { status, body } = await browserOf(site, OPEN).post(`${DRAFT_PATH}/amount`, { amount: typed });
    expect(status).toBe(422);
    expect(body).toContain(sentence);
    if (typed !== '') expect(body).toContain(`value="${typed}"`);
    expect(body).toMatch(/<input id="amount"[^>]*autofocus/);
    await site.close();
  });
});

describe('accounts', () => {
  test.each(['1234567', '１２３４５６７', '123-4567', ' 123 4567 '])(
    'the number %j is taken',
    async (accountNumber) => {
      const saved: Record<string, string>[] = [];
      const site = await siteOf({
        saveDraft: async (_contractId, _draftId, patch) => {
          saved.push({ ...patch });
          return undefined;
        },
      });
      await browserOf(site, OPEN).post(`${DRAFT_PATH}/number`, { accountKind: 'ordinary', accountNumber });
      expect(saved[0]).toMatchObject({ accountNumber: '1234567', payeeKana: '', orderId: '' });
      await site.close();
    },
  );

  test.each([
    ['', '口座番号を入力してください。'],
    ['12345678', '口座番号は、数字7桁以内で入力してください。'],
    ['12a4567', '口座番号は、数字7桁以内で入力してください。'],
  ])('the number %j is answered with its sentence, and stays', async (accountNumber, sentence) => {
    const site = await siteOf();
    const form = { accountKind: 'savings', accountNumber };
    const { status, body } = await browserOf(site, OPEN).post(`${DRAFT_PATH}/number`, form);
    expect(status).toBe(422);
    expect(body).toContain(sentence);
    expect(body).toMatch(/value="savings" checked/);
    await site.close();
  });

  test('a missing kind of account has its own sentence', async () => {
    const site = await siteOf();
    const { body } = await browserOf(site, OPEN).post(`${DRAFT_PATH}/number`, { accountNumber: '1' });
    expect(body).toContain('科目を選んでください。');
    await site.close();
  });

  test('an account that the other bank does not know is told at its number', async () => {
    const site = await siteOf({ inquireName: async () => ({ outcome: 'no_such_account' }) });
    const { status, body } = await browserOf(site, OPEN).post(`${DRAFT_PATH}/amount`, { amount: '1' });
    expect(status).toBe(422);
    expect(body).toContain('この口座は見つかりません。');
    expect(body).toMatch(/<input id="accountNumber"[^>]*autofocus/);
    await site.close();
  });

  test('where the name cannot be inquired, the customer types it', async () => {
    const site = await siteOf({ inquireName: async () => ({ outcome: 'unavailable' }) });
    const answer = await browserOf(site, OPEN).post(`${DRAFT_PATH}/amount`, { amount: '1' });
    expect(answer.location).toBe(`${DRAFT_PATH}/name`);
    await site.close();
  });

  test('a bank or branch that is not there is told on its page', async () => {
    const site = await siteOf();
    const browser = browserOf(site, OPEN);
    const bank = await browser.post(`${DRAFT_PATH}/bank`, { bankCode: '0000' });
    expect(bank.status).toBe(422);
    expect(bank.body).toContain('金融機関が見つかりません。');
    const branch = await browser.post(`${DRAFT_PATH}/branch`, { branchCode: '999' });
    expect(branch.status).toBe(422);
    expect(branch.body).toContain('支店が見つかりません。');
    const empty = await browser.get(`${DRAFT_PATH}/bank?q=`);
    expect(empty.status).toBe(422);
    expect(empty.body).toContain('名前の一部かコードを入力してください。');
    await site.close();
  });
});

describe('codes', () => {
  test.each(['123456', '１２３４５６', '123 456', '１２３-４５６'])(
    '%j reaches the bank as six digits',
    async (typed) => {
      const calls: ExecuteTransfer[] = [];
      const site = await siteOf({
        executeTransfer: async (call) => {
          calls.push(call);
          return { outcome: 'executed', receipt: RECEIPT };
        },
      });
      const answer = await browserOf(site, OPEN).post(ORDER_PATH, { code: typed });
      expect(answer.location).toBe(`/transfer/receipts/${IDS.order}`);
      expect(calls[0]).toMatchObject({ orderId: IDS.order, code: '123456' });
      await site.close();
    },
  );

  test('the first code travels sealed to the page of the second, and both reach the bank', async () => {
    const calls: ExecuteTransfer[] = [];
    const site = await siteOf({
      executeTransfer: async (call) => {
        calls.push(call);
        return call.nextCode === undefined
          ? { outcome: 'refused', reason: 'needs_second_code' }
          : { outcome: 'executed', receipt: RECEIPT };
      },
    });
    const browser = browserOf(site, OPEN);
    const asked = await browser.post(ORDER_PATH, { code: '111111' });
    expect(asked.body).not.toContain('111111');
    const firstCode = /name="firstCode" value="([^"]+)"/.exec(asked.body)?.[1] ?? '';
    const nothing = await browser.post(ORDER_PATH, { firstCode, nextCode: '' });
    expect(nothing.status).toBe(422);
    expect(nothing.body).toContain(firstCode);
    await browser.post(ORDER_PATH, { firstCode, nextCode: '２２２ ２２２' });
    expect(calls.at(-1)).toMatchObject({ code: '111111', nextCode: '222222' });
    await site.close();
  });

  test('a sealed first code opens in no other flow', async () => {
    const calls: RegisterTokenCall[] = [];
    const site = await siteOf({
      executeTransfer: async () => ({ outcome: 'refused', reason: 'needs_second_code' }),
      registerToken: async (call) => {
        calls.push(call);
        return { outcome: 'refused', reason: 'not_accepted' };
      },
    });
    const browser = browserOf(site, { ...OPEN, warifu_flow: FLOW_TOKENS.new_token });
    const asked = await browser.post(ORDER_PATH, { code: '111111' });
    const firstCode = /name="firstCode" value="([^"]+)"/.exec(asked.body)?.[1] ?? '';
    await browser.post('/otp/register/token', { tokenId: 'WRSM12345678', firstCode, nextCode: '222222' });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.code).toBe('222222');
    expect(calls[0]?.nextCode).toBeUndefined();
    await site.close();
  });

  test('the token ID stays as typed, the missing code has its sentence', async () => {
    const site = await siteOf();
    const browser = browserOf(site, { warifu_flow: FLOW_TOKENS.new_token });
    const { status, body } = await browser.post('/otp/register/token', {
      tokenId: 'ｗｒｓｍ－１２３４ ５６７８',
    });
    expect(status).toBe(422);
    expect(body).toContain('value="ｗｒｓｍ－１２３４ ５６７８"');
    expect(body).toContain('ワンタイムパスワードを入力してください。');
    await site.close();
  });
});

describe('pages out of their time', () => {
  test('the confirm page of an executed order leads to its receipt', async () => {
    const site = await siteOf({ preparedTransfer: async () => ({ ...ORDER, state: 'executed' }) });
    const answer = await browserOf(site, OPEN).get(ORDER_PATH);
    expect(answer.status).toBe(303);
    expect(answer.location).toBe(`/transfer/receipts/${IDS.order}`);
    await site.close();
  });

  test('the confirm page of yesterday says so, and goes on from what was typed', async () => {
    const site = await siteOf({ preparedTransfer: async () => ({ ...ORDER, state: 'expired' }) });
    const { status, body } = await browserOf(site, OPEN).get(ORDER_PATH);
    expect(status).toBe(410);
    expect(body).toContain('確認画面の有効期限が切れました');
    expect(body).toContain(`href="${DRAFT_PATH}/amount"`);
    await site.close();
  });

  test('a form sent twice has one receipt', async () => {
    const site = await siteOf();
    const browser = browserOf(site, OPEN);
    const first = await browser.post(ORDER_PATH, { code: '123456' });
    const second = await browser.post(ORDER_PATH, { code: '123456' });
    expect(second.location).toBe(first.location);
    await site.close();
  });

  test('a draft that is over has a way on', async () => {
    const site = await siteOf();
    const { status, body } = await browserOf(site, OPEN).get(`/transfer/${IDS.unknown}/amount`);
    expect(status).toBe(410);
    expect(body).toContain('この振込のお手続きは終わっています');
    expect(body).toContain('href="/transfer"');
    await site.close();
  });

  test('a step that comes too early leads to the first one missing', async () => {
    const site = await siteOf({
      findDraft: async () => ({
        draftId: IDS.draft,
        kind: 'transfer',
        channel: 'pc',
        expiresAt: ORDER.expiresAt,
        fields: { fromAccountId: IDS.account, bankCode: '9901' },
      }),
    });
    const browser = browserOf(site, OPEN);
    expect((await browser.get(`${DRAFT_PATH}/amount`)).location).toBe(`${DRAFT_PATH}/branch`);
    expect((await browser.get(`${DRAFT_PATH}/name`)).location).toBe(`${DRAFT_PATH}/branch`);
    await site.close();
  });

  test('the back button into a token flow that went on leads to where it stands', async () => {
    const site = await siteOf();
    const browser = browserOf(site, { warifu_flow: FLOW_TOKENS.registered });
    expect((await browser.get('/otp/register/token')).location).toBe('/otp/register/done');
    await site.close();
  });
});

describe('statements', () => {
  test.each([
    ['from=x&to=2026-04-30', '開始日を、2026-04-01のような形で入力してください。'],
    ['from=2026-04-01&to=2026-02-30', '終了日を、2026-04-30のような形で入力してください。'],
    ['from=2026-04-30&to=2026-04-01', '終了日は、開始日以降にしてください。'],
    ['from=2020-01-01&to=2026-04-01', '以降にしてください。'],
    ['from=2026-11-24&to=2026-11-30', '開始日は、本日までの日にしてください。'],
  ])('the range %s is answered with its sentence, on the lines and on the chart', async (range, sentence) => {
    const site = await siteOf();
    for (const view of ['', '/balance']) {
      const { status, body } = await browserOf(site, OPEN).get(
        `/statement/${IDS.account}${view}?period=range&${range}`,
      );
      expect(status).toBe(422);
      expect(body).toContain(sentence);
    }
    await site.close();
  });

  test('older lines are reached by the sequence of the last one shown', async () => {
    const site = await siteOf();
    const { body } = await browserOf(site, OPEN).get(`/statement/${IDS.account}`);
    expect(body).toContain(`href="/statement/${IDS.account}?period=this&amp;before=951"`);
    await site.close();
  });
});
