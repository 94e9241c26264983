import { randomBytes } from 'node:crypto';
import {
  type Bank,
  type BankTables,
  defaultConfiguration,
  openBank,
  type TokenAuthority,
} from '@warifu/bank';
import { type EpochSeconds, yen } from '@warifu/base';
import { openDatabase } from '@warifu/pg';
import { AuthorityUnavailable } from '@warifu/token';
import { tokenAuthorityApi } from '@warifu/token-authority';
import { connectTokenAuthority } from '@warifu/token-client';
import Fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fakePayEasy } from '../../../packages/bank/test/support/pay-easy.ts';
import { fakeZengin } from '../../../packages/bank/test/support/zengin.ts';
import { type HandToken, openHouse, type TestHouse, wrongCode } from '../../../packages/token/test/house.ts';

const PASSWORD = 'Kawara-no-tsuki-7';
const PAYEE = {
  bankCode: '0005',
  branchCode: '001',
  accountKind: 'ordinary',
  accountNumber: '1234567',
} as const;

/** Whether the authority's answers reach the bank. */
interface Line {
  losesAnswers: boolean;
}

interface Reached {
  readonly port: TokenAuthority;
  readonly close: () => Promise<void>;
}

/** The port as `serve` hands it over where both wings are one process. */
async function inOneProcess(house: TestHouse, party: string, line: Line): Promise<Reached> {
  const port = house.authority.portFor(party, ['verify', 'administer']);
  const lossy =
    <Call, Answer>(work: (call: Call) => Promise<Answer>) =>
    async (call: Call): Promise<Answer> => {
      const answer = await work(call);
      if (line.losesAnswers) throw new AuthorityUnavailable('lost');
      return answer;
    };
  return {
    port: {
      validate: lossy(port.validate),
      validateInLog: lossy(port.validateInLog),
      bind: lossy(port.bind),
      beginReplace: lossy(port.beginReplace),
      replace: lossy(port.replace),
      end: lossy(port.end),
      stateOf: port.stateOf,
      release: lossy(port.release),
      unlock: lossy(port.unlock),
      tokenOf: port.tokenOf,
      handOut: lossy(port.handOut),
    },
    close: async () => undefined,
  };
}

/** The same over the wire: the package's client, and the authority's own API behind it. */
async function overHttp(house: TestHouse, party: string, line: Line): Promise<Reached> {
  const site = Fastify();
  await site.register(tokenAuthorityApi, { authority: house.authority });
  site.addHook('onSend', async (request) => {
    if (line.losesAnswers && request.method === 'POST') request.raw.socket.destroy();
  });
  const url = await site.listen({ port: 0, host: '127.0.0.1' });
  const scopes = ['verify', 'administer'] as const;
  const { key } = await house.authority.issueKey({ relyingPartyId: party, scopes });
  return {
    port: connectTokenAuthority<EpochSeconds>({ url, key, timeoutMs: 10_000 }),
    close: () => site.close(),
  };
}

