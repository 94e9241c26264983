import { createCipheriv, createHmac } from 'node:crypto';
import type { Seed, SeedRefusal, SeedsRead } from '../src/index.ts';

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The seeds of a file that must be read. */
export function seedsOf(outcome: SeedsRead | SeedRefusal): readonly Seed[] {
  if (outcome.outcome === 'refused') throw new Error(`${outcome.place}: ${outcome.reason}`);
  return outcome.seeds;
}

/** Place and reason of a file that must be refused, and that gives no seed. */
export function refusalOf(outcome: SeedsRead | SeedRefusal): string {
  if ('seeds' in outcome) throw new Error('the file was read');
  return `${outcome.place}: ${outcome.reason}`;
}

const PSKC = 'urn:ietf:params:xml:ns:keyprov:pskc';

/** A container around packages that a test writes. */
export const container = (packages: string, head = ''): string =>
  `<KeyContainer Version="1.0" xmlns="${PSKC}" xmlns:xenc="http://www.w3.org/2001/04/xmlenc#">${head}${packages}</KeyContainer>`;

export const PLAIN_SECRET = '<Secret><PlainValue>MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=</PlainValue></Secret>';

export interface PackageParts {
  readonly device?: string;
  readonly algorithm?: string;
  readonly parameters?: string;
  readonly secret?: string;
  readonly fields?: string;
  readonly policy?: string;
}

/** A package with a TOTP key, of which a test spoils one part. */
export const keyPackage = ({
  device = '<Manufacturer>Mihon</Manufacturer><SerialNo>M-0001</SerialNo>',
  algorithm = `${PSKC}:totp`,
  parameters = '<ResponseFormat Encoding="DECIMAL" Length="6"/>',
  secret = PLAIN_SECRET,
  fields = '<TimeInterval><PlainValue>60</PlainValue></TimeInterval>',
  policy = '',
}: PackageParts = {}): string =>
  `<KeyPackage><DeviceInfo>${device}</DeviceInfo><Key Id="k" Algorithm="${algorithm}"><AlgorithmParameters>${parameters}</AlgorithmParameters><Data>${secret}${fields}</Data>${policy}</Key></KeyPackage>`;

export const XENC = 'http://www.w3.org/2001/04/xmlenc#';
const IV = Buffer.alloc(16, 7);

/** `value` encrypted with AES-CBC and padded as XML Encryption has it; reckoned by the test itself. */
function encryptCbc(bits: number, key: Buffer, value: Buffer): Buffer {
  const cipher = createCipheriv(`aes-${bits}-cbc`, key, IV);
  return Buffer.concat([IV, cipher.update(value), cipher.final()]);
}

export const encryptedXml = (uri: string, octets: Buffer): string =>
  `<xenc:EncryptionMethod Algorithm="${uri}"/><xenc:CipherData><xenc:CipherValue>${octets.toString('base64')}</xenc:CipherValue></xenc:CipherData>`;

/** A container whose one secret is encrypted under `key`, with a MAC of the named hash. */
export function encryptedContainer(
  bits: number,
  key: Buffer,
  secret: Buffer,
  { uri, hash }: { readonly uri: string; readonly hash: string },
): string {
  const cbc = `${XENC}aes${bits}-cbc`;
  const macKey = Buffer.alloc(32, 9);
  const octets = encryptCbc(bits, key, secret);
  const mac = createHmac(hash, macKey).update(octets).digest('base64');
  const head = `<EncryptionKey/><MACMethod Algorithm="${uri}"><MACKey>${encryptedXml(cbc, encryptCbc(bits, key, macKey))}</MACKey></MACMethod>`;
  const value = `<Secret><EncryptedValue>${encryptedXml(cbc, octets)}</EncryptedValue><ValueMAC>${mac}</ValueMAC></Secret>`;
  return container(keyPackage({ secret: value }), head);
}
