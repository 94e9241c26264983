import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '@warifu/base';
import type { Language } from '@warifu/ui';

/** A built picture, and the size at which it is shown. */
export interface Picture {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

/** The addresses of what pages ask for. */
export interface Assets {
  readonly stylesheet: string;
  readonly script: string;
  readonly icon: string;
}

/** Of a site that also has plain pages and pictures. */
export interface MoreAssets extends Assets {
  /** The stylesheet of the plain pages. */
  readonly plainStylesheet: string;
  readonly pictureOf: (name: string, language: Language) => Picture;
}

/** Where the built files are served; they never change under one name. */
export const ASSETS_PREFIX = '/assets/';

interface Manifest {
  readonly [key: string]: unknown;
  /** By `<language>/<name>`. */
  readonly pictures?: Readonly<
    Record<string, { readonly file: string; readonly width: number; readonly height: number }>
  >;
}

function openManifest(publicDirectory: string) {
  const path = join(publicDirectory, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const addressOf = (key: string): string => {
    const name = manifest[key];
    assert(typeof name === 'string', `${path} names the ${key}`);
    return `${ASSETS_PREFIX}${name}`;
  };
  return { manifest, addressOf };
}

/** The addresses of the built stylesheet, script and icon. Crashes, naming the folder, where nothing was built. */
export function readAssets(publicDirectory: string): Assets {
  const { addressOf } = openManifest(publicDirectory);
  return { stylesheet: addressOf('stylesheet'), script: addressOf('script'), icon: addressOf('icon') };
}

/** The same of a site with plain pages and pictures. */
export function readMoreAssets(publicDirectory: string): MoreAssets {
  const { manifest, addressOf } = openManifest(publicDirectory);
  return {
    ...readAssets(publicDirectory),
    plainStylesheet: addressOf('plainStylesheet'),
    pictureOf: (name, language) => {
      const picture = manifest.pictures?.[`${language}/${name}`];
      assert(picture !== undefined, `the build found the picture ${language}/${name}`);
      return { src: `${ASSETS_PREFIX}${picture.file}`, width: picture.width, height: picture.height };
    },
  };
}
