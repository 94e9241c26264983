/** Writes the bill of materials of the lockfile, CycloneDX, and looks whether it is whole: `npm run sbom [FILE]`. */
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const house = fileURLToPath(new URL('..', import.meta.url));
const [file = 'sbom.cdx.json'] = process.argv.slice(2);
const OUTPUT_BYTES_MAX = 100_000_000;

const { npm_execpath: npm, npm_node_execpath: node = process.execPath } = process.env;
const words = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
const told = npm
  ? spawnSync(node, [npm, ...words], { cwd: house, encoding: 'utf8', maxBuffer: OUTPUT_BYTES_MAX })
  : spawnSync('npm', words, { cwd: house, encoding: 'utf8', maxBuffer: OUTPUT_BYTES_MAX });

/** What a reader of the format relies on, and what npm could leave out; one sentence for each that is wrong. */
function flawsOf(bill, lock) {
  const wanted = Object.entries(lock.packages).filter(
    ([path, { link }]) => path.includes('node_modules/') && !link,
  );
  const components = bill.components ?? [];
  const refs = new Set([bill.metadata?.component?.['bom-ref'], ...components.map((one) => one['bom-ref'])]);
  const known = new Set(components.map(({ name, version }) => `${name}@${version}`));
  return [
    ...(bill.bomFormat === 'CycloneDX' && /^1\.[4-9]$/.test(bill.specVersion) ? [] : ['it is no CycloneDX']),
    ...components
      .filter(({ name, version, purl, type }) => !(name && version && purl?.startsWith('pkg:npm/') && type))
      .map(({ name }) => `${name} has no version, type or address`),
    ...(bill.dependencies ?? [])
      .flatMap(({ ref, dependsOn = [] }) => [ref, ...dependsOn])
      .filter((ref) => !refs.has(ref))
      .map((ref) => `${ref} is referred to and not there`),
    ...wanted
      .map(([path, { name, version }]) => `${name ?? path.split('node_modules/').at(-1)}@${version}`)
      .filter((one) => !known.has(one))
      .map((one) => `${one} is in the lockfile and not in it`),
  ];
}

if (told.status !== 0) {
  process.stderr.write(`npm sbom failed: ${told.stderr}\n`);
  process.exitCode = 1;
} else {
  const bill = JSON.parse(told.stdout);
  // npm names it after the folder that it was cloned into.
  bill.metadata.component.name = 'warifu';
  const lock = JSON.parse(await readFile(new URL('../package-lock.json', import.meta.url), 'utf8'));
  const flaws = flawsOf(bill, lock);
  for (const flaw of flaws) process.stderr.write(`The bill of materials: ${flaw}.\n`);
  if (flaws.length > 0) process.exitCode = 1;
  else {
    await writeFile(file, `${JSON.stringify(bill, null, 2)}\n`);
    process.stdout.write(
      `Wrote ${file}: CycloneDX ${bill.specVersion}, ${bill.components.length} components.\n`,
    );
  }
}
