import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type AuthorityProcess, openAuthorityProcess } from './support/authority.ts';
import { OPEN_MS_MAX, STORY_MS_MAX } from './support/product.ts';

vi.setConfig({ testTimeout: STORY_MS_MAX });

const TOTP = 'urn:ietf:params:xml:ns:keyprov:pskc:totp';
const PASSPHRASE = 'みほん passphrase';

let authority: AuthorityProcess;
let partyKey: string;
let folder: string;
beforeAll(async () => {
  for (const [program, from] of [
    ['oathtool', 'oathtool'],
    ['pskctool', 'pskctool'],
    ['csv2pskc', 'pskc-utils'],
    ['pskc2pskc', 'pskc-utils'],
  ] as const) {
    if (!existsSync(`/usr/bin/${program}`))
      throw new Error(`${program} is not there: it comes with Debian’s package ${from}`);
  }
  folder = await mkdtemp(join(tmpdir(), 'warifu-seeds-'));
  authority = await openAuthorityProcess();
  const scopes = ['--scopes', 'verify,administer'];
  partyKey = (await warifu(['parties', 'add', '例示信用金庫', ...scopes])).text.trim();
}, OPEN_MS_MAX);
afterAll(async () => {
  await authority?.dispose();
  await rm(folder, { recursive: true, force: true });
});

interface Device {
  readonly serial: string;
  readonly hex: string;
  readonly digits: number;
  readonly period: number;
  readonly hash: 'sha1' | 'sha256' | 'sha512';
}

let devices = 0;
const device = (more: Partial<Device> = {}): Device => {
  devices += 1;
  return {
    serial: `MH-${String(devices).padStart(4, '0')}-X`,
    hex: randomBytes(20).toString('hex'),
    digits: 6,
    period: 30,
    hash: 'sha1',
    ...more,
  };
};

const file = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content, { mode: 0o600 });
  return path;
};

/** A seed file as Debian's csv2pskc writes it. */
async function pskcFile(
  name: string,
  given: readonly Device[],
  protection: readonly string[] = [],
): Promise<string> {
  const header = 'serial,secret,time_interval,response_length,algorithm,algorithm_suite,manufacturer';
  const lines = given.map(({ serial, hex, period, digits, hash }) =>
    [serial, hex, period, digits, TOTP, `HMAC-${hash.toUpperCase()}`, 'Mihon'].join(','),
  );
  const csv = await file(`${name}.csv`, `${[header, ...lines].join('\n')}\n`);
  const path = join(folder, `${name}.pskcxml`);
  execFileSync('csv2pskc', ['-e', 'hex', ...protection, '-o', path, csv]);
  return path;
}

const warifu = (words: readonly string[]) => authority.warifu(words);

const importFile = (path: string, more: readonly string[] = []) =>
  warifu(['tokens', 'import', path, '--format', path.endsWith('.csv') ? 'csv' : 'pskc', ...more]);

/** A code of the device as oathtool makes it, `steps` away from now. */
function codeOf({ hex, digits, period, hash }: Device, steps = 0): string {
  const at = `@${Math.floor(Date.now() / 1_000) + steps * period}`;
  const words = [`--totp=${hash}`, '-d', String(digits), '-s', `${period}s`, '-N', at, hex];
  return execFileSync('oathtool', words, { encoding: 'utf8' }).trim();
}

let keys = 0;

async function ask(path: string, body: object) {
  keys += 1;
  const answer = await fetch(`${authority.url}/v1/${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${partyKey}`,
      'content-type': 'application/json',
      'idempotency-key': `seed-${keys}`,
    },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as { readonly outcome?: string; readonly verdict?: string };
}

/** Hands the device out to a subject of its own, who binds it by what is printed on it and gives one code, twice. */
async function liveWith(given: Device): Promise<readonly (string | undefined)[]> {
  const subject = `holder of ${given.serial}`;
  const path = `bindings/${encodeURIComponent(subject)}/validate`;
  const handedOut = await ask(`tokens/${given.serial}/hand-outs`, {
    subject,
    reason: 'form',
  });
  const bound = await ask('bindings', { subject, tokenId: given.serial, code: codeOf(given) });
  const code = codeOf(given, 1);
  const first = await ask(path, { code });
  const second = await ask(path, { code });
  return [handedOut.outcome, bound.outcome, first.verdict, second.verdict];
}

const LIVES = ['handed_out', 'bound', 'accepted', 'spent'];

describe('keys made by csv2pskc are imported, and codes made by oathtool accepted once', () => {
  test('in the clear, of each hash', async () => {
    const given = [device(), device({ hash: 'sha256', digits: 8, period: 60 }), device({ hash: 'sha512' })];
    const path = await pskcFile('plain', given);
    expect(execFileSync('pskctool', ['--info', path], { encoding: 'utf8' })).toContain(given[2]?.serial);
    const { code, text } = await importFile(path);
    expect(code, text).toBe(0);
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => line.replace(/^WRHT\d{8}\t/, '')),
    ).toEqual(given.map(({ serial }) => serial));
    for (const one of given) expect(await liveWith(one)).toEqual(LIVES);
  });

  test.each([128, 192, 256])('under a key of AES-%i, by pskc2pskc', async (bits) => {
    const given = device();
    const key = randomBytes(bits / 8);
    const plain = await pskcFile(`aes-${bits}-plain`, [given]);
    // How the tool is told to use another cipher than AES-128.
    const cipher = `<pskc:EncryptionKey Algorithm="http://www.w3.org/2001/04/xmlenc#aes${bits}-cbc"/>`;
    const xml = await readFile(plain, 'utf8');
    await writeFile(plain, xml.replace('Version="1.0">', `Version="1.0">${cipher}`));
    const path = join(folder, `aes-${bits}.pskcxml`);
    execFileSync('pskc2pskc', ['--new-secret', key.toString('hex'), '-o', path, plain]);
    const keyFile = await file(`aes-${bits}.key`, bits === 128 ? key : `${key.toString('hex')}\n`);
    const { code, text } = await importFile(path, ['--key-file', keyFile]);
    expect(code, text).toBe(0);
    expect(await liveWith(given)).toEqual(LIVES);
  });

  test('under a passphrase', async () => {
    const given = device();
    const passphraseFile = await file('passphrase', `${PASSPHRASE}\n`);
    const path = await pskcFile('pbe', [given], ['-p', PASSPHRASE]);
    const { code, text } = await importFile(path, ['--passphrase-file', passphraseFile]);
    expect(code, text).toBe(0);
    expect(await liveWith(given)).toEqual(LIVES);
  });

  test('and so are those of a CSV file', async () => {
    const given = device({ period: 60 });
    const lines = `\uFEFFserial,secret,algorithm,digits,period\r\n"${given.serial}",${given.hex},SHA1,6,60\r\n`;
    const { code, text } = await importFile(await file('tokens.csv', lines));
    expect(code, text).toBe(0);
    expect(await liveWith(given)).toEqual(LIVES);
  });
});

