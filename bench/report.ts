import { writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import type pg from 'pg';
import type { TpcBRates } from './pgbench.ts';

/** What a benchmark says at one number of requests in flight. */
export interface Point {
  readonly inFlight: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of one of them, in milliseconds, by part. */
  readonly cpuMsEach?: Readonly<Record<string, number>>;
}

/** pgbench of the same run, and the best rate of the points over it. */
export interface Reference {
  readonly name: string;
  readonly before: TpcBRates;
  readonly after: TpcBRates;
  /** To the mean of before and after; `simple` is pgbench as it comes, `prepared` its fastest. */
  readonly ratio: TpcBRates;
}

/** One benchmark against its reference, measured in the same run. */
export interface Report {
  readonly name: string;
  readonly points: readonly Point[];
  readonly reference: Reference;
  readonly conditions: Readonly<Record<string, unknown>>;
}

/** How long each of the requests of a round took, and the round as a whole. */
export interface Timing {
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Rounds of the same kind as one. */
export const together = (timings: readonly Timing[]): Timing => ({
  seconds: timings.reduce((sum, { seconds }) => sum + seconds, 0),
  latenciesMs: timings.flatMap(({ latenciesMs }) => latenciesMs),
});

export function pointOf(inFlight: number, timing: Timing): Point {
  const sorted = [...timing.latenciesMs].sort((a, b) => a - b);
  return {
    inFlight,
    perSecond: Math.round(sorted.length / timing.seconds),
    p50Ms: round(quantile(sorted, 0.5), 2),
    p99Ms: round(quantile(sorted, 0.99), 2),
  };
}

export function referenceOf(points: readonly Point[], before: TpcBRates, after: TpcBRates): Reference {
  const best = Math.max(...points.map((point) => point.perSecond));
  const ratioTo = (mode: keyof TpcBRates) => round((2 * best) / (before[mode] + after[mode]), 3);
  return {
    name: 'pgbench TPC-B-like, transactions a second, best of 8 and 32 clients',
    before,
    after,
    ratio: { simple: ratioTo('simple'), prepared: ratioTo('prepared') },
  };
}

/** What the figures depend on, read from the running server and machine. */
export async function conditionsOf(owner: pg.Client): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await owner.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings
     where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers')`,
  );
  return {
    cores: cpus().length,
    // Of one, five and fifteen minutes: what else the machine does shows here.
    load: loadavg().map((value) => round(value, 1)),
    cpu: cpus()[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres: Object.fromEntries(rows.map((row) => [row.name, row.setting])),
    loadGenerator: 'a process of its own on the same cores',
    day: new Date().toISOString().slice(0, 10),
  };
}

/** Progress, on the error output: the report alone is on the other. */
export const told = (what: string): void => console.error(`${new Date().toISOString()} ${what}`);

export async function publish<R extends Pick<Report, 'name'>>(
  report: R,
  file: string | undefined,
): Promise<void> {
  const text = JSON.stringify(report, null, 2);
  if (file !== undefined) await writeFile(file, `${text}\n`);
  console.log(text);
}
