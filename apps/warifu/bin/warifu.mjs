#!/usr/bin/env node
// The command `warifu`. Plain JavaScript that any Node from 20 on can read: where that Node is too old it hands over to
// the one that came along, and that runs the bundle.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findNode, NODE_MAJOR_MIN } from './find-node.mjs';

const here = fileURLToPath(import.meta.url);
const bundle = join(dirname(here), '..', 'dist', 'main.mjs');
const node = findNode();

if (!existsSync(bundle)) {
  refuse('Warifu is not built yet: run npm run setup (or npm start) in its folder first.');
} else if (node === undefined) {
  refuse(`Warifu needs Node ${NODE_MAJOR_MIN} or later; this is ${process.version}, and none came along.`);
} else if (node === process.execPath) {
  // Compiled once, kept beside the bundle; where that folder cannot be written, compiled each time.
  nodeModule.enableCompileCache?.(join(dirname(bundle), 'compiled'));
  const { main } = await import(pathToFileURL(bundle).href);
  await main(process.argv.slice(2));
} else {
  runUnder(node);
}

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

/** Runs the same command under another Node, and ends as it ends. Signals reach the one that works. */
function runUnder(program) {
  const child = spawn(program, [here, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // From a terminal Ctrl-C has reached both already; the child decides when all is over.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 128);
  });
}