describe('a file is refused with a reason, and nothing of it is imported', () => {
  const key = randomBytes(16);

  /** Spoils an encrypted file of two devices, and gives it to the command. */
  async function spoilt(name: string, spoil: (xml: string) => string) {
    const given = [device(), device()];
    const path = await pskcFile(name, given, ['-s', key.toString('hex')]);
    await writeFile(path, spoil(await readFile(path, 'utf8')));
    const keyFile = await file('spoilt.key', key);
    const before = (await warifu(['tokens', 'list'])).text;
    const outcome = await importFile(path, ['--key-file', keyFile]);
    expect((await warifu(['tokens', 'list'])).text).toBe(before);
    return outcome;
  }

  test.each([
    [
      'with a MAC that does not fit in its second key',
      (xml: string) =>
        xml.replace(
          /(ValueMAC>[\s\S]*ValueMAC>)(....)/,
          (_, head, four) => `${head}${four === 'AAAA' ? 'BBBB' : 'AAAA'}`,
        ),
      /^Nothing was imported\. KeyPackage 2 › Key › Data › Secret › EncryptedValue: the MAC does not fit/,
    ],
    [
      'without a MAC',
      (xml: string) => xml.replace(/<pskc:ValueMAC>.*<\/pskc:ValueMAC>/g, ''),
      /comes without a MAC/,
    ],
    [
      'of an unknown cipher',
      (xml: string) => xml.replaceAll('#aes128-cbc', '#camellia128-cbc'),
      /MACKey › EncryptionMethod: this algorithm is not known/,
    ],
    [
      'of another kind of key',
      (xml: string) =>
        xml.replace('pskc:totp', 'pskc:hotp').replace(/<pskc:TimeInterval>[\s\S]*?<\/pskc:TimeInterval>/, ''),
      /KeyPackage 1: the key is counter-based/,
    ],
    [
      'with a bomb of entities',
      (xml: string) =>
        xml.replace('?>', '?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>').replace('Mihon', '&b;'),
      /a document type is not allowed/,
    ],
    ['that ends too early', (xml: string) => xml.slice(0, -40), /not well formed, or ends too early/],
  ] as const)('%s', async (name, spoil, reason) => {
    const { code, text } = await spoilt(name.replaceAll(' ', '-'), spoil);
    expect(code).toBe(1);
    expect(text).toMatch(reason);
  });

  test('that holds a serial of the stock, which it names', async () => {
    const given = device();
    const path = await pskcFile('first', [given]);
    expect((await importFile(path)).code).toBe(0);
    const again = await pskcFile('again', [device(), { ...given, hex: randomBytes(20).toString('hex') }]);
    const { code, text } = await importFile(again);
    expect([code, text.trim()]).toEqual([
      1,
      `Nothing was imported. KeyPackage 2, serial ${given.serial}: the serial was imported before.`,
    ]);
  });

  test('under a key that others can read', async () => {
    const path = await pskcFile('open', [device()], ['-s', key.toString('hex')]);
    const keyFile = join(folder, 'open.key');
    await writeFile(keyFile, key, { mode: 0o644 });
    expect(await importFile(path, ['--key-file', keyFile])).toEqual({
      code: 1,
      text: '--key-file can be read by others than its owner; it must have mode 0600.\n',
    });
  });
});

test('a relying party is added and its key rotated and revoked at the command line', async () => {
  const key = (await warifu(['parties', 'add', '見本サービス', '--scopes', 'verify'])).text.trim();
  const opens = async (one: string) => {
    const headers = { authorization: `Bearer ${one}` };
    return (await fetch(`${authority.url}/v1/bindings/nobody`, { headers })).status === 200;
  };
  expect(await opens(key)).toBe(true);
  const [id = ''] = (await warifu(['parties', 'list'])).text
    .split('\n')
    .filter((line) => line.includes('見本サービス'))
    .map((line) => line.split('\t')[0]);
  const shown = (await warifu(['parties', 'show', id])).text;
  const [, keyName = ''] = /^key (\w{16}): verify/m.exec(shown) ?? [];
  expect(shown).not.toContain(key);
  const fresh = (await warifu(['parties', 'rotate-key', id, keyName])).text.trim();
  expect([await opens(key), await opens(fresh)]).toEqual([true, true]);
  expect((await warifu(['parties', 'revoke-key', id, keyName])).code).toBe(0);
  await expect.poll(() => opens(key), { timeout: 10_000 }).toBe(false);
  expect(await opens(fresh)).toBe(true);
});
