/** Builds what a browser fetches from this site. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSite } from '@warifu/ui/build';

const here = dirname(fileURLToPath(import.meta.url));

/** Builds into `out`, a folder of its own that is emptied first. */
export const build = (out = join(here, 'dist/public')) =>
  buildSite({
    styles: join(here, 'src/styles/office.css'),
    client: join(here, 'src/client/main.ts'),
    icon: join(here, 'src/client/icon.svg'),
    out,
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
