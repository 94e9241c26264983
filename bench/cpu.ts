import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPostmaster } from '../apps/warifu/src/embedded/postmaster.ts';

/** Linux counts processor time in hundredths of a second, whatever the kernel's own tick is (proc(5), `sysconf`). */
const MS_PER_TICK = 10;

const POSTGRES = 'postgres/';

/** Processor time so far, in milliseconds, of each process of a run; empty where there is no `/proc`. */
export type CpuTimes = Readonly<Record<string, number>>;

interface Stat {
  readonly parent: number;
  readonly ms: number;
}

async function statOf(pid: number): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // Fields are counted from behind the name, which may hold spaces: state is the third, ppid the fourth.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  if (fields === undefined) return undefined;
  return { parent: Number(fields[1]), ms: (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK };
}

async function childrenOf(parent: number): Promise<readonly (readonly [pid: string, ms: number])[]> {
  const entries = await readdir('/proc').catch((): string[] => []);
  const pids = entries.filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => statOf(Number(pid))));
  return pids.flatMap((pid, index) => {
    const stat = stats[index];
    return stat?.parent === parent ? [[pid, stat.ms] as const] : [];
  });
}

/** Reads what server, load generator and the embedded PostgreSQL have used. */
export async function readCpu(
  pids: Readonly<Record<string, number | undefined>>,
  dataDir: string,
): Promise<CpuTimes> {
  const times: Record<string, number> = {};
  for (const [name, pid] of Object.entries(pids)) {
    const stat = pid === undefined ? undefined : await statOf(pid);
    if (stat !== undefined) times[name] = stat.ms;
  }
  const postmaster = await findPostmaster(join(dataDir, 'postgres')).catch(() => undefined);
  for (const [pid, ms] of postmaster === undefined ? [] : await childrenOf(postmaster.pid))
    times[`${POSTGRES}${pid}`] = ms;
  return times;
}

/** What one piece of work cost each part, in milliseconds of processor time; all processes of PostgreSQL together. */
export function cpuEach(before: CpuTimes, after: CpuTimes, count: number): CpuTimes {
  const parts: Record<string, number> = {};
  for (const [name, ms] of Object.entries(after)) {
    const part = name.startsWith(POSTGRES) ? 'postgres' : name;
    parts[part] = (parts[part] ?? 0) + (ms - (before[name] ?? 0)) / count;
  }
  return Object.fromEntries(Object.entries(parts).map(([part, ms]) => [part, Number(ms.toFixed(3))]));
}

/** The mean of rounds of the same size, part by part. */
export function meanOf(rounds: readonly CpuTimes[]): CpuTimes {
  const parts = Object.keys(rounds[0] ?? {});
  return Object.fromEntries(
    parts.map((part) => {
      const sum = rounds.reduce((total, round) => total + (round[part] ?? 0), 0);
      return [part, Number((sum / rounds.length).toFixed(3))];
    }),
  );
}
