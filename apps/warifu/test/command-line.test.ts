import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house } from '../src/house.ts';

const run = promisify(execFile);
const program = join(house, 'apps/warifu/bin/warifu.mjs');

let folder = '';
let taken: Server;
let takenPort = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warifu-command-'));
  taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  takenPort = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(async () => {
  taken.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the built command to its end. */
async function warifu(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:WARIFU_|DATABASE_URL$)/.test(name));
  const env = { ...Object.fromEntries(inherited), WARIFU_DATA_DIR: join(folder, 'data'), ...environment };
  try {
    const { stdout, stderr } = await run(process.execPath, [program, ...words], { env, timeout: 60_000 });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

/** The port base that puts internet banking on the port that is taken. */
const onTakenPort = () => ({ WARIFU_PORT_BASE: String(takenPort) });

describe('an operator’s mistake is one sentence and the status 1', () => {
  test.each([
    [
      'an unreachable database',
      ['migrate'],
      { DATABASE_URL: 'postgresql://u:topsecret@127.0.0.1:1/x' },
      /^The database at 127\.0\.0\.1:1\/x cannot be reached: .*\.$/,
    ],
    ['a DATABASE_URL that is none', ['verify'], { DATABASE_URL: 'topsecret' }, /^DATABASE_URL must be /],
    ['a word that is none', ['dance'], {}, /^warifu does not know dance: /],
    ['a time that is none', ['demo', 'forward', 'soon'], {}, /^warifu demo forward takes a time such as 10d/],
    ['an act of the day that is none', ['day', 'off'], {}, /^warifu day takes run, or nothing/],
    [
      'a rate that is none',
      ['rates', 'set', 'ordinary', '1.2345', '--from', '2030-01-01'],
      {},
      /^warifu rates set takes /,
    ],
    ['a rate without its day', ['rates', 'set', 'time-deposit', '12', '0.5'], {}, /^warifu rates set takes /],
    ['an option that is none', ['serve', '--fast'], {}, /^Unknown option '--fast'/],
    [
      'a part that is none',
      ['serve', '--only', 'bank'],
      {},
      /^--only takes internet-banking, token, branch-office, console, jobs; bank is none of them\.$/,
    ],
    ['a setting that is wrong', ['serve'], { WARIFU_PORT_BASE: 'high' }, /^WARIFU_PORT_BASE must be /],
    ['a demo that is not there', ['demo', '--json'], {}, /^There is no .*demo\.json: /],
  ])('%s', async (_title, words, environment, sentence) => {
    const { code, stdout, stderr } = await warifu(words, { WARIFU_PORT_BASE: '28900', ...environment });
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      code: 1,
      stdout: '',
      lines: 1,
    });
    expect(stderr.trim()).toMatch(sentence);
    expect(stderr).not.toContain('topsecret');
  });

  test.each([['demo'], ['serve']])('a taken port, told by %s before it does anything', async (word) => {
    const dataDir = join(folder, 'never');
    const { code, stdout, stderr } = await warifu([word], { ...onTakenPort(), WARIFU_DATA_DIR: dataDir });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trim()).toMatch(/^Port \d+ on 127\.0\.0\.1 is taken by another program: .*\.$/);
  });

  test('a data folder of another PostgreSQL', async () => {
    const dataDir = join(folder, 'old');
    await mkdir(join(dataDir, 'postgres'), { recursive: true, mode: 0o700 });
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '14\n');
    const { code, stderr } = await warifu(['migrate'], { WARIFU_DATA_DIR: dataDir });
    expect(code).toBe(1);
    expect(stderr.trim()).toMatch(/^The data folder .* was made by PostgreSQL 14 .*\.$/);
  });
});

describe('a database of a bank’s own', { timeout: 180_000 }, () => {
  const bank = () => ({ WARIFU_DATA_DIR: join(folder, 'bank'), WARIFU_PORT_BASE: '28900' });

  test('migrates, and is left alone by the demo', async () => {
    expect((await warifu(['migrate'], bank())).stdout).toMatch(/^Applied: 0001-foundation\.sql, /);
    expect((await warifu(['migrate'], bank())).stdout).toBe('Nothing new.\n');
    const { code, stderr } = await warifu(['demo'], bank());
    expect(code).toBe(1);
    expect(stderr).toMatch(/is a bank's own: the demo works only on databases that it made itself/);
  });

  test('is served with a key outside the data folder only, and verifies', async () => {
    const inside = join(folder, 'bank', 'kek.json');
    expect((await warifu(['verify'], bank())).stderr).toMatch(/^WARIFU_KEK_FILE must name the file/);
    expect((await warifu(['verify'], { ...bank(), WARIFU_KEK_FILE: inside })).stderr).toMatch(
      /lies in the data folder/,
    );
    const outside = { ...bank(), WARIFU_KEK_FILE: join(folder, 'apart', 'kek.json') };
    expect((await warifu(['keys', 'new'], outside)).code).toBe(0);
    expect((await warifu(['keys', 'new'], outside)).stderr).toMatch(/is there already/);
    expect((await warifu(['keys', 'rotate'], outside)).stdout).toMatch(/^Key version 2 seals from now on/);
    expect(await warifu(['verify'], outside)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Clean: /),
    });
  });
});

test('help names every command', async () => {
  const { code, stdout } = await warifu(['--help']);
  expect(code).toBe(0);
  for (const word of ['demo', 'migrate', 'serve', 'verify', 'keys', 'token', 'networks'])
    expect(stdout).toContain(`warifu ${word}`);
});
