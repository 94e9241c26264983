import { epochSeconds, yen } from '@warifu/base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBranchFaults } from '../src/branch/claims.ts';
import type { BranchSession } from '../src/branch/operator.ts';
import type { ProcedureTerms, RequestView } from '../src/branch/request.ts';
import { type BranchGround, CUSTOMER_PASSWORD, openBranchGround } from './support/branch.ts';
import { OTHER_BANK } from './support/money.ts';

let ground: BranchGround;
let maker: BranchSession;
let checker: BranchSession;
beforeAll(async () => {
  ground = await openBranchGround();
  maker = await ground.operator('teller');
  checker = await ground.operator('manager');
  await ground.operator('manager');
});
afterAll(async () => {
  expect(await findBranchFaults(ground.ports.database)).toEqual([]);
  expect(await ground.bank.verify()).toEqual([]);
  await ground.close();
});

const done = async (terms: ProcedureTerms): Promise<RequestView> => {
  const request = await ground.made(maker, terms);
  expect(await ground.approve(checker, request)).toEqual({ outcome: 'done' });
  const view = await ground.branch.requestOf(checker, request.requestId);
  if (!view) throw new Error('a request that is done is seen');
  expect(view).toMatchObject({ state: 'done', checker: { operatorId: checker.operator.operatorId } });
  return view;
};
const contractRow = async (contractId: string) => {
  const [row] = await ground.query('select * from bank.contract where id = $1', [contractId]);
  if (!row) throw new Error('the contract is there');
  return row;
};
const notices = async (contractId: string) =>
  (
    await ground.query<{ kind: string }>('select kind from bank.notice where contract_id = $1 order by id', [
      contractId,
    ])
  ).map((row) => row.kind);
const print = (requestId: string, session = maker) =>
  ground.branch.printFirstPasswords({ session, requestId });
const login = (contractNumber: string, password: string) =>
  ground.bank.login({ contractNumber, password, channel: 'pc', address: '203.0.113.7' });

test('新規契約: holder, contract, account and first deposit; its passwords are printed once and changed at the first login', async () => {
  const view = await done({
    kind: 'contract_opening',
    holder: { kanji: ' 見本  花子 ', kana: 'みほん はなこ' },
    branchCode: '002',
    language: 'ja',
    mailAddress: 'hanako@mail.example',
    deposit: yen(10_000n),
  });
  expect(view).toMatchObject({ isPrintable: true, contract: { holder: '見本 花子', branchCode: '002' } });
  const contractId = view.contract?.contractId ?? '';
  expect(await ground.bank.listAccounts(contractId)).toMatchObject([{ kind: 'ordinary', balance: 10_000n }]);
  expect(await ground.acts(view.requestId)).toEqual([
    'request_made',
    'request_approved',
    'contract_opened',
    'request_done',
  ]);

  const printed = await print(view.requestId);
  if (printed.outcome !== 'printed' || printed.passwords.of !== 'contract') throw new Error('not printed');
  const { contractNumber, loginPassword = '', confirmationPassword = '' } = printed.passwords;
  expect(printed.passwords.holder.kana).toBe('ミホン ハナコ');
  expect(loginPassword).not.toBe(confirmationPassword);
  expect(await print(view.requestId)).toEqual({ outcome: 'refused', reason: 'printed_already' });
  expect(await login(contractNumber, loginPassword)).toMatchObject({
    outcome: 'opened',
    session: { mustChangePassword: true },
  });
  // What was told once stands nowhere in the clear.
  for (const table of ['audit', 'branch_request', 'contract', 'notice']) {
    const rows = JSON.stringify(await ground.query(`select * from bank.${table}`));
    expect(rows).not.toContain(loginPassword);
    expect(rows).not.toContain(confirmationPassword);
  }
});

test('until its passwords are printed nobody logs in to a new contract, and a deposit of ¥0 is one', async () => {
  const view = await done({
    kind: 'contract_opening',
    holder: { kanji: '見本 次郎', kana: 'ミホン ジロウ' },
    branchCode: '001',
    language: 'en',
    deposit: yen(0n),
  });
  const { contractNumber = '', contractId = '' } = view.contract ?? {};
  expect(await login(contractNumber, '')).toMatchObject({ outcome: 'refused' });
  expect(await ground.bank.listAccounts(contractId)).toMatchObject([{ balance: 0n }]);
});

