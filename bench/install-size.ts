import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publish } from './report.ts';
import type { BenchOptions } from './transfers.ts';

const HOUSE = new URL('..', import.meta.url).pathname;
const BYTES_PER_MB = 1_000_000;

interface Locked {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly link?: boolean;
}

/** What an installation takes on this machine. */
interface Size {
  readonly packages: number;
  readonly megabytes: number;
}

/** Bytes of all files below, without what other packages have below it. */
async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true });
  const sizes = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? 0 : bytesBelow(path);
      return entry.isFile() ? (await lstat(path)).size : 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** How many packages `npm ci` brought to this machine, and how large they are: all, and those that a server needs. */
export async function measureInstall(): Promise<{ readonly all: Size; readonly production: Size }> {
  const lock = JSON.parse(await readFile(join(HOUSE, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const sizes: { readonly bytes: number; readonly isProduction: boolean }[] = [];
  for (const [path, { dev = false, devOptional = false, link = false }] of Object.entries(lock.packages)) {
    if (link || !path.includes('node_modules/')) continue;
    // Packages for other platforms are in the lockfile and not on the disk.
    const bytes = await bytesBelow(join(HOUSE, path)).catch(() => undefined);
    if (bytes !== undefined) sizes.push({ bytes, isProduction: !dev && !devOptional });
  }
  const sizeOf = (some: typeof sizes): Size => ({
    packages: some.length,
    megabytes: Math.round(some.reduce((sum, { bytes }) => sum + bytes, 0) / BYTES_PER_MB),
  });
  return { all: sizeOf(sizes), production: sizeOf(sizes.filter(({ isProduction }) => isProduction)) };
}

/** What `npm ci` brings. */
export async function benchInstall({ file }: BenchOptions): Promise<void> {
  await publish({ name: 'install', ...(await measureInstall()) }, file);
}
