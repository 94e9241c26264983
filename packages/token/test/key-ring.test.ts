import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addKeyVersion, createKeyFile, readKeyFile } from '../src/key-file.ts';
import { newKeyRingKeys, openKeyRing, withNewVersion } from '../src/key-ring.ts';

const CONTEXT = { tokenId: 'WRSM00000001', suite: 'SHA1-6-30' };

describe('a sealed secret', () => {
  const keys = newKeyRingKeys();
  const ring = openKeyRing(keys);
  const secret = randomBytes(20);
  const sealed = ring.seal(secret, CONTEXT);

  test('opens in its own row, and is not in it in clear', () => {
    expect(ring.unseal(sealed, CONTEXT)).toEqual(secret);
    expect(sealed.sealed.includes(secret)).toBe(false);
    expect(sealed.sealed).toHaveLength(12 + 20 + 16);
  });

  test.each([
    ['another token', { ...CONTEXT, tokenId: 'WRSM00000002' }],
    ['another suite', { ...CONTEXT, suite: 'SHA1-8-30' }],
  ])('does not open for %s', (_, context) => {
    expect(() => ring.unseal(sealed, context)).toThrow('does not open');
  });

  test('does not open changed, cut, under another version or another key', () => {
    for (let index = 0; index < sealed.sealed.length; index += 1) {
      const changed = Buffer.from(sealed.sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => ring.unseal({ ...sealed, sealed: changed }, CONTEXT)).toThrow('does not open');
    }
    expect(() => ring.unseal({ ...sealed, sealed: sealed.sealed.subarray(0, 28) }, CONTEXT)).toThrow(
      'too short',
    );
    const two = openKeyRing(withNewVersion(keys));
    expect(() => two.unseal({ ...sealed, keyVersion: 2 }, CONTEXT)).toThrow('does not open');
    expect(two.unseal(sealed, CONTEXT)).toEqual(secret);
    expect(() => ring.unseal({ ...sealed, keyVersion: 2 }, CONTEXT)).toThrow('no key of version 2');
    expect(() => openKeyRing(newKeyRingKeys()).unseal(sealed, CONTEXT)).toThrow('does not open');
  });
});

test('a digest is keyed, stays through a change of the sealing key, and reads its parts one way only', () => {
  const keys = newKeyRingKeys();
  const ring = openKeyRing(keys);
  expect(ring.digest('verdict', '123456', '')).toEqual(
    openKeyRing(withNewVersion(keys)).digest('verdict', '123456', ''),
  );
  expect(ring.digest('verdict', '123456', '')).not.toEqual(
    openKeyRing(newKeyRingKeys()).digest('verdict', '123456', ''),
  );
  expect(ring.digest('verdict', '12', '3')).not.toEqual(ring.digest('verdict', '1', '23'));
  expect(ring.digest('verdict', '123456')).not.toEqual(ring.digest('bind', '123456'));
});

describe('the key file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'warifu-keys-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is made once, for its owner alone, and read again', async () => {
    const path = join(folder, 'kek.json');
    const made = await createKeyFile(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await expect(createKeyFile(path)).rejects.toThrow('EEXIST');
    const ring = openKeyRing(await readKeyFile(path));
    const secret = randomBytes(20);
    expect(ring.unseal(openKeyRing(made).seal(secret, CONTEXT), CONTEXT)).toEqual(secret);
  });

  test('takes one more key, under which older secrets still open', async () => {
    const path = join(folder, 'more.json');
    const before = openKeyRing(await createKeyFile(path));
    const sealed = before.seal(randomBytes(20), CONTEXT);
    await addKeyVersion(path);
    const ring = openKeyRing(await readKeyFile(path));
    expect(ring.currentVersion).toBe(2);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(ring.unseal(sealed, CONTEXT)).toHaveLength(20);
  });

  test('is refused where others can read it, or where it is none, without a word of what is in it', async () => {
    const path = join(folder, 'open.json');
    await createKeyFile(path);
    await chmod(path, 0o640);
    await expect(readKeyFile(path)).rejects.toThrow('can be read by others');
    await expect(readKeyFile(join(folder, 'none.json'))).rejects.toThrow('ENOENT');
  });
});
