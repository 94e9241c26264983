import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const house = join(import.meta.dirname, '..');

/** Every file that git knows or would take. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: house,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '');

const textOf = (path: string): string => {
  try {
    return readFileSync(join(house, path), 'utf8');
  } catch {
    // Known to git, and taken away a moment ago.
    return '';
  }
};

const isTest = (path: string): boolean =>
  /(?:^|\/)(?:test|tests|bench)\//.test(path) || /[.]test[.]tsx?$/.test(path);
const code = files.filter((path) => /[.](?:ts|tsx|mjs|cjs)$/.test(path));
const sources = code.filter((path) => /^(?:packages|apps)\/[^/]+\/src\//.test(path) && !isTest(path));
/** Data in the clothes of code: vectors, word lists. Nothing in them is computed. */
const isList = (path: string): boolean => /(?:vectors?|common-passwords)[^/]*[.]ts$/.test(path);

/** `path:line` of each line that the pattern finds, comments and strings included. */
function findLines(paths: readonly string[], pattern: RegExp): readonly string[] {
  return paths.flatMap((path) =>
    textOf(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );
}

test('there are files to look at', () => {
  expect(sources.length).toBeGreaterThan(100);
});

test('no file is longer than 300 lines: what is longer tells two stories', () => {
  const long = code
    .filter((path) => !isTest(path) && !isList(path))
    .map((path) => ({ path, lines: textOf(path).split('\n').length - 1 }))
    .filter(({ lines }) => lines > 300);
  expect(long).toEqual([]);
});

test('a domain never reads the clock: time is handed in, so that a test can move it', () => {
  const domains = sources.filter(
    (path) => path.startsWith('packages/') && !/^packages\/base\/src\/(?:brands|uuid)[.]ts$/.test(path),
  );
  expect(findLines(domains, /\bDate\.now\(\)|\bnew Date\(\)|Temporal\.Now/)).toEqual([]);
});

test('an amount is a bigint: a name that ends in yen or amount is never a number', () => {
  expect(findLines(sources, /\b\w*(?:[Yy]en|[Aa]mount|[Bb]alance|[Ff]ee)\??: number\b/)).toEqual([]);
});

test('nothing is left for later in a comment: what is missing stands in an issue', () => {
  // Put together here, so that this file is searched like every other.
  const words = [
    ['TO', 'DO'],
    ['FIX', 'ME'],
    ['XX', 'X'],
    ['HA', 'CK'],
  ].map((halves) => halves.join(''));
  expect(findLines(code, new RegExp(`\\b(?:${words.join('|')})\\b`))).toEqual([]);
});

test('nothing is exported by default: a name is the same wherever it is used', () => {
  const allowed = ['vitest.config.ts'];
  expect(
    findLines(
      code.filter((path) => !allowed.includes(path)),
      /^export default\b/,
    ),
  ).toEqual([]);
});

test('no test is switched off or alone', () => {
  const tests = code.filter((path) => isTest(path) && path !== 'tests/tidy.test.ts');
  expect(findLines(tests, /\b(?:test|it|describe)\.(?:only|skip|todo)\(/)).toEqual([]);
});

test('no linter is silenced without a reason', () => {
  const silencers = ['ignore', 'nocheck'].map((word) => `@ts-${word}`);
  const unexplained = ['biome', 'ignore(?![^:]*: .{10})'].join('-');
  expect(findLines(code, new RegExp([...silencers, unexplained].join('|')))).toEqual([]);
});

test('a pause in a test waits for something: none sleeps for luck', () => {
  const tests = code.filter((path) => /[.]test[.]tsx?$/.test(path) && path !== 'tests/tidy.test.ts');
  expect(findLines(tests, /new Promise\(\(?\w*\)? => setTimeout\(\w+, ?\d/)).toEqual([]);
});

test('a relative import names its file: Node runs the sources as they are', () => {
  const pattern = /from '\.{1,2}\/[^']*(?<![.](?:ts|tsx|mjs|json|css))'/;
  expect(
    findLines(
      sources.filter((path) => path.endsWith('.ts') || path.endsWith('.tsx')),
      pattern,
    ),
  ).toEqual([]);
});

test('a package has one barrel, its door', () => {
  const barrels = sources.filter((path) => /\/index[.]tsx?$/.test(path));
  expect(barrels.filter((path) => !/^(?:packages|apps)\/[^/]+\/src\/index[.]ts$/.test(path))).toEqual([]);
});

test('file names are kebab-case, so that they read the same on every disk', () => {
  const odd = sources.filter(
    (path) => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:[.][a-z0-9-]+)*$/.test(path.split('/').at(-1) ?? ''),
  );
  // Components carry their own name.
  expect(odd.filter((path) => !/\/[A-Z][A-Za-z0-9]*[.]tsx$/.test(path))).toEqual([]);
});

test('SQL that runs with its owner’s rights pins its search path', () => {
  const functions = files.filter((path) => /^db\/functions\/.*[.]sql$/.test(path));
  expect(functions.length).toBeGreaterThan(0);
  const heads = functions.flatMap((path) =>
    [...textOf(path).matchAll(/create or replace (?:function|procedure) (\S+?)\([^$]*?as \$/gi)].map(
      (head) => ({
        name: `${path}: ${head[1]}`,
        text: head[0],
      }),
    ),
  );
  const definers = heads.filter(({ text }) => /security definer/i.test(text));
  expect(definers.length).toBe(
    functions.reduce(
      (sum, path) => sum + (textOf(path).match(/^[^-\n]*security definer/gim)?.length ?? 0),
      0,
    ),
  );
  const loose = definers.filter(({ text }) => !/set search_path = pg_catalog, pg_temp/i.test(text));
  expect(loose.map(({ name }) => name)).toEqual([]);
});

test('correctness hangs on no trigger, advisory lock, notification or deferred constraint', () => {
  const sql = files.filter((path) => /^db\/.*[.]sql$/.test(path));
  const found = findLines([...sql, ...sources], /\b(?:create trigger|pg_advisory|deferrable|pg_notify)\b/i);
  expect(found.filter((line) => !/:\d+: (?:--|\*|\/\/)/.test(line))).toEqual([]);
});

test('no brand of a real bank or vendor is in the product', () => {
  const product = files.filter(
    (path) => /^(?:apps|packages)\/[^/]+\/src\//.test(path) && /[.](?:tsx?|css|html)$/.test(path),
  );
  expect(findLines(product, /城南|Symantec|VIP Access/)).toEqual([]);
});
