/** Builds what is served and what is run: the browsers' files of each site, and the one bundle of the server. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const house = fileURLToPath(new URL('..', import.meta.url));
const STAMP = join(house, 'apps/warifu/dist/built-from');
const SOURCES = ['apps', 'packages', 'scripts/build.mjs', 'package-lock.json'];
const NOT_SOURCES = new Set(['node_modules', 'dist', 'test']);

/** A digest of everything that the build reads. */
async function digestOfSources() {
  const files = [];
  const collect = async (path) => {
    const entries = await readdir(join(house, path), { withFileTypes: true });
    for (const entry of entries) {
      if (NOT_SOURCES.has(entry.name)) continue;
      if (entry.isDirectory()) await collect(join(path, entry.name));
      else if (entry.isFile()) files.push(join(path, entry.name));
    }
  };
  for (const source of SOURCES) {
    if (source.includes('.')) files.push(source);
    else await collect(source);
  }
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(`${file}\0`).update(await readFile(join(house, file)));
  return hash.digest('hex');
}

/** Whether the build is of these very sources. */
export async function isBuilt() {
  if (!existsSync(STAMP) || !existsSync(join(house, 'apps/warifu/dist/main.mjs'))) return false;
  return (await readFile(STAMP, 'utf8')) === (await digestOfSources());
}

export async function build() {
  const digest = await digestOfSources();
  await rm(STAMP, { force: true });
  for (const app of (await readdir(join(house, 'apps'))).sort()) {
    const script = join(house, 'apps', app, 'build.mjs');
    if (existsSync(script)) await (await import(pathToFileURL(script).href)).build();
  }
  await bundleServer();
  await writeFile(STAMP, digest);
}

/** The house's own packages go into the bundle; what npm installed stays outside and is found as ever. */
const npmStaysOutside = {
  name: 'npm-stays-outside',
  setup(within) {
    within.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@warifu/') ? undefined : { path, external: true },
    );
  },
};

async function bundleServer() {
  const { build: bundle } = await import('esbuild');
  const outFolder = join(house, 'apps/warifu/dist');
  await mkdir(outFolder, { recursive: true });
  const { metafile } = await bundle({
    metafile: true,
    entryPoints: [join(house, 'apps/warifu/src/main.ts')],
    outdir: outFolder,
    outExtension: { '.js': '.mjs' },
    // A command brings only what it needs.
    splitting: true,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node26',
    conditions: ['source'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: true,
    plugins: [npmStaysOutside],
    logLevel: 'warning',
  });
  // Only now: a server that starts this very moment finds the old bundle whole, or the new one.
  const made = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
  for (const name of await readdir(outFolder)) {
    if (/[.]mjs(?:[.]map)?$/.test(name) && !made.has(name)) await rm(join(outFolder, name));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
