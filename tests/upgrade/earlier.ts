import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { house } from '../../apps/warifu/src/house.ts';

const execute = promisify(execFile);
const OUTPUT_BYTES_MAX = 10_000_000;

async function git(...words: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await execute('git', ['-C', house, ...words]);
  return stdout.split('\n').filter((line) => line !== '');
}

const migrationsAt = async (commit: string): Promise<readonly string[]> =>
  (await git('ls-tree', '--name-only', `${commit}:db/migrations`)).filter((name) => name.endsWith('.sql'));

/** The newest commit on the way here whose last migration is this one; of `undefined`, of the one before today's last. */
export async function findCommit(lastMigration?: string): Promise<string> {
  const now = (await migrationsAt('HEAD')).at(-1);
  for (const commit of await git('rev-list', '--first-parent', 'HEAD', '--', 'db/migrations')) {
    const parent = `${commit}^`;
    const last = (await migrationsAt(parent).catch(() => [])).at(-1);
    if (last !== undefined && (lastMigration === undefined ? last !== now : last === lastMigration))
      return (await git('rev-parse', parent))[0] ?? parent;
  }
  throw new Error(
    'the history does not go back to an earlier schema: fetch all of it (git fetch --unshallow), or name a commit (--from)',
  );
}

/** What an earlier version of the house does by its own code. */
export interface Earlier {
  readonly migrations: readonly string[];
  readonly stage: typeof import('../load/stage.ts');
  readonly people: typeof import('../load/people.ts');
}

/** Its packages find each other in the earlier house; everything else is found where it is installed today. */
async function linkPackages(old: string): Promise<void> {
  await mkdir(join(old, 'node_modules'));
  for (const name of await readdir(join(house, 'node_modules'))) {
    const from = join(house, 'node_modules', name);
    const to = join(old, 'node_modules', name);
    // The house's own packages are links that lead out of node_modules again: copied, they lead to the earlier ones.
    if (name === '@warifu') await cp(from, to, { recursive: true, verbatimSymlinks: true });
    else await symlink(from, to);
  }
}

/**
 * Puts the house as it was at a commit into an empty folder, and builds it: on today's packages, or on those of its own
 * lockfile (`npm ci`), which needs a registry.
 */
export async function checkOut(commit: string, folder: string, installs: boolean): Promise<Earlier> {
  const packed = join(folder, 'packed.tar');
  await execute('git', ['-C', house, 'archive', '--output', packed, commit]);
  const old = join(folder, 'house');
  await mkdir(old);
  await execute('tar', ['-xf', packed, '-C', old]);
  if (installs) await execute('npm', ['ci'], { cwd: old, maxBuffer: OUTPUT_BYTES_MAX });
  else await linkPackages(old);
  await execute(process.execPath, [join(old, 'scripts/build.mjs')], { cwd: old });
  const door = async (path: string): Promise<unknown> => import(pathToFileURL(join(old, path)).href);
  return {
    migrations: await migrationsAt(commit),
    stage: (await door('tests/load/stage.ts')) as Earlier['stage'],
    people: (await door('tests/load/people.ts')) as Earlier['people'],
  };
}
