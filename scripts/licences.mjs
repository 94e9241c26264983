/**
 * The licences of everything that the lockfile installs, as a table: `node scripts/licences.mjs` writes docs/licences.md;
 * `--check [LOCKFILE]` writes nothing and ends with 1 where one is not on the list, or where the page is not that of the
 * product's own lockfile.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const house = new URL('..', import.meta.url);

/** What may be used and passed on with a program under MIT. MPL-2.0 holds file by file, and no file of theirs is changed. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
]);

/** Packages whose manifest names no licence, with what their own files say. */
const READ_BY_HAND = new Map([['png-js', 'MIT']]);

/** Of `A OR B` one must be allowed, of `A AND B` each. */
function isAllowed(expression) {
  const plain = expression.replaceAll(/[()]/g, '');
  return plain
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((name) => ALLOWED.has(name.trim())));
}

function licencesOf(lock) {
  return Object.entries(lock.packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && !link)
    .map(([path, { version, license, dev }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { name, version, licence: license ?? READ_BY_HAND.get(name) ?? 'none', isForWork: dev === true };
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

function pageOf(packages) {
  const counts = Map.groupBy(packages, ({ licence }) => licence);
  const summary = [...counts]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([licence, some]) => `| ${licence} | ${some.length} |`);
  const rows = packages.map(
    ({ name, version, licence, isForWork }) =>
      `| ${name} | ${version} | ${licence} | ${isForWork ? 'development' : 'product'} |`,
  );
  return `# Licences

Written by \`npm run licences\` from the lockfile, packages of all platforms included. A test refuses a licence that is not
on the list in \`scripts/licences.mjs\`.

| licence | packages |
|---|---|
${summary.join('\n')}

| package | version | licence | for |
|---|---|---|---|
${rows.join('\n')}
`;
}

const [option, file] = process.argv.slice(2);
const lock = JSON.parse(await readFile(file ?? new URL('package-lock.json', house), 'utf8'));
const packages = licencesOf(lock);
const refused = packages.filter(({ licence }) => !isAllowed(licence));
for (const { name, version, licence } of refused)
  process.stderr.write(`${name} ${version}: the licence ${licence} is not on the list.\n`);
const page = new URL('docs/licences.md', house);
if (refused.length > 0 || packages.length === 0) process.exitCode = 1;
else if (option === '--check' && file === undefined && (await readFile(page, 'utf8')) !== pageOf(packages)) {
  process.stderr.write('docs/licences.md is not what the lockfile installs: run npm run licences.\n');
  process.exitCode = 1;
} else if (option === '--check')
  process.stdout.write(`${packages.length} packages, every licence on the list.\n`);
else {
  await writeFile(page, pageOf(packages));
  process.stdout.write(`Wrote ${fileURLToPath(page)}.\n`);
}
