import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addKeyVersion, createKeyFile, openKeyRing, readKeyFile } from '@warifu/token';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openModuleWrapper } from '../src/keys/module-wrapper.ts';

const MODULE = '/usr/lib/softhsm/libsofthsm2.so';
const PIN = '20481024';
const CONTEXT = { tokenId: 'WRSM00000001', suite: 'SHA1-6-30' };

let folder: string;
beforeAll(async () => {
  if (!existsSync(MODULE))
    throw new Error('The security module of these tests is missing: apt-get install softhsm2');
  folder = await mkdtemp(join(tmpdir(), 'warifu-hsm-'));
  await mkdir(join(folder, 'tokens'));
  await writeFile(
    join(folder, 'softhsm2.conf'),
    `directories.tokendir = ${folder}/tokens\nlog.level = ERROR\n`,
  );
  process.env['SOFTHSM2_CONF'] = join(folder, 'softhsm2.conf');
  execFileSync('softhsm2-util', [
    '--init-token',
    '--free',
    '--label',
    'warifu',
    '--pin',
    PIN,
    '--so-pin',
    PIN,
  ]);
  await writeFile(join(folder, 'pin'), `${PIN}\n`, { mode: 0o600 });
});
afterAll(async () => {
  delete process.env['SOFTHSM2_CONF'];
  await rm(folder, { recursive: true, force: true });
});

const wrapper = (key = 'warifu-kek', tokenLabel = 'warifu', pinFile = 'pin') =>
  openModuleWrapper({ module: MODULE, tokenLabel, key, pinFile: join(folder, pinFile) });

test('keys wrapped by a security module open through it alone, and a secret sealed under them stays open over a rotation', async () => {
  const file = join(folder, 'kek.json');
  const made = openKeyRing(await createKeyFile(file, wrapper()));
  const sealed = made.seal(Buffer.from('secret'), CONTEXT);
  await expect(readKeyFile(file)).rejects.toThrow('wrapped by the key warifu-kek of a security module');
  expect(openKeyRing(await readKeyFile(file, wrapper())).unseal(sealed, CONTEXT)).toEqual(
    Buffer.from('secret'),
  );
  expect((await addKeyVersion(file, wrapper())).current).toBe(2);
  const ring = openKeyRing(await readKeyFile(file, wrapper()));
  expect(ring.currentVersion).toBe(2);
  expect(ring.unseal(sealed, CONTEXT)).toEqual(Buffer.from('secret'));

  // A wrapped key in the place of another does not open.
  const text = JSON.parse(await readFile(file, 'utf8'));
  const swapped = { ...text, sealing: { 1: text.sealing[2], 2: text.sealing[1] } };
  await writeFile(file, JSON.stringify(swapped));
  await expect(readKeyFile(file, wrapper())).rejects.toThrow('The security module refused C_Decrypt');
});

test('a key in clear is not taken where a module is set up', async () => {
  const file = join(folder, 'plain.json');
  await createKeyFile(file);
  await expect(readKeyFile(file, wrapper())).rejects.toThrow('is not wrapped by the key warifu-kek');
});

test('what is wrong with the module is one plain sentence, without the PIN', async () => {
  const file = join(folder, 'one.json');
  await createKeyFile(file, wrapper('one'));
  await expect(readKeyFile(file, wrapper('one', 'nowhere'))).rejects.toThrow('no token labelled nowhere');
  await writeFile(join(folder, 'wrong-pin'), '11112222', { mode: 0o600 });
  const refused = readKeyFile(file, wrapper('one', 'warifu', 'wrong-pin'));
  await expect(refused).rejects.toThrow('refused C_Login (0xa0)');
  await writeFile(file, (await readFile(file, 'utf8')).replace('"one"', '"another"'));
  await expect(readKeyFile(file, wrapper('another'))).rejects.toThrow('has no AES key named another');
  const none = openModuleWrapper({
    module: '/nowhere.so',
    tokenLabel: 'w',
    key: 'k',
    pinFile: join(folder, 'pin'),
  });
  await expect(createKeyFile(join(folder, 'none.json'), none)).rejects.toThrow('cannot be loaded');
});
