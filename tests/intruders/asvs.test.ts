import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const house = join(import.meta.dirname, '../..');
const asvs = readFileSync(join(house, 'docs/asvs.md'), 'utf8');

test('every file that docs/asvs.md leads to is there', () => {
  const named = [...asvs.matchAll(/`((?:apps|packages|tests|db|docs)\/[^`]*)`/g)].map(
    ([, path = '']) => path,
  );
  const linked = [...asvs.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = '']) => `docs/${path}`);
  expect(named.length).toBeGreaterThan(50);
  expect([...named, ...linked].filter((path) => !existsSync(join(house, path)))).toEqual([]);
});

test('no requirement is answered twice', () => {
  const rows = asvs.split('\n').filter((line) => /^\| \d/.test(line));
  const numbers = rows.flatMap((row) => (row.split('|')[1] ?? '').split(',').map((number) => number.trim()));
  expect(numbers.filter((number, at) => numbers.indexOf(number) !== at)).toEqual([]);
  for (const number of numbers) expect(number).toMatch(/^\d{1,2}[.]\d[.]\d{1,2}$/);
});
