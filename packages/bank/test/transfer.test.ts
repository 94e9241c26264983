import { epochSeconds, present, yen } from '@warifu/base';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  CONFIRMATION,
  CORE_TIME,
  DAYTIME_BANK,
  type MoneyGround,
  OTHER_BANK,
  openMoneyGround,
  wish,
} from './support/money.ts';

let ground: MoneyGround;
beforeAll(async () => {
  ground = await openMoneyGround();
});
afterEach(async () => {
  ground.time.now = CORE_TIME;
  ground.authority.weather = 'clear';
  ground.authority.verdict = undefined;
  ground.zengin.name = { outcome: 'found', kana: 'ﾐﾎﾝ ﾊﾅｺ' };
  expect(await ground.bank.verify()).toEqual([]);
});
afterAll(() => ground.close());

test('a transfer with a code debits amount and fee, and has a receipt', async () => {
  const { bank, balanceOf } = ground;
  const customer = await ground.customer(100_000n);
  const prepared = await ground.prepared(customer, 30_000n, { payeeKana: 'みほん　はなこ' });
  expect(prepared).toMatchObject({
    total: 30_330n,
    balance: 100_000n,
    balanceAfter: 69_670n,
    need: { need: 'otp', limit: 1_000_000n, leftToday: 1_000_000n },
    terms: {
      fee: 330n,
      mode: 'core_time_now',
      valueDate: '2026-11-24',
      payee: { kana: 'ﾐﾎﾝ ﾊﾅｺ', bankName: '三菱ＵＦＪ' },
    },
  });
  expect(await bank.preparedTransfer(customer.contractId, prepared.orderId, 'pc')).toEqual(prepared);

  const outcome = await ground.execute(customer, prepared.orderId);
  expect(outcome).toMatchObject({
    outcome: 'executed',
    receipt: { terms: prepared.terms, total: 30_330n, executedAt: CORE_TIME, transferState: 'waiting' },
  });
  if (outcome.outcome !== 'executed') throw new Error('refused');
  expect(await balanceOf(customer)).toBe(prepared.balanceAfter);
  expect(await bank.receiptOf(customer.contractId, prepared.orderId)).toEqual(outcome.receipt);
  expect(await bank.orderOf(customer.contractId, prepared.orderId)).toMatchObject({
    state: 'executed',
    receiptNumber: outcome.receipt.receiptNumber,
  });
  expect((await bank.history({ contractId: customer.contractId })).lines).toMatchObject([
    { orderId: prepared.orderId, amount: 30_000n, fee: 330n },
  ]);
  expect(await bank.recentPayees(customer.contractId)).toEqual([prepared.terms.payee]);
  expect(
    await bank.needFor({ contractId: customer.contractId, kind: 'transfer', channel: 'pc' }),
  ).toMatchObject({
    leftToday: 970_000n,
  });
  const notices = await ground.query(`select kind, receipt_number from bank.notice where contract_id = $1`, [
    customer.contractId,
  ]);
  expect(notices).toEqual([{ kind: 'transfer_executed', receipt_number: outcome.receipt.receiptNumber }]);
});

test('within the bank the payee has the money at once, under the name that the bank knows', async () => {
  const sender = await ground.customer(10_000n);
  const payee = await ground.customer(0n);
  const prepared = await ground.prepared(sender, 10_000n, { payee: payee.payee, payeeKana: 'ダレカ' });
  expect(prepared.terms).toMatchObject({ fee: 0n, mode: 'same_bank_now', payee: { kana: 'ﾜﾘﾌ ﾀﾛｳ' } });
  expect(await ground.execute(sender, prepared.orderId)).toMatchObject({
    outcome: 'executed',
    receipt: { transferState: 'credited' },
  });
  expect(await ground.balanceOf(sender)).toBe(0n);
  expect(await ground.balanceOf(payee)).toBe(10_000n);
  expect(
    await ground.query('select 1 from bank.zengin_outbox where order_id = $1', [prepared.orderId]),
  ).toEqual([]);
});

test('executing again returns the first receipt and asks for no code', async () => {
  const customer = await ground.customer(100_000n);
  const { orderId } = await ground.prepared(customer, 1_000n);
  const first = await ground.execute(customer, orderId);
  ground.authority.weather = 'away';
  ground.time.now = epochSeconds(CORE_TIME + 86_400);
  expect(await ground.execute(customer, orderId, {})).toEqual(first);
  expect(await ground.balanceOf(customer)).toBe(98_835n);
});

