import { uuidv7 } from '@warifu/base';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../apps/internet-banking/src/routes.ts';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts';
import {
  type FirstCustomer,
  type Objects,
  openCustomer,
  openFirstCustomer,
  sessionOf,
} from './first-customer.ts';
import { type IntrudersGround, openIntrudersGround } from './ground.ts';
import { addressOf, ask, hasObject, keepWatch } from './walk.ts';

type Route = (typeof routes)[number];

let fresh: FreshDatabase;
let ground: IntrudersGround;
let first: FirstCustomer;
/** Another customer, logged in on the pages of each kind. */
const others: Record<Route['base'], string> = { '': '', '/m': '' };
const otherIds: Record<Route['base'], string> = { '': '', '/m': '' };
/** Whether everything of the first customer is as it was. */
let listTouched: () => Promise<readonly string[]>;

beforeAll(async () => {
  fresh = await freshDatabase();
  ground = await openIntrudersGround(fresh);
  first = await openFirstCustomer(ground);
  for (const [base, channel] of [
    ['', 'pc'],
    ['/m', 'mobile'],
  ] as const) {
    const other = await openCustomer(ground);
    otherIds[base] = other.contractId;
    others[base] = await sessionOf(ground, other, channel);
  }
  listTouched = await keepWatch(ground, first.contractId);
});
afterAll(async () => {
  expect(await ground.bank.verify()).toEqual([]);
  await ground.close();
  await fresh.drop();
});

const afterLogin = routes.filter(({ access }) => access === 'session');
const named = (some: readonly Route[]) => some.map((route) => [route.method, route.path, route] as const);

/** What an intruder types: right in form, and of the first customer wherever a field names something. */
function formOf({ fields }: Route): Readonly<Record<string, string>> {
  const [account, other] = first.accountIds;
  const typed: Readonly<Record<string, string>> = {
    fromAccountId: account,
    from: account,
    to: other,
    code: '123456',
    confirmationPassword: 'Kakunin-shima-2',
    amount: '1000',
    nickname: 'のっとり',
    accountKind: 'ordinary',
    accountNumber: '1111111',
    atMaturity: 'close',
    termMonths: '12',
    limitKind: 'transfer',
    limit: '1',
    number: '000000',
    period: 'month',
  };
  return Object.fromEntries(fields.map((field) => [field, typed[field] ?? '']));
}

