const LENGTH_BYTES = 4;

export type Bytes = Uint8Array<ArrayBuffer>;

/** The text in UTF-8. */
export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

/** A whole number in eight octets, high-order octet first. */
export function uint64(value: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/**
 * The fields one after the other, each behind its length in four octets, high-order octet first.
 *
 * No two lists of fields give the same octets: what is signed or authenticated can be read in one way only.
 */
export function framed(...fields: readonly Uint8Array[]): Bytes {
  return joined(...fields.flatMap((field) => [uint32(field.length), field]));
}

/** The parts one after the other, with nothing between them. */
export function joined(...parts: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let filled = 0;
  for (const part of parts) {
    bytes.set(part, filled);
    filled += part.length;
  }
  return bytes;
}

/** The octets as base64url without padding, RFC 4648 §5. */
export function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The octets of a base64url text that is canonical and of exactly this many octets, or `undefined`. */
export function fromBase64url(text: unknown, length: number): Bytes | undefined {
  if (typeof text !== 'string' || text.length !== Math.ceil((length * 4) / 3)) return undefined;
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  );
  // Bits left over must be zero: written again, the octets give the same text.
  return bytes.length === length && toBase64url(bytes) === text ? bytes : undefined;
}

function uint32(value: number): Bytes {
  const bytes = new Uint8Array(LENGTH_BYTES);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
