import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const house = join(import.meta.dirname, '..');
const lockFile = join(house, 'package-lock.json');
const check = (...files: readonly string[]) =>
  spawnSync(process.execPath, [join(house, 'scripts', 'licences.mjs'), '--check', ...files], {
    encoding: 'utf8',
  });

interface Lock {
  readonly packages: Record<
    string,
    { license?: string; integrity?: string; link?: boolean; inBundle?: boolean }
  >;
}
const lock = (): Lock => JSON.parse(readFileSync(lockFile, 'utf8'));

test('every licence of the lockfile is on the list, and on the page', () => {
  const { status, stderr } = check();
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test.each(['AGPL-3.0-only', 'MIT AND GPL-3.0-only', undefined])(
  'a package under %s is refused',
  (license) => {
    const folder = mkdtempSync(join(tmpdir(), 'warifu-licences-'));
    const planted = lock();
    planted.packages['node_modules/planted'] = license === undefined ? {} : { license };
    writeFileSync(join(folder, 'lock.json'), JSON.stringify(planted));
    const { status, stderr } = check(join(folder, 'lock.json'));
    rmSync(folder, { recursive: true });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^planted .* is not on the list/);
  },
);

test('everything that is installed has its hash in the lockfile', () => {
  const bare = Object.entries(lock().packages).filter(
    ([path, { integrity, link, inBundle }]) =>
      path.includes('node_modules/') && link !== true && inBundle !== true && integrity === undefined,
  );
  expect(bare.map(([path]) => path)).toEqual([]);
});
