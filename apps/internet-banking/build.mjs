/**
 * Builds what a browser fetches: the stylesheets, the custom elements, the icon and the guide's pictures, each under a
 * name with a hash of its content, and `manifest.json` that says which. Of the design tokens only those in use are taken.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const ui = createRequire(join(here, '../../packages/ui/package.json'));

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

async function style(name) {
  const built = await bundle({
    entryPoints: [join(here, '../../packages/ui/src/styles', name)],
    bundle: true,
    minify: true,
    write: false,
    target: ['chrome105', 'firefox110', 'safari16'],
  });
  return built.outputFiles[0].text.trim();
}

async function stylesheet() {
  const site = await style('site.css');
  const tokens = await readFile(ui.resolve('@digital-go-jp/design-tokens/dist/tokens.css'), 'utf8');
  // The order of the layers is the first statement of the file; the tokens follow as the layer they belong to.
  return `@layer tokens,theme,base,layout,parts,print;@layer tokens{:root{${tokensUsed(tokens, site)}}}${site}`;
}

async function script() {
  const built = await bundle({
    entryPoints: [join(here, 'src/client/main.ts')],
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

/** The guide's pictures by `<language>/<name>`: content, and the size at which they are shown. */
async function pictures() {
  const folder = join(here, 'pictures');
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

/** Builds into `out`, a folder of its own that is emptied first. */
export async function build(out = join(here, 'dist/public')) {
  const [css, js, icon, mobile, drawn] = await Promise.all([
    stylesheet(),
    script(),
    readFile(join(here, 'src/client/icon.svg'), 'utf8'),
    style('plain.css'),
    pictures(),
  ]);
  const manifest = {
    stylesheet: withHash('site', 'css', css),
    script: withHash('site', 'js', js),
    icon: withHash('icon', 'svg', icon),
    mobile: withHash('mobile', 'css', mobile),
    pictures: Object.fromEntries(drawn.map(({ key, file, width, height }) => [key, { file, width, height }])),
  };
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await writeFile(join(out, manifest.stylesheet), css);
  await writeFile(join(out, manifest.script), js);
  await writeFile(join(out, manifest.icon), icon);
  await writeFile(join(out, manifest.mobile), mobile);
  await Promise.all(drawn.map(({ file, content }) => writeFile(join(out, file), content)));
  await writeFile(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
