import { encryptedOf, openValue } from './cipher.ts';
import { attributeOf, childOf, findChild, findTextOf, judgeElement } from './element.ts';
import { octetsOfBase64, wholeNumberOf } from './octets.ts';
import { narrower, policyOf, type Validity, validityOf } from './policy.ts';
import type { Protection } from './protection.ts';
import { Refused } from './refusal.ts';
import {
  NAME_LENGTH_MAX,
  PERIOD_SECONDS_MAX,
  SECRET_BYTES_MAX,
  type Seed,
  type SeedAlgorithm,
  type SeedMovement,
} from './seed.ts';
import type { Element } from './xml.ts';

/** @see RFC 6030 §10.1, §10.2 */
const HOTP = 'urn:ietf:params:xml:ns:keyprov:pskc:hotp';
const TOTP = 'urn:ietf:params:xml:ns:keyprov:pskc:totp';

const DEVICE_FIELDS = [
  'Manufacturer',
  'SerialNo',
  'Model',
  'IssueNo',
  'DeviceBinding',
  'StartDate',
  'ExpiryDate',
  'UserId',
];
const KEY_FIELDS = ['Issuer', 'AlgorithmParameters', 'FriendlyName', 'Data', 'UserId', 'Policy'];
const DRIFT_STEPS_MAX = 1_000_000;
const PERIOD_SECONDS_DEFAULT = 30;

/** The seed of one `KeyPackage`. RFC 6030 §4. */
export function seedOf(element: Element, protection: Protection): Seed {
  judgeElement(element, { children: ['DeviceInfo', 'CryptoModuleInfo', 'Key'] });
  const module = findChild(element, 'CryptoModuleInfo');
  if (module) judgeElement(module, { children: ['Id'] });
  const device = deviceOf(findChild(element, 'DeviceInfo'));
  const key = childOf(element, 'Key');
  judgeElement(key, { children: KEY_FIELDS, attributes: ['Id', 'Algorithm'] });
  const isTimed = isTimedOf(key);
  const parameters = parametersOf(findChild(key, 'AlgorithmParameters'));
  const validity = narrower(device.validity, policyOf(findChild(key, 'Policy')));
  const fields = childOf(key, 'Data');
  judgeElement(fields, { children: ['Secret', 'Counter', 'Time', 'TimeInterval', 'TimeDrift'] });
  const movement = isTimed ? timeOf(fields) : counterOf(fields);
  const keyId = key.attributes.get('Id');
  return {
    place: element.place,
    ...(keyId === undefined ? {} : { keyId }),
    ...device.names,
    ...parameters,
    ...validity,
    movement,
    // Last, so that nothing is decrypted of a key that is refused for something else.
    secret: secretOf(childOf(fields, 'Secret'), protection),
  };
}

function deviceOf(device: Element | undefined): {
  readonly names: Pick<Seed, 'manufacturer' | 'serial'>;
  readonly validity: Validity;
} {
  if (!device) return { names: {}, validity: {} };
  judgeElement(device, { children: DEVICE_FIELDS });
  const manufacturer = nameOf(device, 'Manufacturer');
  const serial = nameOf(device, 'SerialNo');
  const names = {
    ...(manufacturer === undefined ? {} : { manufacturer }),
    ...(serial === undefined ? {} : { serial }),
  };
  return { names, validity: validityOf(device) };
}

function nameOf(element: Element, name: string): string | undefined {
  const text = findTextOf(element, name);
  if (text !== undefined && text.length > NAME_LENGTH_MAX)
    throw new Refused('too_large', `${element.place} › ${name}`);
  return text;
}

function isTimedOf(key: Element): boolean {
  const algorithm = attributeOf(key, 'Algorithm');
  if (algorithm !== HOTP && algorithm !== TOTP)
    throw new Refused('unknown_algorithm', `${key.place} @Algorithm`);
  return algorithm === TOTP;
}