test.each([
  ['token_release', 'released', 'token_released'],
  ['token_stop', 'none', 'token_stopped'],
] as const)('%s ends the binding at the authority and then marks it %s', async (kind, mark, notice) => {
  const { contractId, subject } = await ground.contract({ hasToken: true });
  const view = await done({ kind, contractId });
  expect(ground.administration.authority.bindings.has(subject)).toBe(false);
  const coolDown = kind === 'token_stop' ? null : expect.any(Date);
  expect(await contractRow(contractId)).toMatchObject({ otp_mark: mark, cool_down_until: coolDown });
  expect(await notices(contractId)).toEqual([notice]);
  expect(await ground.acts(view.requestId)).toContain(notice);
});

test('a release mends a contract whose mark and whose binding differ', async () => {
  const { contractId, subject } = await ground.contract({ hasToken: true });
  ground.administration.authority.bindings.delete(subject);
  await done({ kind: 'token_release', contractId });
  expect(await contractRow(contractId)).toMatchObject({ otp_mark: 'released' });
});

test('ロック解除: the authority lifts the lock, and what the page said of it goes', async () => {
  const { contractId, subject } = await ground.contract({ hasToken: true });
  ground.administration.locked.add(subject);
  await ground.query('update bank.contract set otp_locked_at = now() where id = $1', [contractId]);
  await done({ kind: 'token_unlock', contractId });
  expect(ground.administration.locked.has(subject)).toBe(false);
  expect(await contractRow(contractId)).toMatchObject({ otp_locked_at: null });
  expect(await notices(contractId)).toEqual(['token_unlocked']);
});

test('ログインパスワード再発行: the session ends, the old one is void at once, wrong tries are forgotten', async () => {
  const { contractId, contractNumber } = await ground.contract();
  for (let n = 0; n < 3; n += 1) await login(contractNumber, 'Wrong-password-1');
  ground.time.now = epochSeconds(ground.time.now + 60);
  const before = await login(contractNumber, CUSTOMER_PASSWORD);
  if (before.outcome !== 'opened') throw new Error('not opened');
  for (let n = 0; n < 3; n += 1) await login(contractNumber, 'Wrong-password-1');
  const view = await done({ kind: 'login_password_reissue', contractId });
  expect(await ground.bank.sessionOf(before.sessionToken)).toMatchObject({ outcome: 'closed' });
  expect(await login(contractNumber, CUSTOMER_PASSWORD)).toMatchObject({ outcome: 'refused' });
  const printed = await print(view.requestId);
  if (printed.outcome !== 'printed' || printed.passwords.of !== 'contract') throw new Error('not printed');
  expect(printed.passwords).not.toHaveProperty('confirmationPassword');
  expect(await login(contractNumber, printed.passwords.loginPassword ?? '')).toMatchObject({
    outcome: 'opened',
    session: { mustChangePassword: true },
  });
  expect(await notices(contractId)).toContain('login_password_reissued');
});

test('an old request prints nothing once a later one has put another password in its place', async () => {
  const { contractId } = await ground.contract();
  const first = await done({ kind: 'login_password_reissue', contractId });
  expect(first.isPrintable).toBe(true);
  ground.time.now = epochSeconds(ground.time.now + 1);
  const second = await done({ kind: 'login_password_reissue', contractId });
  expect(await print(first.requestId)).toEqual({ outcome: 'refused', reason: 'not_printable' });
  expect(await print(second.requestId)).toMatchObject({ outcome: 'printed' });
});

test('確認用パスワード再発行 lifts its lock', async () => {
  const { contractId } = await ground.contract();
  await ground.query(
    'update bank.contract set confirmation_failures = 5, confirmation_locked_at = now() where id = $1',
    [contractId],
  );
  const view = await done({ kind: 'confirmation_password_reissue', contractId });
  expect(await contractRow(contractId)).toMatchObject({
    confirmation_failures: 0,
    confirmation_locked_at: null,
    must_change_password: false,
  });
  expect(await print(view.requestId)).toMatchObject({
    passwords: { confirmationPassword: expect.stringMatching(/^.{5}-.{5}-.{5}$/) },
  });
  expect(await notices(contractId)).toEqual(['confirmation_password_reissued']);
});

