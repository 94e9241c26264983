import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Bank, type BankTables, openBank } from '@warifu/bank';
import { type Database, openDatabase } from '@warifu/pg';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Customer,
  type MoneyGround,
  openMoneyGround,
  wish,
} from '../../../packages/bank/test/support/money.ts';
import { readSettings } from '../src/config.ts';
import { openWatch, type Watch } from '../src/watch/open-watch.ts';
import { connectZengin } from '../src/zengin-client.ts';

interface SeenSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}

/** What a collector of traces was sent, and the headers that a network got. */
const sent: string[] = [];
const networkHeaders: Readonly<Record<string, unknown>>[] = [];
const lines: string[] = [];
const collector = createServer((request, response) => {
  let body = '';
  request.on('data', (bytes: Buffer) => {
    body += bytes.toString();
  });
  request.on('end', () => {
    sent.push(body);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
});
const network = createServer((request, response) => {
  networkHeaders.push(request.headers);
  request.resume().on('end', () => {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ outcome: 'found', kana: 'ﾐﾎﾝ ﾊﾅｺ' }));
  });
});
const listen = async (server: typeof collector): Promise<string> => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

let ground: MoneyGround;
let customer: Customer;
let watch: Watch;
let database: Database<BankTables>;
let bank: Bank;
let site: FastifyInstance;
let metricsUrl: string;
let closeWatch: () => Promise<void>;
const envBefore = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];

beforeAll(async () => {
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = await listen(collector);
  const zenginUrl = await listen(network);
  ground = await openMoneyGround();
  customer = await ground.customer(1_000_000n);
  const probe = createServer();
  metricsUrl = await listen(probe);
  await new Promise((resolve) => probe.close(resolve));
  const settings = readSettings({
    WARIFU_LOG_LEVEL: 'debug',
    WARIFU_TRUSTED_PROXIES: '127.0.0.9',
    WARIFU_METRICS_PORT: new URL(metricsUrl).port,
  });
  watch = await openWatch(settings, process.env, { write: (line) => void lines.push(line) });
  database = openDatabase<BankTables>({
    connectionString: ground.urlFor('bank_app'),
    watch: watch.database,
  });
  watch.sawDatabase('bank', database);
  bank = watch.bank(
    openBank({
      ...ground.ports,
      database,
      authority: watch.port('authority', ground.ports.authority),
      zengin: watch.port('zengin', connectZengin({ url: zenginUrl, headers: watch.callHeaders })),
    }),
  );
  site = Fastify({ logger: watch.log.forSite('internet-banking') });
  watch.site('internet-banking')(site);
  site.post<{ Params: { orderId: string }; Body: { code: string } }>(
    '/transfer/orders/:orderId',
    async ({ params: { orderId }, body: { code } }) => {
      await bank.inquireName(wish(customer, 1n).payee);
      const outcome = await bank.executeTransfer({
        contractId: customer.contractId,
        channel: 'pc',
        orderId,
        code,
      });
      return outcome.outcome;
    },
  );
  site.get('/fails', async () => {
    throw Object.assign(new Error('no luck'), {
      detail: 'Key (mail)=(mihon@example.jp)',
      cause: new Error('why'),
    });
  });
  // As every site of the house does: the server's own answer would repeat the address in the log.
  site.setNotFoundHandler((_, reply) => reply.code(404).send());
  await site.ready();
  const watching = await watch.serve(settings);
  closeWatch = watching.close;
});
afterAll(async () => {
  await site.close();
  await closeWatch();
  await watch.close();
  await database.close();
  await ground.close();
  for (const server of [collector, network]) await new Promise((resolve) => server.close(resolve));
  if (envBefore === undefined) delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  else process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = envBefore;
});

const execute = async (code: string, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') => {
  const { draftId } = await ground.bank.startDraft(customer.contractId, 'transfer', 'pc');
  const { orderId } = await ground.prepared(customer, 7_531n, { draftId });
  return site.inject({
    method: 'POST',
    url: `/transfer/orders/${orderId}?sought=geheimnis`,
    payload: { code },
    headers: { cookie: 'warifu_session=keks-keks', ...headers },
    remoteAddress,
  });
};
const metrics = async (): Promise<string> => (await fetch(`${metricsUrl}/metrics`)).text();

test('each answer has a number of its own, and only a trusted proxy may choose it', async () => {
  const own = (await execute('123456')).headers['x-request-id'];
  expect(own).toMatch(/^[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){2}$/);
  const given = { 'x-request-id': 'proxy-0001' };
  expect((await execute('123456', given)).headers['x-request-id']).not.toBe('proxy-0001');
  expect((await execute('123456', given, '127.0.0.9')).headers['x-request-id']).toBe('proxy-0001');
  const wild = { 'x-request-id': 'proxy 0001\u0007"' };
  expect((await execute('123456', wild, '127.0.0.9')).headers['x-request-id']).not.toContain('proxy');
});

