import { epochSeconds, yen } from '@warifu/base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BranchSession } from '../src/branch/operator.ts';
import type { ProcedureTerms } from '../src/branch/request.ts';
import { type BranchGround, openBranchGround } from './support/branch.ts';

let ground: BranchGround;
let maker: BranchSession;
let checker: BranchSession;
beforeAll(async () => {
  ground = await openBranchGround();
  maker = await ground.operator('teller', { branchCode: '002' });
  checker = await ground.operator('manager', { branchCode: '002' });
});
afterAll(() => ground.close());

const stop = async (branchCode = '002'): Promise<ProcedureTerms> => ({
  kind: 'emergency_stop',
  contractId: (await ground.contract({ branchCode })).contractId,
});
const make = (session: BranchSession, terms: ProcedureTerms, paper = ground.paper()) =>
  ground.branch.makeRequest({ session, terms, paper });

test('a branch acts for its own contracts, and head office for all', async () => {
  const terms = await stop('003');
  expect(await make(maker, terms)).toEqual({ outcome: 'refused', reason: 'other_branch' });
  const head = await ground.operator('teller');
  expect(await make(head, terms)).toMatchObject({ outcome: 'made' });
  const opening = {
    kind: 'contract_opening',
    holder: { kanji: '見本', kana: 'ミホン' },
    branchCode: '001',
    language: 'ja',
    deposit: yen(0n),
  } as const;
  expect(await make(maker, opening)).toEqual({ outcome: 'refused', reason: 'other_branch' });
});

test('who is suspended, or reads only, enters nothing, whatever the session says', async () => {
  const auditor = await ground.operator('auditor');
  expect(await make(auditor, await stop())).toEqual({ outcome: 'refused', reason: 'role_missing' });
  const gone = await ground.operator('teller', { branchCode: '002' });
  await ground.query(`update bank.operator set state = 'suspended' where id = $1`, [
    gone.operator.operatorId,
  ]);
  expect(await make(gone, await stop())).toEqual({ outcome: 'refused', reason: 'role_missing' });
});

test.each(['nonsense', '01930000-0000-7000-8000-000000000000'])(
  'a contract or an operator that there is not: %s',
  async (id) => {
    expect(await make(maker, { kind: 'emergency_stop', contractId: id })).toMatchObject({
      reason: 'contract_unknown',
    });
    expect(await make(maker, { kind: 'operator_suspension', operatorId: id })).toMatchObject({
      reason: 'operator_unknown',
    });
  },
);

test('a form is entered once, also by two at once, and what waits is not entered again', async () => {
  const paper = ground.paper();
  const terms = await stop();
  const others = await Promise.all([make(maker, terms, paper), make(checker, await stop(), paper)]);
  expect(others.filter(({ outcome }) => outcome === 'made')).toHaveLength(1);
  expect(await make(maker, await stop(), paper)).toMatchObject({ reason: 'form_number_taken' });
  const same = await stop();
  const [one, other] = await Promise.all([make(maker, same), make(checker, same)]);
  const made = [one, other].find(({ outcome }) => outcome === 'made');
  const refused = [one, other].find(({ outcome }) => outcome === 'refused');
  if (made?.outcome !== 'made') throw new Error('one was made');
  expect(refused).toEqual({ outcome: 'refused', reason: 'same_waiting', requestId: made.requestId });
});

test('a request is refused by a manager who did not make it, withdrawn by who did, and either says why', async () => {
  const own = await ground.made(checker, await stop());
  const { requestId } = own;
  const note = '書面に不備があります';
  const { refuseRequest, withdrawRequest } = ground.branch;
  expect(await refuseRequest({ session: maker, requestId, note })).toMatchObject({ reason: 'role_missing' });
  expect(await refuseRequest({ session: checker, requestId, note })).toMatchObject({ reason: 'own' });
  expect(await withdrawRequest({ session: maker, requestId, note })).toMatchObject({ reason: 'not_own' });
  expect(await withdrawRequest({ session: checker, requestId, note: ' ' })).toMatchObject({
    reason: 'note_malformed',
  });
  expect(await withdrawRequest({ session: checker, requestId, note })).toEqual({ outcome: 'decided' });
  expect(await refuseRequest({ session: checker, requestId, note })).toMatchObject({ reason: 'not_waiting' });
  const other = await ground.made(maker, await stop());
  const refused = await refuseRequest({ session: checker, requestId: other.requestId, note });
  expect(refused).toEqual({ outcome: 'decided' });
  expect(await ground.branch.requestOf(maker, other.requestId)).toMatchObject({
    state: 'refused',
    note,
    checker: { operatorId: checker.operator.operatorId },
  });
  expect(await ground.acts(other.requestId)).toEqual(['request_made', 'request_refused']);
  expect(await ground.approve(checker, other)).toMatchObject({ reason: 'not_waiting', state: 'refused' });
});

test('what waits is a queue, oldest first; all else is newest first; page by page', async () => {
  const requests: string[] = [];
  for (let n = 0; n < 3; n += 1) requests.push((await ground.made(maker, await stop())).requestId);
  const list = (call: Partial<Parameters<typeof ground.branch.listRequests>[1]>) =>
    ground.branch.listRequests(checker, { limit: 100, ...call });
  const queue = await list({ state: 'waiting' });
  const ids = queue.requests.map(({ requestId }) => requestId);
  expect(ids.filter((id) => requests.includes(id))).toEqual(requests);
  expect(ids).toEqual([...ids].sort());
  expect(queue.waiting).toBe(ids.length);
  const first = await list({ state: 'waiting', limit: 2 });
  expect(first.hasMore).toBe(true);
  const second = await list({ state: 'waiting', limit: 100, after: first.requests[1]?.requestId ?? '' });
  expect([...first.requests, ...second.requests].map(({ requestId }) => requestId)).toEqual(ids);
  const all = (await list({ kind: 'emergency_stop' })).requests.map(({ requestId }) => requestId);
  expect(all).toEqual([...all].sort().reverse());
  expect(all.length).toBeGreaterThan(ids.length);
});

test('a request that nobody decides on expires after seven days, on the page at once and in the book by the job', async () => {
  const made = await ground.made(maker, await stop());
  const { requestId } = made;
  ground.time.now = epochSeconds(made.expiresAt - 1);
  expect(await ground.branch.requestOf(maker, requestId)).toMatchObject({ state: 'waiting' });
  ground.time.now = made.expiresAt;
  expect(made.expiresAt - made.madeAt).toBe(7 * 86_400);
  expect(await ground.branch.requestOf(maker, requestId)).toMatchObject({ state: 'expired' });
  expect(await ground.approve(checker, made)).toMatchObject({ reason: 'not_waiting', state: 'expired' });
  const withdrawn = await ground.branch.withdrawRequest({ session: maker, requestId, note: '取下げ' });
  expect(withdrawn).toMatchObject({ reason: 'not_waiting' });
  expect(await ground.branch.carryOn()).toBeGreaterThanOrEqual(1);
  expect(await ground.branch.carryOn()).toBe(0);
  const [row] = await ground.query('select state from bank.branch_request where id = $1', [requestId]);
  expect(row).toEqual({ state: 'expired' });
  expect(await ground.acts(requestId)).toEqual(['request_made', 'request_expired']);
  const expired = await ground.branch.listRequests(checker, { state: 'expired', limit: 100 });
  expect(expired.requests.map((request) => request.requestId)).toContain(requestId);
});
