import type { ApproveOutcome, ProcedureTerms } from '@warifu/bank';
import { describe, expect, test } from 'vitest';
import { IDS, REQUESTS } from './fixtures.ts';
import { browserOf, siteOf } from './site.ts';

const TELLER = { warifu_branch_session: 'teller' };
const MANAGER = { warifu_branch_session: 'manager' };
const AUDITOR = { warifu_branch_session: 'auditor' };
const PAPER = { formNumber: 'Ｗ－１', identityDocument: 'passport', reason: 'お申し出\r\nによる。' };
const RELEASE = `/contracts/${IDS.contract}/procedures/token_release`;
const OPENING = '/procedures/contract_opening';

const enteredIn = (body: string): string => /name="entered" value="([^"]+)"/.exec(body)?.[1] ?? '';

describe('サインイン', () => {
  test('number, password and code are sent as typed, full-width digits as digits', async () => {
    const calls: unknown[] = [];
    const site = await siteOf({
      signIn: async (call) => {
        calls.push(call);
        return { outcome: 'refused', reason: 'credentials' };
      },
    });
    const answer = await browserOf(site).post('/sign-in', {
      operatorNumber: '１００００１',
      password: 'secret of a test',
      code: '１２３ ４５６',
    });
    expect(answer.status).toBe(422);
    expect(calls).toMatchObject([
      { operatorNumber: '１００００１', password: 'secret of a test', code: '123456' },
    ]);
    expect(answer.body).toContain('value="１００００１"');
    expect(answer.body).not.toContain('secret of a test');
    await site.close();
  });

  test('after a code from a clock far off the next one is asked, and both are sent together', async () => {
    const codes: unknown[] = [];
    const site = await siteOf({
      signIn: async ({ code, nextCode }) => {
        codes.push([code, nextCode]);
        return { outcome: 'refused', reason: nextCode === undefined ? 'needs_second_code' : 'credentials' };
      },
    });
    const browser = browserOf(site);
    const given = { operatorNumber: '100001', password: 'right' };
    const first = await browser.post('/sign-in', { ...given, code: '111111' });
    expect(first.body).toContain('時刻のずれを確認しています');
    expect(first.body).not.toContain('111111');
    const firstCode = /name="firstCode" value="([^"]+)"/.exec(first.body)?.[1] ?? '';
    await browser.post('/sign-in', { ...given, firstCode, nextCode: '222222' });
    expect(codes).toEqual([
      ['111111', undefined],
      ['111111', '222222'],
    ]);
    await site.close();
  });

  test('a first sign-in leads through password and token, each step where the enrolment stands', async () => {
    const site = await siteOf();
    const browser = browserOf(site);
    const begun = await browser.post('/sign-in', { operatorNumber: '100003', password: 'right', code: '' });
    expect(begun.location).toBe('/enrolment');
    expect((await browser.get('/enrolment/token')).location).toBe('/enrolment/password');
    const differs = await browser.post('/enrolment/password', { next: 'one of a test', again: 'other' });
    expect(differs.body).toContain('新しいパスワードと一致しません。');
    await site.close();
  });
});

