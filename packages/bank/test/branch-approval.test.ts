import { epochSeconds, yen } from '@warifu/base';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findBranchFaults } from '../src/branch/claims.ts';
import type { BranchSession } from '../src/branch/operator.ts';
import type { ProcedureTerms, RequestView } from '../src/branch/request.ts';
import { GOOD_CODE } from './support/authority.ts';
import { type BranchGround, openBranchGround } from './support/branch.ts';

let ground: BranchGround;
let maker: BranchSession;
let checker: BranchSession;
let second: BranchSession;
beforeAll(async () => {
  ground = await openBranchGround();
  maker = await ground.operator('teller');
  checker = await ground.operator('manager');
  second = await ground.operator('manager');
});
beforeEach(() => {
  ground.administration.weather = 'clear';
  ground.administration.authority.weather = 'clear';
  ground.administration.authority.verdict = undefined;
});
afterAll(async () => {
  expect(await findBranchFaults(ground.ports.database)).toEqual([]);
  await ground.close();
});

const limit = async (amount = 1n): Promise<ProcedureTerms> => ({
  kind: 'limit_change',
  contractId: (await ground.contract()).contractId,
  limitKind: 'transfer',
  limit: yen(amount),
});
const release = async () => {
  const { contractId, subject } = await ground.contract({ hasToken: true });
  return { terms: { kind: 'token_release', contractId } as const, contractId, subject };
};
const stateOf = async ({ requestId }: RequestView) =>
  (await ground.branch.requestOf(checker, requestId))?.state;
const later = (seconds: number) => {
  ground.time.now = epochSeconds(ground.time.now + seconds);
};

test('nobody approves what they made, whatever account they use', async () => {
  const made = await ground.made(checker, await limit());
  expect(made.isOwn).toBe(true);
  expect(await ground.approve(checker, made)).toEqual({ outcome: 'refused', reason: 'own' });
  await ground.query(`update bank.operator set state = 'suspended' where id = $1`, [
    checker.operator.operatorId,
  ]);
  const { personNumber } = checker.operator;
  const otherAccount = await ground.operator('manager', { personNumber });
  expect(await ground.approve(otherAccount, made)).toEqual({ outcome: 'refused', reason: 'own' });
  await ground.query('delete from bank.operator where id = $1', [otherAccount.operator.operatorId]);
  await ground.query(`update bank.operator set state = 'active' where id = $1`, [
    checker.operator.operatorId,
  ]);
  expect(await stateOf(made)).toBe('waiting');
  expect(await ground.approve(second, made)).toEqual({ outcome: 'done' });
});

test('nobody approves what is about them', async () => {
  const terms = { kind: 'operator_password_reissue', operatorId: checker.operator.operatorId } as const;
  const made = await ground.made(maker, terms);
  expect(await ground.approve(checker, made)).toEqual({ outcome: 'refused', reason: 'own' });
  await ground.branch.withdrawRequest({ session: maker, requestId: made.requestId, note: '取下げ' });
});

test('tellers and auditors approve nothing, and other branches see nothing', async () => {
  const made = await ground.made(maker, await limit());
  const auditor = await ground.operator('auditor');
  const elsewhere = await ground.operator('manager', { branchCode: '002' });
  expect(await ground.approve(maker, made)).toEqual({ outcome: 'refused', reason: 'role_missing' });
  expect(await ground.approve(auditor, made)).toEqual({ outcome: 'refused', reason: 'role_missing' });
  expect(await ground.approve(elsewhere, made)).toEqual({ outcome: 'refused', reason: 'request_unknown' });
  expect(await ground.branch.requestOf(elsewhere, made.requestId)).toBeUndefined();
  expect(await ground.branch.requestOf(auditor, made.requestId)).toMatchObject({ isOwn: false });
});

