import { type EmbeddedOptions, openEmbedded } from '../src/embedded/open-embedded.ts';

/** A process of its own that opens a data folder, says where, and holds it until its standard input ends. */
const options = JSON.parse(process.argv[2] ?? '{}') as EmbeddedOptions;
try {
  const embedded = await openEmbedded(options);
  process.stdout.write(`${JSON.stringify({ ...embedded, pid: process.pid })}\n`);
  process.stdin.resume();
  process.stdin.once('end', () => void embedded.stop());
} catch (error) {
  process.stdout.write(
    `${JSON.stringify({ fault: error instanceof Error ? error.message : String(error) })}\n`,
  );
}
