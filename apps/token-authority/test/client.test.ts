import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectTokenAuthority, type TokenAuthorityClient } from '@warifu/token-client';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  codeAt,
  freshKey,
  openHouse,
  type TestHouse,
  wrongCode,
} from '../../../packages/token/test/house.ts';
import { tokenAuthorityApi } from '../src/index.ts';

let house: TestHouse;
let site: FastifyInstance;
let url: string;
let key: string;
let authority: TokenAuthorityClient;
beforeAll(async () => {
  house = await openHouse();
  site = Fastify();
  await site.register(tokenAuthorityApi, { authority: house.authority });
  url = await site.listen({ port: 0, host: '127.0.0.1' });
  key = (await house.authority.createRelyingParty({ name: 'bank', scopes: ['verify', 'administer'] })).key;
  authority = connectTokenAuthority({ url, key, timeoutMs: 10_000 });
});
afterAll(async () => {
  await site.close();
  await house.close();
});

const idempotencyKey = () => freshKey().replace(' ', '-');

test('the port over HTTP says what the port in one process says', async () => {
  const old = await house.token();
  const fresh = await house.token();
  const subject = 'a subject/with signs ?%';
  expect(await authority.stateOf(subject)).toEqual({ state: 'none' });
  const call = { subject, tokenId: old.tokenId, idempotencyKey: idempotencyKey() };
  expect(await authority.bind({ ...call, code: wrongCode(old) })).toEqual({
    outcome: 'refused',
    reason: 'not_accepted',
  });
  await expect(authority.bind({ ...call, code: old.code() })).rejects.toThrow('used with another body');
  const bind = { ...call, code: old.code(), idempotencyKey: idempotencyKey() };
  expect(await authority.bind(bind)).toEqual({ outcome: 'bound' });
  expect(await authority.bind(bind)).toEqual({ outcome: 'bound' });
  expect(await authority.stateOf(subject)).toEqual({
    state: 'active',
    tokenId: old.tokenId,
    boundAt: house.now(),
  });
  house.pass(60);
  const validate = (code: string, nextCode?: string) =>
    authority.validate({
      subject,
      code,
      purpose: 'transfer',
      idempotencyKey: idempotencyKey(),
      ...(nextCode === undefined ? {} : { nextCode }),
    });
  expect(await validate(old.code())).toMatchObject({ verdict: 'accepted' });
  expect(await validate(old.code())).toMatchObject({ verdict: 'spent' });
  expect(await validate(old.code(9))).toMatchObject({ verdict: 'needs_second_code' });
  expect(await validate(old.code(9), old.code(10))).toMatchObject({ verdict: 'accepted' });
  house.pass(60);
  const begun = await authority.beginReplace({
    subject,
    code: old.code(10),
    idempotencyKey: idempotencyKey(),
  });
  const proof = begun.verdict === 'accepted' ? begun.proof : '';
  const replace = {
    subject,
    proof,
    newTokenId: fresh.tokenId,
    code: fresh.code(),
    idempotencyKey: idempotencyKey(),
  };
  expect(await authority.replace(replace)).toEqual({ outcome: 'replaced' });
  for (let times = 0; times < 10; times += 1) await validate(wrongCode(fresh));
  expect((await authority.stateOf(subject)).state).toBe('locked');
  const unlock = { subject, reason: 'form 1', idempotencyKey: idempotencyKey() };
  expect(await authority.unlock(unlock)).toEqual({ outcome: 'unlocked' });
  for (let times = 0; times < 10; times += 1) await validate(wrongCode(fresh));
  // The request sent again is the first one: it lifts no later lock.
  expect(await authority.unlock(unlock)).toEqual({ outcome: 'unlocked' });
  expect((await authority.stateOf(subject)).state).toBe('locked');
  expect(await authority.unlock({ subject, reason: 'form 2' })).toEqual({ outcome: 'unlocked' });
  expect(await authority.tokenOf(fresh.tokenId)).toEqual({
    outcome: 'found',
    tokenId: fresh.tokenId,
    form: 'mobile',
    state: 'active',
    boundHere: true,
  });
  expect(await authority.tokenOf('WRSM99999999')).toEqual({ outcome: 'unknown' });
  house.pass(60);
  expect(
    await authority.end({ subject, code: fresh.code(), idempotencyKey: idempotencyKey() }),
  ).toMatchObject({
    verdict: 'accepted',
  });
  expect(await authority.release({ subject, reason: 'form 3' })).toEqual({ outcome: 'unknown' });
});

