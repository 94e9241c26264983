import { readFile } from 'node:fs/promises';

const KIB_PER_MIB = 1_024;

/** Resident memory of a process in MiB. */
export interface Memory {
  /** Now. */
  readonly nowMiB: number;
  /** The most since it began. */
  readonly peakMiB: number;
}

/** Undefined where the process is gone, or the system does not tell. */
export async function memoryOf(pid: number | undefined): Promise<Memory | undefined> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const of = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1]) / KIB_PER_MIB;
  return text === '' ? undefined : { nowMiB: Math.round(of('VmRSS')), peakMiB: Math.round(of('VmHWM')) };
}

/** The processes that this one started. */
export async function childrenOf(pid: number | undefined): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return text.split(' ').filter(Boolean).map(Number);
}
