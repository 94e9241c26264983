import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@warifu/base';
import { buildNetworks } from '@warifu/networks';
import fc from 'fast-check';
import {
  BillNumbersShape,
  PaymentShape as PayEasyPaymentShape,
  SwitchShape as PayEasySwitchShape,
} from '../../apps/networks/src/pay-easy/shapes.ts';
import {
  AccountShape,
  PaymentShape,
  RecallShape,
  ReturnsQueryShape,
  SwitchShape,
} from '../../apps/networks/src/zengin/shapes.ts';
import { servedWhile } from '../intruders/sites.ts';
import { bodiesOf, type JsonSchema } from './schema.ts';
import { type Target, targetOf } from './target.ts';
import { around, CONTENT_TYPES, encoded, segment, wildHeader, wildOctets } from './values.ts';

interface Route {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: object;
  readonly query?: readonly string[];
}

const ROUTES: readonly Route[] = [
  { method: 'POST', path: '/zengin/name-inquiries', body: AccountShape },
  { method: 'POST', path: '/zengin/transfers', body: PaymentShape },
  { method: 'GET', path: '/zengin/returns', query: Object.keys(ReturnsQueryShape.properties) },
  { method: 'POST', path: '/zengin/recalls', body: RecallShape },
  { method: 'GET', path: '/zengin/recalls/:paymentId' },
  { method: 'PUT', path: '/zengin/switch', body: SwitchShape },
  { method: 'GET', path: '/zengin/switch' },
  { method: 'GET', path: '/pay-easy/billers/:billerNumber' },
  { method: 'POST', path: '/pay-easy/inquiries', body: BillNumbersShape },
  { method: 'POST', path: '/pay-easy/payments', body: PayEasyPaymentShape },
  { method: 'GET', path: '/pay-easy/payments/:paymentId' },
  { method: 'PUT', path: '/pay-easy/switch', body: PayEasySwitchShape },
  { method: 'GET', path: '/pay-easy/switch' },
  { method: 'GET', path: '/pay-easy' },
  { method: 'GET', path: '/' },
  { method: 'GET', path: '/style.css' },
  { method: 'GET', path: '/mailbox' },
  { method: 'GET', path: '/mailbox.json' },
  { method: 'GET', path: '/mailbox/:mailNumber' },
];

/** What of the shapes is told by a name: numbers that mean something, and none that asks for silence or slowness. */
const KNOWN = {
  accountNumber: ['1234501', '1234512', '1234567'],
  bankCode: ['0001', '0005'],
  branchCode: ['001'],
  paymentId: ['p-1', 'p-2', 'p'.repeat(64), 'p'.repeat(65)],
  payeeKana: ['ﾐﾎﾝ ﾀﾛｳ', 'ｱ'.repeat(48), 'ｱ'.repeat(49)],
  senderKana: ['ﾐﾎﾝ ﾊﾅｺ'],
  amount: ['1', '9999999999999', '0', '01'],
  valueDate: ['2026-11-24', '2026-02-30', '9999-99-99'],
  billerNumber: ['00200', '90101', '00000'],
  paymentNumber: ['1111111111101', '1111111111190', '1'.repeat(20)],
  confirmationNumber: ['1111', '111111'],
  after: ['000000000001', '999999999999'],
  limit: ['1', '1000', '1001', '0', 'x'],
  mailNumber: ['1', '0', '-1', '1e3', 'NaN'],
};

interface Asked {
  readonly body: Buffer;
  readonly type: string;
  readonly part: string;
  readonly asked: readonly string[];
  readonly header: string;
}

function inputsOf({ path, body, query = [] }: Route): fc.Arbitrary<Asked> {
  const known: Readonly<Record<string, readonly string[]>> = KNOWN;
  const [, parameter = ''] = /:(\w+)/.exec(path) ?? [];
  const bodies = body === undefined ? fc.constant(Buffer.alloc(0)) : bodiesOf(body as JsonSchema, known);
  return fc.record({
    body: fc.oneof({ weight: 9, arbitrary: bodies }, { weight: 1, arbitrary: wildOctets }),
    type: fc.oneof(
      { weight: 9, arbitrary: fc.constant('application/json') },
      { weight: 1, arbitrary: fc.constantFrom(...CONTENT_TYPES) },
    ),
    part: around(known[parameter] ?? []),
    asked: fc.tuple(...query.map((name) => around(known[name] ?? []))),
    header: wildHeader,
  });
}

