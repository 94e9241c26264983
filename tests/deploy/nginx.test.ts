import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeKekFile } from '../../apps/warifu/src/server/key-ring.ts';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts';

const PROGRAM = new URL('../../apps/warifu/bin/warifu.mjs', import.meta.url).pathname;
const DEPLOYED = new URL('../../deploy/nginx/warifu.conf', import.meta.url);
const BASE = 21_100;
const TLS_PORT = 21_131;
const PLAIN_PORT = 21_132;
const ORIGIN = 'https://bank.example.jp';
const REQUESTS_MAX = 12;

let folder = '';
let fresh: FreshDatabase;
const children: ChildProcess[] = [];

/** The shipped configuration: only ports and the certificate's place are this machine's. */
async function startNginx(): Promise<void> {
  const shipped = await readFile(DEPLOYED, 'utf8');
  const placed = shipped
    .replaceAll('/etc/ssl/warifu', folder)
    .replaceAll('listen 80 ', `listen 127.0.0.1:${PLAIN_PORT} `)
    .replaceAll('listen 443 ', `listen 127.0.0.1:${TLS_PORT} `)
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${BASE}`)
    .replaceAll('127.0.0.1:8081', `127.0.0.1:${BASE + 1}`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  );
  const file = join(folder, 'nginx.conf');
  await writeFile(
    file,
    `daemon off; master_process off; pid ${join(folder, 'pid')}; error_log ${join(folder, 'nginx.log')};
     events {} http { access_log off; ${temporary.join(' ')}\n${placed}\n}`,
  );
  execFileSync('nginx', ['-t', '-q', '-e', join(folder, 'nginx.log'), '-c', file]);
  children.push(spawn('nginx', ['-e', join(folder, 'nginx.log'), '-c', file], { stdio: 'inherit' }));
}

async function startWarifu(): Promise<void> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:WARIFU_|DATABASE_URL$)/.test(name));
  const kek = join(folder, 'kek', 'kek.json');
  await makeKekFile(kek);
  const child = spawn(process.execPath, [PROGRAM, 'serve', '--only', 'internet-banking,token'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...Object.fromEntries(inherited),
      WARIFU_DATA_DIR: join(folder, 'data'),
      WARIFU_KEK_FILE: kek,
      WARIFU_PORT_BASE: String(BASE),
      WARIFU_RADIUS_HOST: 'off',
      WARIFU_TRUSTED_PROXIES: '127.0.0.1',
      WARIFU_ORIGIN_BANK: ORIGIN,
      WARIFU_ORIGIN_TOKEN: 'https://token.example.jp',
      WARIFU_REQUESTS_PER_MINUTE: String(REQUESTS_MAX),
      WARIFU_BANK_DATABASE_URL: fresh.urlFor('bank_app'),
      WARIFU_TOKEN_DATABASE_URL: fresh.urlFor('token_app'),
      WARIFU_BRANCH_DATABASE_URL: fresh.urlFor('branch_app'),
      WARIFU_SEALER_DATABASE_URL: fresh.urlFor('audit_sealer'),
    },
  });
  children.push(child);
  await once(createInterface({ input: child.stdout }), 'line');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warifu-nginx-'));
  fresh = await freshDatabase();
  const [key, cert] = [join(folder, 'privkey.pem'), join(folder, 'fullchain.pem')];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '1',
      '-subj',
      '/CN=bank.example.jp',
      '-keyout',
      key,
      '-out',
      cert,
    ],
    { stdio: 'ignore' },
  );
  await startNginx();
  await startWarifu();
});
afterAll(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await fresh.drop();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

function ask(
  path: string,
  options: { readonly from?: string; readonly host?: string; readonly claims?: string } = {},
) {
  const { from = '127.0.0.1', host = 'bank.example.jp', claims } = options;
  return new Promise<Answer>((resolve, reject) => {
    const asking = request(
      {
        host: '127.0.0.1',
        port: TLS_PORT,
        path,
        localAddress: from,
        servername: host,
        rejectUnauthorized: false,
        headers: { host, ...(claims === undefined ? {} : { 'x-forwarded-for': claims }) },
      },
      (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body }));
      },
    );
    asking.once('error', reject);
    asking.end();
  });
}

test('the login page comes over TLS, with cookies that are secure and this host’s alone, and HSTS', async () => {
  const { status, headers, body } = await ask('/login');
  expect(status).toBe(200);
  expect(body).toContain('<form');
  expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
  const cookies = [headers['set-cookie'] ?? []].flat();
  expect(cookies).not.toEqual([]);
  for (const cookie of cookies) expect(cookie).toMatch(/^__Host-[^;]+; .*Secure/i);
  expect(String(headers['server'])).toBe('nginx');
});

test('nothing is served in the clear, and nothing under another name', async () => {
  const moved = await new Promise<string | undefined>((resolve, reject) => {
    plainRequest(
      { host: '127.0.0.1', port: PLAIN_PORT, path: '/login', headers: { host: 'bank.example.jp' } },
      (answer) => {
        answer.resume();
        resolve(answer.headers.location);
      },
    )
      .once('error', reject)
      .end();
  });
  expect(moved).toBe(`${ORIGIN}/login`);
  expect((await ask('/login', { host: 'evil.example' })).status).toBe(421);
  expect((await ask('/', { host: 'token.example.jp' })).status).toBe(200);
});

test('an address is counted as the proxy sees it, whatever the client claims', async () => {
  const from = '127.0.0.77';
  const statuses: (number | undefined)[] = [];
  for (let nth = 0; nth <= REQUESTS_MAX; nth += 1)
    statuses.push((await ask('/login', { from, claims: `192.0.2.${nth}` })).status);
  expect(statuses.at(0)).toBe(200);
  expect(statuses.at(-1)).toBe(429);
  // Another address is not held responsible: the proxy's own would be everybody's.
  expect((await ask('/login', { from: '127.0.0.78' })).status).toBe(200);
});
