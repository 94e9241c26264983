import { OPERATOR_ROLES, type OperatorRole, PROCEDURE_KINDS } from '@warifu/bank';
import { present } from '@warifu/base';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../apps/branch-office/src/routes.ts';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts';
import { askForAddress, type FirstCustomer, openFirstCustomer, sessionOf } from './first-customer.ts';
import { type IntrudersGround, type Operator, openIntrudersGround } from './ground.ts';
import { enterProcedure } from './paper.ts';
import { addressOf, ask, keepWatch } from './walk.ts';

type Route = (typeof routes)[number];

let fresh: FreshDatabase;
let ground: IntrudersGround;
let first: FirstCustomer;
let objects: Readonly<Record<string, string>>;
/** Whether everything of the first customer is as it was. */
let listTouched: () => Promise<readonly string[]>;
const operators = new Map<OperatorRole, Operator>();

const tokenOf = (role: OperatorRole): string => present(operators.get(role), 'one of each').sessionToken;

beforeAll(async () => {
  fresh = await freshDatabase();
  ground = await openIntrudersGround(fresh);
  first = await openFirstCustomer(ground);
  for (const role of OPERATOR_ROLES) operators.set(role, await ground.operator(role));
  objects = {
    '/contracts/:contractId': first.contractId,
    '/requests/:requestId': await enterProcedure(ground, tokenOf('teller'), {
      url: `/contracts/${first.contractId}/procedures/token_stop`,
      formNumber: 'F-1',
    }),
    '/address-changes/:orderId': await askForAddress(ground, first),
    '/operators/:operatorId': present(operators.get('teller'), 'a teller').operatorId,
  };
  listTouched = await keepWatch(ground, first.contractId);
});
afterAll(async () => {
  await ground.close();
  await fresh.drop();
});

const KIND_AT: readonly (readonly [string, (typeof PROCEDURE_KINDS)[number]])[] = [
  ['/contracts/', 'token_stop'],
  ['/operators/', 'operator_suspension'],
  ['/', 'contract_opening'],
];

function urlOf({ path }: Route): string {
  const [, kind] = present(
    KIND_AT.find(([beginning]) => path.startsWith(beginning)),
    'each procedure is about something',
  );
  return addressOf(path, objects, { language: 'en', kind });
}

const withSession = routes.filter(({ access }) => access === 'session');
const byRole = withSession.flatMap((route) =>
  OPERATOR_ROLES.map((role) => [role, route.method, route.path, route] as const),
);
const forOthers = byRole.filter(([role, , , route]) => !route.roles.includes(role));
const pagesOfOwn = byRole.filter(([role, method, , route]) => method === 'GET' && route.roles.includes(role));

function formOf({ fields }: Route, token: string): Readonly<Record<string, string>> {
  const typed: Readonly<Record<string, string>> = {
    act: 'make',
    code: '123456',
    reason: '架空',
    by: 'name',
    text: '標的',
    contractNumber: first.contractNumber,
  };
  const filled = Object.fromEntries(fields.map((field) => [field, typed[field] ?? '']));
  return { csrf: ground.formToken('branch', token), ...filled };
}

function expectNothingOfTheFirst(body: string): void {
  expect(first.marks.filter((mark) => body.includes(mark))).toEqual([]);
}

test('the server answers no route that is not in the table, but its files', () => {
  const table = routes.map(({ method, path }) => `${method} ${path}`).sort();
  const served = ground.sites.branch.served.filter(
    ({ method, path }) => method !== 'HEAD' && !path.startsWith('/assets/'),
  );
  expect(served.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(table);
});

test.each(withSession.map((route) => [route.method, route.path, route] as const))(
  'a stranger, and a customer, are sent to the sign-in by %s %s',
  async (method, _, route) => {
    const customers = await customerSession();
    for (const cookies of [
      {},
      { warifu_branch_session: 'A'.repeat(43) },
      { warifu_session: customers },
      { warifu_branch_session: customers },
    ]) {
      const answer = await ask(ground.sites.branch, {
        method,
        url: urlOf(route),
        cookies,
        form: formOf(route, customers),
      });
      expect(answer.statusCode).toBe(303);
      expect(answer.headers.location).toMatch(/^\/(sign-in|session-closed[?]reason=unknown)$/);
      expectNothingOfTheFirst(answer.body);
    }
    expect(await listTouched()).toEqual([]);
  },
);

let customerToken: Promise<string> | undefined;
const customerSession = (): Promise<string> => {
  customerToken ??= sessionOf(ground, first, 'pc');
  return customerToken;
};

describe('who has another role', () => {
  test.each(forOthers)('%s is refused by %s %s, and that is written down', async (role, method, _, route) => {
    const token = tokenOf(role);
    ground.takeRefusals();
    const answer = await ask(ground.sites.branch, {
      method,
      url: urlOf(route),
      cookies: { warifu_branch_session: token },
      form: formOf(route, token),
    });
    expect(answer.statusCode).toBe(403);
    expect(ground.takeRefusals()).toMatchObject([
      { refused: 'role', operatorId: operators.get(role)?.operatorId, req: { method, route: route.path } },
    ]);
    expectNothingOfTheFirst(answer.body);
    expect(await listTouched()).toEqual([]);
  });
});

describe('who has the role, so that the walk proves something,', () => {
  test.each(pagesOfOwn)('%s sees the object at %s %s', async (role, method, _, route) => {
    const answer = await ask(ground.sites.branch, {
      method,
      url: urlOf(route),
      cookies: { warifu_branch_session: tokenOf(role) },
    });
    expect(answer.statusCode).toBe(200);
  });
});

test('each kind of procedure is refused to the auditor, and to whoever is not signed in', async () => {
  for (const kind of PROCEDURE_KINDS) {
    for (const url of [`/procedures/${kind}`, `/contracts/${first.contractId}/procedures/${kind}`]) {
      const cookies = { warifu_branch_session: tokenOf('auditor') };
      expect((await ask(ground.sites.branch, { method: 'GET', url, cookies })).statusCode).toBe(403);
      expect((await ask(ground.sites.branch, { method: 'GET', url })).statusCode).toBe(303);
    }
  }
});