const ENDS_SILENT = /"paymentNumber":"[0-9]*9[89]"/;
const printable = (text: string): string => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '');

/** Asks over a socket: a network that is away drops the connection, which is a word of its own. */
function askAt(
  port: number,
  method: string,
  path: string,
  { body, type, header }: Pick<Asked, 'body' | 'type' | 'header'>,
) {
  return new Promise<number | 'dropped'>((resolve, reject) => {
    const asked = request(
      {
        port,
        host: '127.0.0.1',
        method,
        path,
        headers: {
          'content-type': type,
          'x-anything': printable(header),
          ...(method === 'GET' ? {} : { 'content-length': body.length }),
        },
      },
      (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode ?? 0));
        answer.once('error', reject);
      },
    );
    asked.once('error', ({ code }: NodeJS.ErrnoException) =>
      code === 'ECONNRESET' || code === 'EPIPE' ? resolve('dropped') : reject(new Error(code)),
    );
    asked.end(method === 'GET' ? undefined : body);
  });
}

export interface FuzzedNetworks {
  readonly targets: readonly Target[];
  readonly probe: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

const NORMAL = Buffer.from('{"mode":"normal","slowMs":0}');
const JSON_BODY = { type: 'application/json', header: '' };

/** The other side of the bank's networks, over loopback. */
export async function openNetworksFuzz(clock: Clock): Promise<FuzzedNetworks> {
  const folder = await mkdtemp(join(tmpdir(), 'warifu-fuzz-'));
  const { built: networks, served } = await servedWhile(() =>
    buildNetworks({ folder, clock, host: '127.0.0.1', smtpPort: 0, slowMs: 0 }),
  );
  const known = new Set(ROUTES.map(({ method, path }) => `${method} ${path}`));
  const forgotten = served.filter(({ method, path }) => method !== 'HEAD' && !known.has(`${method} ${path}`));
  if (forgotten.length > 0) throw new Error(`the fuzz has no values for ${JSON.stringify(forgotten)}`);
  await networks.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = networks.app.server.address() as AddressInfo;
  const calm = async (): Promise<void> => {
    for (const path of ['/zengin/switch', '/pay-easy/switch'])
      await askAt(port, 'PUT', path, { ...JSON_BODY, body: NORMAL });
  };
  const send = async ({ method, path, query = [] }: Route, asked: Asked): Promise<number | string> => {
    // A bill whose payer waits for ever is a behaviour of the demo, and would be a hang here.
    if (ENDS_SILENT.test(asked.body.toString())) return 'left out';
    const question = query.map((name, at) => `${name}=${encoded(asked.asked[at] ?? '')}`).join('&');
    const url = path.replace(/:\w+/, segment(asked.part));
    const status = await askAt(port, method, question === '' ? url : `${url}?${question}`, asked);
    if (method === 'PUT') await calm();
    // A counterpart that holds as much as it may hold says so.
    return status === 503 ? 'full' : status;
  };
  return {
    targets: ROUTES.map((route) =>
      targetOf<Asked>({
        name: `networks ${route.method} ${route.path}`,
        group: 'networks',
        inputs: inputsOf(route),
        send: (asked) => send(route, asked),
        isDoor: (verdict) => ['400', '413', '415', 'dropped', 'left out'].includes(verdict),
      }),
    ),
    probe: async () => {
      const body = Buffer.from(
        JSON.stringify({
          bankCode: '0001',
          branchCode: '001',
          accountKind: 'ordinary',
          accountNumber: '1234501',
        }),
      );
      const status = await askAt(port, 'POST', '/zengin/name-inquiries', { ...JSON_BODY, body });
      return status === 200 ? [] : [`the networks answered ${status} afterwards`];
    },
    close: async () => {
      await networks.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
