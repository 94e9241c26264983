import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { house } from '../src/house.ts';
import { metricNames, metricsPage } from '../src/watch/metrics-page.ts';

const textOf = (path: string): string => readFileSync(join(house, path), 'utf8');
const known = metricNames();

/** Names of metrics in an expression or a text. */
const namesIn = (text: string): readonly string[] => [
  ...new Set(text.match(/\b(?:warifu|nodejs|process)_[a-z0-9_]+\b/g) ?? []),
];

/** Of the operators' page the part on metrics: elsewhere a role of the database has such a name. */
const operations = (): string =>
  textOf('docs/operations.md').split('\n## Metrics, health, logs and traces\n')[1]?.split('\n## ')[0] ?? '';

test.each([
  ['the dashboard', () => textOf('deploy/grafana/warifu.json')],
  ['the alerts', () => textOf('deploy/prometheus/alerts.yml')],
  ['the page of metrics', () => textOf('docs/metrics.md')],
  ['the playbooks', operations],
])('every metric that is named by %s is measured', (_, text) => {
  const named = namesIn(text());
  expect(named.length).toBeGreaterThan(1);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test('the page of metrics is the one that the command writes', () => {
  expect(textOf('docs/metrics.md')).toBe(metricsPage());
});

test('every metric of ours is looked at in a panel or an alert', () => {
  const looked = namesIn(textOf('deploy/grafana/warifu.json') + textOf('deploy/prometheus/alerts.yml'));
  const base = (name: string): string => name.replace(/_(?:bucket|sum|count)$/, '');
  const seen = new Set(looked.map(base));
  const ours = [...known].filter((name) => name.startsWith('warifu_')).map(base);
  expect([...new Set(ours)].filter((name) => !seen.has(name))).toEqual([]);
});

test('every alert says what is so, what to do, and where a playbook that is there begins', () => {
  const alerts = textOf('deploy/prometheus/alerts.yml').split('- alert: ').slice(1);
  expect(alerts.length).toBeGreaterThan(15);
  const headings = new Set(
    [...textOf('docs/operations.md').matchAll(/^#{2,3} (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
  for (const alert of alerts) {
    expect(alert).toMatch(/expr: \S/);
    expect(alert).toMatch(/summary: \S/);
    expect(alert).toMatch(/action: \S/);
    const [, heading = ''] = /playbook: docs\/operations[.]md#(\S+)/.exec(alert) ?? [];
    expect([alert.split('\n')[0], headings.has(heading)]).toEqual([alert.split('\n')[0], true]);
  }
});
