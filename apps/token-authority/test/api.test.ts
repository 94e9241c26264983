import { prepareProvision } from '@warifu/provisioning';
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueTo } from '../../../packages/token/test/device.ts';
import { freshKey, openHouse, type TestHouse, wrongCode } from '../../../packages/token/test/house.ts';
import { tokenAuthorityApi } from '../src/index.ts';

let house: TestHouse;
let site: FastifyInstance;
const keys = { bank: '', branch: '', service: '' };
let bankId: string;
beforeAll(async () => {
  house = await openHouse();
  site = Fastify();
  await site.register(tokenAuthorityApi, {
    authority: house.authority,
    epochMs: () => house.now() * 1_000 + 7.5,
  });
  const bank = await house.authority.createRelyingParty({ name: 'わりふ信用金庫', scopes: ['verify'] });
  bankId = bank.relyingPartyId;
  keys.bank = bank.key;
  keys.branch = (await house.authority.issueKey({ relyingPartyId: bankId, scopes: ['administer'] })).key;
  keys.service = (
    await house.authority.createRelyingParty({ name: '第二のサービス', scopes: ['verify'] })
  ).key;
});
afterAll(async () => {
  await site.close();
  await house.close();
});

const send = (
  method: 'GET' | 'POST',
  url: string,
  key?: string,
  payload?: object,
  more: InjectOptions = {},
) =>
  site.inject({
    method,
    url,
    ...(payload === undefined ? {} : { payload }),
    ...more,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(method === 'POST' ? { 'idempotency-key': freshKey().replace(' ', '-') } : {}),
      ...more.headers,
    },
  });

/** A subject of the bank with a token bound over the API. */
async function bound(key = keys.bank, token = house.token()) {
  const hand = await token;
  const subject = `subject-${hand.tokenId}`;
  house.pass(60);
  const answer = await send('POST', '/v1/bindings', key, {
    subject,
    tokenId: hand.tokenId,
    code: hand.code(),
  });
  expect(answer.json()).toEqual({ outcome: 'bound' });
  house.pass(60);
  return { hand, subject, path: `/v1/bindings/${subject}` };
}

test('a binding lives its whole life over the API', async () => {
  const { hand, subject, path } = await bound();
  expect((await send('GET', path, keys.bank)).json()).toEqual({
    state: 'active',
    tokenId: hand.tokenId,
    boundAt: house.now() - 60,
  });
  const validate = (code: string) =>
    send('POST', `${path}/validate`, keys.bank, { code, purpose: 'transfer' });
  const code = hand.code();
  const first = await validate(code);
  expect([first.statusCode, first.json()]).toEqual([200, { verdict: 'accepted', isLocked: false }]);
  expect((await validate(code)).json()).toEqual({ verdict: 'spent', isLocked: false });
  expect((await validate(wrongCode(hand))).json()).toEqual({ verdict: 'wrong', isLocked: false });
  expect((await validate('12')).json()).toEqual({ verdict: 'wrong', isLocked: false });

  const next = await house.token();
  house.pass(60);
  const begun = (await send('POST', `${path}/replacements`, keys.bank, { code: hand.code() })).json();
  expect(begun).toMatchObject({ verdict: 'accepted', proof: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) });
  const replaced = await send('POST', `${path}/replace`, keys.bank, {
    proof: begun.proof,
    newTokenId: next.tokenId,
    newCode: next.code(),
  });
  expect(replaced.json()).toEqual({ outcome: 'replaced' });

  for (let times = 0; times < 10; times += 1) await validate(wrongCode(next));
  expect((await validate(next.code(1))).json()).toEqual({ verdict: 'locked', isLocked: true });
  const unlocked = await send('POST', `${path}/unlock`, keys.branch, { reason: 'form 7' });
  expect(unlocked.json()).toEqual({ outcome: 'unlocked' });
  house.pass(90);
  expect((await send('POST', `${path}/end`, keys.bank, { code: next.code() })).json()).toMatchObject({
    verdict: 'accepted',
  });
  expect((await send('GET', path, keys.bank)).json()).toEqual({ state: 'none' });
  expect((await send('POST', `${path}/release`, keys.branch, { reason: 'form 8' })).json()).toEqual({
    outcome: 'unknown',
  });
  expect(subject).not.toBe('');
});

test('a far-off clock is told so, and the next code settles it', async () => {
  const { hand, path } = await bound();
  house.pass(900);
  const validate = (body: object) => send('POST', `${path}/validate`, keys.bank, body);
  expect((await validate({ code: hand.code(14) })).json()).toMatchObject({ verdict: 'needs_second_code' });
  expect((await validate({ code: hand.code(14), nextCode: hand.code(15) })).json()).toMatchObject({
    verdict: 'accepted',
  });
});

