/**
 * Builds what a browser fetches from a site: the stylesheets, the custom elements, the icon, the pictures, each under a
 * name with a hash of its content, and `manifest.json` that says which. Of the design tokens only those in use are taken.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { build as bundle } from 'esbuild';

const { resolve } = createRequire(import.meta.url);

/** The declarations of the token file whose names the style uses, and those that these use in turn. */
function tokensUsed(tokens, style) {
  const values = new Map(
    [...tokens.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]),
  );
  const used = new Map();
  const take = (text) => {
    for (const [, name] of text.matchAll(/var\((--[\w-]+)/g)) {
      const value = values.get(name);
      if (value === undefined || used.has(name)) continue;
      used.set(name, value);
      take(value);
    }
  };
  take(style);
  return [...used].map(([name, value]) => `${name}:${value}`).join(';');
}

const withHash = (name, extension, content) =>
  `${name}-${createHash('sha256').update(content).digest('hex').slice(0, 12)}.${extension}`;

async function style(entry) {
  const built = await bundle({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    target: ['chrome105', 'firefox110', 'safari16'],
  });
  return built.outputFiles[0].text.trim();
}

async function stylesheet(entry) {
  const site = await style(entry);
  const tokens = await readFile(resolve('@digital-go-jp/design-tokens/dist/tokens.css'), 'utf8');
  // The order of the layers is the first statement of the file; the tokens follow as the layer they belong to.
  return `@layer tokens,theme,base,layout,parts,print;@layer tokens{:root{${tokensUsed(tokens, site)}}}${site}`;
}

async function script(entry) {
  const built = await bundle({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['chrome105', 'firefox110', 'safari16'],
  });
  return built.outputFiles[0].text;
}

/** Pictures are drawn with so many of their dots to one of a page's. */
const PICTURE_SCALE = 2;

/** The pictures of a folder by `<language>/<name>`: content, and the size at which they are shown. */
async function readPictures(folder) {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.png')).sort();
  return Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(folder, name));
      const key = name.replaceAll('\\', '/').slice(0, -'.png'.length);
      // The first chunk of a PNG begins with its width and height.
      const [width, height] = [16, 20].map((at) => Math.round(content.readUInt32BE(at) / PICTURE_SCALE));
      return { key, content, file: withHash(key.replaceAll('/', '-'), 'png', content), width, height };
    }),
  );
}

/** What is text also compressed, once and at its smallest, for the browsers that take it. */
async function writeServed(path, content) {
  await writeFile(path, content);
  if (typeof content !== 'string') return;
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content));
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
}

/**
 * Builds the files of a site into `out`, a folder of its own that is emptied first. `plainStyles` and `pictures`, a folder,
 * are for the sites that have them.
 */
export async function buildSite({ styles, plainStyles, client, icon: drawing, pictures, out }) {
  const [css, js, icon, plain, drawn] = await Promise.all([
    stylesheet(styles),
    script(client),
    readFile(drawing, 'utf8'),
    plainStyles === undefined ? undefined : style(plainStyles),
    pictures === undefined ? [] : readPictures(pictures),
  ]);
  const files = new Map();
  const named = (name, extension, content) => {
    const file = withHash(name, extension, content);
    files.set(file, content);
    return file;
  };
  for (const { file, content } of drawn) files.set(file, content);
  const manifest = {
    stylesheet: named('site', 'css', css),
    script: named('site', 'js', js),
    icon: named('icon', 'svg', icon),
    ...(plain === undefined ? {} : { plainStylesheet: named('plain', 'css', plain) }),
    ...(pictures === undefined
      ? {}
      : {
          pictures: Object.fromEntries(
            drawn.map(({ key, file, width, height }) => [key, { file, width, height }]),
          ),
        }),
  };
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await Promise.all([...files].map(([file, content]) => writeServed(join(out, file), content)));
  await writeFile(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
