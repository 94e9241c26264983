import { createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import { attributeOf, childOf, judgeElement, XENC } from './element.ts';
import { octetsOfBase64 } from './octets.ts';
import { Refused } from './refusal.ts';
import type { Element } from './xml.ts';

interface Cipher {
  readonly name: string;
  readonly keyBytes: number;
  /** CBC says nothing about a value that was changed, so it needs a MAC beside it; a key wrap sees it by itself. */
  readonly seesChanges: boolean;
}

const cbc = (bits: number): Cipher => ({ name: `aes-${bits}-cbc`, keyBytes: bits / 8, seesChanges: false });
const wrap = (bits: number, pad = ''): Cipher => ({
  name: `id-aes${bits}-wrap${pad}`,
  keyBytes: bits / 8,
  seesChanges: true,
});

/** @see RFC 6030 §6.1, RFC 3394, RFC 5649 */
const CIPHERS: ReadonlyMap<string, Cipher> = new Map([
  ['http://www.w3.org/2001/04/xmlenc#aes128-cbc', cbc(128)],
  ['http://www.w3.org/2001/04/xmlenc#aes192-cbc', cbc(192)],
  ['http://www.w3.org/2001/04/xmlenc#aes256-cbc', cbc(256)],
  ['http://www.w3.org/2001/04/xmlenc#kw-aes128', wrap(128)],
  ['http://www.w3.org/2001/04/xmlenc#kw-aes192', wrap(192)],
  ['http://www.w3.org/2001/04/xmlenc#kw-aes256', wrap(256)],
  ['http://www.w3.org/2009/xmlenc11#kw-aes-128-pad', wrap(128, '-pad')],
  ['http://www.w3.org/2009/xmlenc11#kw-aes-192-pad', wrap(192, '-pad')],
  ['http://www.w3.org/2009/xmlenc11#kw-aes-256-pad', wrap(256, '-pad')],
]);

/** First octets of a key wrap (RFC 3394 §2.2.3.1, RFC 5649 §3). */
const WRAP_IV = Buffer.from('a6a6a6a6a6a6a6a6', 'hex');
const WRAP_PAD_IV = Buffer.from('a65959a6', 'hex');
const BLOCK_BYTES = 16;

/** HMACs by their URI (RFC 6030 §6.1.1, RFC 6931 §2.2). */
export const HMACS: ReadonlyMap<string, string> = new Map([
  ['http://www.w3.org/2000/09/xmldsig#hmac-sha1', 'sha1'],
  ['http://www.w3.org/2001/04/xmldsig-more#hmac-sha224', 'sha224'],
  ['http://www.w3.org/2001/04/xmldsig-more#hmac-sha256', 'sha256'],
  ['http://www.w3.org/2001/04/xmldsig-more#hmac-sha384', 'sha384'],
  ['http://www.w3.org/2001/04/xmldsig-more#hmac-sha512', 'sha512'],
]);

/** An encrypted value as it stands in a file. */
export interface Encrypted {
  readonly place: string;
  readonly cipher: Cipher;
  /** Initialisation vector and ciphertext, as the MAC covers them. */
  readonly octets: Buffer;
}

/** Reads `EncryptedValue` or `MACKey`. RFC 6030 §6.1. */
export function encryptedOf(element: Element): Encrypted {
  judgeElement(element, {
    children: ['EncryptionMethod', 'CipherData'],
    attributes: ['Id', 'Type'],
    uris: [XENC],
  });
  const method = childOf(element, 'EncryptionMethod');
  judgeElement(method, { attributes: ['Algorithm'] });
  const cipher = CIPHERS.get(attributeOf(method, 'Algorithm'));
  if (!cipher) throw new Refused('unknown_algorithm', method.place);
  const cipherData = childOf(element, 'CipherData');
  judgeElement(cipherData, { children: ['CipherValue'], uris: [XENC] });
  const value = childOf(cipherData, 'CipherValue');
  judgeElement(value, {});
  return { place: element.place, cipher, octets: octetsOfBase64(value.text, value.place) };
}

export function decrypt({ cipher, octets, place }: Encrypted, key: Uint8Array): Buffer {
  if (key.length !== cipher.keyBytes) throw new Refused('key_length', place);
  try {
    return cipher.seesChanges ? unwrap(cipher.name, key, octets) : decryptCbc(cipher.name, key, octets);
  } catch {
    // OpenSSL's words differ by what is wrong, which is nobody's business.
    throw new Refused('decryption', place);
  }
}

function unwrap(name: string, key: Uint8Array, octets: Buffer): Buffer {
  const decipher = createDecipheriv(name, key, name.endsWith('-pad') ? WRAP_PAD_IV : WRAP_IV);
  return Buffer.concat([decipher.update(octets), decipher.final()]);
}

/** The padding of XML Encryption: only its last octet, its length, means something (XML Encryption §5.2). */
function decryptCbc(name: string, key: Uint8Array, octets: Buffer): Buffer {
  const decipher = createDecipheriv(name, key, octets.subarray(0, BLOCK_BYTES));
  decipher.setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(octets.subarray(BLOCK_BYTES)), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > BLOCK_BYTES || padding > padded.length) throw new Error('padding');
  const value = Buffer.from(padded.subarray(0, padded.length - padding));
  padded.fill(0);
  return value;
}

/** What checks the values of a file. */
export interface Mac {
  readonly hash: string;
  readonly key: Uint8Array;
}

/** The value of an encrypted field: its MAC is checked first, and nothing is decrypted that was changed on the way. */
export function openValue(
  encrypted: Encrypted,
  key: Uint8Array,
  mac: Mac | undefined,
  valueMac: Buffer | undefined,
): Buffer {
  if (valueMac && mac) {
    const wanted = createHmac(mac.hash, mac.key).update(encrypted.octets).digest();
    if (wanted.length !== valueMac.length || !timingSafeEqual(wanted, valueMac))
      throw new Refused('mac_wrong', encrypted.place);
  } else if (valueMac || !encrypted.cipher.seesChanges) throw new Refused('mac_missing', encrypted.place);
  return decrypt(encrypted, key);
}