test('a hardware token is found by its serial, handed out and bound over HTTP as in one process', async () => {
  const secret = Buffer.alloc(20, 9);
  const seed = {
    place: 'line 2',
    manufacturer: 'Mihon',
    serial: 'MH/2026-01',
    secret: Buffer.from(secret),
    suite: { algorithm: 'SHA1', digits: 6, periodSeconds: 30 },
    driftSteps: 0,
  } as const;
  await house.authority.operator.importHardTokens({ tokens: [seed], actor: 'test' });
  expect(await authority.tokenOf('no-such-serial')).toEqual({ outcome: 'unknown' });
  const found = await authority.tokenOf('ｍｈ/2026-01');
  expect(found).toMatchObject({
    form: 'hardware',
    state: 'in_stock',
    serial: 'MH/2026-01',
    boundHere: false,
  });
  const subject = 'hard subject';
  const handOut = {
    tokenIdOrSerial: 'MH/2026-01',
    subject,
    reason: 'form 3',
    idempotencyKey: idempotencyKey(),
  };
  const tokenId = found.outcome === 'found' ? found.tokenId : '';
  expect(await authority.handOut(handOut)).toEqual({ outcome: 'handed_out', tokenId });
  expect(await authority.handOut({ ...handOut, subject: 'x' })).toEqual({
    outcome: 'refused',
    reason: 'handed_out_already',
  });
  const bind = {
    subject,
    tokenId: 'MH202601',
    code: codeAt(secret, house.now()),
    idempotencyKey: idempotencyKey(),
  };
  expect(await authority.bind(bind)).toEqual({ outcome: 'bound' });
  expect(await authority.stateOf(subject)).toMatchObject({ state: 'active', tokenId, serial: 'MH202601' });
  const { relyingPartyId = '' } = (await house.authority.relyingPartyByKey(key)) ?? {};
  const port = house.authority.portFor(relyingPartyId, ['administer']);
  expect(await authority.tokenOf(tokenId)).toEqual(await port.tokenOf(tokenId));
});

test('a wait is told with its end', async () => {
  const hand = await house.token();
  const attempt = () =>
    authority.bind({
      subject: 'w',
      tokenId: hand.tokenId,
      code: wrongCode(hand),
      idempotencyKey: idempotencyKey(),
    });
  for (let times = 0; times < 4; times += 1) await attempt();
  expect(await attempt()).toEqual({ outcome: 'refused', reason: 'wait', until: house.now() + 30 });
});

describe('a line that is bad', () => {
  const call = () => ({
    subject: 's',
    code: '123456',
    purpose: 'transfer',
    idempotencyKey: idempotencyKey(),
  });
  const servers: Server[] = [];
  /** A server that treats each connection or request as it is told. */
  async function listen(server: Server): Promise<string> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });
  const unavailable = { name: 'AuthorityUnavailable' };

  test('a made-up key is refused by the real one', async () => {
    const client = connectTokenAuthority({ url, key: 'A'.repeat(43), timeoutMs: 5_000 });
    await expect(client.validate(call())).rejects.toMatchObject(unavailable);
  });

  test('a connection lost after the code was spent is tried once more with the same key: accepted, and counted once', async () => {
    const hand = await house.token();
    const subject = 'lost';
    await authority.bind({
      subject,
      tokenId: hand.tokenId,
      code: hand.code(),
      idempotencyKey: idempotencyKey(),
    });
    house.pass(60);
    const keysSeen: string[] = [];
    // The first answer is thrown away on its way back.
    const lossy = createServer((request, response) => {
      keysSeen.push(String(request.headers['idempotency-key']));
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', async () => {
        const answer = await fetch(new URL(request.url ?? '', url), {
          method: 'POST',
          headers: {
            authorization: String(request.headers.authorization),
            'content-type': 'application/json',
            'idempotency-key': String(request.headers['idempotency-key']),
          },
          body: Buffer.concat(chunks).toString(),
        });
        const text = await answer.text();
        if (keysSeen.length === 1) request.socket.destroy();
        else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
      });
    });
    const client = connectTokenAuthority({ url: await listen(lossy), key, timeoutMs: 10_000 });
    const verdict = await client.validate({ ...call(), subject, code: hand.code() });
    expect(verdict).toMatchObject({ verdict: 'accepted' });
    expect(keysSeen).toHaveLength(2);
    expect(new Set(keysSeen).size).toBe(1);
    const spent = await house.owner.pool.query(
      "select from token.audit where token_id = $1 and act = 'validate' and outcome = 'accepted'",
      [hand.tokenId],
    );
    expect(spent.rowCount).toBe(1);
  });
});
