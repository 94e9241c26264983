/**
 * A request's number as people say it: the last twelve places of its id, in groups. Those are drawn at random, so two
 * requests have the same one as good as never; the address of a page carries the whole id.
 */
export const requestNumberOf = (requestId: string): string =>
  requestId
    .slice(-12)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1-');

/** The first digits of a digest, in groups: enough to compare what two people look at. */
export const digestText = (digest: string): string =>
  digest
    .slice(0, 16)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1 ');
