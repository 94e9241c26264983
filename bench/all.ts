import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { told } from './report.ts';

/** What a benchmark wrote; each has figures of its own. */
export interface AnyReport {
  readonly name: string;
  readonly [figure: string]: unknown;
}

/** Every benchmark of one run. */
export interface Results {
  /** When the last of them ended; nothing where none has run. */
  readonly at?: string;
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly reports: readonly AnyReport[];
  readonly failed: readonly { readonly name: string; readonly why: string }[];
}

const NONE: Results = { conditions: {}, reports: [], failed: [] };
const MINUTE_MS = 60_000;

/** The results in a file, or none. */
export async function readResults(file: string): Promise<Results> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? NONE : { ...NONE, ...(JSON.parse(text) as Partial<Results>) };
}

/** Why a process of ours ended badly; nothing where it did not. */
function run(words: readonly string[], minutes: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--conditions=source', ...words], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      // It stops what it has started, and is waited for no longer than it takes.
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), MINUTE_MS / 2).unref();
    }, minutes * MINUTE_MS);
    child.once('exit', (code, signal) => {
      clearTimeout(late);
      if (isLate) resolve(`took longer than ${minutes} minutes`);
      else resolve(code === 0 ? undefined : `ended with ${signal ?? code}`);
    });
  });
}

/** What the file holds when one more benchmark has ended. */
export function withReport(before: Results, report: AnyReport, at: string): Results {
  return {
    ...before,
    at,
    reports: [...before.reports.filter(({ name }) => name !== report.name), report],
    failed: before.failed.filter(({ name }) => name !== report.name),
  };
}

/**
 * Runs every benchmark, each in a process and on a database of its own, and writes the file after each: an end in the
 * middle costs one of them. With `resumes`, those that are in the file already are left out.
 */
export async function benchAll(
  names: readonly string[],
  options: {
    readonly file: string;
    readonly minutes: number;
    readonly resumes: boolean;
    /** Of the banks of the scale, as the command line says them. */
    readonly sizes: string;
  },
): Promise<void> {
  const { file, minutes, resumes, sizes } = options;
  const folder = await mkdtemp(join(tmpdir(), 'warifu-bench-'));
  let results = resumes ? await readResults(file) : NONE;
  const conditions = {
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  const keep = (next: Results): Promise<void> => {
    results = { ...next, conditions };
    return writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
  };
  try {
    for (const name of names) {
      if (results.reports.some((report) => report.name === name)) continue;
      told(`${name}: begins, for at most ${minutes} minutes`);
      const written = join(folder, `${name}.json`);
      const words = [join(import.meta.dirname, 'main.ts'), name, '--json', written, '--sizes', sizes];
      const fault = await run(words, minutes);
      if (fault === undefined) {
        const report = JSON.parse(await readFile(written, 'utf8')) as AnyReport;
        await keep(withReport(results, { ...report, name }, new Date().toISOString()));
      } else {
        told(`${name}: ${fault}`);
        const others = results.failed.filter((one) => one.name !== name);
        await keep({ ...results, failed: [...others, { name, why: fault }] });
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  for (const { name, why } of results.failed) console.error(`${name} ${why}`);
  if (results.failed.length > 0) process.exitCode = 1;
}