describe.each([
  ['in one process', inOneProcess],
  ['over HTTP', overHttp],
])('the bank and a real authority, %s', (_, reach) => {
  const line: Line = { losesAnswers: false };
  const closers: (() => Promise<unknown>)[] = [];
  const zengin = fakeZengin();
  let house: TestHouse;
  let port: TokenAuthority;
  let bank: Bank;
  let contract: Awaited<ReturnType<Bank['openContract']>>;
  let token: HandToken;

  beforeAll(async () => {
    house = await openHouse();
    closers.push(house.close);
    const reached = await reach(house, await house.party('わりふ信用金庫'), line);
    closers.push(reached.close);
    port = reached.port;
    const database = openDatabase<BankTables>({ connectionString: house.fresh.urlFor('bank_app') });
    closers.push(() => database.close());
    bank = openBank({
      database,
      clock: house.now,
      authority: port,
      zengin: zengin.port,
      payEasy: fakePayEasy().port,
      sendMail: async () => undefined,
      configuration: defaultConfiguration,
      pepper: randomBytes(32),
    });
  });
  beforeEach(async () => {
    line.losesAnswers = false;
    house.pass(3_600);
    contract = await bank.openContract({
      holder: { kanji: '割符 太郎', kana: 'ワリフ タロウ' },
      branchCode: '001',
      loginPassword: PASSWORD,
      keepsPassword: true,
      deposits: [yen(100_000n)],
    });
    token = await house.token();
  });
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
  });

  async function identified(flow: 'register' | 'stop') {
    const { contractNumber } = contract;
    const address = '203.0.113.7';
    const outcome = await bank.identify({ contractNumber, password: PASSWORD, channel: 'pc', address, flow });
    if (outcome.outcome !== 'identified') throw new Error('the identification was to succeed');
    return outcome;
  }
  async function registered() {
    const { flowToken } = await identified('register');
    const { tokenId } = token;
    expect(await bank.registerToken({ flowToken, tokenId, code: token.code() })).toMatchObject({
      outcome: 'registered',
    });
    house.pass(60);
  }
  const stateOf = () => port.stateOf(contract.subject);
  async function prepared() {
    const { contractId } = contract;
    const [account] = await bank.listAccounts(contractId);
    const { draftId } = await bank.startDraft(contractId, 'transfer', 'pc');
    const outcome = await bank.prepareTransfer({
      contractId,
      channel: 'pc',
      draftId,
      fromAccountId: account?.accountId ?? '',
      payee: PAYEE,
      amount: yen(10_000n),
      payeeKana: 'ミホン ハナコ',
      nameSource: 'typed',
    });
    if (outcome.outcome !== 'prepared') throw new Error(`refused: ${outcome.reason}`);
    return outcome.order.orderId;
  }
  const execute = (orderId: string, code: string, nextCode?: string) =>
    bank.executeTransfer({
      contractId: contract.contractId,
      channel: 'pc',
      orderId,
      code,
      ...(nextCode === undefined ? {} : { nextCode }),
    });
  const balance = async () => (await bank.listAccounts(contract.contractId))[0]?.balance;
  /** Codes of the token that were accepted on an order. */
  const spentCodes = async () =>
    (
      await house.owner.pool.query(
        "select from token.audit where token_id = $1 and act = 'validate' and outcome = 'accepted'",
        [token.tokenId],
      )
    ).rowCount;

  test('利用登録: a wrong code is refused, the right one registers', async () => {
    const { flowToken } = await identified('register');
    const give = (code: string) => bank.registerToken({ flowToken, tokenId: token.tokenId, code });
    expect(await give(wrongCode(token))).toMatchObject({ outcome: 'refused', reason: 'not_accepted' });
    expect(await stateOf()).toEqual({ state: 'none' });
    expect(await give(token.code())).toMatchObject({ outcome: 'registered' });
    expect(await stateOf()).toEqual({ state: 'active', tokenId: token.tokenId, boundAt: house.now() });
  });

  test('利用登録: growing waits are told with their end', async () => {
    const { flowToken } = await identified('register');
    const give = () => bank.registerToken({ flowToken, tokenId: token.tokenId, code: wrongCode(token) });
    for (let times = 0; times < 4; times += 1) await give();
    expect(await give()).toMatchObject({ outcome: 'refused', reason: 'wait', until: house.now() + 30 });
  });

  test('時刻補正: a clock far off needs the next code, here and on an order', async () => {
    const { flowToken } = await identified('register');
    const give = (code: string, nextCode?: string) => {
      const second = nextCode === undefined ? {} : { nextCode };
      return bank.registerToken({ flowToken, tokenId: token.tokenId, code, ...second });
    };
    expect(await give(token.code(9))).toMatchObject({ reason: 'needs_second_code' });
    expect(await give(token.code(9), token.code(10))).toMatchObject({ outcome: 'registered' });
    house.pass(60);
    const orderId = await prepared();
    expect(await execute(orderId, token.code(-5))).toMatchObject({ outcome: 'refused' });
    expect(await execute(orderId, token.code(25))).toMatchObject({ reason: 'needs_second_code' });
    expect(await execute(orderId, token.code(25), token.code(26))).toMatchObject({ outcome: 'executed' });
  });

  test('機種変更: the old code, then the new token; the old one is none any more', async () => {
    await registered();
    const next = await house.token();
    const { flowToken, step } = await identified('register');
    expect(step).toBe('old_code');
    expect(await bank.giveOldCode({ flowToken, code: wrongCode(token) })).toMatchObject({
      outcome: 'refused',
    });
    expect(await bank.giveOldCode({ flowToken, code: token.code() })).toEqual({ outcome: 'accepted' });
    const give = (hand: HandToken) =>
      bank.registerToken({ flowToken, tokenId: hand.tokenId, code: hand.code(1) });
    expect(await give(token)).toMatchObject({ reason: 'same_token' });
    expect(await give(next)).toMatchObject({ outcome: 'registered' });
    expect(await stateOf()).toMatchObject({ state: 'active', tokenId: next.tokenId });
  });

  test('利用停止: a code ends it', async () => {
    await registered();
    const { flowToken } = await identified('stop');
    expect(await bank.stopToken({ flowToken, code: token.code() })).toEqual({ outcome: 'stopped' });
    expect(await stateOf()).toEqual({ state: 'none' });
  });

  test('振込: a code pays one order, once', async () => {
    await registered();
    const [orderId, other] = [await prepared(), await prepared()];
    const code = token.code();
    const receipt = await execute(orderId, code);
    expect(receipt).toMatchObject({ outcome: 'executed' });
    expect(await execute(orderId, code)).toEqual(receipt);
    expect(await execute(other, code)).toMatchObject({ outcome: 'refused', reason: 'code_refused' });
    expect(await balance()).toBe(100_000n - 10_165n);
  });

  test('振込: the answer is lost after the code was spent; the same page sent again pays, once', async () => {
    await registered();
    const orderId = await prepared();
    const code = token.code();
    line.losesAnswers = true;
    expect(await execute(orderId, code)).toMatchObject({ reason: 'authority_away' });
    expect(await balance()).toBe(100_000n);
    line.losesAnswers = false;
    expect(await execute(orderId, code)).toMatchObject({ outcome: 'executed' });
    expect(await balance()).toBe(100_000n - 10_165n);
    expect(await spentCodes()).toBe(1);
  });

  test('利用登録, 機種変更, 利用停止: answers lost after the deed; the flow begun again finds it done', async () => {
    const first = await identified('register');
    line.losesAnswers = true;
    const { tokenId } = token;
    const give = { flowToken: first.flowToken, tokenId, code: token.code() };
    expect(await bank.registerToken(give)).toMatchObject({ reason: 'authority_away' });
    line.losesAnswers = false;
    expect(await stateOf()).toMatchObject({ state: 'active', tokenId });
    house.pass(60);
    const next = await house.token();
    const change = await identified('register');
    expect(change.step).toBe('old_code');
    await bank.giveOldCode({ flowToken: change.flowToken, code: token.code() });
    line.losesAnswers = true;
    const giveNext = { flowToken: change.flowToken, tokenId: next.tokenId, code: next.code() };
    expect(await bank.registerToken(giveNext)).toMatchObject({ reason: 'authority_away' });
    line.losesAnswers = false;
    expect(await bank.registerToken(giveNext)).toMatchObject({ outcome: 'registered' });
    expect(await stateOf()).toMatchObject({ state: 'active', tokenId: next.tokenId });
    house.pass(60);
    const stop = await identified('stop');
    line.losesAnswers = true;
    const end = { flowToken: stop.flowToken, code: next.code() };
    expect(await bank.stopToken(end)).toMatchObject({ reason: 'authority_away' });
    line.losesAnswers = false;
    expect((await identified('stop')).step).toBe('nothing_to_stop');
    expect(await stateOf()).toEqual({ state: 'none' });
  });

  test('ten wrong codes lock; unlock and release are carried out once for each key, however often they are sent', async () => {
    await registered();
    const { subject } = contract;
    const lock = async () => {
      const orderId = await prepared();
      for (let times = 0; times < 10; times += 1) await execute(orderId, wrongCode(token));
      expect((await stateOf()).state).toBe('locked');
    };
    await lock();
    const unlock = { subject, reason: 'form 1', idempotencyKey: 'request-1-of-this-test' };
    expect(await port.unlock(unlock)).toEqual({ outcome: 'unlocked' });
    await lock();
    expect(await port.unlock(unlock)).toEqual({ outcome: 'unlocked' });
    expect((await stateOf()).state).toBe('locked');
    const release = { subject, reason: 'form 2', idempotencyKey: 'request-2-of-this-test' };
    line.losesAnswers = true;
    await expect(port.release(release)).rejects.toMatchObject({ name: 'AuthorityUnavailable' });
    line.losesAnswers = false;
    expect(await port.release(release)).toEqual({ outcome: 'released' });
    expect(await stateOf()).toEqual({ state: 'none' });
  });
});