test('attempts to bind slow down, and say until when', async () => {
  const hand = await house.token();
  const attempt = () =>
    send('POST', '/v1/bindings', keys.bank, {
      subject: 'slow',
      tokenId: hand.tokenId,
      code: wrongCode(hand),
    });
  for (let times = 0; times < 4; times += 1)
    expect((await attempt()).json()).toEqual({ outcome: 'refused', reason: 'not_accepted' });
  expect((await attempt()).json()).toEqual({ outcome: 'refused', reason: 'wait', until: house.now() + 30 });
});

describe('the same idempotency key', () => {
  test('gets the same answer for the same body, and 409 for another', async () => {
    const { hand, path } = await bound();
    const headers = { 'idempotency-key': 'order-1/1' };
    const ask = (code: string) => send('POST', `${path}/validate`, keys.bank, { code }, { headers });
    const code = hand.code();
    expect((await ask(code)).json().verdict).toBe('accepted');
    expect((await ask(code)).json().verdict).toBe('accepted');
    const other = await ask(hand.code(1));
    expect(other.statusCode).toBe(409);
    expect(other.headers['content-type']).toContain('application/problem+json');
    expect(other.json()).toEqual({
      type: 'urn:warifu:problem:idempotency-conflict',
      title: 'This idempotency key was used with another body.',
      status: 409,
    });
  });

  test('is asked for by every call for a verdict', async () => {
    const calls: [string, object][] = [
      ['/v1/bindings', { subject: 's', tokenId: 'WRSM00000000', code: '123456' }],
      ['/v1/bindings/s/validate', { code: '123456' }],
      ['/v1/bindings/s/replacements', { code: '123456' }],
      ['/v1/bindings/s/replace', { proof: 'p', newTokenId: 'WRSM00000000', newCode: '123456' }],
      ['/v1/bindings/s/end', { code: '123456' }],
    ];
    for (const [url, payload] of calls) {
      const answer = await site.inject({
        method: 'POST',
        url,
        payload,
        headers: { authorization: `Bearer ${keys.bank}` },
      });
      expect([url, answer.statusCode, answer.json().type]).toEqual([
        url,
        400,
        'urn:warifu:problem:malformed',
      ]);
      expect(answer.json().detail).toMatch(/^headers/);
    }
  });
});