describe('手続き', () => {
  test('what is entered is shown to be confirmed, and only then requested, once', async () => {
    const made: { terms: ProcedureTerms; reason: string }[] = [];
    const site = await siteOf({
      makeRequest: async ({ terms, paper }) => {
        made.push({ terms, reason: `${paper.formNumber} ${paper.reason}` });
        return { outcome: 'made', requestId: IDS.made };
      },
    });
    const browser = browserOf(site, TELLER);
    const confirm = await browser.post(RELEASE, { act: 'confirm', ...PAPER });
    expect(confirm.status).toBe(200);
    expect(confirm.body).toContain('行われること');
    expect(confirm.body).toContain('もう一度利用登録をするまで');
    expect(made).toEqual([]);
    const answer = await browser.post(RELEASE, { act: 'make', entered: enteredIn(confirm.body) });
    expect(answer.location).toBe(`/requests/${IDS.made}?made=1`);
    expect(made).toEqual([
      { terms: { kind: 'token_release', contractId: IDS.contract }, reason: 'W-1 お申し出\nによる。' },
    ]);
    await site.close();
  });

  test('a button pressed twice leads to the one request', async () => {
    const site = await siteOf({
      makeRequest: async () => ({ outcome: 'refused', reason: 'form_number_taken' }),
      listRequests: async () => ({
        requests: REQUESTS.map((request) => ({ ...request, paper: { ...request.paper, formNumber: 'W-1' } })),
        hasMore: false,
        waiting: 1,
      }),
    });
    const browser = browserOf(site, TELLER);
    const confirm = await browser.post(RELEASE, { act: 'confirm', ...PAPER });
    const again = await browser.post(RELEASE, { act: 'make', entered: enteredIn(confirm.body) });
    expect(again.location).toBe(`/requests/${IDS.own}?made=1`);
    await site.close();
  });

  test('what another confirm page carried is not requested', async () => {
    const site = await siteOf({
      makeRequest: async () => {
        throw new Error('nothing is to be requested');
      },
    });
    const browser = browserOf(site, TELLER);
    const confirm = await browser.post(RELEASE, { act: 'confirm', ...PAPER });
    const entered = enteredIn(confirm.body);
    const other = `/contracts/${IDS.stopped}/procedures/token_release`;
    for (const path of [other, `/contracts/${IDS.contract}/procedures/token_stop`]) {
      const answer = await browser.post(path, { act: 'make', entered });
      expect(answer.status).toBe(422);
      expect(answer.body).toContain('確認画面の有効期限が切れました。');
    }
    await site.close();
  });

  test('what is missing is said at its field, and what was typed stays', async () => {
    const site = await siteOf();
    const answer = await browserOf(site, TELLER).post(OPENING, {
      act: 'confirm',
      kanji: '例示 花子',
      deposit: '千円',
      identityDocument: 'other',
    });
    expect(answer.status).toBe(422);
    for (const field of ['kana', 'branchCode', 'deposit', 'formNumber', 'identityNote', 'reason'])
      expect(answer.body, field).toContain(`href="#${field}"`);
    expect(answer.body).toContain('value="例示 花子"');
    expect(answer.body).toContain('value="千円"');
    await site.close();
  });
});

describe('承認', () => {
  const REFUSED: readonly (readonly [ApproveOutcome, string])[] = [
    [{ outcome: 'refused', reason: 'own' }, '入力した本人は承認できません'],
    [{ outcome: 'refused', reason: 'changed' }, '表示していたものと違います'],
    [{ outcome: 'refused', reason: 'not_waiting', state: 'done' }, 'すでに「完了」になっています'],
    [{ outcome: 'refused', reason: 'code_refused' }, 'ワンタイムパスワードが正しくないか'],
    [{ outcome: 'refused', reason: 'authority_away' }, '承認されていません'],
    [
      { outcome: 'refused', reason: 'not_possible', because: { reason: 'not_locked' } },
      'ロックされていません',
    ],
  ];

  test.each(REFUSED)('%j is said on the page of the request', async (outcome, sentence) => {
    const site = await siteOf({ approveRequest: async () => outcome });
    const answer = await browserOf(site, MANAGER).post(`/requests/${IDS.waiting}`, {
      act: 'approve',
      digest: 'seen',
      code: '123456',
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain(sentence);
    await site.close();
  });

  test('the code is for the digest that was shown', async () => {
    const calls: unknown[] = [];
    const site = await siteOf({
      approveRequest: async ({ digest, code }) => {
        calls.push([digest, code]);
        return { outcome: 'done' };
      },
    });
    const browser = browserOf(site, MANAGER);
    const { body } = await browser.get(`/requests/${IDS.waiting}`);
    const digest = /name="digest" value="([^"]+)"/.exec(body)?.[1] ?? '';
    const answer = await browser.post(`/requests/${IDS.waiting}`, {
      act: 'approve',
      digest,
      code: '１２３４５６',
    });
    expect(answer.location).toBe(`/requests/${IDS.waiting}?told=done`);
    expect(calls).toEqual([['0123456789abcdef'.repeat(4), '123456']]);
    await site.close();
  });

  test('whoever entered it, and whoever does not approve, is shown no field for a code', async () => {
    const site = await siteOf();
    for (const [cookies, requestId, why] of [
      [MANAGER, IDS.own, 'あなたが入力した依頼です。'],
      [TELLER, IDS.waiting, 'あなたの役割では承認できません。'],
      [AUDITOR, IDS.waiting, 'あなたの役割では承認できません。'],
    ] as const) {
      const { body } = await browserOf(site, cookies).get(`/requests/${requestId}`);
      expect(body).toContain(why);
      expect(body).not.toContain('name="code"');
    }
    await site.close();
  });
});

