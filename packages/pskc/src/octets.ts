import { Refused } from './refusal.ts';
import { FILE_BYTES_MAX } from './seed.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Characters of a last group that is not full (RFC 4648 §6). */
const BASE32_PARTIAL = [0, 2, 4, 5, 7];

/** The text of a file in UTF-8, its byte order mark taken off. */
export function textOf(file: Uint8Array): string {
  if (file.length > FILE_BYTES_MAX) throw new Refused('too_large', 'file');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    throw new Refused('encoding', 'file');
  }
}

/** Octets of base64 with its padding; white space between is what XML makes of line breaks. */
export function octetsOfBase64(text: string, place: string): Buffer {
  const written = text.replaceAll(/[ \t\r\n]/g, '');
  const octets = Buffer.from(written, 'base64');
  // Buffer skips what is no base64; only what is written back the same was all of it.
  if (octets.toString('base64') !== written) throw new Refused('base64', place);
  return octets;
}

/** Octets of hex, or `undefined` where it is none. */
export function octetsOfHex(text: string): Buffer | undefined {
  return /^(?:[0-9A-Fa-f]{2})+$/.test(text) ? Buffer.from(text, 'hex') : undefined;
}

/** Octets of base32 in upper or lower case, padded or not, or `undefined` where it is none. RFC 4648 §6. */
export function octetsOfBase32(text: string): Buffer | undefined {
  const written = /^([A-Za-z2-7]+)(=*)$/.exec(text);
  if (!written) return undefined;
  const [, characters = '', padding = ''] = written;
  if (!BASE32_PARTIAL.includes(characters.length % 8)) return undefined;
  if (padding !== '' && padding.length !== (8 - (characters.length % 8)) % 8) return undefined;
  const octets = Buffer.alloc(Math.floor((characters.length * 5) / 8));
  let held = 0;
  let bits = 0;
  let filled = 0;
  for (const character of characters.toUpperCase()) {
    held = (held << 5) | BASE32.indexOf(character);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      octets[filled] = held >>> bits;
      filled += 1;
    }
    held &= (1 << bits) - 1;
  }
  return held === 0 ? octets : undefined;
}

/** A whole number in digits, a sign before it where it may be negative. */
export function wholeNumberOf(text: string, min: number, max: number, place: string): number {
  const number = /^-?\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= min && number <= max)) throw new Refused('number', place);
  return number;
}

const DATE_TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** Seconds since 1970 of a date and time; its fraction is dropped. */
export function epochSecondsOf(text: string, place: string): number {
  const [, civil, zone] = DATE_TIME.exec(text) ?? [];
  const local = Date.parse(`${civil}Z`);
  const instant = Date.parse(`${civil}${zone}`);
  // The 30th of February reads back as another day.
  if (Number.isNaN(instant) || new Date(local).toISOString().slice(0, 19) !== civil)
    throw new Refused('date', place);
  return Math.floor(instant / 1_000);
}
