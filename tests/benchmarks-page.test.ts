import { expect, test } from 'vitest';
import { type Results, readResults, withReport } from '../bench/all.ts';
import { barChart } from '../bench/chart.ts';
import { PUBLISHED, pageOf, readPage } from '../bench/page.ts';

test('the page of benchmarks and its pictures are what the generator makes of the published run', async () => {
  const made = pageOf(await readResults(PUBLISHED));
  const there = await readPage();
  expect(there.text).toBe(made.text);
  expect(there.pictures).toEqual(new Map(made.pictures.map(({ file, svg }) => [file, svg])));
});

const SAMPLE: Results = {
  at: '2026-11-24T01:00:00.000Z',
  conditions: { cores: 2 },
  reports: [
    {
      name: 'transfers',
      points: [
        { inFlight: 1, perSecond: 120, p50Ms: 7, p99Ms: 12.5, cpuMsEach: { server: 0.5 } },
        { inFlight: 64, perSecond: 2_400, p50Ms: 25, p99Ms: 48 },
      ],
      reference: { name: 'pgbench', ratio: { simple: 0.93 } },
      conditions: { load: [0.1, 0.2, 0.3] },
    },
  ],
  failed: [{ name: 'scale', why: 'took longer than 30 minutes' }],
};

test('every figure of a report is on the page, whatever its shape, and what failed is told', () => {
  const { text, pictures } = pageOf(SAMPLE);
  for (const told of [
    '| 64 | 2400 | 25 | 48 |',
    '`cpuMsEach.server`',
    'reference.ratio.simple | 0.93',
    '0.1, 0.2, 0.3',
  ])
    expect(text).toContain(told);
  expect(text).toContain('**scale** gave no figures: took longer than 30 minutes.');
  expect(pictures.map(({ file }) => file)).toEqual([
    'benchmarks-transfers-per-second.svg',
    'benchmarks-transfers-p99.svg',
  ]);
  for (const { file } of pictures) expect(text).toContain(`(images/${file})`);
});

test('a report of several sizes shows the last beside the first, and every list that is in it', () => {
  const scale = {
    name: 'scale',
    points: [{ contracts: 1_000_000, what: 'branch: newest orders', perSecond: 480 }],
    ratios: [
      { contracts: 10_000, 'branch: newest orders': 1 },
      { contracts: 1_000_000, 'branch: newest orders': 0.97 },
    ],
    sizes: [{ contracts: 1_000_000, databaseGiB: 46.5 }],
  };
  const { text, pictures } = pageOf(withReport(SAMPLE, scale, '2026-11-25T01:00:00.000Z'));
  expect(pictures.map(({ file }) => file)).toContain('benchmarks-scale-ratios.svg');
  expect(pictures.at(-1)?.svg).toContain('scale: rates at 1,000,000 over those at 10,000');
  expect(pictures.at(-1)?.svg).toContain('newest orders: 0.97');
  expect(text).toContain('| 1000000 | 46.5 |');
});

test('a picture says its figures in words too, and is drawn for light and dark', () => {
  const svg = barChart('a < b', 'a second', [{ label: '1 & 2', value: 2_400 }]);
  expect(svg).toContain('a &#60; b');
  expect(svg).toContain('1 &#38; 2: 2,400');
  expect(svg).toContain('prefers-color-scheme: dark');
});

test('a benchmark that ran again takes the place of its former report, and of its failure', () => {
  const again = withReport(SAMPLE, { name: 'scale', points: [] }, '2026-11-25T01:00:00.000Z');
  expect(again.reports.map(({ name }) => name)).toEqual(['transfers', 'scale']);
  expect(again.failed).toEqual([]);
  const once = withReport(again, { name: 'transfers', points: [] }, '2026-11-25T02:00:00.000Z');
  expect(once.reports.filter(({ name }) => name === 'transfers')).toHaveLength(1);
});
