/** Builds what a browser fetches from this site. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSite } from '@warifu/ui/build';

const here = dirname(fileURLToPath(import.meta.url));
const styles = join(here, '../../packages/ui/src/styles');

/** Builds into `out`, a folder of its own that is emptied first. */
export const build = (out = join(here, 'dist/public')) =>
  buildSite({
    styles: join(styles, 'site.css'),
    plainStyles: join(styles, 'plain.css'),
    client: join(here, 'src/client/main.ts'),
    icon: join(here, 'src/client/icon.svg'),
    pictures: join(here, 'pictures'),
    out,
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
