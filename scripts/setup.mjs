/**
 * Makes a fresh clone ready, and does nothing where all is ready: installs what the lockfile says, then builds.
 * Plain JavaScript for any Node from 20 on: at the first run no other is there yet.
 */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findNode, NODE_MAJOR_MIN } from '../apps/warifu/bin/find-node.mjs';

const house = fileURLToPath(new URL('..', import.meta.url));
const HOST_MAJOR_MIN = 20;

async function readJson(path) {
  try {
    return JSON.parse(await readFile(join(house, path), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whether what is installed is what the lockfile says. Packages for other platforms may be missing. */
async function isInstalled() {
  const [wanted, there] = await Promise.all([
    readJson('package-lock.json'),
    readJson('node_modules/.package-lock.json'),
  ]);
  if (wanted === undefined || there === undefined) return false;
  return Object.entries(wanted.packages).every(([path, { version, link, optional }]) => {
    if (!path.includes('node_modules/') || link) return true;
    const found = there.packages[path];
    return found === undefined ? optional === true : found.version === version;
  });
}

function install() {
  process.stdout.write('Installing what the lockfile says (npm ci) …\n');
  // The npm that started us, on the Node that started it: the one that came along is about to be replaced.
  const { npm_execpath: npm, npm_node_execpath: node = process.execPath } = process.env;
  const [command, words] =
    npm === undefined ? [process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci']] : [node, [npm, 'ci']];
  const { status } = spawnSync(command, words, {
    cwd: house,
    stdio: 'inherit',
    shell: command.endsWith('.cmd'),
  });
  return status === 0;
}

async function setUp() {
  if (Number(process.versions.node.split('.')[0]) < HOST_MAJOR_MIN) {
    return `Warifu is started with Node ${HOST_MAJOR_MIN} or later; this is ${process.version}.`;
  }
  if (!(await isInstalled()) && !install()) return 'npm ci failed: see what it says above, then start again.';
  if (findNode() === undefined) {
    return `Node ${NODE_MAJOR_MIN} did not come along (npm leaves it out where optional packages are omitted): run npm ci again, or start with Node ${NODE_MAJOR_MIN}.`;
  }
  const { build, isBuilt } = await import(pathToFileURL(join(house, 'scripts/build.mjs')).href);
  if (await isBuilt()) return undefined;
  process.stdout.write('Building …\n');
  await build();
  return undefined;
}

const fault = await setUp();
if (fault !== undefined) {
  process.stderr.write(`${fault}\n`);
  process.exitCode = 1;
}
