import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnyReport, Results } from './all.ts';
import { type Bar, barChart } from './chart.ts';

type Row = Readonly<Record<string, string | number | boolean>>;

/** What each benchmark asks. A new one is shown without such a line, and should get one. */
const ASKS: Readonly<Record<string, string>> = {
  transfers:
    'Transfers to another bank a second, each with its one-time password, over HTTP: session, form token, order, code, approval, limit, book, audit, on the one settlement account. Against pgbench TPC-B-like of the same run.',
  validate:
    'Codes a second that the authority judges over its REST API. Against pgbench TPC-B-like of the same run.',
  orders:
    'Each other kind of order a second, beside the transfer of the same run, and how long a large day takes.',
  scale: 'The same work in a bank of ten thousand, a hundred thousand and a million contracts.',
  processes: 'Several server processes behind one port.',
  memory: 'What one server process holds under load.',
  start: 'How long it is from the command to the first page.',
  install: 'What an installation weighs.',
  lighthouse:
    'Lighthouse’s scores of four pages, of 100 each, the median of `runs` loads with a telephone’s processor and line simulated.',
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** `cpuMsEach.server` and the like: what lies deeper, under one name. */
function flat(value: unknown, name = ''): Row {
  if (isPlain(value)) return { [name]: value };
  if (Array.isArray(value)) return value.every(isPlain) ? { [name]: value.join(', ') } : {};
  if (!isRecord(value)) return {};
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, deeper]) => flat(deeper, name === '' ? key : `${name}.${key}`)),
  ) as Row;
}

const cell = (value: string | number | boolean | undefined): string =>
  value === undefined ? '' : String(value).replaceAll('|', '\\|');

function table(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map((column) => `\`${column}\``)),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map((column) => cell(row[column])))),
  ].join('\n');
}

const listOf = (row: Row): string => table(Object.entries(row).map(([figure, value]) => ({ figure, value })));

function pointsOf(report: AnyReport): readonly Row[] {
  const { points } = report;
  return Array.isArray(points) ? points.filter(isRecord).map((point) => flat(point)) : [];
}

interface Picture {
  readonly file: string;
  readonly title: string;
  readonly svg: string;
}

const SERIES = [
  { figure: 'perSecond', slug: 'per-second', unit: 'a second; longer is better' },
  { figure: 'p99Ms', slug: 'p99', unit: '99 in 100 within so many milliseconds; shorter is better' },
] as const;

/** Of a benchmark that repeats the same work at several sizes: the last beside the first. */
function ratiosOf(report: AnyReport): readonly Picture[] {
  const rows = Array.isArray(report['ratios']) ? report['ratios'].filter(isRecord) : [];
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { contracts, ...ratios } = last;
  const bars = Object.entries(ratios).flatMap(([what, value]) =>
    typeof value === 'number' ? [{ label: what.replace(/^branch: /, ''), value }] : [],
  );
  const title = `${report.name}: rates at ${Number(contracts).toLocaleString('en')} over those at ${Number(first['contracts']).toLocaleString('en')}`;
  const unit = '1 is as fast; longer is better';
  return [{ file: `benchmarks-${report.name}-ratios.svg`, title, svg: barChart(title, unit, bars) }];
}

function picturesOf(report: AnyReport): readonly Picture[] {
  const ratios = ratiosOf(report);
  if (ratios.length > 0) return ratios;
  const points = pointsOf(report);
  const labelOf = (point: Row): string =>
    point['name'] !== undefined
      ? String(point['name'])
      : Object.entries(point)
          .slice(0, 1)
          .map(([name, value]) => (name === 'inFlight' ? `${value} in flight` : `${name} ${value}`))
          .join('');
  return SERIES.flatMap(({ figure, slug, unit }) => {
    const bars = points.flatMap((point): readonly Bar[] => {
      const value = point[figure];
      return typeof value === 'number' ? [{ label: labelOf(point), value }] : [];
    });
    const title = `${report.name}: ${figure}`;
    const file = `benchmarks-${report.name}-${slug}.svg`;
    return bars.length === 0 ? [] : [{ file, title, svg: barChart(title, unit, bars) }];
  });
}

function sectionOf(report: AnyReport): string {
  const { name, points: _, conditions, ...figures } = report;
  const points = pointsOf(report);
  const rest = flat(figures);
  const command = name === 'lighthouse' ? 'npm run lighthouse --' : `npm run bench -- ${name}`;
  const lists = Object.entries(figures).flatMap(([figure, value]) =>
    Array.isArray(value) && value.some(isRecord)
      ? [`\`${figure}\`:`, table(value.filter(isRecord).map((row) => flat(row)))]
      : [],
  );
  return [
    `## ${name}`,
    ASKS[name] ?? '',
    ...picturesOf(report).map(({ file, title }) => `![${title}](images/${file})`),
    points.length === 0 ? '' : table(points),
    Object.keys(rest).length === 0 ? '' : listOf(rest),
    ...lists,
    `<details><summary>Conditions</summary>\n\n${listOf(flat(conditions ?? {}))}\n\n</details>`,
    `Repeat it: \`${command} --json FILE\``,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The page and its pictures, out of the results alone. */
export function pageOf({ at, conditions, reports, failed }: Results): {
  readonly text: string;
  readonly pictures: readonly Picture[];
} {
  const parts = [
    '# Benchmarks',
    'Written by `npm run bench -- page` from [the last published run](../bench/results/published.json).',
    'fsync is on everywhere, every run ends with a clean `warifu verify` or is void, and the load generator is a process of its own on the same cores.',
    at === undefined ? 'No run has been published yet.' : `Last run: ${at.slice(0, 10)}.`,
    Object.keys(conditions).length === 0 ? '' : listOf(flat(conditions)),
    ...failed.map(({ name, why }) => `**${name}** gave no figures: ${why}.`),
    '## How to repeat it',
    '```\nnpm run bench -- all --json bench/results/published.json --resume\nnpm run bench -- page\n```',
    'Each benchmark runs in a process and on a database of its own. With `--resume` those that are in the file are left out; without, all of them run again. `--minutes` bounds each (30 where not said). A figure is only worth something on a machine that does nothing else: `load` in the conditions shows it.',
    ...reports.map(sectionOf),
  ];
  return {
    text: `${parts.filter((part) => part !== '').join('\n\n')}\n`,
    pictures: reports.flatMap(picturesOf),
  };
}

const house = join(import.meta.dirname, '..');
const IMAGES = join(house, 'docs/images');
export const PUBLISHED = join(house, 'bench/results/published.json');

/** Writes the page and its pictures, and takes away pictures that it has no more. */
export async function writePage(results: Results): Promise<void> {
  const { text, pictures } = pageOf(results);
  await mkdir(IMAGES, { recursive: true });
  for (const name of await readdir(IMAGES))
    if (/^benchmarks-.*[.]svg$/.test(name)) await rm(join(IMAGES, name));
  for (const { file, svg } of pictures) await writeFile(join(IMAGES, file), svg);
  await writeFile(join(house, 'docs/benchmarks.md'), text);
}

/** What stands in the tree: the page, and each picture by its name. */
export async function readPage(): Promise<{
  readonly text: string;
  readonly pictures: ReadonlyMap<string, string>;
}> {
  const names = (await readdir(IMAGES)).filter((name) => /^benchmarks-.*[.]svg$/.test(name));
  const read = async (name: string) => [name, await readFile(join(IMAGES, name), 'utf8')] as const;
  return {
    text: await readFile(join(house, 'docs/benchmarks.md'), 'utf8'),
    pictures: new Map(await Promise.all(names.map(read))),
  };
}
