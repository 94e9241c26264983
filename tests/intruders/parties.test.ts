import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueTo } from '../../packages/token/test/device.ts';
import { codeAt } from '../../packages/token/test/house.ts';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts';
import { type IntrudersGround, openIntrudersGround } from './ground.ts';
import { CONSOLE_PASSWORD } from './sites.ts';
import { ask } from './walk.ts';

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly security?: unknown;
}
interface Described {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly operation: Operation;
}

const TOKEN_ID = 'WRSM00000077';
const SUBJECT = 'the-first-customer';
const SUITE = { algorithm: 'SHA1', digits: 6, periodSeconds: 30 } as const;
const NO_KEY_AT_ALL = 'A'.repeat(43);

const fresh: FreshDatabase = await freshDatabase();
const ground: IntrudersGround = await openIntrudersGround(fresh);
const { authority, sites } = ground;
const secret = randomBytes(20);
const keys = { verify: '', administer: '', both: '', other: '' };
let partyId = '';
let device: Awaited<ReturnType<typeof issueTo>>;

const now = () => ground.time.now;
const code = (steps = 0): string => codeAt(secret, now() + steps * SUITE.periodSeconds, SUITE);

beforeAll(async () => {
  const bank = await authority.createRelyingParty({ name: '見本銀行', scopes: ['verify'] });
  partyId = bank.relyingPartyId;
  keys.verify = bank.key;
  keys.administer = (await authority.issueKey({ relyingPartyId: partyId, scopes: ['administer'] })).key;
  const other = await authority.createRelyingParty({ name: '架空共済', scopes: ['verify', 'administer'] });
  keys.other = other.key;
  await authority.importTokens([{ tokenId: TOKEN_ID, secret, suite: SUITE }]);
  const port = authority.portFor(partyId, ['verify']);
  const call = { subject: SUBJECT, tokenId: TOKEN_ID, code: code(-1), idempotencyKey: 'first' };
  expect(await port.bind(call)).toEqual({ outcome: 'bound' });
  device = await issueTo({ authority, now }, '127.0.0.1');
});
afterAll(async () => {
  await ground.close();
  await fresh.drop();
});

const document = (await sites.token.app.inject({ url: '/v1/openapi.json' })).json<{
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}>();
const described: readonly Described[] = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({
    method: method === 'get' ? ('GET' as const) : ('POST' as const),
    path,
    operation,
  })),
);
const forParties = described.filter(({ operation }) => operation.security !== undefined);
const named = (some: readonly Described[]) =>
  some.map((one) => [one.method, one.path, one.operation.operationId, one] as const);

/** What is right in every respect but for who sends it. */
const BODIES: Readonly<Record<string, () => object>> = {
  bind: () => ({ subject: SUBJECT, tokenId: TOKEN_ID, code: code() }),
  validate: () => ({ code: code(), purpose: 'transfer' }),
  end: () => ({ code: code() }),
  beginReplace: () => ({ code: code() }),
  replace: () => ({ proof: 'A'.repeat(43), newTokenId: device.tokenId, newCode: '123456' }),
  release: () => ({ reason: 'form 1' }),
  unlock: () => ({ reason: 'form 1' }),
  handOut: () => ({ subject: SUBJECT, reason: 'form 1' }),
};

