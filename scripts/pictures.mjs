/**
 * `npm run pictures`: takes every picture of the guide, the manual and the README anew from the running product, writes
 * the manual's text, and builds the site with them.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const house = fileURLToPath(new URL('..', import.meta.url));
const TAKERS = ['tests/e2e/pages.test.ts', 'tests/e2e/guide-pictures.test.ts', 'tests/guide/manual.test.ts'];

const { status } = spawnSync(join(house, 'node_modules', '.bin', 'vitest'), ['run', ...TAKERS], {
  cwd: house,
  stdio: 'inherit',
  env: { ...process.env, WARIFU_PICTURES: '1' },
});
await build();
process.exitCode = status ?? 1;