describe('keys and scopes', () => {
  test('a NUL, which no text of the database holds, is of no shape wherever it stands', async () => {
    const { path } = await bound();
    const answers = [
      await send('POST', '/v1/bindings/a%00b/validate', keys.bank, { code: '123456' }),
      await send('POST', `${path}/validate`, keys.bank, { code: '123456', purpose: 'a\0' }),
      await send('POST', `${path}/release`, keys.branch, { reason: 'form\0' }),
      await send('GET', '/v1/tokens/WRSM%00', keys.branch),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([400, 400, 400, 400]);
    // What is typed as a code is judged as one, and counts.
    const wrong = await send('POST', `${path}/validate`, keys.bank, { code: '12\x00456' });
    expect(wrong.json().verdict).toBe('wrong');
  });

  test('no key, a made-up one and a malformed one are 401, before anything is read', async () => {
    const madeUp = 'A'.repeat(43);
    for (const key of [undefined, madeUp, 'x']) {
      const answer = await send('POST', '/v1/bindings/s/validate', key, { nonsense: true });
      expect([answer.statusCode, answer.json().type]).toEqual([401, 'urn:warifu:problem:unauthorised']);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    }
  });

  test('a key for verifying cannot administer, nor the other way round', async () => {
    const { hand, path } = await bound();
    const refused: [string, object | undefined, string][] = [
      [`${path}/release`, { reason: 'x' }, keys.bank],
      [`${path}/unlock`, { reason: 'x' }, keys.bank],
      [`/v1/tokens/${hand.tokenId}`, undefined, keys.bank],
      [`/v1/tokens/${hand.tokenId}/hand-outs`, { subject: 's', reason: 'x' }, keys.bank],
      [`${path}/validate`, { code: hand.code() }, keys.branch],
      [`${path}/end`, { code: hand.code() }, keys.branch],
      [`${path}/replacements`, { code: hand.code() }, keys.branch],
      ['/v1/bindings', { subject: 'new', tokenId: hand.tokenId, code: hand.code() }, keys.branch],
    ];
    for (const [url, body, key] of refused) {
      const answer = await send(body ? 'POST' : 'GET', url, key, body);
      expect([url, answer.statusCode, answer.json().type]).toEqual([
        url,
        403,
        'urn:warifu:problem:scope-missing',
      ]);
    }
    expect((await send('POST', `${path}/validate`, keys.bank, { code: hand.code() })).json().verdict).toBe(
      'accepted',
    );
    expect((await send('GET', path, keys.branch)).json().state).toBe('active');
  });

  test('a party sees and touches its own bindings alone', async () => {
    const { hand, path } = await bound();
    expect((await send('GET', path, keys.service)).json()).toEqual({ state: 'none' });
    const validated = await send('POST', `${path}/validate`, keys.service, { code: hand.code() });
    expect(validated.json()).toEqual({ verdict: 'unknown', isLocked: false });
    expect((await send('POST', `${path}/validate`, keys.bank, { code: hand.code() })).json().verdict).toBe(
      'accepted',
    );
    const state = await send('GET', `/v1/tokens/${hand.tokenId}`, keys.branch);
    expect(state.json()).toEqual({
      outcome: 'found',
      tokenId: hand.tokenId,
      form: 'mobile',
      state: 'active',
      boundHere: true,
      bindings: [{ subject: path.split('/').at(-1), isLocked: false }],
    });
    expect((await send('GET', '/v1/tokens/WRSM99999999', keys.branch)).statusCode).toBe(404);
  });
});

describe('devices', () => {
  test('a token is provisioned without a key, once for one request', async () => {
    const { request } = await prepareProvision({ form: 'WRSM' });
    const first = await send('POST', '/v1/tokens', undefined, request);
    expect(first.statusCode).toBe(201);
    expect(first.headers['cache-control']).toBe('no-store');
    expect(first.json().tokenId).toMatch(/^WRSM[0-9]{8}$/);
    expect((await send('POST', '/v1/tokens', undefined, request)).json()).toEqual(first.json());
    const changed = await send('POST', '/v1/tokens', undefined, { ...request, form: 'WRSD' });
    expect([changed.statusCode, changed.json().type]).toEqual([422, 'urn:warifu:problem:signature-refused']);
    expect((await send('POST', '/v1/tokens', undefined, { version: 1 })).statusCode).toBe(400);
  });

  test('the time is told to the millisecond and kept by nobody', async () => {
    const answer = await send('GET', '/v1/time');
    expect(answer.json()).toEqual({ epochMs: house.now() * 1_000 + 7 });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('a request about a token that is not the device’s own is refused', async () => {
    const body = {
      version: 1,
      action: 'delete',
      tokenId: 'WRSM00000000',
      at: house.now(),
      nonce: 'AAAAAAAAAAAAAAAAAAAAAA',
      signature: 'A'.repeat(86),
    };
    const answer = await send('POST', '/v1/tokens/WRSM00000000/device-requests', undefined, body);
    expect([answer.statusCode, answer.json().type]).toEqual([403, 'urn:warifu:problem:device-refused']);
    expect((await send('POST', '/v1/tokens/WRSM00000001/device-requests', undefined, body)).statusCode).toBe(
      400,
    );
  });

  test('a device is told where its token is registered and what it has left, until it asks too often', async () => {
    const phone = await issueTo(house, '192.0.2.99');
    house.pass(60);
    const body = { subject: 'moved', tokenId: phone.tokenId, code: await phone.code() };
    expect((await send('POST', '/v1/bindings', keys.bank, body)).json()).toEqual({ outcome: 'bound' });
    const ask = async (action: 'list-services' | 'list-departures') =>
      send('POST', `/v1/tokens/${phone.tokenId}/device-requests`, undefined, await phone.sign(action));
    expect((await ask('list-services')).json()).toEqual({ outcome: 'listed', services: ['わりふ信用金庫'] });
    await send('POST', '/v1/bindings/moved/release', keys.branch, { reason: 'form 9' });
    expect((await ask('list-departures')).json()).toEqual({
      outcome: 'moved_on',
      departures: [{ service: 'わりふ信用金庫', why: 'released', leftAt: house.now() }],
      isRegistered: false,
    });
    for (let asked = 2; asked < 60; asked += 1) await phone.ask('list-services');
    const answer = await ask('list-departures');
    expect([answer.statusCode, answer.json().type]).toEqual([429, 'urn:warifu:problem:too-many']);
    expect(answer.headers['retry-after']).toBe('3600');
  });

  test('too many from one address are told when to come again', async () => {
    const limited = Fastify();
    await limited.register(tokenAuthorityApi, {
      authority: house.authority,
      rateLimits: { devicesPerMinute: 2, timePerMinute: 1, partiesPerMinute: 1 },
    });
    const time = () => limited.inject({ method: 'GET', url: '/v1/time' });
    expect((await time()).statusCode).toBe(200);
    const answer = await time();
    expect([answer.statusCode, answer.json().type]).toEqual([429, 'urn:warifu:problem:too-many']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    const ask = () => limited.inject({ method: 'POST', url: '/v1/tokens', payload: {} });
    expect([(await ask()).statusCode, (await ask()).statusCode, (await ask()).statusCode]).toEqual([
      400, 400, 429,
    ]);
    await limited.close();
  });
});

describe('what is no request', () => {
  test.each<[string, InjectOptions, number]>([
    ['no JSON', { payload: '{', headers: { 'content-type': 'application/json' } }, 400],
    ['another media type', { payload: 'code=1', headers: { 'content-type': 'text/plain' } }, 415],
    ['a code that is a number', { payload: { code: 123456 } }, 400],
    ['a field too many', { payload: { code: '123456', extra: 1 } }, 400],
    ['a code as long as a book', { payload: { code: '1'.repeat(17) } }, 400],
  ])('%s', async (_, more, status) => {
    const answer = await send('POST', '/v1/bindings/s/validate', keys.bank, undefined, more);
    expect(answer.statusCode).toBe(status);
    expect(answer.json().type).toMatch(/^urn:warifu:problem:/);
    expect(answer.body).not.toContain('123456');
  });

  test('an address that is not there is a problem document too', async () => {
    expect((await send('GET', '/v1/nothing')).json()).toMatchObject({ status: 404 });
  });
});

test('an authority whose database is away answers 503, safe to send again', async () => {
  const lonely = await openHouse();
  const away = Fastify();
  const { key } = await lonely.authority.createRelyingParty({ name: 'bank', scopes: ['verify'] });
  await away.register(tokenAuthorityApi, { authority: lonely.authority });
  const ask = () =>
    away.inject({
      method: 'POST',
      url: '/v1/bindings/s/validate',
      payload: { code: '123456' },
      headers: { authorization: `Bearer ${key}`, 'idempotency-key': 'k' },
    });
  expect((await ask()).statusCode).toBe(200);
  await lonely.close();
  const answer = await ask();
  expect([answer.statusCode, answer.json().type]).toEqual([503, 'urn:warifu:problem:unavailable']);
  expect(answer.headers['retry-after']).toBe('1');
  await away.close();
});

describe('the description', () => {
  interface Operation {
    readonly operationId: string;
    readonly summary: string;
    readonly tags: readonly string[];
    readonly security?: readonly object[];
    readonly parameters?: readonly {
      readonly name: string;
      readonly in: string;
      readonly required?: boolean;
    }[];
    readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>;
  }
  interface Description {
    readonly openapi: string;
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    readonly components: { readonly securitySchemes: object };
  }

  const operationsOf = ({ paths }: Description) =>
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );

  test('is OpenAPI 3.1 and has every path of the API, no more and no less', async () => {
    const answer = await send('GET', '/v1/openapi.json');
    const description = answer.json<Description>();
    expect(description.openapi).toBe('3.1.0');
    expect(
      operationsOf(description)
        .map(({ path, method }) => `${method.toUpperCase()} ${path}`)
        .sort(),
    ).toEqual([
      'GET /v1/bindings/{subject}',
      'GET /v1/time',
      'GET /v1/tokens/{tokenId}',
      'POST /v1/bindings',
      'POST /v1/bindings/{subject}/end',
      'POST /v1/bindings/{subject}/release',
      'POST /v1/bindings/{subject}/replace',
      'POST /v1/bindings/{subject}/replacements',
      'POST /v1/bindings/{subject}/unlock',
      'POST /v1/bindings/{subject}/validate',
      'POST /v1/tokens',
      'POST /v1/tokens/{tokenId}/device-requests',
      'POST /v1/tokens/{tokenId}/hand-outs',
    ]);
  });

  test('every operation has a name of its own, words, answers, its key and its parameters', async () => {
    const description = (await send('GET', '/v1/openapi.json')).json<Description>();
    const operations = operationsOf(description);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { path, method, operation } of operations) {
      expect(operation.summary).not.toBe('');
      expect(Object.keys(operation.responses).length).toBeGreaterThan(1);
      for (const response of Object.values(operation.responses))
        expect(response.description).toBeTypeOf('string');
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(described.map(({ name }) => name)).toEqual(inPath);
      expect(described.every(({ required }) => required === true)).toBe(true);
      const isForDevices = operation.tags.includes('devices');
      expect(operation.security ?? []).toEqual(isForDevices ? [] : [{ key: [] }]);
      const isVerdict =
        (method === 'post' && operation.tags.includes('bindings')) || operation.operationId === 'handOut';
      const header = operation.parameters?.find(({ name }) => name === 'idempotency-key');
      expect(header?.required ?? false, path).toBe(isVerdict);
    }
    expect(description.components.securitySchemes).toHaveProperty('key');
    // No reference that leads nowhere: shapes stand where they are used.
    expect(JSON.stringify(description)).not.toContain('$ref');
  });
});
