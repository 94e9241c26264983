/**
 * `npm run lighthouse`: Lighthouse of the login page, the top page, the confirm page of a transfer and the token app, on a
 * demo of its own, each so often as `--runs` says (3), of which the median by performance counts. Prints a table, and JSON with
 * `--json FILE`, in the form of a benchmark's report; fails below the goals. Lighthouse itself is fetched for
 * the run and is no part of an installation.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { openProduct } from '../e2e/support/product.ts';
import { walk } from './walk.ts';

const LIGHTHOUSE = 'lighthouse@13.5.0';
const GOALS = { performance: 0.95, accessibility: 1, 'best-practices': 1 } as const;
const CATEGORIES = Object.keys(GOALS) as readonly (keyof typeof GOALS)[];
const PLACES = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/google-chrome'];
const OUTPUT_BYTES_MAX = 50_000_000;

interface Audit {
  readonly title: string;
  readonly score: number | null;
  readonly displayValue?: string;
}
interface LighthouseResult {
  readonly categories: Readonly<
    Record<
      string,
      {
        readonly score: number | null;
        readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
      }
    >
  >;
  readonly audits: Readonly<Record<string, Audit>>;
}

interface Scored {
  readonly page: string;
  readonly scores: Readonly<Record<string, number>>;
  /** What cost points, by name. */
  readonly found: readonly string[];
}

const run = promisify(execFile);

async function measure(page: string, url: string, cookie: string, folder: string): Promise<Scored> {
  const file = join(folder, `${page}.json`);
  const headers = join(folder, 'headers.json');
  // In a file of the owner alone, and not among the words of a command that everybody can list.
  await writeFile(headers, JSON.stringify(cookie === '' ? {} : { Cookie: cookie }), { mode: 0o600 });
  const chromium = process.env['WARIFU_CHROMIUM'] ?? PLACES.find((place) => existsSync(place));
  if (chromium === undefined)
    throw new Error('no Chromium is there (Debian: chromium-headless-shell): set WARIFU_CHROMIUM');
  const asRoot = process.getuid?.() === 0 ? ' --no-sandbox' : '';
  const words = [
    url,
    '--quiet',
    '--output=json',
    `--output-path=${file}`,
    `--only-categories=${CATEGORIES.join(',')}`,
    `--extra-headers=${headers}`,
    `--chrome-flags=--headless --disable-gpu --disable-background-networking${asRoot}`,
  ];
  await run('npm', ['exec', '--yes', '--package', LIGHTHOUSE, '--', 'lighthouse', ...words], {
    cwd: folder,
    env: { ...process.env, CHROME_PATH: chromium },
    maxBuffer: OUTPUT_BYTES_MAX,
  });
  const { categories, audits } = JSON.parse(await readFile(file, 'utf8')) as LighthouseResult;
  const scores = Object.fromEntries(CATEGORIES.map((name) => [name, categories[name]?.score ?? 0]));
  const found = CATEGORIES.flatMap((name) => categories[name]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(
      ({ id }) =>
        `${id}: ${audits[id]?.title}${audits[id]?.displayValue ? ` (${audits[id].displayValue})` : ''}`,
    );
  return { page, scores, found };
}

type Ways = Parameters<typeof measure>;

/** A machine that does something else as well makes a run slow by chance: the one in the middle counts. */
async function measureOften(runs: number, ...words: Ways): Promise<Scored> {
  const all: Scored[] = [];
  for (let run = 0; run < runs; run += 1) all.push(await measure(...words));
  all.sort((one, other) => (one.scores['performance'] ?? 0) - (other.scores['performance'] ?? 0));
  const middle = all[Math.floor(all.length / 2)];
  if (middle === undefined) throw new Error('--runs takes how often each page is measured');
  return middle;
}

const { values } = parseArgs({
  options: { json: { type: 'string' }, runs: { type: 'string', default: '3' } },
});
const load = () => loadavg().map((value) => Number(value.toFixed(1)));
const loadBefore = load();
const folder = await mkdtemp(join(tmpdir(), 'warifu-lighthouse-'));
const product = await openProduct();
try {
  const { cookie, confirmPath } = await walk(product);
  const pages = [
    ['login', `${product.bank}/login`, ''],
    ['top', `${product.bank}/top`, cookie],
    ['transfer-confirm', `${product.bank}${confirmPath}`, cookie],
    ['token-app', `${product.tokenApp}/`, ''],
  ] as const;
  const scored: Scored[] = [];
  for (const [page, url, by] of pages)
    scored.push(await measureOften(Number(values.runs), page, url, by, folder));
  const conditions = {
    program: LIGHTHOUSE,
    runs: values.runs,
    cores: availableParallelism(),
    loadBefore,
    load: load(),
  };
  const points = scored.map(({ page, scores, found }) => ({
    name: page,
    ...Object.fromEntries(CATEGORIES.map((name) => [name, Math.round((scores[name] ?? 0) * 100)])),
    found,
  }));
  if (values.json !== undefined)
    await writeFile(
      values.json,
      `${JSON.stringify({ name: 'lighthouse', goals: GOALS, points, conditions }, null, 2)}\n`,
    );
  const lines = scored.map(({ page, scores, found }) =>
    [
      page.padEnd(18),
      ...CATEGORIES.map((name) => `${name} ${Math.round((scores[name] ?? 0) * 100)}`),
      ...found,
    ].join('  '),
  );
  console.log(lines.join('\n'));
  const isReached = scored.every(({ scores }) =>
    CATEGORIES.every((name) => (scores[name] ?? 0) >= GOALS[name]),
  );
  console.log(isReached ? 'lighthouse: all goals reached' : 'lighthouse: FAILED');
  process.exitCode = isReached ? 0 : 1;
} finally {
  await product.dispose();
  await rm(folder, { recursive: true, force: true });
}
