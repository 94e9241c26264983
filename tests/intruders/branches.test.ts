import { randomUUID } from 'node:crypto';
import { present } from '@warifu/base';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../apps/branch-office/src/routes.ts';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts';
import { askForAddress, type FirstCustomer, openCustomer, openFirstCustomer } from './first-customer.ts';
import { type IntrudersGround, type Operator, openIntrudersGround } from './ground.ts';
import { enterProcedure } from './paper.ts';
import { addressOf, ask, keepWatch } from './walk.ts';

/** The first customer, and everything about them, is of the head office; this one is not. */
const ELSEWHERE = '002';
type Rank = 'teller' | 'manager';
const RANKS: readonly Rank[] = ['teller', 'manager'];

let fresh: FreshDatabase;
let ground: IntrudersGround;
let first: FirstCustomer;
let objects: Readonly<Record<string, string>>;
let listTouched: () => Promise<readonly string[]>;
const here = new Map<Rank, Operator>();
const elsewhere = new Map<Rank, Operator>();
const at = (place: ReadonlyMap<Rank, Operator>, rank: Rank): Operator =>
  present(place.get(rank), 'one of each');

beforeAll(async () => {
  fresh = await freshDatabase();
  ground = await openIntrudersGround(fresh);
  first = await openFirstCustomer(ground);
  for (const rank of RANKS) {
    here.set(rank, await ground.operator(rank));
    elsewhere.set(rank, await ground.operator(rank, { branchCode: ELSEWHERE }));
  }
  objects = {
    '/contracts/:contractId': first.contractId,
    '/requests/:requestId': await enterProcedure(ground, at(here, 'teller').sessionToken, {
      url: `/contracts/${first.contractId}/procedures/token_stop`,
      formNumber: 'F-1',
    }),
    '/address-changes/:orderId': await askForAddress(ground, first),
    '/operators/:operatorId': at(here, 'teller').operatorId,
  };
  listTouched = await keepWatch(ground, first.contractId);
});
afterAll(async () => {
  await ground.close();
  await fresh.drop();
});

const send = (
  operator: Operator,
  { method, url, form = {} }: { method: string; url: string; form?: Readonly<Record<string, string>> },
) => {
  const { sessionToken } = operator;
  const csrf = ground.formToken('branch', sessionToken);
  const cookies = { warifu_branch_session: sessionToken };
  return ask(ground.sites.branch, { method, url, cookies, form: { csrf, ...form } });
};

/** Everybody looks contracts up, and each look is in the audit trail; the rest is the branch's own. */
const ofOneBranch = routes.filter(({ path }) => /:(?:requestId|orderId|operatorId)/.test(path));
const walked = RANKS.flatMap((rank) =>
  ofOneBranch
    .filter(({ roles }) => roles.includes(rank))
    .map((route) => [rank, route.method, route.path, route] as const),
);
const KIND = { kind: 'operator_suspension', language: 'en' };
const FORM = { act: 'approve', code: '123456', note: '架空', reason: '架空', digest: '0'.repeat(64) };

describe('who is of another branch', () => {
  test.each(walked)('%s is answered by %s %s as if it never was', async (rank, method, path, route) => {
    const form = Object.fromEntries(
      route.fields.map((field) => [field, (FORM as Readonly<Record<string, string>>)[field] ?? '']),
    );
    const operator = at(elsewhere, rank);
    const theirs = await send(operator, { method, url: addressOf(path, objects, KIND), form });
    const never = Object.fromEntries(Object.keys(objects).map((place) => [place, randomUUID()]));
    const nothing = await send(operator, { method, url: addressOf(path, never, KIND), form });
    expect(theirs.statusCode).toBe(nothing.statusCode);
    expect(nothing.statusCode).toBeGreaterThanOrEqual(400);
    expect(first.marks.filter((mark) => theirs.body.includes(mark))).toEqual([]);
    expect(await listTouched()).toEqual([]);
  });

  test.each(walked.filter(([, method]) => method === 'GET'))(
    'and %s of the branch itself is shown it, so that the walk proves something: %s %s',
    async (rank, method, path) => {
      const answer = await send(at(here, rank), { method, url: addressOf(path, objects, KIND) });
      expect(answer.statusCode).toBe(200);
    },
  );

  test.each(RANKS)('enters no procedure for the contract, as %s', async (rank) => {
    const count = async () =>
      (await ground.query<{ n: string }>('select count(*)::text as n from bank.branch_request'))[0]?.n;
    const before = await count();
    const enter = enterProcedure(ground, at(elsewhere, rank).sessionToken, {
      url: `/contracts/${first.contractId}/procedures/token_unlock`,
      formNumber: `F-2-${rank}`,
    });
    await expect(enter).rejects.toThrow('the request was made');
    expect(await count()).toBe(before);
  });
});

describe('who entered a request', () => {
  const stateOf = async (requestId: string) => {
    const [row] = await ground.query<{ state: string }>(
      'select state from bank.branch_request where id = $1',
      [requestId],
    );
    return row?.state;
  };

  test('neither approves nor refuses it, and another person does', async () => {
    const maker = await ground.operator('manager');
    const checker = await ground.operator('manager');
    const { contractId } = await openCustomer(ground);
    const requestId = await enterProcedure(ground, maker.sessionToken, {
      url: `/contracts/${contractId}/procedures/token_stop`,
      formNumber: 'F-3',
    });
    const url = `/requests/${requestId}`;
    const [, digest = ''] =
      /name="digest" value="([^"]+)"/.exec((await send(checker, { method: 'GET', url })).body) ?? [];
    expect(digest).not.toBe('');
    const approval = { act: 'approve', digest, code: '123456', note: '' };
    for (const form of [approval, { act: 'refuse', note: '見本の理由' }]) {
      expect((await send(maker, { method: 'POST', url, form })).statusCode).toBe(422);
      expect(await stateOf(requestId)).toBe('waiting');
    }
    expect((await send(checker, { method: 'POST', url, form: approval })).statusCode).toBe(303);
    expect(await stateOf(requestId)).toBe('done');
  });
});
