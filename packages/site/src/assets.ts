import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '@warifu/base';

/** The addresses of what every page asks for. */
export interface Assets {
  readonly stylesheet: string;
  readonly script: string;
  readonly icon: string;
}

/** Where the built files are served; they never change under one name. */
export const ASSETS_PREFIX = '/assets/';

/** The addresses of the built stylesheet, script and icon. Crashes, naming the folder, where nothing was built. */
export function readAssets(publicDirectory: string): Assets {
  const path = join(publicDirectory, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  const addressOf = (key: string): string => {
    const name = manifest[key];
    assert(name !== undefined, `${path} names the ${key}`);
    return `${ASSETS_PREFIX}${name}`;
  };
  return { stylesheet: addressOf('stylesheet'), script: addressOf('script'), icon: addressOf('icon') };
}
