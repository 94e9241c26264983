import '../support/read-tsx.ts';

/** `npm run sqlmap -- --all`: ends with 1 where sqlmap finds anything in the product, or does not find the toy. */
const { sqlmap } = await import('./command.ts');
process.exitCode = (await sqlmap(process.argv.slice(2))) ? 0 : 1;
