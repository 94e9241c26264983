import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assert } from '@warifu/base';

/** The folder of the repository: the same from the sources and from the bundle. */
export const house: string = findHouse(import.meta.dirname);

function findHouse(from: string): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'db', 'migrations'))) return folder;
  }
  assert(false, 'the program lies below the folder that holds db/migrations');
}
