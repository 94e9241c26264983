import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../tests/support/fresh-database.ts';
import { examine } from '../src/commands/doctor.ts';
import { judgeClock, judgeMigrations, judgeServer } from '../src/doctor/database.ts';
import type { Finding } from '../src/doctor/finding.ts';
import { askNtp, ntpServerOf } from '../src/doctor/sntp.ts';
import {
  checkBackups,
  checkCounterpart,
  checkMail,
  judgeArchiver,
  judgeDisk,
} from '../src/doctor/surroundings.ts';
import { makeKekFile } from '../src/server/key-ring.ts';

const now = () => 1_800_000_000_000;
const only = (findings: readonly Finding[]) => findings.map(({ check, state }) => `${check}: ${state}`);
const NTP_EPOCH_SECONDS = 2_208_988_800;

let folder = '';
let fresh: FreshDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warifu-doctor-'));
  fresh = await freshDatabase();
});
afterAll(async () => {
  await fresh.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('each promise of the server that is off is named, with its remedy', () => {
  const sound = { number: '180004', fsync: 'on', pages: 'on', commits: 'on', checksums: 'on' };
  test('none', () => expect(only(judgeServer(sound))).toEqual(['database: good']));
  test.each([
    ['database version', { number: '140010' }],
    ['fsync', { fsync: 'off' }],
    ['full_page_writes', { pages: 'off' }],
    ['synchronous_commit', { commits: 'off' }],
    ['checksums', { checksums: 'off' }],
  ])('%s', (check, changes) => {
    expect(only(judgeServer({ ...sound, ...changes }))).toEqual([`${check}: fault`]);
  });
});

test('clocks may be a second apart, and no more, in either direction', () => {
  expect([1_000, -1_000, 1_001, -1_001].map((ms) => judgeClock(ms).state)).toEqual([
    'good',
    'good',
    'fault',
    'fault',
  ]);
  expect(judgeClock(-90_000).says).toBe("the database's clock is 90.000 s behind this machine's");
});

describe('migrations', () => {
  const wanted = new Map([
    ['1', 'a'],
    ['2', 'b'],
  ]);
  test.each([
    [
      [
        ['1', 'a'],
        ['2', 'b'],
      ],
      /all 2 of this version/,
    ],
    [[['1', 'a']], /not yet run: 2/],
    [
      [
        ['1', 'x'],
        ['2', 'b'],
      ],
      /made with another 1/,
    ],
    [
      [
        ['1', 'a'],
        ['2', 'b'],
        ['3', 'c'],
      ],
      /of a newer version: 3/,
    ],
  ] as const)('%j', (found, says) => {
    expect(judgeMigrations(wanted, new Map(found))[0]?.says).toMatch(says);
  });
});

test('a disk is too full by bytes or by files', () => {
  const room = { freeBytes: 500e9, bytes: 1_000e9, freeFiles: 50, files: 100 };
  expect(judgeDisk('it', room).state).toBe('good');
  expect(judgeDisk('it', { ...room, freeBytes: 40e9 }).state).toBe('fault');
  expect(judgeDisk('it', { ...room, freeFiles: 4 }).says).toBe('4 inodes free of 100');
  expect(judgeDisk('it', { ...room, freeFiles: 0, files: 0 }).state).toBe('good');
});

test('an archive that is off, and one that fails, are faults; a quiet one is none', () => {
  const row = { mode: 'on', failing: false, segment: null, oldest_seconds: 30 };
  expect(judgeArchiver(row).state).toBe('good');
  expect(judgeArchiver({ ...row, oldest_seconds: 90_000 }).state).toBe('good');
  expect(judgeArchiver({ ...row, mode: 'off' }).state).toBe('fault');
  expect(judgeArchiver({ ...row, failing: true, segment: 'X' }).says).toMatch(/^X could not be archived/);
});

test('a folder without a base backup is a fault, one that is not named is left out', async () => {
  expect(only(await checkBackups(folder, now))).toEqual(['base backup: fault']);
  expect(only(await checkBackups(undefined, now))).toEqual(['base backup: left_out']);
});

describe('a time server', () => {
  /** Answers each question from a clock that is `aheadMs` ahead of ours. */
  async function answering(change: (answer: Buffer) => void, aheadMs = 0) {
    const socket = createSocket('udp4');
    socket.on('message', (question, from) => {
      const answer = Buffer.alloc(48);
      answer.writeUInt8(0x24, 0);
      answer.writeUInt8(2, 1);
      question.copy(answer, 24, 40, 48);
      for (const place of [32, 40])
        answer.writeUInt32BE((now() + aheadMs) / 1_000 + NTP_EPOCH_SECONDS, place);
      change(answer);
      socket.send(answer, from.port, from.address);
    });
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const ask = () => askNtp({ host: '127.0.0.1', port: socket.address().port }, now);
    return { ask, close: () => socket.close() };
  }

  test('tells how far ahead it is', async () => {
    const server = await answering(() => undefined, -3_000);
    expect(await server.ask()).toBe(-3_000);
    server.close();
  });

  test('that does not know the time is not believed', async () => {
    const server = await answering((answer) => answer.writeUInt8(0xe4, 0));
    await expect(server.ask()).rejects.toThrow(/does not know the time/);
    server.close();
  });

  test('an answer to another question is none', async () => {
    const server = await answering((answer) => answer.writeUInt8(answer.readUInt8(24) ^ 1, 24));
    await expect(server.ask()).rejects.toThrow(/did not answer within 2 s/);
    server.close();
  });

  test('is named by host, host and port, or an address in brackets', () => {
    expect(ntpServerOf('ntp.example')).toEqual({ host: 'ntp.example', port: 123 });
    expect(ntpServerOf('[::1]:1123')).toEqual({ host: '::1', port: 1123 });
    expect(ntpServerOf('ntp.example:0')).toBeUndefined();
    expect(ntpServerOf('ntp example')).toBeUndefined();
  });
});

test('a mail server that greets is good; a port where nobody is, is a fault', async () => {
  const server = createSocketServer((socket) => {
    socket.write('220 mail.example ESMTP\r\n');
    socket.on('data', (line) => {
      if (line.toString().startsWith('QUIT')) socket.end('221 bye\r\n');
      else socket.write('250 mail.example\r\n');
    });
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(only(await checkMail(`smtp://127.0.0.1:${port}`))).toEqual(['mail: good']);
  await new Promise((resolve) => server.close(resolve));
  expect(only(await checkMail(`smtp://127.0.0.1:${port}`))).toEqual(['mail: fault']);
});

test('a counterpart is there whatever it says, except that it is ill', async () => {
  let status = 404;
  const server = createServer((_, answer) => answer.writeHead(status).end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const check = () => checkCounterpart('zengin', `http://127.0.0.1:${port}/zengin`, 'WARIFU_ZENGIN_URL');
  expect(only(await check())).toEqual(['zengin: good']);
  status = 503;
  expect(only(await check())).toEqual(['zengin: fault']);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(only(await check())).toEqual(['zengin: fault']);
});

describe('the whole examination', () => {
  const environment = () => ({
    WARIFU_DATA_DIR: join(folder, 'data'),
    WARIFU_KEK_FILE: join(folder, 'kek', 'kek.json'),
    WARIFU_SMTP_URL: 'smtp://127.0.0.1:1',
    WARIFU_ZENGIN_URL: 'http://127.0.0.1:1',
    WARIFU_PAY_EASY_URL: 'http://127.0.0.1:1',
    WARIFU_BANK_DATABASE_URL: fresh.urlFor('bank_app'),
    WARIFU_TOKEN_DATABASE_URL: fresh.urlFor('token_app'),
    WARIFU_BRANCH_DATABASE_URL: fresh.urlFor('branch_app'),
    WARIFU_SEALER_DATABASE_URL: fresh.urlFor('audit_sealer'),
  });
  const faultsIn = async (changes: Readonly<Record<string, string>> = {}) =>
    (await examine({ ...environment(), ...changes }, {}, Date.now))
      .filter(({ state }) => state === 'fault')
      .map(({ check }) => check);

  test('names what is wrong of a bank that was set up half, and goes on after each fault', async () => {
    const around = ['mail', 'zengin', 'pay-easy'];
    // The tests' server keeps nothing when the power goes, and has no archive.
    const server = ['fsync', 'full_page_writes', 'log archive'];
    expect((await faultsIn()).sort()).toEqual(
      [
        ...around,
        ...server,
        'key-encryption key',
        'pepper',
        'cookie-secret',
        'disk of the data folder',
      ].sort(),
    );
    await makeKekFile(environment().WARIFU_KEK_FILE);
    const keys = join(environment().WARIFU_DATA_DIR, 'keys');
    await mkdir(keys, { recursive: true, mode: 0o700 });
    for (const name of ['pepper', 'cookie-secret'])
      await writeFile(join(keys, name), Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 });
    expect((await faultsIn()).sort()).toEqual([...around, ...server].sort());
    await chmod(join(keys, 'pepper'), 0o644);
    await writeFile(join(keys, 'cookie-secret'), 'short', { mode: 0o600 });
    await chmod(environment().WARIFU_KEK_FILE, 0o640);
    const [mended, found] = [[...around, ...server], await faultsIn()];
    expect(found.filter((check) => !mended.includes(check)).sort()).toEqual(
      ['cookie-secret', 'key-encryption key', 'pepper'].sort(),
    );
  });

  test('tells of a login that may too much, of one with a wrong password, and of a wrong setting, without a secret', async () => {
    expect(await faultsIn({ WARIFU_BRANCH_DATABASE_URL: fresh.ownerUrl })).toContain('login branch_app');
    const wrong = fresh.urlFor('bank_app').replace(inject('rolePasswords').bank_app, 'topsecret');
    const findings = await examine({ ...environment(), WARIFU_BANK_DATABASE_URL: wrong }, {}, Date.now);
    expect(findings.find(({ check }) => check === 'login bank_app')?.state).toBe('fault');
    expect(JSON.stringify(findings)).not.toContain('topsecret');
    expect(await faultsIn({ WARIFU_NTP: 'a b' })).toEqual(['configuration']);
  });
});
