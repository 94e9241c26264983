import { parseArgs } from 'node:util';
import { benchAll, readResults } from './all.ts';
import { benchInstall } from './install-size.ts';
import { benchMemory } from './memory.ts';
import { benchOrders } from './orders.ts';
import { PUBLISHED, writePage } from './page.ts';
import { benchProcesses } from './processes.ts';
import { benchScale } from './scale.ts';
import { benchStart } from './start.ts';
import { type BenchOptions, benchTransfers } from './transfers.ts';
import { benchValidate } from './validate.ts';

interface Bench {
  readonly run: (options: BenchOptions) => Promise<void>;
  readonly sizeDefault: number;
}

const BENCHES: Readonly<Record<string, Bench>> = {
  transfers: { run: benchTransfers, sizeDefault: 4_000 },
  validate: { run: benchValidate, sizeDefault: 6_000 },
  // One round for each kind: a few seconds each.
  orders: { run: benchOrders, sizeDefault: 1_500 },
  processes: { run: benchProcesses, sizeDefault: 2_000 },
  memory: { run: benchMemory, sizeDefault: 1_500 },
  start: { run: benchStart, sizeDefault: 1 },
  install: { run: benchInstall, sizeDefault: 1 },
  // So many of the contracts do something; --sizes says how many there are.
  scale: { run: benchScale, sizeDefault: 3_000 },
};
const ITEMS_DEFAULT = 100_000;
const MINUTES_DEFAULT = 30;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    size: { type: 'string' },
    resume: { type: 'boolean', default: false },
    minutes: { type: 'string', default: String(MINUTES_DEFAULT) },
    items: { type: 'string', default: String(ITEMS_DEFAULT) },
    sizes: { type: 'string', default: '10000,100000,1000000' },
    keep: { type: 'string' },
  },
});
const [name = ''] = positionals;
const bench = BENCHES[name];
if (name === 'all') {
  await benchAll(Object.keys(BENCHES), {
    file: values.json ?? PUBLISHED,
    minutes: Number(values.minutes),
    resumes: values.resume,
    sizes: values.sizes,
  });
} else if (name === 'page') {
  await writePage(await readResults(values.json ?? PUBLISHED));
} else if (bench === undefined) {
  console.error(
    `npm run bench -- ${Object.keys(BENCHES).join(' | ')} [--json FILE] [--size N] [--items N] [--sizes N,N,… [--keep FOLDER]]`,
  );
  console.error(
    'npm run bench -- all [--json FILE] [--resume] [--minutes N] [--sizes N,N,…] | page [--json FILE]',
  );
  process.exitCode = 1;
} else {
  await bench.run({
    file: values.json,
    size: Number(values.size ?? bench.sizeDefault),
    items: Number(values.items),
    sizes: values.sizes.split(',').map(Number),
    keep: values.keep,
  });
}