test('64 executions of one order at once, through two banks, are one transfer', async () => {
  const customer = await ground.customer(100_000n);
  const { orderId } = await ground.prepared(customer, 1_000n);
  const other = ground.another();
  const outcomes = await Promise.all(
    Array.from({ length: 64 }, (_, index) =>
      (index % 2 === 0 ? ground.bank : other).executeTransfer({
        contractId: customer.contractId,
        channel: 'pc',
        orderId,
        code: '123456',
      }),
    ),
  );
  const receipts = new Set(
    outcomes.map((outcome) =>
      outcome.outcome === 'executed' ? outcome.receipt.receiptNumber : outcome.reason,
    ),
  );
  expect(receipts.size).toBe(1);
  expect(await ground.balanceOf(customer)).toBe(98_835n);
  const asked = ground.authority.keys.filter((key) => key.startsWith(orderId));
  expect(new Set(asked).size).toBe(1);
});

test('of many orders that drain one account at once, through two banks, one runs', async () => {
  const customer = await ground.customer(10_165n);
  const other = ground.another();
  const orders = await Promise.all(Array.from({ length: 16 }, () => ground.prepared(customer, 10_000n)));
  const outcomes = await Promise.all(
    orders.map(({ orderId }, index) =>
      (index % 2 === 0 ? ground.bank : other).executeTransfer({
        contractId: customer.contractId,
        channel: 'pc',
        orderId,
        code: '123456',
      }),
    ),
  );
  expect(outcomes.filter((outcome) => outcome.outcome === 'executed')).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.outcome === 'refused')
      expect(outcome).toMatchObject({ reason: 'funds_insufficient', shortBy: 10_165n });
  }
  expect(await ground.balanceOf(customer)).toBe(0n);
});

/**
 * Sends eight orders of ¥10,000 at once, where the limit has room for two and a half: through two banks, each of which
 * finds several of one contract and locks, or through eight, each of which finds one and trusts what it read. The day's
 * first transfer is over: writing its row is a lock by itself, and would hide that another is missing.
 */
async function raceForLimit(at: MoneyGround, processes: number) {
  const customer = await at.customer(1_000_000n);
  await at.bank.setLimit(customer.contractId, 'transfer', yen(26_000n));
  const first = await at.prepared(customer, 1_000n);
  const banks = [at.bank, ...Array.from({ length: processes - 1 }, () => at.another())];
  const orders = await Promise.all(Array.from({ length: 8 }, () => at.prepared(customer, 10_000n)));
  expect(await at.execute(customer, first.orderId)).toMatchObject({ outcome: 'executed' });
  return Promise.all(
    orders.map(({ orderId }, index) =>
      present(banks[index % processes], 'there are so many banks').executeTransfer({
        contractId: customer.contractId,
        channel: 'pc',
        orderId,
        code: '123456',
      }),
    ),
  );
}
const executedOf = (outcomes: readonly { readonly outcome: string }[]): number =>
  outcomes.filter(({ outcome }) => outcome === 'executed').length;

test.each([2, 8])(
  'of many orders that reach one limit at once through %d processes, as many run as it lets',
  async (processes) => {
    const outcomes = await raceForLimit(ground, processes);
    expect(executedOf(outcomes)).toBe(2);
    expect(outcomes.find((outcome) => outcome.outcome === 'refused')).toMatchObject({
      reason: 'limit_exceeded',
      limit: 26_000n,
      leftToday: 5_000n,
    });
  },
);

test('the race sees a planted fault: where nobody looks again, the limit is overrun', async () => {
  const broken = await openMoneyGround();
  const changed = await broken.query(`
    select replace(definition, 'where u.used_yen = p_limit_used', 'where 0 <= p_limit_used') as now, definition as before
    from pg_get_functiondef('bank.execute_transfers'::regproc) as definition`);
  expect(changed[0]?.['now']).not.toBe(changed[0]?.['before']);
  await broken.query(String(changed[0]?.['now']));
  let most = 0;
  for (let round = 0; round < 40 && most <= 2; round += 1) {
    most = Math.max(most, executedOf(await raceForLimit(broken, 8)));
  }
  await broken.close();
  expect(most).toBeGreaterThan(2);
});

