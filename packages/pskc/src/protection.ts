import { pbkdf2Sync } from 'node:crypto';
import { decrypt, encryptedOf, HMACS, type Mac } from './cipher.ts';
import { attributeOf, childOf, DSIG, findChild, judgeElement, PKCS5, XENC, XENC11 } from './element.ts';
import { octetsOfBase64, wholeNumberOf } from './octets.ts';
import { Refused } from './refusal.ts';
import type { Element } from './xml.ts';

/** What opens an encrypted file: the key agreed with its maker, or the passphrase. */
export interface OpenWith {
  readonly key?: Uint8Array;
  readonly passphrase?: string;
}

/** How the values of a file are opened and checked. */
export interface Protection {
  readonly key: Uint8Array | undefined;
  readonly mac: Mac | undefined;
}

/** 2,000,000 rounds of HMAC-SHA-1 took 0.6 s here: more makes a file that keeps its reader busy. */
const ITERATIONS_MAX = 2_000_000;
const SALT_BYTES_MAX = 1_024;
const DERIVATIONS = [`${PKCS5}pbkdf2`, `${XENC11}pbkdf2`];

/** Reads `EncryptionKey` and `MACMethod` of a container. RFC 6030 §6.1, §6.2. */
export function protectionOf(container: Element, openWith: OpenWith): Protection {
  const encryptionKey = findChild(container, 'EncryptionKey');
  const macMethod = findChild(container, 'MACMethod');
  if (!encryptionKey) {
    if (macMethod) throw new Refused('missing', 'EncryptionKey');
    return { key: undefined, mac: undefined };
  }
  const key = keyOf(encryptionKey, openWith);
  return { key, mac: macMethod && macOf(macMethod, key) };
}

function keyOf(element: Element, { key, passphrase }: OpenWith): Uint8Array {
  judgeElement(element, { children: ['KeyName', 'DerivedKey'], attributes: ['Id'], uris: [DSIG, XENC11] });
  const derived = findChild(element, 'DerivedKey');
  if (key === undefined && passphrase === undefined) throw new Refused('key_missing', element.place);
  if (derived) {
    if (passphrase === undefined) throw new Refused('passphrase_or_key', derived.place);
    return deriveKey(derived, passphrase);
  }
  if (key === undefined) throw new Refused('passphrase_or_key', element.place);
  return key;
}

/** @see RFC 8018 §5.2; its parameters in XML: RFC 6030 §6.2 */
function deriveKey(derived: Element, passphrase: string): Uint8Array {
  judgeElement(derived, {
    children: ['KeyDerivationMethod', 'ReferenceList', 'MasterKeyName', 'CarriedKeyName'],
    attributes: ['Id'],
    uris: [XENC11, XENC],
  });
  const references = findChild(derived, 'ReferenceList');
  if (references) judgeElement(references, { children: ['DataReference'], uris: [XENC] });
  const method = childOf(derived, 'KeyDerivationMethod');
  judgeElement(method, { children: ['PBKDF2-params'], attributes: ['Algorithm'], uris: [PKCS5, XENC11] });
  if (!DERIVATIONS.includes(attributeOf(method, 'Algorithm')))
    throw new Refused('unknown_algorithm', method.place);
  const params = childOf(method, 'PBKDF2-params');
  // RFC 6030 writes the parameters without a namespace, others in that of their parent.
  const uris = ['', PKCS5, XENC11];
  judgeElement(params, { children: ['Salt', 'IterationCount', 'KeyLength', 'PRF'], uris });
  const salt = childOf(params, 'Salt');
  judgeElement(salt, { children: ['Specified'], uris });
  const specified = childOf(salt, 'Specified');
  judgeElement(specified, {});
  const octets = octetsOfBase64(specified.text, specified.place);
  if (octets.length === 0 || octets.length > SALT_BYTES_MAX) throw new Refused('number', specified.place);
  const rounds = numberOf(childOf(params, 'IterationCount'), 1, ITERATIONS_MAX);
  const length = numberOf(childOf(params, 'KeyLength'), 16, 32);
  return pbkdf2Sync(passphrase, octets, rounds, length, prfOf(findChild(params, 'PRF')));
}

function numberOf(element: Element, min: number, max: number): number {
  judgeElement(element, {});
  return wholeNumberOf(element.text, min, max, element.place);
}

/** HMAC-SHA-1 where not said (RFC 8018 A.2). */
function prfOf(prf: Element | undefined): string {
  if (prf) judgeElement(prf, { attributes: ['Algorithm'] });
  if (!prf?.attributes.has('Algorithm')) return 'sha1';
  const hash = HMACS.get(attributeOf(prf, 'Algorithm'));
  if (hash !== 'sha1' && hash !== 'sha256') throw new Refused('unknown_algorithm', prf.place);
  return hash;
}

/** The MAC's own key comes with the file, encrypted like its values. RFC 6030 §6.1.1. */
function macOf(element: Element, key: Uint8Array): Mac {
  const macKey = childOf(element, 'MACKey');
  judgeElement(element, { children: ['MACKey'], attributes: ['Algorithm'] });
  const hash = HMACS.get(attributeOf(element, 'Algorithm'));
  if (hash === undefined) throw new Refused('unknown_algorithm', element.place);
  return { hash, key: decrypt(encryptedOf(macKey), key) };
}