describe('印刷', () => {
  test('first passwords come as a file that nobody keeps, and are on no page', async () => {
    const site = await siteOf();
    const browser = browserOf(site, MANAGER);
    const answer = await browser.post(`/requests/${IDS.done}/print`, {}, `/requests/${IDS.done}`);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store' });
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="first-passwords-/);
    expect(answer.body.startsWith('%PDF-')).toBe(true);
    expect((await browser.get(`/requests/${IDS.done}`)).body).not.toContain('invented-for-a-test');
    await site.close();
  });

  test('a second print is refused in words', async () => {
    const site = await siteOf({
      printFirstPasswords: async () => ({ outcome: 'refused', reason: 'printed_already' }),
    });
    const answer = await browserOf(site, MANAGER).post(
      `/requests/${IDS.done}/print`,
      {},
      `/requests/${IDS.done}`,
    );
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('すでに印刷されています。');
    await site.close();
  });
});

describe('照会', () => {
  test.each([
    ['/contracts', { by: 'name', text: '割符 太郎' }, TELLER],
    ['/orders', { contractNumber: '00012345678' }, TELLER],
    ['/audit', { contractNumber: '00012345678' }, AUDITOR],
  ] as const)('what is looked for on %s is in no address in the clear', async (path, typed, cookies) => {
    const site = await siteOf();
    const browser = browserOf(site, cookies);
    const { location = '' } = await browser.post(path, typed);
    expect(location).toMatch(new RegExp(`^${path}\\?sought=[\\w-]+$`));
    expect((await browser.get(location)).body).toContain('検索結果');
    const others = await browserOf(site, { warifu_branch_session: 'manager' }).get(location);
    expect(others.body).not.toContain('検索結果');
    await site.close();
  });

  test('the export is for spreadsheets, and no cell of it runs as a formula', async () => {
    const site = await siteOf();
    const browser = browserOf(site, AUDITOR);
    const { location = '' } = await browser.post('/audit', {});
    const sought = new URLSearchParams(location.split('?')[1]).get('sought') ?? '';
    const answer = await browser.post('/audit/export', { sought }, '/audit');
    expect(answer.body.startsWith('\uFEFF日時,')).toBe(true);
    const rows = answer.body.split('\r\n');
    expect(rows).toHaveLength(4);
    expect(rows[2]).toContain(",'=1+1,");
    await site.close();
  });

  test('a fault in the chain is named, and a head that is not part of it', async () => {
    const site = await siteOf({
      verifyAudit: async (_session, noted) => ({
        sealed: 3,
        unsealed: 0,
        ...(noted === undefined
          ? { fault: { name: 'audit_row_changed', sentence: 'row 2 is not as it was sealed' } }
          : { noted: { isPart: false } }),
      }),
    });
    const browser = browserOf(site, AUDITOR);
    expect((await browser.post('/audit/verify', { noted: '' })).body).toContain(
      'row 2 is not as it was sealed',
    );
    expect((await browser.post('/audit/verify', { noted: 'ＡＢ'.repeat(32) })).body).toContain(
      '鎖の中にありません。',
    );
    expect((await browser.post('/audit/verify', { noted: 'xyz' })).status).toBe(422);
    await site.close();
  });
});