test.each([
  ['draft_unknown', { draftId: '00000000-0000-7000-8000-00000000ffff' }],
  ['draft_unknown', { draftId: 'x' }],
  ['account_unknown', { fromAccountId: '00000000-0000-7000-8000-000000000001' }],
  ['account_unknown', { fromAccountId: "'; drop table" }],
  ['payee_bank_unknown', { payee: { ...OTHER_BANK, bankCode: '9999' } }],
  ['payee_branch_unknown', { payee: { ...OTHER_BANK, branchCode: '999' } }],
  ['payee_number_malformed', { payee: { ...OTHER_BANK, accountNumber: '12345678' } }],
  ['payee_account_unknown', { payee: { ...OTHER_BANK, bankCode: '1999', branchCode: '001' } }],
  ['payee_name_missing', { payeeKana: ' ' }],
  ['payee_name_not_allowed', { payeeKana: '山田' }],
  ['amount_not_positive', { amount: yen(0n) }],
  ['amount_not_positive', { amount: yen(-1n) }],
  ['amount_too_large', { amount: yen(10_000_000_000n) }],
  ['limit_exceeded', { amount: yen(1_000_001n) }],
  ['funds_insufficient', { amount: yen(1_000_000n) }],
])('%s: nothing is prepared', async (reason, spoiled) => {
  const customer = await ground.customer(50_000n);
  const outcome = await ground.bank.prepareTransfer({ ...wish(customer, 1_000n), ...spoiled });
  expect(outcome).toMatchObject({ outcome: 'refused', reason });
});

test('nobody sends to the account that the money comes from', async () => {
  const customer = await ground.customer(50_000n);
  const outcome = await ground.bank.prepareTransfer({ ...wish(customer, 1_000n), payee: customer.payee });
  expect(outcome).toMatchObject({ reason: 'same_account' });
});

test("another contract's order, account and draft are unknown", async () => {
  const [one, other] = [await ground.customer(50_000n), await ground.customer(50_000n)];
  const { orderId } = await ground.prepared(one, 1_000n);
  expect(await ground.execute(other, orderId)).toMatchObject({ reason: 'order_unknown' });
  expect(await ground.bank.preparedTransfer(other.contractId, orderId, 'pc')).toBeUndefined();
  expect(await ground.bank.receiptOf(other.contractId, orderId)).toBeUndefined();
  expect(await ground.bank.findDraft(other.contractId, one.draftId)).toBeUndefined();
  expect(await ground.bank.accountOf(other.contractId, one.accountId)).toBeUndefined();
  const stolen = { ...wish(other, 1_000n), fromAccountId: one.accountId };
  expect(await ground.bank.prepareTransfer(stolen)).toMatchObject({ reason: 'account_unknown' });
  expect(await ground.execute(one, 'not-an-order')).toMatchObject({ reason: 'order_unknown' });
});

test('an order lives for ten minutes', async () => {
  const customer = await ground.customer(50_000n);
  const { orderId } = await ground.prepared(customer, 1_000n);
  ground.time.now = epochSeconds(CORE_TIME + 600);
  expect(await ground.execute(customer, orderId)).toMatchObject({ reason: 'order_expired' });
  expect(await ground.bank.orderOf(customer.contractId, orderId)).toMatchObject({ state: 'expired' });
  expect(ground.authority.keys.filter((key) => key.startsWith(orderId))).toEqual([]);
});

test('where 15:30 goes by, the order is refused before a code is spent, and a new one has the terms of now', async () => {
  ground.time.now = epochSeconds(CORE_TIME + 5.5 * 3_600 - 1);
  const customer = await ground.customer(50_000n);
  const { orderId } = await ground.prepared(customer, 1_000n, { payee: DAYTIME_BANK });
  ground.time.now = epochSeconds(ground.time.now + 1);
  const outcome = await ground.execute(customer, orderId);
  expect(outcome).toMatchObject({ outcome: 'refused', reason: 'terms_changed' });
  expect(ground.authority.keys.filter((key) => key.startsWith(orderId))).toEqual([]);
  if (outcome.outcome !== 'refused' || outcome.reason !== 'terms_changed') throw new Error('executed');
  const renewed = await ground.bank.preparedTransfer(customer.contractId, outcome.newOrderId, 'pc');
  expect(renewed).toMatchObject({
    draftId: customer.draftId,
    terms: { mode: 'next_opening', valueDate: '2026-11-25', debitDate: '2026-11-24' },
  });
  expect(await ground.execute(customer, outcome.newOrderId)).toMatchObject({ outcome: 'executed' });
});