test('a code is asked for once what was shown is what would be done', async () => {
  const made = await ground.made(maker, await limit());
  const asked = ground.administration.authority.keys.length;
  const other = await ground.approve(checker, made, { digest: '00'.repeat(32) });
  expect(other).toEqual({ outcome: 'refused', reason: 'changed' });
  expect(await ground.approve(checker, made, { code: 'x' })).toMatchObject({ reason: 'code_malformed' });
  expect(ground.administration.authority.keys).toHaveLength(asked);
  // Terms altered in the book, past every wall: what was digested is not what stands there.
  await ground.query(
    `update bank.branch_request set terms = jsonb_set(terms, '{limit}', '"10000000"') where id = $1`,
    [made.requestId],
  );
  expect(await ground.approve(checker, made)).toEqual({ outcome: 'refused', reason: 'changed' });
  expect((await findBranchFaults(ground.ports.database)).map(({ name }) => name)).toEqual([
    'request_altered',
  ]);
  await ground.query(
    `update bank.branch_request set terms = jsonb_set(terms, '{limit}', '"1"') where id = $1`,
    [made.requestId],
  );
});

test('wrong, used and locked codes are one word, written down apart, each under a key of its own', async () => {
  const made = await ground.made(maker, await limit());
  const { authority } = ground.administration;
  const before = authority.keys.length;
  const code_refused = { outcome: 'refused', reason: 'code_refused' };
  expect(await ground.approve(checker, made, { code: '000000' })).toEqual(code_refused);
  for (const verdict of ['spent', 'locked'] as const) {
    authority.verdict = verdict;
    expect(await ground.approve(checker, made)).toEqual(code_refused);
  }
  authority.verdict = 'needs_second_code';
  expect(await ground.approve(checker, made)).toMatchObject({ reason: 'needs_second_code' });
  expect(await ground.approve(checker, made, { nextCode: GOOD_CODE })).toEqual({ outcome: 'done' });
  expect(authority.keys.slice(before)).toEqual([1, 2, 3, 4, 5].map((n) => `branch-${made.requestId}-${n}`));
  const rows = await ground.query(
    'select verdict from bank.branch_attempt where request_id = $1 order by attempt',
    [made.requestId],
  );
  expect(rows.map((row) => row.verdict)).toEqual([
    'wrong',
    'spent',
    'locked',
    'needs_second_code',
    'accepted',
  ]);
});

test('a code whose answer was lost is the same question when it comes again', async () => {
  const made = await ground.made(maker, await limit());
  const { authority } = ground.administration;
  authority.weather = 'answer_lost';
  expect(await ground.approve(checker, made)).toEqual({ outcome: 'refused', reason: 'authority_away' });
  authority.weather = 'clear';
  expect(await ground.approve(checker, made)).toEqual({ outcome: 'done' });
  expect(authority.keys.slice(-2)).toEqual([`branch-${made.requestId}-1`, `branch-${made.requestId}-1`]);
  // And the page sent once more says what became of it.
  expect(await ground.approve(checker, made)).toEqual({ outcome: 'done' });
  expect(await ground.approve(second, made)).toEqual({
    outcome: 'refused',
    reason: 'not_waiting',
    state: 'done',
  });
});

test('what became impossible between the entry and the code is said before a code is spent', async () => {
  const terms = await limit();
  const made = await ground.made(maker, terms);
  if (terms.kind !== 'limit_change') throw new Error('a limit');
  await ground.bank.setLimit(terms.contractId, 'transfer', yen(1n));
  const asked = ground.administration.authority.keys.length;
  expect(await ground.approve(checker, made)).toEqual({
    outcome: 'refused',
    reason: 'not_possible',
    because: { reason: 'limit_unchanged' },
  });
  expect(ground.administration.authority.keys).toHaveLength(asked);
});

