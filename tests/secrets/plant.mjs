/**
 * The fault that the proof must see, loaded into the server before anything of it: it keeps what is sent in forms, as a
 * careless debugger would, and prints the last of it.
 */
import diagnostics from 'node:diagnostics_channel';

const kept = [];
globalThis.kept = kept;

diagnostics.subscribe('http.server.request.start', ({ request }) => {
  const { emit } = request;
  request.emit = (name, ...words) => {
    if (name === 'data') {
      kept.push(String(words[0]));
      process.stderr.write(`${kept.at(-1)}\n`);
    }
    return emit.call(request, name, ...words);
  };
});