function parametersOf(parameters: Element | undefined): Pick<Seed, 'algorithm' | 'digits'> {
  if (!parameters) return { algorithm: 'SHA1' };
  judgeElement(parameters, { children: ['Suite', 'ResponseFormat'] });
  const algorithm = suiteOf(findTextOf(parameters, 'Suite'), parameters.place);
  const format = findChild(parameters, 'ResponseFormat');
  if (!format) return { algorithm };
  judgeElement(format, { attributes: ['Encoding', 'Length', 'CheckDigits'] });
  const { attributes, place } = format;
  const isDecimal = (attributes.get('Encoding') ?? 'DECIMAL') === 'DECIMAL';
  const hasCheckDigit = !['false', '0', undefined].includes(attributes.get('CheckDigits'));
  const length = attributeOf(format, 'Length');
  if (!isDecimal || hasCheckDigit || !/^[678]$/.test(length)) throw new Refused('unknown_format', place);
  return { algorithm, digits: Number(length) };
}

/** SHA-1 where not said (RFC 6238 §1.2). `HMAC-SHA256`, `SHA-256` and `sha256` are all in use. */
function suiteOf(suite: string | undefined, place: string): SeedAlgorithm {
  const [, bits] = /^(?:HMAC-?)?SHA-?(1|256|512)$/i.exec(suite ?? 'SHA1') ?? [];
  if (bits !== '1' && bits !== '256' && bits !== '512')
    throw new Refused('unknown_suite', `${place} › Suite`);
  return `SHA${bits}`;
}

/** What is left of `Data` for a time-based key. RFC 6030 §4.2. */
function timeOf(fields: Element): SeedMovement {
  judgeAbsent(fields, 'Counter');
  // Steps are counted from 1970 (RFC 6238 §4.2); a device that counts from elsewhere would need another T0.
  numberOf(fields, 'Time', 0, 0);
  return {
    by: 'time',
    periodSeconds: numberOf(fields, 'TimeInterval', 1, PERIOD_SECONDS_MAX) ?? PERIOD_SECONDS_DEFAULT,
    driftSteps: numberOf(fields, 'TimeDrift', -DRIFT_STEPS_MAX, DRIFT_STEPS_MAX) ?? 0,
  };
}

function counterOf(fields: Element): SeedMovement {
  for (const name of ['Time', 'TimeInterval', 'TimeDrift']) judgeAbsent(fields, name);
  return { by: 'counter', counter: BigInt(numberOf(fields, 'Counter', 0, 2 ** 32) ?? 0) };
}

function judgeAbsent(fields: Element, name: string): void {
  const found = findChild(fields, name);
  if (found) throw new Refused('unknown_element', found.place);
}

/** A number in the clear: how to write an encrypted one, RFC 6030 does not say. */
function numberOf(fields: Element, name: string, min: number, max: number): number | undefined {
  const field = findChild(fields, name);
  if (!field) return undefined;
  judgeElement(field, { children: ['PlainValue'] });
  const value = childOf(field, 'PlainValue');
  judgeElement(value, {});
  return wholeNumberOf(value.text, min, max, value.place);
}

function secretOf(element: Element, { key, mac }: Protection): Uint8Array {
  judgeElement(element, { children: ['PlainValue', 'EncryptedValue', 'ValueMAC'] });
  const plain = findChild(element, 'PlainValue');
  const encrypted = findChild(element, 'EncryptedValue');
  const valueMac = findTextOf(element, 'ValueMAC');
  if (plain) judgeElement(plain, {});
  // One or the other; and no value in the clear in a file whose others are protected: a MAC says nothing about it.
  if (plain && (encrypted || valueMac !== undefined || key)) throw new Refused('twice', plain.place);
  const secret = plain ? octetsOfBase64(plain.text, plain.place) : openSecret(element, valueMac, key, mac);
  if (secret.length === 0 || secret.length > SECRET_BYTES_MAX)
    throw new Refused('secret_length', element.place);
  return secret;
}

function openSecret(
  element: Element,
  valueMac: string | undefined,
  key: Uint8Array | undefined,
  mac: Protection['mac'],
): Buffer {
  const encrypted = encryptedOf(childOf(element, 'EncryptedValue'));
  if (!key) throw new Refused('missing', 'EncryptionKey');
  const macOctets =
    valueMac === undefined ? undefined : octetsOfBase64(valueMac, `${element.place} › ValueMAC`);
  return openValue(encrypted, key, mac, macOctets);
}
