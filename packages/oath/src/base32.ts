const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Characters of a last group that is not full: RFC 4648 §6 knows no group of 1, 3 or 6. */
const PARTIAL_GROUPS: readonly number[] = [0, 2, 4, 5, 7];

/** How base32 is written. */
export interface EncodeBase32Options {
  /** Whether `=` fills the last group of eight, as RFC 4648 §6 has it; true where not said. otpauth URIs leave it out. */
  readonly padding?: boolean;
}

/** How base32 is read. */
export interface DecodeBase32Options {
  /** Takes lower case, and spaces and hyphens between the characters: for secrets typed by hand. */
  readonly lenient?: boolean;
}

/** The octets as base32, in upper case. */
export function encodeBase32(bytes: Uint8Array, options?: EncodeBase32Options): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((held >>> bits) & 31);
    }
    held &= 31; // fewer than five bits are still to be written
  }
  if (bits > 0) text += ALPHABET.charAt((held << (5 - bits)) & 31);
  return options?.padding === false ? text : text.padEnd(Math.ceil(text.length / 8) * 8, '=');
}

/**
 * The octets that base32 stands for. Padding may be there, then all of it, or be left out.
 *
 * One text for one sequence of octets: bits left over must be zero, so that no second spelling of a secret is taken.
 * The error says which rule was broken and at which character (spaces and hyphens not counted), and never repeats what it read: it may be a secret.
 *
 * @throws RangeError where the text is not base32
 * @see RFC 4648 §6, §3.5 (canonical encoding)
 */
export function decodeBase32(text: string, options?: DecodeBase32Options): Uint8Array<ArrayBuffer> {
  const written = options?.lenient
    ? text.replaceAll(/[ -]/g, '').replaceAll(/[a-z]+/g, (run) => run.toUpperCase())
    : text;
  const characters = unpadded(written);
  const bytes = new Uint8Array(Math.floor((characters.length * 5) / 8));
  let bits = 0;
  let held = 0;
  let filled = 0;
  for (let index = 0; index < characters.length; index += 1) {
    const value = ALPHABET.indexOf(characters.charAt(index));
    if (value < 0) throw new RangeError(`base32: character ${index + 1} is none of A–Z and 2–7`);
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[filled] = held >>> bits;
      filled += 1;
    }
    held &= (1 << bits) - 1;
  }
  if (held !== 0) throw new RangeError('base32: the bits left over after the last octet are not zero');
  return bytes;
}

function unpadded(text: string): string {
  const end = text.indexOf('=');
  const characters = end < 0 ? text : text.slice(0, end);
  if (!PARTIAL_GROUPS.includes(characters.length % 8))
    throw new RangeError('base32: the last group has 1, 3 or 6 characters, which no number of octets makes');
  if (end >= 0 && text !== characters.padEnd(Math.ceil(characters.length / 8) * 8, '='))
    throw new RangeError('base32: padding fills the last group of eight, or is left out');
  return characters;
}
