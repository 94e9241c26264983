import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '@warifu/base';
import type { Picture, Site } from './route.ts';

/** Where the built files are served; they never change under one name. */
export const ASSETS_PREFIX = '/assets/';

interface Manifest {
  readonly [key: string]: unknown;
  /** By `<language>/<name>`. */
  readonly pictures: Readonly<
    Record<string, { readonly file: string; readonly width: number; readonly height: number }>
  >;
}

/** The addresses of the built stylesheets, script, icon and pictures. Crashes, naming the folder, where nothing was built. */
export function readAssets(publicDirectory: string): Site['assets'] {
  const path = join(publicDirectory, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const addressOf = (key: string): string => {
    const name = manifest[key];
    assert(typeof name === 'string', `${path} names the ${key}`);
    return `${ASSETS_PREFIX}${name}`;
  };
  return {
    stylesheet: addressOf('stylesheet'),
    script: addressOf('script'),
    icon: addressOf('icon'),
    mobile: addressOf('mobile'),
    pictureOf: (name, language): Picture => {
      const picture = manifest.pictures[`${language}/${name}`];
      assert(picture !== undefined, `the build found the picture ${language}/${name}`);
      return { src: `${ASSETS_PREFIX}${picture.file}`, width: picture.width, height: picture.height };
    },
  };
}
