import { createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@warifu/base';
import { totpSync } from '@warifu/oath';
import { openDatabase } from '@warifu/pg';
import {
  openKeyRing,
  openTokenAuthority,
  readKeyFile,
  type TokenAuthorityService,
  type TokenTables,
} from '@warifu/token';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts';
import { askingFor, radclient } from '../support/radclient.ts';
import { findPortBase } from './support/ports.ts';
import { askWarifu, environmentAt, plainEnvironment, type Running, startWarifu } from './support/warifu.ts';

const PARTIES = ['わりふ共済デモ', '例示サービス'] as const;
const SUBJECT = 'subject-of-the-test';

let folder: string;
let fresh: FreshDatabase;
let environment: NodeJS.ProcessEnv;
let portBase: number;
let running: Running;
let authority: TokenAuthorityService;
const secret = randomBytes(20);
const closers: (() => Promise<unknown>)[] = [];

/** A machine that has the authority's login and its key, and nothing else: the bank's login is shut, its address not known. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warifu-alone-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  fresh = await freshDatabase();
  closers.push(fresh.drop);
  const owner = fresh.openOwner();
  await owner.query(
    `do $$ begin execute format('revoke connect on database %I from bank_app', current_database()); end $$`,
  );
  await owner.end();
  portBase = await findPortBase();
  const kekFile = join(folder, 'kek.json');
  environment = environmentAt(plainEnvironment({}), portBase, {
    WARIFU_DATA_DIR: join(folder, 'data'),
    WARIFU_KEK_FILE: kekFile,
    WARIFU_TOKEN_DATABASE_URL: fresh.urlFor('token_app'),
    WARIFU_SEALER_DATABASE_URL: fresh.urlFor('audit_sealer'),
  });
  await askWarifu(['keys', 'new'], environment);
  const database = openDatabase<TokenTables>({ connectionString: fresh.urlFor('token_app') });
  closers.push(() => database.close());
  const keyRing = openKeyRing(await readKeyFile(kekFile));
  authority = openTokenAuthority({ database, clock: systemClock, keyRing });
  const suite = { algorithm: 'SHA1', digits: 6, periodSeconds: 30 } as const;
  for (const [index, name] of PARTIES.entries()) {
    const { relyingPartyId } = await authority.createRelyingParty({ name, scopes: ['verify'] });
    const binding = { relyingPartyId, subject: SUBJECT };
    await authority.importTokens([{ tokenId: `WRHT0000000${index}`, secret, suite, binding }]);
  }
  running = await startWarifu(
    ['serve', '--only', 'token'],
    environment,
    `http://127.0.0.1:${portBase + 1}/v1/time`,
  );
  closers.push(running.stop);
});
afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

const code = (): string =>
  totpSync((message) => createHmac('sha1', secret).update(message).digest(), systemClock(), {
    digits: 6,
    period: 30,
  });

const ask = (sharedSecret: string, password: string) =>
  radclient(portBase + 12, sharedSecret, askingFor(SUBJECT, password));

const radius = (...words: readonly string[]) => askWarifu(['radius', ...words], environment);

describe('the authority alone, without a login of the bank', () => {
  test('it serves, and has made nothing of the bank’s in its folder', async () => {
    expect(running.log()).toContain('Warifu serves token');
    expect(await readdir(folder)).toEqual(['kek.json']);
  });

  test('RADIUS: a client is added, its secret told once; a code is accepted once; removed, it gets no answer', async () => {
    const added = await radius('add', '--party', PARTIES[0], '--from', '127.0.0.1');
    const [, id = '', shown = ''] = /^Added (\S+): [\s\S]*once: (\S+)\n$/.exec(added) ?? [];
    expect(shown).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const list = await radius('list');
    expect(list).toContain(`${id}\t127.0.0.1/32\t${PARTIES[0]}\tsince `);
    expect(list).not.toContain(shown);
    // The server looks for new clients every five seconds.
    await expect.poll(() => ask(shown, 'no-code'), { timeout: 30_000 }).toBe('Access-Reject');
    const now = code();
    expect(await ask(shown, now)).toBe('Access-Accept');
    expect(await ask(shown, now)).toBe('Access-Reject');
    expect(await radius('remove', id)).toContain(`Removed ${id}`);
    await expect.poll(() => ask(shown, 'no-code'), { timeout: 30_000 }).toBe('no reply');
    expect(running.log()).toMatch(/radius: packets were not answered: /);
    expect(running.log()).not.toContain(shown);
  });

  test('RADIUS: a secret is read from a file of mode 0600, and serves one client only', async () => {
    const file = join(folder, 'radius-secret');
    const own = 'a-secret-of-the-test-0001';
    await writeFile(file, `${own}\n`, { mode: 0o600 });
    const words = ['add', '--party', PARTIES[1], '--from', '127.0.0.0/8', '--secret-file', file];
    expect(await radius(...words)).not.toContain(own);
    await expect(radius(...words)).rejects.toMatchObject({
      stderr: expect.stringContaining('serves another'),
    });
    await expect.poll(() => ask(own, 'no-code'), { timeout: 30_000 }).toBe('Access-Reject');
    const strange = [
      ['add', '--party', 'nobody', '--from', '127.0.0.1'],
      ['add', '--party', PARTIES[0], '--from', '0.0.0.0/0'],
      ['add', '--from', '127.0.0.1'],
      ['remove', 'nobody'],
      ['dance'],
    ];
    for (const wrong of strange) {
      await expect(radius(...wrong)).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^[^\n]+\n$/),
      });
    }
    await writeFile(join(folder, 'open-secret'), own, { mode: 0o644 });
    await expect(radius(...words.slice(0, 6), join(folder, 'open-secret'))).rejects.toMatchObject({
      stderr: expect.stringContaining('must have mode 0600'),
    });
  });
});
