import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readFigures } from './figures.ts';
import { PUBLISHED, pageOf } from './page.ts';

/**
 * What guessing over the network costs, worked out and simulated with the product's own judges and a stepped clock:
 * `npm run guessing` prints the figures as JSON and writes docs/guessing.md. With `--seed` or `--trials` it prints alone.
 * Ends with 1 where what the judges let through is not what the closed form says. Takes seconds; needs no database.
 */
const { values } = parseArgs({ options: { seed: { type: 'string' }, trials: { type: 'string' } } });
const isPublished = values.seed === undefined && values.trials === undefined;
const figures = readFigures(Number(values.seed ?? PUBLISHED.seed), Number(values.trials ?? PUBLISHED.trials));
console.log(JSON.stringify(figures, undefined, 2));
if (isPublished && figures.faults.length === 0)
  await writeFile(new URL('../../docs/guessing.md', import.meta.url), pageOf(figures));
for (const fault of figures.faults) console.error(fault);
console.log(figures.faults.length === 0 ? 'guessing: as worked out' : 'guessing: FAILED');
process.exitCode = figures.faults.length === 0 ? 0 : 1;
