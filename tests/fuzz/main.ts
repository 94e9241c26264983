import '../support/read-tsx.ts';

/** `npm run fuzz -- --runs N --seed S`: prints JSON, a line for each target, and ends with 1 where anything was found. */
const { fuzz } = await import('./command.ts');
process.exitCode = (await fuzz(process.argv.slice(2))) ? 0 : 1;