test('midnight changes the terms even of a transfer within the bank', async () => {
  ground.time.now = epochSeconds(CORE_TIME + 14 * 3_600 - 1);
  const customer = await ground.customer(50_000n);
  const payee = await ground.customer(0n);
  const { orderId } = await ground.prepared(customer, 1_000n, { payee: payee.payee });
  ground.time.now = epochSeconds(ground.time.now + 1);
  expect(await ground.execute(customer, orderId)).toMatchObject({ reason: 'terms_changed' });
});

test.each(['wrong', 'spent', 'locked'] as const)(
  'a code that is %s is refused in one word',
  async (verdict) => {
    const customer = await ground.customer(50_000n);
    const { orderId } = await ground.prepared(customer, 1_000n);
    ground.authority.verdict = verdict;
    expect(await ground.execute(customer, orderId)).toEqual({ outcome: 'refused', reason: 'code_refused' });
    const audit = await ground.query(
      `select detail ->> 'verdict' as verdict from bank.audit where order_id = $1`,
      [orderId],
    );
    expect(audit).toContainEqual({ verdict });
    const [contract] = await ground.query<{ locked: boolean }>(
      'select otp_locked_at is not null as locked from bank.contract where id = $1',
      [customer.contractId],
    );
    expect(contract?.locked).toBe(verdict === 'locked');
    ground.authority.verdict = undefined;
    expect(await ground.execute(customer, orderId)).toMatchObject({ outcome: 'executed' });
  },
);

test.each([
  ['code_missing', {}],
  ['code_missing', { code: ' ' }],
  ['code_missing', { confirmationPassword: CONFIRMATION }],
  ['code_malformed', { code: '12345' }],
  ['code_malformed', { code: 'abcdef' }],
  ['code_malformed', { code: '123456', nextCode: '1' }],
])('%s: the authority is not asked', async (reason, typed) => {
  const customer = await ground.customer(50_000n);
  const { orderId } = await ground.prepared(customer, 1_000n);
  expect(await ground.execute(customer, orderId, typed)).toEqual({ outcome: 'refused', reason });
  expect(ground.authority.keys.filter((key) => key.startsWith(orderId))).toEqual([]);
});

test('a code is taken in full width and with a space', async () => {
  const customer = await ground.customer(50_000n);
  const { orderId } = await ground.prepared(customer, 1_000n);
  expect(await ground.execute(customer, orderId, { code: '１２３ ４５６' })).toMatchObject({
    outcome: 'executed',
  });
});

test('a clock that is far off is answered with a second code', async () => {
  const customer = await ground.customer(50_000n);
  const { orderId } = await ground.prepared(customer, 1_000n);
  ground.authority.verdict = 'needs_second_code';
  expect(await ground.execute(customer, orderId)).toMatchObject({ reason: 'needs_second_code' });
  const both = { code: '123456', nextCode: '654321' };
  expect(await ground.execute(customer, orderId, both)).toMatchObject({ outcome: 'executed' });
});

test('an authority that is away refuses, and asks for no less', async () => {
  const customer = await ground.customer(50_000n);
  const { orderId } = await ground.prepared(customer, 1_000n);
  ground.authority.weather = 'away';
  const both = { code: '123456', confirmationPassword: CONFIRMATION };
  expect(await ground.execute(customer, orderId, both)).toEqual({
    outcome: 'refused',
    reason: 'authority_away',
  });
  expect(await ground.balanceOf(customer)).toBe(50_000n);
  ground.authority.weather = 'clear';
  expect(await ground.execute(customer, orderId)).toMatchObject({ outcome: 'executed' });
});

test('where the answer is lost, the same code again is the same question, and moves the money once', async () => {
  const customer = await ground.customer(50_000n);
  const { orderId } = await ground.prepared(customer, 1_000n);
  ground.authority.weather = 'answer_lost';
  expect(await ground.execute(customer, orderId)).toMatchObject({ reason: 'authority_away' });
  ground.authority.weather = 'clear';
  // Asked under a new key, the authority would say that the code is used.
  ground.authority.verdict = 'spent';
  expect(await ground.execute(customer, orderId)).toMatchObject({ outcome: 'executed' });
  expect(ground.authority.keys.filter((key) => key.startsWith(orderId))).toEqual([
    `${orderId}-1`,
    `${orderId}-1`,
  ]);
});

