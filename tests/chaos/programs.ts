import { execFile, spawnSync } from 'node:child_process';
import { access } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs a program of the machine to its end. */
export const runProgram = async (program: string, words: readonly string[]): Promise<void> => {
  await run(program, [...words]);
};

/** The same where nothing can be waited for, as at the end of a process. Whether it ended well. */
export const runProgramNow = (program: string, words: readonly string[]): boolean =>
  spawnSync(program, [...words]).status === 0;

/** Undefined where the program runs; otherwise which package brings it. */
export async function missingProgram(
  program: string,
  words: readonly string[],
  packageName: string,
): Promise<string | undefined> {
  try {
    await runProgram(program, words);
    return undefined;
  } catch {
    return `${program} does not run here: apt-get install ${packageName}`;
  }
}

/** The first of these files that is there. */
export async function findFile(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    try {
      await access(path);
      return path;
    } catch {
      // The next one.
    }
  }
  return undefined;
}
