import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { epochSeconds, systemClock, yen } from '@warifu/base';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readSettings } from '../../apps/warifu/src/config.ts';
import { openSecrets } from '../../apps/warifu/src/secrets.ts';
import { makeKekFile } from '../../apps/warifu/src/server/key-ring.ts';
import { customerWith, enter, logIn, PAYEE, prepareTransfer, readExecuted } from '../load/customer.ts';
import { type Connection, openConnection } from '../load/http.ts';
import { fillPeople, type LoadPerson } from '../load/people.ts';
import { openWings, type ServerProcess, startServer } from '../load/stage.ts';
import { unpackToken } from '../load/token.ts';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts';
import { findPortBase } from './support/ports.ts';
import { plainEnvironment } from './support/warifu.ts';

const PROCESSES = 2;
const LOGINS_PER_MINUTE = 12;
const DEVICES_PER_MINUTE = 60;
const PASSWORD = 'mihon-no-aikotoba';
const STEP_SECONDS = 30;

let folder: string;
let database: FreshDatabase;
let server: ServerProcess;
let log = '';
let people: readonly LoadPerson[];
let contractNumbers: readonly string[];
/** One connection to each process. */
let one: Connection;
let other: Connection;
const connections: Connection[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warifu-processes-'));
  database = await freshDatabase();
  const portBase = await findPortBase();
  const environment = {
    WARIFU_DATA_DIR: join(folder, 'data'),
    WARIFU_KEK_FILE: join(folder, 'kek', 'kek.json'),
    WARIFU_PORT_BASE: String(portBase),
    WARIFU_BANK_DATABASE_URL: database.urlFor('bank_app'),
    WARIFU_TOKEN_DATABASE_URL: database.urlFor('token_app'),
    WARIFU_BRANCH_DATABASE_URL: database.urlFor('branch_app'),
    WARIFU_SEALER_DATABASE_URL: database.urlFor('audit_sealer'),
    WARIFU_LOGINS_PER_MINUTE: String(LOGINS_PER_MINUTE),
    WARIFU_REQUESTS_PER_MINUTE: '100000',
    WARIFU_PROCESSES: String(PROCESSES),
    // Each line of the log names the process that took the request.
    WARIFU_LOG_LEVEL: 'info',
  };
  await makeKekFile(environment.WARIFU_KEK_FILE);
  await openSecrets(environment.WARIFU_DATA_DIR);
  const wings = await openWings({
    settings: readSettings(environment),
    environment,
    reached: { urlFor: database.urlFor },
  });
  // Registered with the code of the step before, so that the code of now has not been used yet.
  const clock = () => epochSeconds(systemClock() - STEP_SECONDS);
  people = await fillPeople(wings, { contracts: 3, deposit: 10_000_000n, clock });
  const holder = { kanji: '見本 次郎', kana: 'ﾐﾎﾝ ｼﾞﾛｳ' };
  const opened = await wings.bank.openContracts(
    Array.from({ length: 2 }, () => ({
      holder,
      branchCode: '001',
      loginPassword: PASSWORD,
      keepsPassword: true,
      deposits: [yen(1_000n)],
    })),
  );
  contractNumbers = opened.map(({ contractNumber }) => contractNumber);
  await wings.close();
  server = await startServer({ environment: plain(environment) }, portBase, undefined, (text) => {
    log += text;
  });
  const found = await connectToEach(server.site.port, 'bank.localhost');
  [one, other] = [found[0] as Connection, found[1] as Connection];
});