test('another code, or the same one a minute later, is another question', async () => {
  const customer = await ground.customer(50_000n);
  const { orderId } = await ground.prepared(customer, 1_000n);
  ground.authority.weather = 'answer_lost';
  await ground.execute(customer, orderId);
  ground.authority.weather = 'clear';
  ground.authority.verdict = 'spent';
  expect(await ground.execute(customer, orderId, { code: '654321' })).toMatchObject({
    reason: 'code_refused',
  });
  ground.time.now = epochSeconds(CORE_TIME + 61);
  expect(await ground.execute(customer, orderId)).toMatchObject({ reason: 'code_refused' });
});

test('where the bank says registered and the authority does not, nothing protected is done', async () => {
  const customer = await ground.customer(50_000n);
  const { orderId } = await ground.prepared(customer, 1_000n);
  ground.authority.bindings.delete(customer.subject);
  const both = { code: '123456', confirmationPassword: CONFIRMATION };
  expect(await ground.execute(customer, orderId, both)).toMatchObject({ reason: 'authority_disagrees' });
});

test('without a token the confirmation password is asked, and only where the authority knows of no token either', async () => {
  const customer = await ground.customer(500_000n, { hasToken: false });
  const prepared = await ground.prepared(customer, 150_000n);
  expect(prepared.need).toMatchObject({ need: 'confirmation_password', leftToday: 200_000n });
  const { orderId } = prepared;
  const password = { confirmationPassword: CONFIRMATION };
  ground.authority.bindings.set(customer.subject, { tokenId: 'WRSM00000009', boundAt: CORE_TIME });
  expect(await ground.execute(customer, orderId, password)).toMatchObject({ reason: 'authority_disagrees' });
  ground.authority.bindings.delete(customer.subject);
  ground.authority.weather = 'away';
  expect(await ground.execute(customer, orderId, password)).toMatchObject({ reason: 'authority_away' });
  ground.authority.weather = 'clear';
  expect(await ground.execute(customer, orderId, { confirmationPassword: 'wrong' })).toMatchObject({
    reason: 'confirmation_refused',
  });
  expect(await ground.execute(customer, orderId, password)).toMatchObject({ outcome: 'executed' });
  const more = await ground.bank.prepareTransfer(wish(customer, 50_001n));
  expect(more).toMatchObject({ reason: 'draft_unknown' });
  const { draftId } = await ground.bank.startDraft(customer.contractId, 'transfer', 'pc');
  expect(await ground.bank.prepareTransfer({ ...wish(customer, 50_001n), draftId })).toMatchObject({
    reason: 'limit_exceeded',
    limit: 200_000n,
    leftToday: 50_000n,
  });
});

test('five wrong confirmation passwords lock it, also when they come at once', async () => {
  const customer = await ground.customer(500_000n, { hasToken: false });
  const { orderId } = await ground.prepared(customer, 1_000n);
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => ground.execute(customer, orderId, { confirmationPassword: 'wrong' })),
  );
  expect(outcomes.every((outcome) => outcome.outcome === 'refused')).toBe(true);
  expect(await ground.execute(customer, orderId, { confirmationPassword: CONFIRMATION })).toMatchObject({
    reason: 'not_allowed',
    because: { reason: 'confirmation_locked' },
  });
  const notices = await ground.query(`select kind from bank.notice where contract_id = $1`, [
    customer.contractId,
  ]);
  expect(notices).toEqual([{ kind: 'confirmation_locked' }]);
});

test('one page sent eight times at once with the right password is executed once, also after four wrong ones', async () => {
  const customer = await ground.customer(500_000n, { hasToken: false });
  const { orderId } = await ground.prepared(customer, 1_000n);
  const send = (confirmationPassword: string) => ground.execute(customer, orderId, { confirmationPassword });
  for (const wrong of ['wrong-1', 'wrong-2', 'wrong-3', 'wrong-4']) {
    expect(await send(wrong)).toMatchObject({ reason: 'confirmation_refused' });
  }
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => send(CONFIRMATION)));
  expect(outcomes.map((outcome) => outcome.outcome)).toEqual(Array(8).fill('executed'));
  expect(await ground.query('select 1 from bank.posting where order_id = $1', [orderId])).toHaveLength(1);
});

