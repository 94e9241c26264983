import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { connectTokenAuthority } from '../src/index.ts';

const KEY = 'K'.repeat(43);
const CALL = { subject: 's', code: '123456', purpose: 'transfer', idempotencyKey: 'call-1' };
const UNAVAILABLE = { name: 'AuthorityUnavailable' };

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A client of a server that treats each request as it is told. */
async function clientOf(listener: RequestListener, timeoutMs = 2_000) {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { client: connectTokenAuthority({ url, key: KEY, timeoutMs }), server };
}

const answering =
  (status: number, body: string): RequestListener =>
  (_request, response) =>
    response.writeHead(status).end(body);

test('nobody listens: the authority is away', async () => {
  const { client, server } = await clientOf(answering(200, '{}'));
  server.close();
  await expect(client.validate(CALL)).rejects.toMatchObject(UNAVAILABLE);
  await expect(client.stateOf('s')).rejects.toMatchObject(UNAVAILABLE);
});

test('an answer that does not come in time is none', async () => {
  const { client } = await clientOf(() => undefined, 100);
  const message = expect.stringContaining('in time');
  await expect(client.validate(CALL)).rejects.toMatchObject({ ...UNAVAILABLE, message });
});

test.each([
  ['another answer than one of ours', 200, '{"verdict":"surely","isLocked":false}'],
  ['half of an answer', 200, '{"verdict":"accepted"}'],
  ['no JSON', 200, 'accepted'],
  ['a page of a proxy', 502, '<html>'],
  ['a refused key', 401, '{}'],
  ['a missing scope', 403, '{}'],
  ['too many', 429, '{}'],
  ['away for a moment', 503, '{}'],
])('%s is no verdict, and its status is told', async (_, status, body) => {
  const { client } = await clientOf(answering(status, body));
  await expect(client.validate(CALL)).rejects.toMatchObject({ ...UNAVAILABLE, status });
});

test.each([
  ['a body that the key was not made with', 409, 'IdempotencyConflict'],
  ['a call of another shape', 400, 'CallNotTaken'],
  ['an address that is not there', 404, 'CallNotTaken'],
])('%s is the caller’s bug and no authority that is away', async (_, status, name) => {
  const { client } = await clientOf(answering(status, '{}'));
  await expect(client.validate(CALL)).rejects.toMatchObject({ name });
});

test('a redirect is not followed: the key goes to no other address', async () => {
  const { client } = await clientOf((_request, response) =>
    response.writeHead(307, { location: '/elsewhere' }).end(),
  );
  await expect(client.validate(CALL)).rejects.toMatchObject(UNAVAILABLE);
});

test('no error repeats the key or the code', async () => {
  const { client } = await clientOf(answering(503, '{}'));
  const error = await client.validate(CALL).catch((caught: Error) => caught);
  expect(`${(error as Error).message} ${(error as Error).stack}`).not.toMatch(/KKKK|123456/);
});

/** A client, and what its requests looked like. */
async function listened(body: string) {
  const seen: IncomingMessage[] = [];
  const { client } = await clientOf((request, response) => {
    seen.push(request);
    response.writeHead(200).end(body);
  });
  return { client, keys: () => seen.map(({ headers }) => headers['idempotency-key']), seen };
}

test('release and unlock send the key that they are handed, and one of their own where they are handed none', async () => {
  const { client, keys } = await listened('{"outcome":"released"}');
  const release = { subject: 's', reason: 'form 7' };
  await client.release({ ...release, idempotencyKey: 'request-7' });
  await client.release({ ...release, idempotencyKey: 'request-7' });
  await client.release(release);
  await client.release(release);
  const [first, second, third, fourth] = keys();
  expect([first, second]).toEqual(['request-7', 'request-7']);
  expect(third).toMatch(/^[0-9a-f-]{36}$/);
  expect(fourth).not.toBe(third);
});

test('a subject is one segment of the path, whatever stands in it', async () => {
  const { client, seen } = await listened('{"state":"none"}');
  await client.stateOf('a/../b?c=d#e%');
  expect(seen[0]?.url).toBe('/v1/bindings/a%2F..%2Fb%3Fc%3Dd%23e%25');
});