test('the number goes along to the network, and the lines of the log have it', async () => {
  const { headers } = await execute('123456');
  const requestId = String(headers['x-request-id']);
  expect(networkHeaders.at(-1)).toMatchObject({ 'x-request-id': requestId });
  expect(networkHeaders.at(-1)?.['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  const mine = lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ reqId }) => reqId === requestId);
  expect(mine.map(({ msg }) => msg)).toEqual(['incoming request', 'request completed']);
  expect(mine[0]).toMatchObject({
    level: 'info',
    site: 'internet-banking',
    req: { route: '/transfer/orders/:orderId' },
  });
});

test('no code, cookie, question, value of a row or address of an account is in the log', async () => {
  await execute('864209');
  await site.inject({ method: 'GET', url: '/fails?code=864209' });
  await site.inject({ method: 'GET', url: '/my-password-is-864209' });
  const log = lines.join('');
  expect(log).toContain('no luck');
  expect(log).toContain('"why"');
  for (const secret of [
    '864209',
    'keks-keks',
    'geheimnis',
    'mihon@example.jp',
    '1234567',
    customer.contractId,
  ])
    expect(log).not.toContain(secret);
});

test('what happened is counted: the answer, the request, the batches, the calls', async () => {
  await execute('123456');
  ground.authority.verdict = 'wrong';
  await execute('000000');
  ground.authority.verdict = undefined;
  const text = await metrics();
  expect(text).toMatch(/warifu_order_answers_total\{kind="transfer",outcome="executed"\} [1-9]/);
  expect(text).toMatch(/warifu_order_answers_total\{kind="transfer",outcome="code_refused"\} 2/);
  expect(text).toMatch(
    /warifu_http_requests_total\{site="internet-banking",route="POST \/transfer\/orders\/:orderId",status="2xx"\} [1-9]/,
  );
  expect(text).toMatch(/warifu_batch_calls_count\{batch="transfer_execution"\} [1-9]/);
  expect(text).toMatch(/warifu_calls_total\{to="authority",outcome="answered"\} [1-9]/);
  expect(text).toMatch(/warifu_pool_connections\{pool="bank",state="idle"\} [1-9]/);
  expect(text).toMatch(/warifu_queue_items\{queue="audit"\} [1-9]/);
  expect(text).toMatch(/warifu_queue_oldest_seconds\{queue="mails"\} \d/);
  expect(text).toContain('warifu_backlog_read 1');
  expect(text).toContain('warifu_ready 1');
  expect(text).not.toContain(customer.contractId);
});

test('a transfer is one trace: request, batches, statements and calls, and nothing that was typed', async () => {
  const { headers } = await execute('123456');
  const mine = lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .find(({ reqId, msg }) => reqId === headers['x-request-id'] && msg === 'request completed');
  const parent = String(networkHeaders.at(-1)?.['traceparent']);
  const traceId = parent.split('-')[1];
  expect(mine?.['traceId'] ?? traceId).toBe(traceId);
  interface Export {
    readonly resourceSpans: readonly {
      readonly scopeSpans: readonly { readonly spans: readonly SeenSpan[] }[];
    }[];
  }
  const spansSent = () =>
    sent
      .flatMap((body) => (JSON.parse(body) as Export).resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans)
      .flatMap((scope) => scope.spans)
      .filter((span) => span.traceId === traceId);
  // The request ends last, and is sent with what ended before it or after.
  const root = 'POST /transfer/orders/:orderId';
  await expect.poll(() => spansSent().some(({ name }) => name === root)).toBe(true);
  const spans = spansSent();
  const names = spans.map(({ name }) => name);
  for (const name of [
    'POST /transfer/orders/:orderId',
    'batch order_reading',
    'batch transfer_execution',
    'authority validate',
    'zengin inquireName',
    'select bank.execute_transfers',
  ])
    expect(names).toContain(name);
  const roots = spans.filter(({ parentSpanId }) => parentSpanId === undefined || parentSpanId === '');
  expect(roots.map(({ name }) => name)).toEqual(['POST /transfer/orders/:orderId']);
  for (const secret of ['123456', 'keks-keks', 'geheimnis', customer.contractId, '1234567', '7531'])
    expect(sent.join('')).not.toContain(`"${secret}`);
});

test('a load balancer is told when to send nobody: a database away, another version, a process about to stop', async () => {
  const ready = async () => {
    const answer = await fetch(`${metricsUrl}/health/ready`);
    return { status: answer.status, ...((await answer.json()) as object) };
  };
  expect((await fetch(`${metricsUrl}/health/live`)).status).toBe(200);
  expect(await ready()).toMatchObject({
    status: 'ready',
    checks: { database_bank: 'ok' },
    day: { isOpen: true },
  });
  await ground.query(`insert into warifu.migration (name, checksum) values ('9999-sample.sql', '')`);
  // The servers of the version before stay until those of the new one are there.
  expect(await ready()).toMatchObject({ status: 'ready', checks: { database_bank: 'newer' } });
  await ground.query(
    `update warifu.migration set name = '9998-sample.sql' where name = '0026-login-brake.sql'`,
  );
  expect(await ready()).toMatchObject({ status: 'failing', checks: { database_bank: 'migrations_differ' } });
  await ground.query(
    `update warifu.migration set name = '0026-login-brake.sql' where name = '9998-sample.sql'`,
  );
  await ground.query(`delete from warifu.migration where name = '9999-sample.sql'`);
  const pool = {
    query: () => Promise.reject(new Error('away')),
    totalCount: 0,
    idleCount: 0,
    waitingCount: 0,
  };
  watch.sawDatabase('sample', { pool: pool as never });
  expect(await ready()).toMatchObject({ checks: { database_bank: 'ok', database_sample: 'unreachable' } });
  await watch.drain(0);
  expect(await ready()).toMatchObject({ status: 'draining' });
  expect(await metrics()).toContain('warifu_ready 0');
});
