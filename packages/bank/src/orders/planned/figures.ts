/**
 * Terms with many figures, as canonical JSON: keys in order, and a bigint as its literal, `123n`, so that it comes back as
 * what it was. No text of a customer has that form: names have capitals alone.
 */
export const encodeFigures = (terms: unknown): string => JSON.stringify(written(terms));

/** The terms as `encodeFigures` wrote them; the digest beside them proves that nobody else did. */
export const decodeFigures = (encoded: unknown): unknown => read(encoded);

const LITERAL = /^-?\d+n$/;

const mapped = (value: object, change: (inner: unknown) => unknown): unknown =>
  Array.isArray(value)
    ? value.map(change)
    : Object.fromEntries(
        Object.entries(value)
          .filter(([, inner]) => inner !== undefined)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, inner]) => [key, change(inner)]),
      );

function written(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  return typeof value === 'object' && value !== null ? mapped(value, written) : value;
}

function read(value: unknown): unknown {
  if (typeof value === 'string' && LITERAL.test(value)) return BigInt(value.slice(0, -1));
  return typeof value === 'object' && value !== null ? mapped(value, read) : value;
}
