/**
 * Builds what a browser fetches from a site: the stylesheet, the custom elements, the icon, each under a name with a hash
 * of its content, and `manifest.json` that says which. Of the design tokens only those in use are taken.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
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

async function stylesheet(entry) {
  const built = await bundle({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    target: ['chrome105', 'firefox110', 'safari16'],
  });
  const style = built.outputFiles[0].text.trim();
  const tokens = await readFile(resolve('@digital-go-jp/design-tokens/dist/tokens.css'), 'utf8');
  // The order of the layers is the first statement of the file; the tokens follow as the layer they belong to.
  return `@layer tokens,theme,base,layout,parts,print;@layer tokens{:root{${tokensUsed(tokens, style)}}}${style}`;
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

/** Builds the files of a site into `out`, a folder of its own that is emptied first. */
export async function buildSite({ styles, client, icon: drawing, out }) {
  const [css, js, icon] = await Promise.all([stylesheet(styles), script(client), readFile(drawing, 'utf8')]);
  const manifest = {
    stylesheet: withHash('site', 'css', css),
    script: withHash('site', 'js', js),
    icon: withHash('icon', 'svg', icon),
  };
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await writeFile(join(out, manifest.stylesheet), css);
  await writeFile(join(out, manifest.script), js);
  await writeFile(join(out, manifest.icon), icon);
  await writeFile(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
