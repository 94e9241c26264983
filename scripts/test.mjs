/**
 * `npm test`: installs what is missing, then runs everything. Each step is a claim; the last line counts the claims and
 * the tests.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const house = fileURLToPath(new URL('..', import.meta.url));
const tool = (name) => join(house, 'node_modules', '.bin', name);
const environment = {
  ...process.env,
  PATH: `${join(house, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
};

/** Runs a command; its output is shown unless it is asked for. */
function run(command, words, { cwd = house, quiet = false } = {}) {
  const done = spawnSync(command, words, {
    cwd,
    env: environment,
    stdio: quiet ? 'pipe' : 'inherit',
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  return { isGood: done.status === 0, output: `${done.stdout ?? ''}` };
}

/** The shell without a window first: the same engine, and no second browser drawn around each page for nobody to see. */
const SHELL = 'chromium-headless-shell';
const CHROMIUM_NAMES = [SHELL, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const nameOf = (program) => run('sh', ['-c', `command -v ${program}`], { quiet: true }).output.trim();
const findChromium = () =>
  process.env.WARIFU_CHROMIUM ?? CHROMIUM_NAMES.map(nameOf).find((path) => path !== '');

const isOnDebianAsRoot = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

function aptInstall(packages) {
  environment.DEBIAN_FRONTEND = 'noninteractive';
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  return run('apt-get', ['update'], { quiet: true }).isGood && run('apt-get', install).isGood;
}

/** Chromium and a Japanese font: installed on Debian as root, asked for elsewhere. */
function haveChromium() {
  const hasShell =
    process.env.WARIFU_CHROMIUM !== undefined || (nameOf(SHELL) !== '' && nameOf('chromium') !== '');
  // A Debian that has no shell of its own has the whole browser.
  if (!hasShell && isOnDebianAsRoot() && !aptInstall([SHELL, 'chromium', 'fonts-noto-cjk'])) {
    aptInstall(['chromium', 'fonts-noto-cjk']);
  }
  if (findChromium() !== undefined) return true;
  process.stderr.write(
    `The browser tests need Chromium and a Japanese font: install ${SHELL} or chromium, and fonts-noto-cjk, or set WARIFU_CHROMIUM to the program.\n`,
  );
  return false;
}

/** The other implementations that ours is tried against, and the Debian package of each. */
const STRANGERS = [
  { program: 'radclient', packages: ['freeradius-utils'] },
  { program: 'oathtool', packages: ['oathtool'] },
  { program: 'pskctool', packages: ['pskctool'] },
  { program: 'csv2pskc', packages: ['pskc-utils'] },
  // The proxy that deploy/nginx is for, and what makes its certificate.
  { program: 'nginx', packages: ['nginx-light'] },
  { program: 'openssl', packages: ['openssl'] },
  // A security module in software.
  { program: 'softhsm2-util', packages: ['softhsm2'] },
  // Reads the papers.
  { program: 'pdftotext', packages: ['poppler-utils'] },
];

/** Which of them are not there. */
const missingStrangers = () =>
  STRANGERS.filter(({ program }) => !run('sh', ['-c', `command -v ${program}`], { quiet: true }).isGood);

function haveStrangers() {
  const missing = missingStrangers();
  if (missing.length > 0 && isOnDebianAsRoot()) aptInstall(missing.flatMap(({ packages }) => packages));
  const stillMissing = missingStrangers();
  for (const { program, packages } of stillMissing) {
    process.stderr.write(
      `The tests need ${program}: install Debian’s ${packages.join(' and ')}, or what brings it elsewhere.\n`,
    );
  }
  return stillMissing.length === 0;
}

const cruise = (folder) =>
  run(
    tool('depcruise'),
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'packages', 'apps'],
    { cwd: folder, quiet: true },
  );

const MODULES_MIN = 100;

/** The check of the arrows, and that it sees: without modules, or blind to a planted import, its silence says nothing. */
async function arrowsPointDown() {
  if (
    !run(tool('depcruise'), ['--config', '.dependency-cruiser.cjs', 'packages', 'apps', 'bench', 'tests'])
      .isGood
  ) {
    return false;
  }
  const seen = JSON.parse(cruise(house).output).summary.totalCruised;
  if (seen >= MODULES_MIN) return true;
  process.stderr.write(`The arrow check saw ${seen} modules only.\n`);
  return false;
}

async function plantedArrowIsSeen() {
  const folder = await mkdtemp(join(tmpdir(), 'warifu-arrows-'));
  try {
    const isSource = (path) => !/[/\\](?:node_modules|dist)$/.test(path);
    for (const name of [
      'packages',
      'apps',
      '.dependency-cruiser.cjs',
      'tsconfig.json',
      'tsconfig.base.json',
      'package.json',
    ]) {
      await cp(join(house, name), join(folder, name), { recursive: true, filter: isSource });
    }
    await symlink(join(house, 'node_modules'), join(folder, 'node_modules'), 'dir');
    const planted =
      "import { type TokenTables } from '../../token/src/index.ts';\nexport type Planted = TokenTables;\n";
    await writeFile(join(folder, 'packages/bank/src/planted.ts'), planted);
    const { violations } = JSON.parse(cruise(folder).output).summary;
    return violations.some(
      ({ from, rule }) => from === 'packages/bank/src/planted.ts' && rule.name === 'bank-never-meets-token',
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const counts = { passed: 0, failed: 0, skipped: 0 };

async function runVitest() {
  const folder = await mkdtemp(join(tmpdir(), 'warifu-results-'));
  const file = join(folder, 'results.json');
  try {
    const chromium = findChromium();
    if (chromium !== undefined) environment.WARIFU_CHROMIUM = chromium;
    const words = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { isGood } = run(tool('vitest'), words);
    const results = JSON.parse(await readFile(file, 'utf8'));
    counts.passed += results.numPassedTests;
    counts.failed += results.numFailedTests;
    counts.skipped += results.numPendingTests + results.numTodoTests;
    // A failed test is counted as such. A file that does not even load has none in it, and counts here.
    return isGood || results.numFailedTests > 0 ? undefined : false;
  } catch (error) {
    process.stderr.write(`The tests left no result: ${error.message}\n`);
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const steps = [
  ['a fresh clone installs and builds', () => run(process.execPath, ['scripts/setup.mjs']).isGood],
  ['a browser is there', haveChromium],
  ['the programs of others that ours is tried against are there', haveStrangers],
  ['the code is formatted and clean', () => run(tool('biome'), ['check', '.']).isGood],
  ['the types hold on the server', () => run(tool('tsc'), ['-p', 'tsconfig.json']).isGood],
  ['the types hold in the browser', () => run(tool('tsc'), ['-p', 'tsconfig.client.json']).isGood],
  ['the arrows point down', arrowsPointDown],
  ['an arrow planted against the rules is seen', plantedArrowIsSeen],
  ['nothing is there that nobody uses', () => run(tool('knip'), []).isGood],
  ['the tests pass', runVitest],
];

for (const [claim, holds] of steps) {
  process.stdout.write(`\n── ${claim}\n`);
  const isTrue = await holds();
  // `undefined`: the step has counted for itself.
  if (isTrue !== undefined) counts[isTrue ? 'passed' : 'failed'] += 1;
  if (isTrue === false) process.stderr.write(`✗ not true: ${claim}\n`);
  // Without the packages nothing else can be tried.
  if (isTrue === false && claim === steps[0][0]) break;
}

const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;
