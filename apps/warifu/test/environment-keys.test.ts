import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeyFile, openKeyRing } from '@warifu/token';
import { expect, test } from 'vitest';
import { hasEnvironmentKeys, openEnvironmentKeys, takeEnvironmentKeys } from '../src/keys/environment.ts';

const CONTEXT = { tokenId: 'WRSM00000001', suite: 'SHA1-6-30' };

test('keys of the environment are taken out of it, and open what was sealed under them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'warifu-kek-'));
  const file = join(folder, 'kek.json');
  const sealed = openKeyRing(await createKeyFile(file)).seal(Buffer.from('secret'), CONTEXT);
  const environment = { WARIFU_KEK: (await readFile(file)).toString('base64'), PATH: '/bin' };
  await rm(folder, { recursive: true });

  expect(hasEnvironmentKeys()).toBe(false);
  takeEnvironmentKeys({ WARIFU_KEK: '' });
  expect(hasEnvironmentKeys()).toBe(false);
  takeEnvironmentKeys({ WARIFU_KEK: 'bm8ga2V5cw==' });
  await expect(openEnvironmentKeys()).rejects.toThrow('WARIFU_KEK is not a key file');
  takeEnvironmentKeys(environment);
  expect(environment).toEqual({ PATH: '/bin' });
  expect((await openEnvironmentKeys()).unseal(sealed, CONTEXT)).toEqual(Buffer.from('secret'));
  expect(hasEnvironmentKeys()).toBe(true);
  expect(await openEnvironmentKeys()).toBe(await openEnvironmentKeys());
});
