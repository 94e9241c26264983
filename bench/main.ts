import { parseArgs } from 'node:util';
import { benchOrders } from './orders.ts';
import { benchScale } from './scale.ts';
import { type BenchOptions, benchTransfers } from './transfers.ts';
import { benchValidate } from './validate.ts';

interface Bench {
  readonly run: (options: BenchOptions) => Promise<void>;
  readonly sizeDefault: number;
}

const BENCHES: Readonly<Record<string, Bench>> = {
  transfers: { run: benchTransfers, sizeDefault: 6_000 },
  validate: { run: benchValidate, sizeDefault: 6_000 },
  // One round for each kind: a few seconds each.
  orders: { run: benchOrders, sizeDefault: 1_500 },
  // So many of the contracts do something; --sizes says how many there are.
  scale: { run: benchScale, sizeDefault: 3_000 },
};
const ITEMS_DEFAULT = 100_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    size: { type: 'string' },
    items: { type: 'string', default: String(ITEMS_DEFAULT) },
    sizes: { type: 'string', default: '10000,100000,1000000' },
    keep: { type: 'string' },
  },
});
const bench = BENCHES[positionals[0] ?? ''];
if (bench === undefined) {
  console.error(
    `npm run bench -- ${Object.keys(BENCHES).join(' | ')} [--json FILE] [--size N] [--items N] [--sizes N,N,… [--keep FOLDER]]`,
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
