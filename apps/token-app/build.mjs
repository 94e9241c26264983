import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import * as esbuild from 'esbuild';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CLIENT = join(HERE, 'src/client');
const TARGET = ['es2022', 'chrome109', 'firefox115', 'safari16.4'];

/**
 * Builds the token app: `dist/public` holds all that is served, each file also compressed.
 *
 * @returns {Promise<{ publicDirectory: string, scriptBytes: number, scriptBytesCompressed: number }>} the folder, and
 *   the size of all scripts together (service worker included), plain and by Brotli
 */
export async function build({ outDirectory = join(HERE, 'dist/public') } = {}) {
  await rm(outDirectory, { recursive: true, force: true });
  await mkdir(join(outDirectory, 'assets'), { recursive: true });
  const script = await buildScript(outDirectory);
  const style = await buildStyle(outDirectory);
  const page = (await readFile(join(CLIENT, 'index.html'), 'utf8'))
    .replaceAll('%SCRIPT%', script)
    .replaceAll('%STYLE%', style);
  await writeFile(join(outDirectory, 'index.html'), page);
  await cp(join(CLIENT, 'manifest.webmanifest'), join(outDirectory, 'manifest.webmanifest'));
  await cp(join(HERE, 'icons'), join(outDirectory, 'icons'), { recursive: true });
  await buildWorker(outDirectory);
  await compress(outDirectory);
  return { publicDirectory: outDirectory, ...(await weigh(outDirectory)) };
}

async function buildScript(outDirectory) {
  const { metafile } = await esbuild.build({
    entryPoints: [join(CLIENT, 'main.tsx')],
    outdir: join(outDirectory, 'assets'),
    entryNames: 'app-[hash]',
    bundle: true,
    format: 'esm',
    minify: true,
    charset: 'utf8',
    target: TARGET,
    conditions: ['source'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  return `/assets/${basename(Object.keys(metafile.outputs)[0])}`;
}

/** The stylesheet, behind those design tokens of デジタル庁 that it uses. */
async function buildStyle(outDirectory) {
  const require = createRequire(import.meta.url);
  const tokens = await readFile(require.resolve('@digital-go-jp/design-tokens/dist/tokens.css'), 'utf8');
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(CLIENT, 'styles/app.css')],
    bundle: true,
    write: false,
    logLevel: 'warning',
  });
  const own = outputFiles[0].text;
  const { code } = await esbuild.transform(`${usedTokens(tokens, own)}\n${own}`, {
    loader: 'css',
    minify: true,
    target: TARGET,
  });
  const name = `app-${digest(code).slice(0, 10)}.css`;
  await writeFile(join(outDirectory, 'assets', name), code);
  return `/assets/${name}`;
}

/** `:root` with the tokens that a stylesheet names, and those that these name in turn. */
function usedTokens(tokens, style) {
  const all = new Map(
    [...tokens.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]),
  );
  const used = new Map();
  const take = (text) => {
    for (const [, name] of text.matchAll(/var\((--[\w-]+)/g)) {
      const value = all.get(name);
      if (value === undefined || used.has(name)) continue;
      used.set(name, value);
      take(value);
    }
  };
  take(style);
  const lines = [...used].map(([name, value]) => `${name}:${value};`);
  return `:root{${lines.join('')}}`;
}

/** The service worker, told of every file, so that it holds one build whole. */
async function buildWorker(outDirectory) {
  const files = (await readdir(outDirectory, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const paths = files.map((file) => file.slice(outDirectory.length).replaceAll('\\', '/'));
  await esbuild.build({
    entryPoints: [join(CLIENT, 'service-worker.ts')],
    outfile: join(outDirectory, 'sw.js'),
    bundle: true,
    format: 'iife',
    minify: true,
    target: TARGET,
    define: {
      PRECACHE: JSON.stringify(paths.map((path) => (path === '/index.html' ? '/' : path))),
      BUILD: JSON.stringify(digest(...contents).slice(0, 16)),
    },
    logLevel: 'warning',
  });
}

function digest(...contents) {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  return hash.digest('hex');
}

/** Text is served as it was compressed here, at the highest level: nothing is compressed per request. */
async function compress(outDirectory) {
  const entries = await readdir(outDirectory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(?:js|css|svg|webmanifest)$/.test(entry.name));
  await Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const content = await readFile(path);
      await writeFile(`${path}.br`, await promisify(brotliCompress)(content, BROTLI));
      await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
    }),
  );
}

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };

async function weigh(outDirectory) {
  const entries = await readdir(outDirectory, { recursive: true, withFileTypes: true });
  const sizeOf = async (suffix) => {
    const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(suffix));
    const contents = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name))));
    return contents.reduce((sum, content) => sum + content.length, 0);
  };
  return { scriptBytes: await sizeOf('.js'), scriptBytesCompressed: await sizeOf('.js.br') };
}