let asked = 0;
/** As whoever holds the key; `subject` and `tokenId` in the address are the first customer's unless it says otherwise. */
function send({ method, path, operation }: Described, key: string | undefined, named = SUBJECT) {
  asked += 1;
  const url = path.replace('{subject}', named).replace('{tokenId}', TOKEN_ID);
  if (/[{}]/.test(url)) throw new Error(`the walk has no object for ${path}`);
  const body = method === 'POST' ? BODIES[operation.operationId]?.() : {};
  if (body === undefined) throw new Error(`the walk has no body for ${operation.operationId}`);
  return sites.token.app.inject({
    method,
    url,
    headers: {
      'idempotency-key': `walk-${asked}`,
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    ...(method === 'POST' ? { payload: body } : {}),
  });
}

/** What the authority keeps of the first party: bindings, keys and tokens. */
async function digest(): Promise<unknown> {
  return ground.query(
    `select md5(string_agg(row, ',' order by row)) from (
       select row::text from token.binding as row where relying_party_id = $1
       union all select row::text from token.relying_party_key as row where relying_party_id = $1
       union all select row::text from token.token as row where token_id = $2) as kept (row)`,
    [partyId, TOKEN_ID],
  );
}

test('the description and the server know the same routes', () => {
  const known = described.map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`);
  const hidden = ['GET /v1/openapi.json'];
  const served = sites.token.served
    .filter(({ method, path }) => path.startsWith('/v1/') && path !== '/v1/*' && method !== 'HEAD')
    .map(({ method, path }) => `${method} ${path}`);
  expect([...new Set(served)].sort()).toEqual([...known, ...hidden].sort());
});

test('the token app itself is files, which are fetched and nothing else', () => {
  const own = sites.token.served.filter(({ path }) => !path.startsWith('/v1/'));
  expect(own.length).toBeGreaterThan(1);
  expect(own.filter(({ method }) => method !== 'GET' && method !== 'HEAD')).toEqual([]);
});

describe('without a key of a relying party', () => {
  test.each(named(forParties))('%s %s (%s) is closed', async (_method, _path, _id, one) => {
    const before = await digest();
    for (const key of [undefined, NO_KEY_AT_ALL, '', `${keys.verify}x`, 'null']) {
      ground.takeRefusals();
      const answer = await send(one, key);
      expect(answer.statusCode).toBe(401);
      expect(ground.takeRefusals()).toMatchObject([{ refused: 'unauthorised' }]);
      expect(answer.body).not.toContain(TOKEN_ID);
    }
    expect(await digest()).toEqual(before);
  });
});

describe('with a key of the wrong scope', () => {
  const scoped = forParties.filter(({ operation }) => operation.operationId !== 'stateOf');
  test.each(named(scoped))('%s %s (%s) is closed', async (_method, _path, _id, one) => {
    const before = await digest();
    const isPaper = one.operation.tags.includes('administration');
    ground.takeRefusals();
    const answer = await send(one, isPaper ? keys.verify : keys.administer);
    expect(answer.statusCode).toBe(403);
    expect(ground.takeRefusals()).toMatchObject([{ refused: 'scope-missing', relyingPartyId: partyId }]);
    expect(await digest()).toEqual(before);
  });
});

describe('with a key of another relying party', () => {
  /** Two parties may have one token: what is bound, and how the token itself stands, is each its own. */
  const ofOneSubject = forParties.filter(({ path }) => path.includes('{subject}'));
  test.each(named(ofOneSubject))(
    '%s %s (%s) is answered as if the subject never was',
    async (_method, _path, _id, one) => {
      const before = await digest();
      const theirs = await send(one, keys.other);
      const never = await send(one, keys.other, 'never-was');
      expect([theirs.statusCode, theirs.body]).toEqual([never.statusCode, never.body]);
      expect(theirs.body).not.toContain(TOKEN_ID);
      expect(await digest()).toEqual(before);
    },
  );

  test('a token shows no binding but one’s own, and is not handed out', async () => {
    const before = await digest();
    const [state, handOut] = ['tokenState', 'handOut'].map((id) =>
      forParties.find(({ operation }) => operation.operationId === id),
    );
    if (!state || !handOut) throw new Error('both are described');
    expect((await send(state, keys.other)).json()).toMatchObject({ bindings: [] });
    expect((await send(handOut, keys.other)).json()).toMatchObject({ outcome: 'refused' });
    expect(await digest()).toEqual(before);
  });
});

test('the first party’s code is good after all that: nobody spent it', async () => {
  const port = authority.portFor(partyId, ['verify']);
  const call = { subject: SUBJECT, code: code(), purpose: 'transfer', idempotencyKey: 'last' };
  expect(await port.validate(call)).toMatchObject({ verdict: 'accepted' });
});

test('a device is told nothing of another’s token, and deletes none', async () => {
  const other = await issueTo({ authority, now }, '127.0.0.1');
  for (const action of ['list-services', 'list-departures', 'delete'] as const) {
    const signed = await device.sign(action, { key: other.deviceKey.privateKey });
    const url = `/v1/tokens/${device.tokenId}/device-requests`;
    const answer = await sites.token.app.inject({ method: 'POST', url, payload: signed });
    expect(answer.statusCode).toBe(403);
    // Nor where the address names one token and the request another.
    const elsewhere = `/v1/tokens/${other.tokenId}/device-requests`;
    expect(
      (await sites.token.app.inject({ method: 'POST', url: elsewhere, payload: signed })).statusCode,
    ).toBe(400);
  }
});

describe('the console', () => {
  const pages = sites.console.served.filter(
    ({ method, path }) => method !== 'HEAD' && !path.startsWith('/assets/'),
  );
  const urlOf = (path: string): string => {
    const url = path.replace(':relyingPartyId', partyId).replace(':keyName', 'key-1');
    if (url.includes(':')) throw new Error(`the walk has no object for ${path}`);
    return url;
  };
  const OPEN = new Set(['/login', '/language']);
  const behind = pages.filter(({ path }) => !OPEN.has(path));
  const rows = (some: typeof pages) => some.map(({ method, path }) => [method, path] as const);
  const local = { remoteAddress: '127.0.0.1' };

  test.each(rows(behind))('lets no stranger to %s %s', async (method, path) => {
    const before = await digest();
    for (const cookies of [{}, { warifu_console: 'made-up' }]) {
      const answer = await ask(sites.console, { method, url: urlOf(path), cookies });
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/login']);
    }
    expect(await digest()).toEqual(before);
  });

  test.each(rows(pages))(
    'is closed to another machine and through a proxy at %s %s',
    async (method, path) => {
      const { host } = new URL(sites.console.origin);
      const headers = { host, origin: sites.console.origin };
      const asked = { method: method as 'GET' | 'POST', url: urlOf(path) };
      const answers = [
        await sites.console.app.inject({ ...asked, headers, remoteAddress: '192.0.2.7' }),
        await sites.console.app.inject({
          ...asked,
          ...local,
          headers: { ...headers, 'x-forwarded-for': '127.0.0.1' },
        }),
        await sites.console.app.inject({ ...asked, ...local, headers: { ...headers, host: 'evil.example' } }),
      ];
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403]);
    },
  );

  const posts = pages.filter(({ method }) => method === 'POST');
  test.each(rows(posts))(
    'believes no form of another site, and none without its token: %s %s',
    async (_, path) => {
      const before = await digest();
      const opened = await ask(sites.console, {
        method: 'POST',
        url: '/login',
        form: { password: CONSOLE_PASSWORD },
      });
      const session = opened.cookies.find(({ name }) => name === 'warifu_console')?.value ?? '';
      expect(session).not.toBe('');
      const cookies = { warifu_console: session };
      const [url, form] = [urlOf(path), { password: CONSOLE_PASSWORD, name: 'x', scope: 'verify' }];
      for (const origin of ['http://evil.example', 'null', '']) {
        const headers = { origin };
        const answer = await ask(sites.console, { method: 'POST', url, cookies, form, headers });
        expect(answer.statusCode).toBe(403);
      }
      if (path !== '/login')
        expect((await ask(sites.console, { method: 'POST', url, cookies, form })).statusCode).toBe(403);
      expect(await digest()).toEqual(before);
    },
  );
});
