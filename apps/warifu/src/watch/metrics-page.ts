import { openMetrics } from './metrics.ts';

interface Described {
  readonly name: string;
  readonly help: string;
  readonly type: unknown;
  readonly labelNames?: readonly string[];
}

const isOurs = ({ name }: Described): boolean => name.startsWith('warifu_');

const rowOf = ({ name, type, labelNames = [], help }: Described): string =>
  `| \`${name}\` | ${String(type)} | ${labelNames.map((label) => `\`${label}\``).join(', ') || '–'} | ${help} |`;

/** Everything that is measured, as a page: what each number means, and when to worry. */
export function metricsPage(): string {
  const described = openMetrics().registry.getMetricsAsArray() as unknown as readonly Described[];
  const table = (rows: readonly Described[]) =>
    ['| name | kind | labels | what it says |', '|---|---|---|---|', ...rows.map(rowOf)].join('\n');
  return `# Metrics

Written by \`npx warifu metrics > docs/metrics.md\`. Read at \`/metrics\` on port base +20
([operations](operations.md#metrics-health-logs-and-traces)).

A label never stands for a person: no contract, subject, account, address or amount is in any of them.

## Of the house

${table(described.filter(isOurs))}

## Of the process

As every Node with this library tells them.

${table(described.filter((one) => !isOurs(one)))}
`;
}

/** The names that a scrape may hold: a histogram is told in three. */
export function metricNames(): ReadonlySet<string> {
  const described = openMetrics().registry.getMetricsAsArray() as unknown as readonly Described[];
  return new Set(
    described.flatMap(({ name, type }) =>
      type === 'histogram' || type === 'summary'
        ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`]
        : [name],
    ),
  );
}
