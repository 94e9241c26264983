#!/usr/bin/env node
// The command `warifu`. Plain JavaScript that any Node from 20 on can read: where that Node is too old it hands over to
// the one that came along, and that runs the bundle.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findNode, NODE_MAJOR_MIN } from './find-node.mjs';

/**
 * How V8 keeps house in what serves: 24 MiB for young objects, and old ones cleared away at 80 MiB and whenever they have
 * grown by three tenths. Left alone it keeps about 200 MiB more of what nobody needs (ADR 60). Flags of V8 are nobody's
 * promise: they are for the Node that came along, and for those of its major version.
 */
const FRUGAL = ['--max-semi-space-size=8', '--initial-old-space-size=80', '--heap-growing-percent=30'];
const SERVING = ['serve', 'demo', 'networks'];

const here = fileURLToPath(import.meta.url);
const bundle = join(dirname(here), '..', 'dist', 'main.mjs');
const node = findNode();
const words = process.argv.slice(2);
const isFrugal = process.execArgv.some((flag) => flag.startsWith('--max-semi-space-size='));
const isKnown = node !== process.execPath || Number(process.versions.node.split('.')[0]) === NODE_MAJOR_MIN;
const flags = SERVING.includes(words[0]) && isKnown && !isFrugal ? FRUGAL : [];

if (!existsSync(bundle)) {
  refuse('Warifu is not built yet: run npm run setup (or npm start) in its folder first.');
} else if (node === undefined) {
  refuse(`Warifu needs Node ${NODE_MAJOR_MIN} or later; this is ${process.version}, and none came along.`);
} else if (node === process.execPath) {
  // V8 reads these at its start only: the process begins again, as the same one. Not on Windows, nor with a parent's channel.
  if (flags.length > 0 && process.send === undefined && process.platform !== 'win32')
    process.execve?.(node, [node, ...process.execArgv, ...flags, here, ...words], process.env);
  // Compiled once, kept beside the bundle; where that folder cannot be written, compiled each time.
  nodeModule.enableCompileCache?.(join(dirname(bundle), 'compiled'));
  const { main } = await import(pathToFileURL(bundle).href);
  await main(words);
} else {
  runUnder(node);
}

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

/** Runs the same command under another Node, and ends as it ends. Signals reach the one that works. */
function runUnder(program) {
  const child = spawn(program, [...flags, here, ...words], { stdio: 'inherit' });
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
