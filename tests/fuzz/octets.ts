import { connect } from 'node:net';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { type Target, targetOf } from './target.ts';
import { CONTENT_TYPES, fields, mostly, right } from './values.ts';

const METHODS = ['GET', 'POST', 'HEAD', 'PUT', 'OPTIONS', 'TRACE', 'CONNECT', 'get', 'G\0T', ''];
const PATHS = [
  '/',
  '/login',
  '/sign-in',
  '/v1/time',
  '/v1/bindings',
  '//',
  '/%',
  '/\0',
  '*',
  'http://a.example/',
  `/${'a'.repeat(20_000)}`,
  '/a?b=%ff',
];
const VERSIONS = ['HTTP/1.1', 'HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/9', ''];
const HEADER_NAMES = [
  'cookie',
  'content-length',
  'transfer-encoding',
  'host',
  'expect',
  'upgrade',
  'authorization',
  'origin',
  'x\0y',
  ' a',
];
const HEADER_VALUES = [
  '',
  '0',
  '-1',
  '99999999999',
  'chunked',
  'chunked, chunked',
  '100-continue',
  'websocket',
  'a=b; a=c; __proto__=1',
  '\xff\xfe',
  'a'.repeat(20_000),
];

const octets = fc.uint8Array({ maxLength: 400 }).map((some) => Buffer.from(some));
const latin = fc.uint8Array({ maxLength: 60 }).map((some) => Buffer.from(some).toString('latin1'));

/** What a client writes that was never a browser: lines nearly right, lengths that lie, octets of any kind. */
const written: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 1, arbitrary: octets },
  {
    weight: 6,
    arbitrary: fc
      .record({
        line: fields({ method: METHODS, path: PATHS, version: VERSIONS }),
        headers: fc.array(
          fc.tuple(
            fc.oneof(fc.constantFrom(...HEADER_NAMES), latin),
            fc.oneof(fc.constantFrom(...HEADER_VALUES), latin),
          ),
          { maxLength: 2 },
        ),
        type: fc.constantFrom(...CONTENT_TYPES),
        hasLength: mostly(4),
        ending: right(['\r\n', '\n', '\r']),
        body: octets,
      })
      .map(({ line, headers, type, hasLength, ending, body }) => {
        const lines = [
          `${line.method} ${line.path} ${line.version}`,
          'host: localhost',
          `content-type: ${type}`,
          ...(hasLength ? [`content-length: ${body.length}`] : []),
          ...headers.map((pair) => pair.join(': ')),
        ];
        return Buffer.concat([Buffer.from(`${lines.join(ending)}${ending}${ending}`, 'latin1'), body]);
      }),
  },
);

const TOLD_MAX = 100;

/** Writes and says that it has said all; the status of the first answer, or that the connection was closed without one. */
function askRaw(port: number, what: Buffer): Promise<number | string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let told = '';
    socket.on('data', (chunk) => {
      if (told.length < TOLD_MAX) told += chunk.toString('latin1');
    });
    socket.once('close', () => {
      const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(told) ?? [];
      resolve(status === undefined ? 'closed' : Number(status));
    });
    socket.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
      if (!['ECONNRESET', 'EPIPE'].includes(code)) reject(new Error(code));
    });
    socket.end(what);
  });
}

/** A site's own socket, behind which no library has tidied anything. */
export const octetsTarget = (name: string, app: FastifyInstance): Target =>
  targetOf<Buffer>({
    name: `octets ${name}`,
    group: 'octets',
    inputs: written,
    send: async (what) => {
      const address = app.server.address();
      if (address === null || typeof address === 'string') throw new Error(`${name} listens`);
      // Versions that nobody speaks are refused with 505, which is the client's fault for once.
      const verdict = await askRaw(address.port, what);
      return verdict === 505 || verdict === 501 ? `refused ${verdict}` : verdict;
    },
    share: 4,
  });