test('a token that is registered between the confirm page and 実行 asks for its code', async () => {
  const customer = await ground.customer(500_000n, { hasToken: false });
  const { orderId } = await ground.prepared(customer, 1_000n);
  await ground.query(`update bank.contract set otp_mark = 'registered' where id = $1`, [customer.contractId]);
  expect(await ground.execute(customer, orderId, { confirmationPassword: CONFIRMATION })).toMatchObject({
    reason: 'code_missing',
  });
});

test('after a release by the branch nothing protected is done until the next registration', async () => {
  const customer = await ground.customer(500_000n);
  const { orderId } = await ground.prepared(customer, 1_000n);
  await ground.query(`update bank.contract set otp_mark = 'released' where id = $1`, [customer.contractId]);
  expect(await ground.execute(customer, orderId)).toMatchObject({
    reason: 'not_allowed',
    because: { reason: 'otp_released' },
  });
});

test('an approval whose money went meanwhile stays unspent, and the refusal is told', async () => {
  const customer = await ground.customer(10_165n);
  const first = await ground.prepared(customer, 10_000n);
  const second = await ground.prepared(customer, 10_000n);
  // While the authority thinks about the first one, the second one takes the money.
  const slow = ground.slow(() => ground.execute(customer, second.orderId));
  const outcome = await slow.executeTransfer({
    contractId: customer.contractId,
    channel: 'pc',
    orderId: first.orderId,
    code: '123456',
  });
  expect(outcome).toMatchObject({ reason: 'funds_insufficient' });
  expect(
    await ground.query('select spent_at from bank.approval where order_id = $1', [first.orderId]),
  ).toEqual([{ spent_at: null }]);
});

test.each([
  ['is not', null],
  ['is', '2027-01-01'],
])(
  'where nothing is in its way, a transfer takes no lock before it is written; the contract %s in a cool-down',
  async (_, coolDown) => {
    const quick = await openMoneyGround();
    const customer = await quick.customer(500_000n);
    await quick.query('update bank.contract set cool_down_until = $2 where id = $1', [
      customer.contractId,
      coolDown,
    ]);
    await quick.query(`alter function bank.lock_transfer_orders rename to lock_transfer_orders_no_more`);
    const orders = [await quick.prepared(customer, 1_000n), await quick.prepared(customer, 2_000n)];
    for (const { orderId } of orders) {
      expect(await quick.execute(customer, orderId)).toMatchObject({ outcome: 'executed' });
    }
    expect(await quick.bank.verify()).toEqual([]);
    await quick.close();
  },
);

test.each([
  ['stopped', `state = 'stopped'`, { because: { reason: 'contract_stopped' } }],
  ['released', `otp_mark = 'released'`, { because: { reason: 'otp_released' } }],
  ['without a token', `otp_mark = 'none'`, { limit: 200_000n }],
  ['in a cool-down', `cool_down_until = '2027-01-01'`, { reason: 'limit_exceeded', limit: 200_000n }],
])('a contract that is %s while the authority thinks is judged as it is then', async (_, change, refusal) => {
  const customer = await ground.customer(500_000n);
  const { orderId } = await ground.prepared(customer, 200_001n);
  const slow = ground.slow(() =>
    ground.query(`update bank.contract set ${change} where id = $1`, [customer.contractId]),
  );
  const call = { contractId: customer.contractId, channel: 'pc', orderId, code: '123456' } as const;
  expect(await slow.executeTransfer(call)).toMatchObject({ outcome: 'refused', ...refusal });
  expect(await ground.balanceOf(customer)).toBe(500_000n);
});

test('a limit that is lowered while the authority thinks holds', async () => {
  const customer = await ground.customer(500_000n);
  const { orderId } = await ground.prepared(customer, 20_000n);
  const slow = ground.slow(() => ground.bank.setLimit(customer.contractId, 'transfer', yen(10_000n)));
  const call = { contractId: customer.contractId, channel: 'pc', orderId, code: '123456' } as const;
  expect(await slow.executeTransfer(call)).toMatchObject({ reason: 'limit_exceeded', limit: 10_000n });
  expect(await ground.balanceOf(customer)).toBe(500_000n);
});

