import { parseArgs } from 'node:util';
import { type BenchOptions, benchTransfers } from './transfers.ts';
import { benchValidate } from './validate.ts';

const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<void>>> = {
  transfers: benchTransfers,
  validate: benchValidate,
};
const SIZE_DEFAULT = 6_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, size: { type: 'string', default: String(SIZE_DEFAULT) } },
});
const bench = BENCHES[positionals[0] ?? ''];
if (bench === undefined) {
  console.error(`npm run bench -- ${Object.keys(BENCHES).join(' | ')} [--json FILE] [--size N]`);
  process.exitCode = 1;
} else {
  await bench({ file: values.json, size: Number(values.size) });
}