function questionOf({ query, path }: Route): string {
  const [account, other] = first.accountIds;
  const asked: Readonly<Record<string, string>> = path.includes('own-transfer')
    ? { from: account, to: other }
    : { from: path.includes(':accountId') ? '2026-11-01' : account, to: '2026-11-30' };
  const order = first.objects['/payees/orders/:orderId'] ?? '';
  const values = { order, changed: '1', ...asked };
  const given = Object.entries(values).filter(([name]) => query.includes(name));
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

const urlOf = (route: Route): string => `${addressOf(route.path, first.objects)}${questionOf(route)}`;

function expectNothingOfTheFirst(body: string): void {
  expect(first.marks.filter((mark) => body.includes(mark))).toEqual([]);
}

test('the walk has an object for every parameter of every route', () => {
  for (const route of routes) expect(addressOf(route.path, first.objects)).not.toContain(':');
});

test('the server answers no route that is not in the table, but its files', () => {
  const table = new Set(routes.map(({ method, path }) => `${method} ${path}`));
  const served = ground.sites.bank.served.filter(
    ({ method, path }) => method !== 'HEAD' && !path.startsWith('/assets/'),
  );
  expect(served.map(({ method, path }) => `${method} ${path}`).filter((line) => !table.has(line))).toEqual(
    [],
  );
  expect(served.length).toBe(routes.length);
});

describe('a stranger', () => {
  test.each(named(afterLogin))(
    'is sent to the login by %s %s, and sees nothing',
    async (method, _, route) => {
      for (const cookies of [{}, { warifu_session: 'A'.repeat(43) }]) {
        const answer = await ask(ground.sites.bank, {
          method,
          url: urlOf(route),
          cookies,
          form: formOf(route),
        });
        expect(answer.statusCode).toBe(303);
        expect(answer.headers.location).toMatch(
          new RegExp(`^${route.base}/(login|session-closed[?]reason=unknown)$`),
        );
        expectNothingOfTheFirst(answer.body);
      }
    },
  );
});

/** Pages that lead to the one that says so. */
const ELSEWHERE = /[/](treatment|search)$/;

describe('another customer', () => {
  const withObject = afterLogin.filter(({ path }) => hasObject(path));
  const without = afterLogin.filter(({ path }) => !hasObject(path) && !/[/](logout|password)$/.test(path));

  /** Sends the same for the first customer's object and for one that never was. */
  async function compare(route: Route, session: string) {
    const send = async (objects: Objects) => {
      const url = `${addressOf(route.path, objects)}${questionOf(route)}`;
      const form = { csrf: ground.formToken('bank', session), ...formOf(route) };
      const answer = await ask(ground.sites.bank, {
        method: route.method,
        url,
        cookies: { warifu_session: session },
        form,
      });
      const ids = Object.values(objects);
      const to = ids.reduce((text, id) => text.replaceAll(id, ':id'), String(answer.headers.location));
      return { status: answer.statusCode, to, body: answer.body };
    };
    const never = Object.fromEntries(Object.keys(first.objects).map((place) => [place, uuidv7()]));
    return { theirs: await send(first.objects), never: await send(never) };
  }

  test.each(named(withObject))('finds nothing at %s %s, as if it never was', async (_, path, route) => {
    ground.takeRefusals();
    const { theirs, never } = await compare(route, others[route.base]);
    const refused = { refused: 'object', contractId: otherIds[route.base], req: { route: path } };
    const isTold = [403, 404, 410].includes(theirs.status);
    expect(ground.takeRefusals()).toMatchObject(isTold ? [refused, refused] : []);
    expect([theirs.status, theirs.to]).toEqual([never.status, never.to]);
    if (route.method === 'GET' && !ELSEWHERE.test(path)) expect([404, 410]).toContain(theirs.status);
    else expect([303, 404, 410, 422]).toContain(theirs.status);
    expectNothingOfTheFirst(theirs.body);
    expect(await listTouched()).toEqual([]);
  });

  test.each(named(without))('gets nothing of the first by %s %s', async (method, _, route) => {
    const session = others[route.base];
    const answer = await ask(ground.sites.bank, {
      method,
      url: urlOf(route),
      cookies: { warifu_session: session },
      form: { csrf: ground.formToken('bank', session), ...formOf(route) },
    });
    expect(answer.statusCode).toBeLessThan(500);
    expectNothingOfTheFirst(answer.body);
    expect(await listTouched()).toEqual([]);
  });
});

/** Where a form was sent to, opened by itself. */
const ONLY_LEADS_ON = /[/]search$/;

describe('the first customer, so that the walk proves something,', () => {
  test.each(['', '/m'] as const)('sees each of these objects on the pages under “%s”', async (base) => {
    const session = await sessionOf(ground, first, base === '' ? 'pc' : 'mobile');
    const pages = afterLogin.filter(
      (route) =>
        route.method === 'GET' &&
        route.base === base &&
        hasObject(route.path) &&
        !ONLY_LEADS_ON.test(route.path),
    );
    const unseen: string[] = [];
    for (const route of pages) {
      const url = urlOf(route);
      const answer = await ask(ground.sites.bank, {
        method: 'GET',
        url,
        cookies: { warifu_session: session },
      });
      if (answer.statusCode !== 200)
        unseen.push(`${route.path}: ${answer.statusCode} ${answer.headers.location}`);
    }
    expect(unseen).toEqual([]);
    await ground.bank.logout(session);
  });
});
