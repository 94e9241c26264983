import { parseArgs } from 'node:util';
import { benchInstall } from './install-size.ts';
import { benchMemory } from './memory.ts';
import { benchOrders } from './orders.ts';
import { benchProcesses } from './processes.ts';
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
};
const ITEMS_DEFAULT = 100_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    size: { type: 'string' },
    items: { type: 'string', default: String(ITEMS_DEFAULT) },
  },
});
const bench = BENCHES[positionals[0] ?? ''];
if (bench === undefined) {
  console.error(`npm run bench -- ${Object.keys(BENCHES).join(' | ')} [--json FILE] [--size N] [--items N]`);
  process.exitCode = 1;
} else {
  await bench.run({
    file: values.json,
    size: Number(values.size ?? bench.sizeDefault),
    items: Number(values.items),
  });
}
