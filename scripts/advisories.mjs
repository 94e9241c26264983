/**
 * Asks the registry for advisories on what the lockfile installs. Findings end with 1; a registry that does not answer
 * is said plainly and ends with 0, so that a build does not fail for somebody else's outage: `--strict` fails for it too.
 */
import { spawnSync } from 'node:child_process';

const OUTPUT_BYTES_MAX = 100_000_000;
/** Advisories that were looked at, with the place in docs/supply-chain.md where it is said why they do not matter here. */
const EXPLAINED = new Set([]);

const { npm_execpath: npm, npm_node_execpath: node = process.execPath } = process.env;
const words = ['audit', '--json'];
const { stdout = '' } = npm
  ? spawnSync(node, [npm, ...words], { encoding: 'utf8', maxBuffer: OUTPUT_BYTES_MAX })
  : spawnSync('npm', words, { encoding: 'utf8', maxBuffer: OUTPUT_BYTES_MAX });

let told = {};
try {
  told = JSON.parse(stdout);
} catch {
  // An answer that is none: said below.
}
if (told.vulnerabilities === undefined) {
  const why =
    typeof told.message === 'string'
      ? told.message.replaceAll(/https?:\/\/\S+/g, 'the registry')
      : 'no answer';
  process.stdout.write(`Advisories were not asked for: the registry does not answer (${why}).\n`);
  if (process.argv.includes('--strict')) process.exitCode = 1;
} else {
  const open = Object.values(told.vulnerabilities).filter(({ name }) => !EXPLAINED.has(name));
  for (const { name, severity, range } of open) process.stdout.write(`${name} ${range}: ${severity}\n`);
  process.stdout.write(
    open.length === 0 ? 'No advisory is open.\n' : `${open.length} packages have open advisories.\n`,
  );
  if (open.length > 0) process.exitCode = 1;
}