test('a code that was accepted more than a minute ago buys nothing', async () => {
  const customer = await ground.customer(50_000n);
  const { orderId } = await ground.prepared(customer, 1_000n);
  const slow = ground.slow(() => {
    ground.time.now = epochSeconds(CORE_TIME + 60);
  });
  const call = { contractId: customer.contractId, channel: 'pc', orderId, code: '123456' } as const;
  expect(await slow.executeTransfer(call)).toMatchObject({ reason: 'code_missing' });
  expect(await ground.balanceOf(customer)).toBe(50_000n);
});

test('a draft keeps what was typed, merges it, and is over when its order is executed', async () => {
  const { bank } = ground;
  const customer = await ground.customer(50_000n);
  const { contractId, draftId } = customer;
  await Promise.all([
    bank.saveDraft(contractId, draftId, { bankCode: '0005', amount: '１，０００' }),
    bank.saveDraft(contractId, draftId, { branchCode: '001' }),
  ]);
  await bank.saveDraft(contractId, draftId, { bankCode: '' });
  expect(await bank.findDraft(contractId, draftId)).toMatchObject({
    kind: 'transfer',
    fields: { branchCode: '001', amount: '１，０００' },
  });
  const { orderId } = await ground.prepared(customer, 1_000n);
  await ground.execute(customer, orderId);
  expect(await bank.findDraft(contractId, draftId)).toBeUndefined();
  expect(await bank.saveDraft(contractId, draftId, { a: 'b' })).toBeUndefined();
  expect(await bank.prepareTransfer(wish(customer, 1_000n))).toMatchObject({ reason: 'draft_unknown' });
});

test('a draft lives for an hour after it was last saved, and is forgotten then', async () => {
  const { bank, time } = ground;
  const { contractId, draftId } = await ground.customer(0n);
  time.now = epochSeconds(CORE_TIME + 3_000);
  await bank.saveDraft(contractId, draftId, { a: 'b' });
  time.now = epochSeconds(CORE_TIME + 6_599);
  expect(await bank.findDraft(contractId, draftId)).toBeDefined();
  time.now = epochSeconds(CORE_TIME + 6_600);
  expect(await bank.findDraft(contractId, draftId)).toBeUndefined();
  expect(await bank.forgetDrafts()).toBeGreaterThan(0);
  expect(await ground.query('select 1 from bank.draft where id = $1', [draftId])).toEqual([]);
});

test('the name of a payee is asked of our own book or of the other bank', async () => {
  const { bank, zengin } = ground;
  const own = await ground.customer(0n);
  expect(await bank.inquireName(own.payee)).toEqual({ outcome: 'found', kana: 'ﾜﾘﾌ ﾀﾛｳ' });
  expect(await bank.inquireName({ ...own.payee, accountKind: 'savings' })).toEqual({
    outcome: 'no_such_account',
  });
  expect(await bank.inquireName(OTHER_BANK)).toEqual({ outcome: 'found', kana: 'ﾐﾎﾝ ﾊﾅｺ' });
  zengin.name = { outcome: 'found', kana: '名前' };
  expect(await bank.inquireName(OTHER_BANK)).toEqual({ outcome: 'unavailable' });
  zengin.weather = 'away';
  expect(await bank.inquireName(OTHER_BANK)).toEqual({ outcome: 'unavailable' });
  zengin.weather = 'clear';
});

test('a demo that moved the business date counts and posts on its own day', async () => {
  await ground.query('update bank.business_day set offset_days = 40');
  ground.time.now = epochSeconds(CORE_TIME + 100_000);
  const customer = await ground.customer(50_000n);
  const prepared = await ground.prepared(customer, 1_000n, { payee: DAYTIME_BANK });
  expect(prepared.terms).toMatchObject({
    mode: 'core_time_now',
    debitDate: '2027-01-04',
    valueDate: '2027-01-04',
  });
  await ground.execute(customer, prepared.orderId);
  const used = await ground.query('select business_date::text from bank.limit_used where contract_id = $1', [
    customer.contractId,
  ]);
  expect(used).toEqual([{ business_date: '2027-01-04' }]);
  await ground.query('update bank.business_day set offset_days = 0');
});
