/** Runs a TypeScript file of the house under the Node that came along: `node scripts/run.mjs tests/race/main.ts …`. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findNode } from '../apps/warifu/bin/find-node.mjs';

const [file, ...words] = process.argv.slice(2);
const node = findNode();
if (file === undefined || !existsSync(file) || node === undefined) {
  const reason =
    node === undefined ? 'Node 26 is missing: run npm run setup.' : `There is no ${file ?? 'file named'}.`;
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
} else {
  const child = spawn(node, ['--conditions=source', file, ...words], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
