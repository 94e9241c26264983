import { createHmac, randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { totpSync } from '@warifu/oath';
import {
  answerProvision,
  newTokenId,
  type ProvisionReply,
  verifyLifecycle,
  verifyProvision,
} from '@warifu/provisioning';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TokenCliIo } from '../src/token-cli/io.ts';
import { runTokenCli } from '../src/token-cli/run-token-cli.ts';

const PASSPHRASE = '割符を二つに合わせて確かめる';
const secrets = new Map<string, Uint8Array>();
const requests: unknown[] = [];
const devices = new Map<string, Uint8Array>();
let services: readonly string[] = [];
let mood: 'well' | 'answer_lost' | 'refusing' | 'tampered' = 'well';
let clockMs = 0;
let authority: FastifyInstance;
let origin: string;
let folder: string;
let file: string;

beforeAll(async () => {
  const replies = new Map<string, ProvisionReply>();
  authority = Fastify({ forceCloseConnections: true });
  authority.get('/v1/time', async () => ({ epochMs: Date.now() + clockMs }));
  authority.post('/v1/tokens', async (call, reply) => {
    requests.push(call.body);
    if (mood === 'refusing') return reply.code(422).send({});
    const request = await verifyProvision(call.body);
    if (request.outcome === 'refused') return reply.code(400).send({});
    const device = Buffer.from(request.devicePublicKey).toString('hex');
    const serverTime = Math.floor((Date.now() + clockMs) / 1_000);
    const terms = { tokenId: newTokenId(request.form, randomBytes), serverTime, expiresAt: serverTime + 60 };
    const known = replies.get(device);
    if (known === undefined) {
      const answered = await answerProvision(request, terms);
      secrets.set(answered.reply.tokenId, answered.secret);
      replies.set(device, answered.reply);
      devices.set(answered.reply.tokenId, request.devicePublicKey);
    }
    if (mood === 'answer_lost') return reply.hijack().raw.destroy();
    const answer = replies.get(device);
    return reply.code(201).send(mood === 'tampered' ? { ...answer, serverTime: 1 } : answer);
  });
  authority.post<{ Params: { tokenId: string } }>(
    '/v1/tokens/:tokenId/device-requests',
    async (call, reply) => {
      const device = devices.get(call.params.tokenId) ?? new Uint8Array();
      const asked = await verifyLifecycle(call.body, device);
      if (asked.outcome === 'refused' || Math.abs(asked.at - (Date.now() + clockMs) / 1_000) > 60)
        return reply.code(403).send({});
      return { outcome: 'listed', services: asked.action === 'list-services' ? services : ['?'] };
    },
  );
  const address = await authority.listen({ host: '127.0.0.1', port: 0 });
  // A name below localhost, which the system's resolver may not know.
  origin = `http://token.localhost:${new URL(address).port}`;
});

afterAll(() => authority.close());

beforeEach(async () => {
  mood = 'well';
  clockMs = 0;
  services = [];
  requests.length = 0;
  folder = await mkdtemp(join(tmpdir(), 'warifu-token-cli-'));
  file = join(folder, 'home', 'token.json');
  return () => rm(folder, { recursive: true, force: true });
});

/** A run of a command, and what it wrote. */
interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  /** Whether raw mode was left as often as it was entered; `undefined` where it never was. */
  readonly isRestored: boolean | undefined;
}

interface Surroundings {
  /** Lines typed, or piped in. */
  readonly lines?: readonly string[];
  readonly isTerminal?: boolean;
  readonly onInterrupt?: TokenCliIo['onInterrupt'];
}

async function run(
  words: string,
  { lines = [PASSPHRASE], isTerminal = false, onInterrupt }: Surroundings = {},
): Promise<Ran> {
  const modes: boolean[] = [];
  const stdin = Object.assign(new PassThrough(), {
    isTTY: isTerminal,
    setRawMode: (isRaw: boolean) => modes.push(isRaw),
  });
  const written = { out: '', err: '' };
  const io: TokenCliIo = {
    stdin,
    stdout: {
      isTTY: isTerminal,
      write: (text) => {
        written.out += text;
      },
    },
    stderr: {
      write: (text) => {
        written.err += text;
        // A terminal's person types after being asked.
        if (isTerminal && text.endsWith(': ')) stdin.write(`${waiting.shift() ?? ''}\r`);
      },
    },
    now: Date.now,
    language: 'en',
    file,
    authority: () => origin,
    onInterrupt: onInterrupt ?? (() => () => undefined),
  };
  const waiting = [...lines];
  if (!isTerminal) stdin.end(lines.map((line) => `${line}\n`).join(''));
  const status = await runTokenCli(words.split(' '), io);
  const isRestored = modes.length === 0 ? undefined : modes.at(-1) === false && modes.length % 2 === 0;
  return { status, ...written, isRestored };
}