test('what became impossible while the code was on its way is said behind the lock, and nothing is approved', async () => {
  const { contractId } = await ground.contract();
  const made = await ground.made(maker, { kind: 'emergency_stop', contractId });
  const { port } = ground.administration;
  const slow = ground.another({
    authority: {
      ...port,
      validate: async (call) => {
        const verdict = await port.validate(call);
        await ground.query(`update bank.contract set state = 'stopped' where id = $1`, [contractId]);
        return verdict;
      },
    },
  });
  const { requestId, digest } = made;
  const outcome = await slow.approveRequest({ session: checker, requestId, digest, code: GOOD_CODE });
  expect(outcome).toMatchObject({ reason: 'not_possible', because: { reason: 'already_stopped' } });
  expect(await stateOf(made)).toBe('waiting');
  expect(await ground.acts(requestId)).toEqual(['request_made', 'request_approval_unused']);
});

test('two checkers at once: it is carried out once', async () => {
  const { terms, subject } = await release();
  const made = await ground.made(maker, terms);
  const outcomes = await Promise.all([ground.approve(checker, made), ground.approve(second, made)]);
  expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
  expect(ground.administration.done.filter((act) => act === `release ${subject}`)).toHaveLength(1);
  const acts = await ground.acts(made.requestId);
  expect(acts.filter((act) => act === 'token_released')).toHaveLength(1);
});

test('a checker and a withdrawal at once: one of them', async () => {
  for (let round = 0; round < 5; round += 1) {
    const made = await ground.made(maker, await limit(BigInt(round + 1)));
    const [approved, withdrawn] = await Promise.all([
      ground.approve(checker, made),
      ground.branch.withdrawRequest({ session: maker, requestId: made.requestId, note: '取下げ' }),
    ]);
    expect([approved.outcome === 'done', withdrawn.outcome === 'decided'].filter(Boolean)).toHaveLength(1);
    expect(await stateOf(made)).toBe(approved.outcome === 'done' ? 'done' : 'withdrawn');
    later(60);
  }
});

test('cut off before the authority acted: carried on by the job, once', async () => {
  const { terms, contractId, subject } = await release();
  const made = await ground.made(maker, terms);
  const { port } = ground.administration;
  const away = Object.assign(new Error('away'), { name: 'AuthorityUnavailable' });
  const cut = ground.another({ authority: { ...port, release: () => Promise.reject(away) } });
  const { requestId, digest } = made;
  const outcome = await cut.approveRequest({ session: checker, requestId, digest, code: GOOD_CODE });
  expect(outcome).toEqual({ outcome: 'carrying' });
  expect(await stateOf(made)).toBe('approved');
  expect(await ground.branch.carryOn()).toBeGreaterThanOrEqual(1);
  expect(await stateOf(made)).toBe('done');
  expect(ground.administration.authority.bindings.has(subject)).toBe(false);
  const [row] = await ground.query('select otp_mark from bank.contract where id = $1', [contractId]);
  expect(row?.otp_mark).toBe('released');
});

test('cut off after the authority acted: carried on by whoever looks next, and the authority acts once', async () => {
  const { terms, subject } = await release();
  const made = await ground.made(maker, terms);
  const { port } = ground.administration;
  const cut = ground.another({
    authority: {
      ...port,
      release: async (call) => {
        await port.release(call);
        throw new Error('the process ends here');
      },
    },
  });
  const { requestId, digest } = made;
  const killed = cut.approveRequest({ session: checker, requestId, digest, code: GOOD_CODE });
  await expect(killed).rejects.toThrow('the process ends here');
  expect(await stateOf(made)).toBe('approved');
  expect(await ground.approve(checker, made)).toEqual({ outcome: 'done' });
  expect(ground.administration.done.filter((act) => act === `release ${subject}`)).toHaveLength(1);
  expect(await ground.acts(requestId)).toEqual([
    'request_made',
    'request_approved',
    'token_released',
    'request_done',
  ]);
});

