import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { codeOf } from '../plain-fault.ts';

/** A process that is not mistaken for a later one of the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it began, in whatever form the system tells it. */
  readonly began: string;
}

const run = promisify(execFile);

/** Undefined where no such process lives (any more). */
export async function identityOf(pid: number): Promise<ProcessIdentity | undefined> {
  if (!isAlive(pid)) return undefined;
  if (process.platform === 'linux') {
    try {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
      // The name stands in parentheses and may hold spaces; the 22nd field is the 20th after it.
      const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return state === 'Z' || state === 'X' ? undefined : { pid, began: fields[18] ?? '' };
    } catch {
      return undefined;
    }
  }
  if (process.platform === 'win32') return { pid, began: '' };
  try {
    const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)]);
    return { pid, began: stdout.trim() };
  } catch {
    return undefined;
  }
}

export async function livesStill(known: ProcessIdentity): Promise<boolean> {
  return (await identityOf(known.pid))?.began === known.began;
}

/** Whether a process has this number, ours or another's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Whether the process works in this folder, as a PostgreSQL server does in its cluster. Undefined: cannot be seen. */
export async function worksIn(pid: number, folder: string): Promise<boolean | undefined> {
  if (process.platform === 'linux') {
    try {
      return (await readlink(`/proc/${pid}/cwd`)) === folder;
    } catch (error) {
      return codeOf(error) === 'ENOENT' ? false : undefined;
    }
  }
  if (process.platform === 'win32') return undefined;
  try {
    const { stdout } = await run('ps', ['-o', 'command=', '-p', String(pid)]);
    return stdout.includes(folder);
  } catch {
    return false;
  }
}