function rightCodes(tokenId: string): readonly string[] {
  const secret = secrets.get(tokenId);
  if (secret === undefined) return [];
  const now = (Date.now() + clockMs) / 1_000;
  const hmac = (message: Uint8Array) => createHmac('sha1', secret).update(message).digest();
  return [totpSync(hmac, now - 2), totpSync(hmac, now)];
}

async function shown(): Promise<{ tokenId: string; code: string; secondsLeft: number }> {
  return JSON.parse((await run('show --json')).out);
}

describe('warifu token new', () => {
  test('issues a token whose codes are right, in a file for its owner alone', async () => {
    const issued = await run('new');
    expect(issued).toMatchObject({ status: 0 });
    expect(issued.out).toMatch(/^Token ID \(credential ID\): WRSD \d{4} \d{4}\n$/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'home'))).mode & 0o777).toBe(0o700);
    const { tokenId, code } = await shown();
    expect(issued.out.replaceAll(' ', '')).toContain(tokenId);
    expect(rightCodes(tokenId)).toContain(code);
  });

  test('seals the keys: neither secret nor passphrase stands in the file', async () => {
    await run('new');
    const text = await readFile(file, 'utf8');
    const { tokenId } = JSON.parse(text);
    expect(text).not.toContain(Buffer.from(secrets.get(tokenId) ?? []).toString('base64url'));
    expect(text).not.toContain('"d"');
    expect(text).not.toContain(PASSPHRASE);
  });

  test('asks twice at a terminal, shows nothing typed, and leaves it as it was', async () => {
    const ran = await run('new', { isTerminal: true, lines: [PASSPHRASE, PASSPHRASE] });
    expect(ran).toMatchObject({ status: 0, isRestored: true });
    expect(ran.err).toContain('New passphrase');
    expect(ran.out + ran.err).not.toContain(PASSPHRASE);
  });

  test.each([
    ['differ', [PASSPHRASE, `${PASSPHRASE}x`], 'The two passphrases differ'],
    ['are short', ['short'], 'at least 12 characters'],
    ['are missing', [''], 'No passphrase'],
  ])('sends nothing and keeps nothing where passphrases %s', async (_, lines, sentence) => {
    const ran = await run('new', { isTerminal: true, lines });
    expect(ran).toMatchObject({ status: 1, isRestored: true });
    expect(ran.err).toContain(sentence);
    expect(requests).toEqual([]);
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  test('broken off with Ctrl-C restores the terminal', async () => {
    const ran = await run('new', { isTerminal: true, lines: ['half a pass\u0003'] });
    expect(ran).toMatchObject({ status: 130, isRestored: true });
  });

  test('takes Backspace and Ctrl-U as a terminal does', async () => {
    const typed = [`wrong\u0015${PASSPHRASE}x\u007f`, PASSPHRASE];
    expect(await run('new', { isTerminal: true, lines: typed })).toMatchObject({ status: 0 });
  });

  test('sends the same request again after a lost answer', async () => {
    mood = 'answer_lost';
    const cut = await run('new');
    expect(cut).toMatchObject({ status: 1 });
    expect(cut.err).toContain('the same request will be sent');
    expect((await run('show')).err).toContain('still being issued');
    mood = 'well';
    expect((await run('new', { lines: ['another passphrase'] })).err).toContain('passphrase is wrong');
    expect(await run('new')).toMatchObject({ status: 0 });
    expect(requests.length).toBe(2);
    expect(requests[1]).toEqual(requests[0]);
    const { tokenId, code } = await shown();
    expect(rightCodes(tokenId)).toContain(code);
  });

  test('begins anew after a refusal', async () => {
    mood = 'refusing';
    expect((await run('new')).err).toContain('not accepted');
    mood = 'well';
    expect(await run('new')).toMatchObject({ status: 0 });
    expect(requests[1]).not.toEqual(requests[0]);
  });

  test('takes no reply that was changed on the way', async () => {
    mood = 'tampered';
    expect((await run('new')).err).toContain('not genuine');
    expect((await run('show')).err).toContain('still being issued');
  });

  test('never replaces a token', async () => {
    await run('new');
    const before = await readFile(file, 'utf8');
    expect((await run('new')).err).toContain('There is a token already');
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  test('speaks plain http to this computer only', async () => {
    const ran = await run('new --authority http://authority.example.jp');
    expect(ran.err).toContain('must be an https address');
  });
});

describe('warifu token show', () => {
  test('follows the clock of the authority', async () => {
    await run('new');
    clockMs = 7_200_000;
    const { tokenId, code } = await shown();
    expect(rightCodes(tokenId)).toContain(code);
  });

  test('opens with no other passphrase, and not after a change of what stands in the clear', async () => {
    await run('new');
    expect((await run('show', { lines: ['quite another passphrase'] })).err).toContain('passphrase is wrong');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(origin, 'https://thief.example.jp'));
    expect((await run('show')).err).toContain('passphrase is wrong');
  });

  test('refuses a file that others can read, or that is damaged', async () => {
    await run('new');
    await chmod(file, 0o644);
    expect((await run('show')).err).toContain('chmod 600');
    await chmod(file, 0o600);
    await writeFile(file, '{"format":"warifu-token/1"}');
    expect((await run('show')).err).toContain('damaged');
  });

  test('says where there is no token', async () => {
    expect(await run('show')).toMatchObject({
      status: 1,
      err: 'There is no token. Issue one: warifu token new.\n',
    });
  });
});

describe('warifu token watch', () => {
  test('draws on the other screen, and gives the terminal back on Ctrl-C', async () => {
    await run('new');
    let stopped = 0;
    const ran = await run('watch', {
      isTerminal: true,
      onInterrupt: (listener) => {
        queueMicrotask(listener);
        return () => {
          stopped += 1;
        };
      },
    });
    expect(ran.status).toBe(0);
    expect(stopped).toBe(1);
    expect(ran.out.startsWith('\u001b[?1049h\u001b[?25l')).toBe(true);
    expect(ran.out.endsWith('\u001b[?25h\u001b[?1049l')).toBe(true);
    const [, code] = ran.out.match(/1m(\d{3} \d{3})/) ?? [];
    expect(rightCodes(JSON.parse(await readFile(file, 'utf8')).tokenId)).toContain(code?.replace(' ', ''));
  });
});

describe('warifu token services', () => {
  test('tells by name where the token is registered, by the authority’s clock', async () => {
    clockMs = 3_600_000;
    await run('new');
    services = ['わりふ信用金庫', 'わりふ共済\u001b[2Jデモ'];
    expect(await run('services')).toMatchObject({ status: 0, out: 'わりふ信用金庫\nわりふ共済[2Jデモ\n' });
    const { out } = await run('services --json');
    const { tokenId } = JSON.parse(await readFile(file, 'utf8'));
    expect(JSON.parse(out)).toEqual({ tokenId, services: ['わりふ信用金庫', 'わりふ共済[2Jデモ'] });
  });

  test('says in words that there is none, and that nobody answers', async () => {
    await run('new');
    expect(await run('services')).toMatchObject({
      status: 0,
      out: '',
      err: 'This token is not registered with any service.\n',
    });
    const away = await run('services --authority http://127.0.0.1:1');
    expect(away).toMatchObject({ status: 1, out: '' });
    expect(away.err).toContain('could not be asked for');
  });
});

describe('warifu token delete', () => {
  test('asks twice, and keeps the token unless both answers are right', async () => {
    await run('new');
    const { tokenId } = await shown();
    const first = await run('delete', { isTerminal: true, lines: ['no'] });
    expect(first.err).toContain('cannot be brought back');
    expect(first.err).toContain('Nothing was deleted');
    expect((await run('delete', { lines: ['yes', '0'] })).err).toContain('Nothing was deleted');
    expect((await shown()).tokenId).toBe(tokenId);
    expect(await run('delete', { lines: ['yes', tokenId.slice(-4)] })).toMatchObject({ status: 0 });
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  test('asks nothing with --yes', async () => {
    await run('new');
    expect(await run('delete --yes', { lines: [] })).toMatchObject({ status: 0 });
  });
});

describe('warifu token', () => {
  test.each(['', 'open', 'show again', 'show --passphrase x'])(
    'explains itself when told "%s"',
    async (words) => {
      expect(await run(words)).toMatchObject({
        status: 2,
        err: expect.stringContaining('Usage: warifu token'),
      });
    },
  );

  test('speaks Japanese when asked to', async () => {
    expect((await run('show --lang ja')).err).toContain('トークンがありません');
  });
});