afterAll(async () => {
  for (const connection of connections) connection.close();
  await server?.stop();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const plain = (environment: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(plainEnvironment(environment)).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );

/** The process that answers on this connection, by what it wrote about the request with this very number. */
async function processOf(connection: Connection): Promise<number> {
  const { headers } = await connection.ask({ method: 'GET', path: '/probe' });
  const requestId = headers.get('x-request-id') ?? 'none';
  const line = () => log.split('\n').find((text) => text.includes(requestId) && text.endsWith('}'));
  await vi.waitFor(() => expect(line()).toBeDefined(), { timeout: 30_000 });
  return (JSON.parse(line() ?? '') as { readonly pid: number }).pid;
}

/** Opens connections until each of the processes is at the end of one. */
async function connectToEach(port: number, host: string): Promise<readonly Connection[]> {
  const found = new Map<number, Connection>();
  for (let tries = 0; tries < 4 * PROCESSES && found.size < PROCESSES; tries += 1) {
    const connection = openConnection(port, `${host}:${port}`);
    connections.push(connection);
    found.set(await processOf(connection), connection);
  }
  expect(found.size, 'each process takes connections').toBe(PROCESSES);
  return [...found.values()];
}

const logInAs = (connection: Connection, contractNumber: string, password: string, device?: string) =>
  logIn(connection, server.site, { contractNumber, password }, device);

const workersOf = async (parent: number): Promise<readonly number[]> => {
  const entries = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(
    entries.map(async (pid) => {
      const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      const [state, ppid] = text.slice(text.lastIndexOf(')') + 2).split(' ');
      return state !== 'Z' && Number(ppid) === parent ? [Number(pid)] : [];
    }),
  );
  return parents.flat();
};

describe('two processes behind one port are one bank', () => {
  test('a login at one is a session at the other, and a new login ends it at both', async () => {
    const [contractNumber = ''] = contractNumbers;
    const first = await logInAs(one, contractNumber, PASSWORD);
    expect(first.answer.headers.get('location')).toBe('/top');
    const top = (connection: Connection, session = '') =>
      connection.ask({ method: 'GET', path: '/top', headers: { cookie: `warifu_session=${session}` } });
    expect((await top(other, first.session)).status).toBe(200);
    const second = await logInAs(other, contractNumber, PASSWORD);
    expect((await top(one, second.session)).status).toBe(200);
    for (const connection of [one, other])
      expect((await top(connection, first.session)).status).not.toBe(200);
  });

  test('wrong passwords at both are one count, and the browser that logged in before goes on', async () => {
    const contractNumber = contractNumbers[1] ?? '';
    const known = await logInAs(one, contractNumber, PASSWORD);
    for (const connection of [one, other])
      expect((await logInAs(connection, contractNumber, 'machigai-no-kotoba')).answer.status).toBe(422);
    const owner = database.openOwner();
    const { rows } = await owner.query('select tries from bank.login_counter where tries > 0');
    await owner.end();
    expect(rows).toEqual([{ tries: 2 }]);
    const again = await logInAs(other, contractNumber, PASSWORD, known.device);
    expect(again.answer.headers.get('location')).toBe('/top');
  });

  test('one code sent to both buys one order', async () => {
    const [person] = people as readonly [LoadPerson];
    const orders = await prepareBoth(person, 1_000n);
    const code = await codeOf(person, 0);
    const outcomes = await Promise.all(
      [one, other].map((connection, index) => execute(connection, person, orders, index, code)),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['executed', 'refused']);
    expect(outcomes.find(({ outcome }) => outcome === 'refused')).toMatchObject({
      told: expect.stringContaining('このワンタイムパスワードは受け付けられません'),
    });
  });

  test('a limit used at one is used at the other', async () => {
    const person = people[1] as LoadPerson;
    // Each within the limit of a day, which is low where a token is new; both beyond it.
    const orders = await prepareBoth(person, 150_000n);
    expect((await execute(one, person, orders, 0, await codeOf(person, 0))).outcome).toBe('executed');
    const refused = await execute(other, person, orders, 1, await codeOf(person, 1));
    expect(refused).toMatchObject({ outcome: 'refused', told: expect.stringContaining('限度額') });
  });
});

interface Prepared {
  readonly paths: readonly string[];
  readonly csrf: string;
}

/** An order at each process, of one contract. */
async function prepareBoth(person: LoadPerson, amount: bigint): Promise<Prepared> {
  const { accountId, csrf } = await enter(one, server.site, person.sessionToken);
  const paths: string[] = [];
  for (const connection of [one, other]) {
    const customer = customerWith(connection, server.site, person.sessionToken, csrf);
    paths.push(await prepareTransfer(customer, accountId, PAYEE, amount));
  }
  return { paths, csrf };
}

const codeOf = async (person: LoadPerson, stepsAhead: number): Promise<string> =>
  (await unpackToken(person.token)).codeAt(systemClock() + stepsAhead * STEP_SECONDS);

async function execute(
  connection: Connection,
  person: LoadPerson,
  { paths, csrf }: Prepared,
  index: number,
  code: string,
) {
  const customer = customerWith(connection, server.site, person.sessionToken, csrf);
  return readExecuted(await customer.post(paths[index] ?? '', { code }));
}

describe('limits on requests hold over all processes of a machine', () => {
  test('logins from one address are counted together', async () => {
    const statuses: number[] = [];
    for (let tries = 0; tries <= LOGINS_PER_MINUTE; tries += 1) {
      const { answer } = await logInAs(tries % 2 === 0 ? one : other, '00000000000', 'machigai-no-kotoba');
      statuses.push(answer.status);
    }
    expect(statuses.at(-1)).toBe(429);
    // Both refuse, whoever counted to the end.
    for (const connection of [one, other])
      expect((await logInAs(connection, '00000000000', PASSWORD)).answer.status).toBe(429);
  });

  test('requests for tokens from one address are counted together, and exactly', async () => {
    const [here, there] = await connectToEach(server.tokenPort, 'token.localhost');
    const statuses: number[] = [];
    for (let asked = 0; asked <= DEVICES_PER_MINUTE; asked += 1) {
      const connection = (asked % 2 === 0 ? here : there) as Connection;
      const { status } = await connection.ask({
        method: 'POST',
        path: '/v1/tokens',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      statuses.push(status);
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    expect(statuses.at(-1)).toBe(429);
  });
});

test.each(['the one that keeps them', 'those that serve'])(
  '%s keep house with their memory',
  async (whose) => {
    const parent = server.process.pid ?? 0;
    const pids = whose === 'those that serve' ? await workersOf(parent) : [parent];
    expect(pids.length).toBeGreaterThan(0);
    for (const pid of pids)
      expect(await readFile(`/proc/${pid}/cmdline`, 'utf8')).toContain('--heap-growing-percent=30');
  },
);

describe('processes end and come back', () => {
  test('a process that was killed is started again, and others serve meanwhile', async () => {
    const parent = server.process.pid ?? 0;
    const [victim, survivor] = [await processOf(one), await processOf(other)];
    process.kill(victim, 'SIGKILL');
    expect(await processOf(other)).toBe(survivor);
    const others = async () => (await workersOf(parent)).filter((pid) => pid !== victim && pid !== survivor);
    await expect.poll(async () => (await others()).length).toBe(1);
    expect(await workersOf(parent)).toContain(survivor);
    const [fresh] = await others();
    const isReached = async () => {
      const connection = openConnection(server.site.port, `bank.localhost:${server.site.port}`);
      connections.push(connection);
      return processOf(connection);
    };
    await expect.poll(isReached).toBe(fresh);
  });

  test('a signal stops all of them, and the status is 0', async () => {
    const workers = await workersOf(server.process.pid ?? 0);
    expect(workers).toHaveLength(PROCESSES);
    await server.stop();
    expect(server.process.exitCode).toBe(0);
    for (const pid of workers) expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
  });
});