test('IB取引中止 and its release', async () => {
  const { contractId, contractNumber } = await ground.contract({ deposit: 5_000n });
  const { draftId } = await ground.bank.startDraft(contractId, 'transfer', 'pc');
  const [account] = await ground.bank.listAccounts(contractId);
  const prepared = await ground.bank.prepareTransfer({
    contractId,
    channel: 'pc',
    draftId,
    fromAccountId: account?.accountId ?? '',
    payee: OTHER_BANK,
    amount: yen(1_000n),
    payeeKana: 'ミホン ハナコ',
    nameSource: 'typed',
  });
  expect(prepared.outcome).toBe('prepared');
  await done({ kind: 'emergency_stop', contractId });
  expect(await login(contractNumber, CUSTOMER_PASSWORD)).toMatchObject({ outcome: 'refused' });
  const [order] = await ground.query('select state from bank.order where contract_id = $1', [contractId]);
  expect(order).toEqual({ state: 'cancelled' });
  await done({ kind: 'emergency_stop_release', contractId });
  ground.time.now = epochSeconds(ground.time.now + 60);
  expect(await login(contractNumber, CUSTOMER_PASSWORD)).toMatchObject({ outcome: 'opened' });
});

test('払込みの再開 lifts the stop that waits for the branch, and its count begins anew', async () => {
  const { contractId } = await ground.contract();
  const stops = () => ground.query('select * from bank.pay_easy_stop where contract_id = $1', [contractId]);
  const terms = { kind: 'pay_easy_resumption', contractId } as const;
  await expect(ground.made(maker, terms)).rejects.toThrow('not_stopped');
  await ground.query(
    `insert into bank.pay_easy_stop (contract_id, stopped_until, stops, waits_for_branch) values ($1, '2026-01-01', 6, true)`,
    [contractId],
  );
  expect(await ground.bank.payEasyStop(contractId)).toEqual({});
  await done(terms);
  expect(await ground.bank.payEasyStop(contractId)).toBeUndefined();
  expect(await stops()).toMatchObject([{ stopped_until: null, stops: 0, waits_for_branch: false }]);
  expect(await notices(contractId)).toEqual(['pay_easy_resumed']);
});

test('利用限度額変更 raises and lowers, between ¥0 and the highest', async () => {
  const { contractId } = await ground.contract();
  for (const limit of [10_000_000n, 0n, 500_000n]) {
    await done({ kind: 'limit_change', contractId, limitKind: 'transfer', limit: yen(limit) });
    const need = await ground.bank.needFor({ contractId, kind: 'transfer', channel: 'pc' });
    expect(need).toMatchObject({ limit });
  }
  expect(await notices(contractId)).toEqual(['limit_changed', 'limit_changed', 'limit_changed']);
});

test('ハードウェアトークン: handed out to the contract at the authority', async () => {
  const { contractId, subject } = await ground.contract();
  ground.administration.stock.set('SER-0001', {
    outcome: 'found',
    tokenId: 'WRHT00000001',
    form: 'hardware',
    state: 'in_stock',
    boundHere: false,
    manufacturer: '例示製作所',
    serial: 'SER-0001',
    isExpired: false,
  });
  const view = await done({ kind: 'hard_token_handout', contractId, tokenIdOrSerial: 'SER-0001' });
  expect(ground.administration.stock.get('SER-0001')).toMatchObject({ state: 'handed_out', subject });
  expect(await notices(contractId)).toEqual(['hard_token_handed_out']);
  const [row] = await ground.query<{ token: string }>(
    `select detail ->> 'tokenId' as token from bank.audit where act = 'hard_token_handed_out' and detail ->> 'requestId' = $1`,
    [view.requestId],
  );
  expect(row?.token).toBe('WRHT00000001');
});