test('a token registered after a release that was cut off keeps its mark', async () => {
  const { terms, contractId } = await release();
  const made = await ground.made(maker, terms);
  const { port } = ground.administration;
  const cut = ground.another({
    authority: {
      ...port,
      release: async (call) => {
        await port.release(call);
        throw new Error('the process ends here');
      },
    },
  });
  const { requestId, digest } = made;
  await expect(
    cut.approveRequest({ session: checker, requestId, digest, code: GOOD_CODE }),
  ).rejects.toThrow();
  await ground.query(
    `update bank.contract set otp_mark = 'registered', otp_changed_at = to_timestamp($2) where id = $1`,
    [contractId, ground.time.now + 5],
  );
  await ground.branch.carryOn();
  expect(await stateOf(made)).toBe('done');
  const [row] = await ground.query('select otp_mark from bank.contract where id = $1', [contractId]);
  expect(row?.otp_mark).toBe('registered');
});

test('a device that somebody else was handed meanwhile: the approval stays unspent, the request is refused', async () => {
  const { contractId } = await ground.contract();
  const token = {
    outcome: 'found',
    tokenId: 'WRHT00000002',
    form: 'hardware',
    state: 'in_stock',
    boundHere: false,
    manufacturer: '例示製作所',
    serial: 'SER-0002',
    isExpired: false,
  } as const;
  ground.administration.stock.set('SER-0002', token);
  const terms = { kind: 'hard_token_handout', contractId, tokenIdOrSerial: 'SER-0002' } as const;
  const made = await ground.made(maker, terms);
  const { port } = ground.administration;
  const slow = ground.another({
    authority: {
      ...port,
      handOut: (call) => {
        ground.administration.stock.set('SER-0002', { ...token, state: 'handed_out', subject: 'another' });
        return port.handOut(call);
      },
    },
  });
  const { requestId, digest } = made;
  const outcome = await slow.approveRequest({ session: checker, requestId, digest, code: GOOD_CODE });
  expect(outcome).toMatchObject({ reason: 'not_possible', because: { reason: 'token_handed_out' } });
  expect(await stateOf(made)).toBe('refused');
  const [approval] = await ground.query('select spent_at from bank.branch_approval where request_id = $1', [
    requestId,
  ]);
  expect(approval?.spent_at).toBeNull();
});

test('two printers at once: the passwords are told once', async () => {
  const { contractId } = await ground.contract();
  const made = await ground.made(maker, { kind: 'login_password_reissue', contractId });
  await ground.approve(checker, made);
  const printed = await Promise.all(
    [maker, checker, second].map((session) =>
      ground.branch.printFirstPasswords({ session, requestId: made.requestId }),
    ),
  );
  expect(printed.filter(({ outcome }) => outcome === 'printed')).toHaveLength(1);
});

test('of two requests that would leave one manager, one is carried out at most', async () => {
  const requests: RequestView[] = [];
  const active = await ground.query<{ id: string }>(
    `select id from bank.operator where role = 'manager' and state = 'active' and id not in ($1, $2) limit 1`,
    [checker.operator.operatorId, second.operator.operatorId],
  );
  for (const { id } of active)
    await ground.query(`update bank.operator set state = 'suspended' where id = $1`, [id]);
  const third = await ground.operator('manager');
  await ground.query(
    `update bank.operator set state = 'suspended' where role = 'manager' and id not in ($1, $2, $3)`,
    [checker, second, third].map(({ operator }) => operator.operatorId),
  );
  for (const { operator } of [second, third])
    requests.push(await ground.made(maker, { kind: 'operator_suspension', operatorId: operator.operatorId }));
  const [one, other] = requests;
  if (!one || !other) throw new Error('two requests');
  const outcomes = await Promise.all([ground.approve(checker, one), ground.approve(checker, other)]);
  expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
  const [row] = await ground.query(
    `select count(*)::int as managers from bank.operator where role = 'manager' and state = 'active'`,
  );
  expect(row?.managers).toBe(2);
});
