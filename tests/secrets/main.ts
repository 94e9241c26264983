import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { present, systemClock, yen } from '@warifu/base';
import { enter, openConnections, PAYEE, prepareTransfer, readExecuted } from '../load/customer.ts';
import type { Connection } from '../load/http.ts';
import { fillPeople } from '../load/people.ts';
import { openStage, openWings } from '../load/stage.ts';
import { unpackToken } from '../load/token.ts';

/**
 * A server is driven with secrets that are known here, and then looked into: a heap snapshot, and all that it logged at
 * the level debug. None of the secrets may be in either: `npm run secrets-proof`.
 *
 * `--planted` loads a fault into the server beside its own code, which keeps and prints what is typed: the proof must find
 * the passwords and the codes in both places.
 */
const { values: chosen } = parseArgs({ options: { planted: { type: 'boolean', default: false } } });
const PLANT = new URL('plant.mjs', import.meta.url);
const PORT_BASE = 21_600;
const SERVER_BASE = 21_640;
const PROGRAM = new URL('../../apps/warifu/bin/warifu.mjs', import.meta.url).pathname;
const LOOKS_MAX = 120;
const QUIET_MS = 500;
/** Connections end and their last requests are let go of. */
const SETTLE_MS = 3_000;

interface Secret {
  readonly what: string;
  readonly value: string;
}

const stage = await openStage(PORT_BASE);
const folder = await mkdtemp(join(tmpdir(), 'warifu-heap-'));
const secrets: Secret[] = [];
let logged = '';
let server: ChildProcess | undefined;
let found: readonly string[] = [];

const site = { port: SERVER_BASE, origin: `http://bank.localhost:${SERVER_BASE}` };

function startServer(): ChildProcess {
  const child = spawn(process.execPath, [PROGRAM, 'serve', '--port-base', String(SERVER_BASE)], {
    env: {
      ...process.env,
      ...stage.environment,
      WARIFU_LOG_LEVEL: 'debug',
      NODE_OPTIONS: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${folder}${chosen.planted ? ` --import=${PLANT}` : ''}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (octets: Buffer) => {
      logged += octets.toString();
    });
  return child;
}

/** The login form, sent as its page asks for it. */
async function logIn(connection: Connection, contractNumber: string, password: string) {
  const form = await connection.ask({ method: 'GET', path: '/login', headers: {} });
  const csrf = /name="csrf" value="([^"]+)"/.exec(form.body)?.[1] ?? '';
  const cookie = form.cookies.map((line) => line.split(';')[0]).join('; ');
  return connection.ask({
    method: 'POST',
    path: '/login',
    headers: { cookie, origin: site.origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrf, contractNumber, password }).toString(),
  });
}

/** Logins good and bad, and a transfer with a right and a wrong code. */
async function drive(): Promise<void> {
  const wings = await openWings(stage);
  const password = `Wf-${crypto.randomUUID()}`;
  const [opened] = await wings.bank.openContracts([
    {
      holder: { kanji: '秘密 試験', kana: 'ﾋﾐﾂ ｼｹﾝ' },
      branchCode: '001',
      loginPassword: password,
      keepsPassword: true,
      deposits: [yen(100_000n)],
    },
  ]);
  const [person] = await fillPeople(wings, { contracts: 1, deposit: 100_000n });
  await wings.close();
  const { contractNumber } = present(opened, 'a contract was opened');
  const { token: packed, sessionToken } = present(person, 'a customer was filled');

  server = startServer();
  for (let look = 0; !logged.includes('Warifu serves'); look += 1) {
    if (look > LOOKS_MAX || server.exitCode !== null) throw new Error(`the server did not start: ${logged}`);
    await wait(QUIET_MS);
  }
  const [connection] = openConnections(site, 1);
  if (connection === undefined) throw new Error('one hand has one connection');
  const wrong = `Wf-${crypto.randomUUID()}`;
  secrets.push({ what: 'a wrong password', value: wrong }, { what: 'a password', value: password });
  await logIn(connection, contractNumber, wrong);
  const answer = await logIn(connection, contractNumber, password);
  if (answer.status !== 303) throw new Error(`the login was refused: ${answer.status}`);

  const { customer, accountId } = await enter(connection, site, sessionToken);
  secrets.push({ what: 'a session token', value: sessionToken });
  const order = await prepareTransfer(customer, accountId, PAYEE, 1_000n);
  const token = await unpackToken(packed);
  // The step of the registration is spent: the next one is waited for.
  await wait(31_000);
  const code = await token.codeAt(systemClock());
  const wrongCode = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  await customer.post(order, { code: wrongCode });
  const executed = readExecuted(await customer.post(order, { code }));
  if (executed.outcome !== 'executed') throw new Error(`the transfer was refused: ${executed.told}`);
  secrets.push({ what: 'a code', value: code }, { what: 'a wrong code', value: wrongCode });
  secrets.push({ what: "a token's key", value: packed.key });
  connection.close();
}

async function listKeys(): Promise<void> {
  const kek = JSON.parse(await readFile(stage.environment['WARIFU_KEK_FILE'] ?? '', 'utf8'));
  secrets.push(
    { what: 'the sealing key', value: kek.sealing['1'] },
    { what: 'the digest key', value: kek.digest },
  );
}

/** The strings of a heap snapshot, which V8 takes after a full collection. */
async function takeSnapshot(): Promise<string> {
  await wait(SETTLE_MS);
  server?.kill('SIGUSR2');
  let before = -1;
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    await wait(QUIET_MS);
    const [name] = (await readdir(folder)).filter((one) => one.endsWith('.heapsnapshot'));
    const text = name === undefined ? '' : await readFile(join(folder, name), 'utf8');
    // It is written in pieces: whole when it has its last brace and grows no more.
    if (text.length === before && text.trimEnd().endsWith('}'))
      return text.slice(text.indexOf('"strings":['));
    before = text.length;
  }
  throw new Error('no heap snapshot was written');
}

const holds = (text: string, { value }: Secret): boolean =>
  /^\d{6}$/.test(value) ? new RegExp(`(?<![0-9a-f.])${value}(?![0-9a-f.])`).test(text) : text.includes(value);

try {
  await drive();
  await listKeys();
  const strings = await takeSnapshot();
  if (!strings.includes('Warifu serves'))
    throw new Error('the snapshot does not show what is surely in the heap');
  found = secrets.flatMap((secret) => [
    ...(holds(strings, secret) ? [`${secret.what} is in the heap`] : []),
    ...(holds(logged, secret) ? [`${secret.what} is in the log`] : []),
  ]);
  console.log(
    JSON.stringify({ secrets: secrets.length, heapCharacters: strings.length, logCharacters: logged.length }),
  );
} finally {
  if (server !== undefined && server.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  await stage.close();
  await rm(folder, { recursive: true, force: true });
}
for (const sentence of found) console.error(sentence);
if (chosen.planted) {
  const typed = ['a wrong password', 'a password', 'a code', 'a wrong code'];
  const unseen = typed
    .flatMap((what) => [`${what} is in the heap`, `${what} is in the log`])
    .filter((sentence) => !found.includes(sentence));
  for (const sentence of unseen) console.error(`not noticed: ${sentence}`);
  console.log(unseen.length === 0 ? 'secrets: the planted ones were found' : 'secrets: BLIND');
  process.exitCode = unseen.length === 0 ? 0 : 1;
} else {
  console.log(found.length === 0 ? 'secrets: none is left' : 'secrets: FAILED');
  process.exitCode = found.length === 0 ? 0 : 1;
}