test('組戻し: recorded, and its fee taken with the record, once for an order', async () => {
  const { contractId, subject } = await ground.contract({ deposit: 50_000n, hasToken: true });
  const { draftId } = await ground.bank.startDraft(contractId, 'transfer', 'pc');
  const [account] = await ground.bank.listAccounts(contractId);
  const prepared = await ground.bank.prepareTransfer({
    contractId,
    channel: 'pc',
    draftId,
    fromAccountId: account?.accountId ?? '',
    payee: OTHER_BANK,
    amount: yen(1_000n),
    payeeKana: 'ミホン ハナコ',
    nameSource: 'typed',
  });
  if (prepared.outcome !== 'prepared') throw new Error(prepared.reason);
  expect(ground.administration.authority.bindings.has(subject)).toBe(true);
  const executed = await ground.bank.executeTransfer({
    contractId,
    channel: 'pc',
    orderId: prepared.order.orderId,
    code: '123456',
  });
  expect(executed.outcome).toBe('executed');
  const receipt = await ground.bank.receiptOf(contractId, prepared.order.orderId);
  const receiptNumber = receipt?.receiptNumber ?? '';
  const terms = { kind: 'transfer_recall', contractId, receiptNumber } as const;
  const view = await done({ ...terms, receiptNumber: receiptNumber.toLowerCase() });
  expect(await ground.query('select state, fee_yen::int as fee, request_id from bank.recall')).toEqual([
    { state: 'recorded', fee: 1_100, request_id: view.requestId },
  ]);
  const [after] = await ground.bank.listAccounts(contractId);
  expect(after?.balance).toBe(50_000n - 1_000n - 165n - 1_100n);
  expect(await notices(contractId)).toContain('transfer_recall_accepted');
  const again = await ground.branch.makeRequest({ session: maker, terms, paper: ground.paper() });
  expect(again).toEqual({ outcome: 'refused', reason: 'order_not_recallable' });
});

test('an operator is added, gets another role, is suspended, resumed, reissued and released, each by two', async () => {
  const added = await done({
    kind: 'operator_addition',
    operatorNumber: '700001',
    personNumber: 's-700',
    name: '架空 五郎',
    role: 'teller',
    branchCode: '001',
  });
  const operatorId = added.operator?.operatorId ?? '';
  expect(added.operator).toMatchObject({ personNumber: 'S700', state: 'enrolling', role: 'teller' });
  expect(await print(added.requestId)).toEqual({ outcome: 'refused', reason: 'role_missing' });
  const printed = await print(added.requestId, checker);
  if (printed.outcome !== 'printed' || printed.passwords.of !== 'operator') throw new Error('not printed');
  const address = '203.0.113.9';
  const signIn = (password: string, code = '') =>
    ground.branch.signIn({ operatorNumber: '700001', password, code, address });
  const enrolment = await signIn(printed.passwords.password);
  if (enrolment.outcome !== 'enrolling') throw new Error('not enrolling');
  const { enrolmentToken } = enrolment;
  await ground.branch.setFirstPassword({ enrolmentToken, next: 'Madoguchi-no-hana-3' });
  await ground.branch.registerOperatorToken({ enrolmentToken, tokenId: 'WRSM70000001', code: '123456' });
  const opened = await signIn('Madoguchi-no-hana-3', '123456');
  if (opened.outcome !== 'opened') throw new Error('not opened');
  const state = () => ground.branch.branchSessionOf(opened.sessionToken);

  await done({ kind: 'operator_role_change', operatorId, role: 'auditor' });
  expect(await state()).toMatchObject({ session: { operator: { role: 'auditor' } } });
  await done({ kind: 'operator_suspension', operatorId });
  expect(await state()).toEqual({ outcome: 'closed', reason: 'suspended' });
  await done({ kind: 'operator_resumption', operatorId });
  ground.time.now = epochSeconds(ground.time.now + 60);
  expect(await signIn('Madoguchi-no-hana-3', '123456')).toMatchObject({ outcome: 'opened' });
  const released = await done({ kind: 'operator_token_release', operatorId });
  expect(released.operator).toMatchObject({ state: 'enrolling', hasToken: false });
  expect(await signIn('Madoguchi-no-hana-3')).toMatchObject({ outcome: 'enrolling' });
  const reissued = await done({ kind: 'operator_password_reissue', operatorId });
  expect(await signIn('Madoguchi-no-hana-3')).toMatchObject({ outcome: 'refused' });
  expect(await print(reissued.requestId, checker)).toMatchObject({ passwords: { operatorNumber: '700001' } });
});
