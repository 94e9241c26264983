import { decodeBase32, encodeBase32 } from './base32.ts';
import { type Digits, isDigits } from './code.ts';

/** The hash of the HMAC, as otpauth URIs spell it. */
export type Algorithm = 'SHA1' | 'SHA256' | 'SHA512';

interface OtpauthBase {
  /** The shared secret itself, at least one octet; RFC 4226 §4 asks for 16 and recommends 20. */
  readonly secret: Uint8Array;
  /** Whose key it is: not empty, no colon, no control character, no white space at either end. */
  readonly account: string;
  /** Who made it, by the same rules. */
  readonly issuer?: string;
  readonly algorithm: Algorithm;
  readonly digits: Digits;
}

/** All that an otpauth URI says of a key. */
export type OtpauthKey =
  /** `period` in whole seconds, 1 to 999,999,999. */
  | (OtpauthBase & { readonly type: 'totp'; readonly period: number })
  /** `counter` is that of the next code, 0 to 2^64 - 1. */
  | (OtpauthBase & { readonly type: 'hotp'; readonly counter: bigint });

const ALGORITHMS: readonly Algorithm[] = ['SHA1', 'SHA256', 'SHA512'];
const PERIOD_MAX = 999_999_999;
const COUNTER_MAX = 0xffff_ffff_ffff_ffffn;

/**
 * The URI that hands a key to an authenticator app, usually as a QR code. It holds the secret: keep it out of logs.
 *
 * Every parameter is written out, defaults too, and the issuer stands both before the account and as a parameter:
 * apps differ in what they assume and in which of the two they read.
 *
 * @throws RangeError where a field breaks the rule in its description
 * @see https://github.com/google/google-authenticator/wiki/Key-Uri-Format
 */
export function formatOtpauthUri(key: OtpauthKey): string {
  judge(key);
  const issuer = key.issuer === undefined ? undefined : encodeURIComponent(key.issuer);
  const account = encodeURIComponent(key.account);
  const parameters = [
    `secret=${encodeBase32(key.secret, { padding: false })}`,
    ...(issuer === undefined ? [] : [`issuer=${issuer}`]),
    `algorithm=${key.algorithm}`,
    `digits=${key.digits}`,
    key.type === 'totp' ? `period=${key.period}` : `counter=${key.counter}`,
  ];
  return `otpauth://${key.type}/${issuer === undefined ? '' : `${issuer}:`}${account}?${parameters.join('&')}`;
}

/**
 * The key that an otpauth URI describes, defaults filled in: SHA1, 6 digits, 30 seconds.
 *
 * Refused are a parameter given twice, an issuer that differs from the one in the label, a HOTP key without a counter,
 * and any field that {@link formatOtpauthUri} would refuse. The secret may be in lower case and padded, as some
 * issuers write it. `+` is a plus sign (RFC 3986); parameters not known here are passed over.
 *
 * @throws RangeError where the text is no such URI; the message never repeats what it read
 * @see https://github.com/google/google-authenticator/wiki/Key-Uri-Format
 */
export function parseOtpauthUri(uri: string): OtpauthKey {
  const [, type, label, query] = /^otpauth:\/\/(totp|hotp)\/([^?#/]*)\?([^#]*)$/i.exec(uri) ?? [];
  if (type === undefined || label === undefined || query === undefined)
    throw new RangeError('otpauth: not of the form otpauth://totp|hotp/label?parameters');
  const parameters = parametersOf(query);
  const names = namesOf(decoded(label), parameters.get('issuer'));
  const base = {
    ...names,
    secret: decodeBase32(parameters.get('secret') ?? '', { lenient: true }),
    algorithm: algorithmOf(parameters.get('algorithm') ?? 'SHA1'),
    digits: digitsIn(parameters.get('digits') ?? '6'),
  };
  const key: OtpauthKey =
    type.toLowerCase() === 'totp'
      ? { ...base, type: 'totp', period: Number(wholeNumber('period', parameters.get('period') ?? '30')) }
      : { ...base, type: 'hotp', counter: wholeNumber('counter', parameters.get('counter')) };
  judge(key);
  return key;
}

/** One place for the rules of both directions, so that what is written can be read again. */
function judge(key: OtpauthKey): void {
  if (key.secret.length === 0) throw new RangeError('otpauth: the secret is empty or missing');
  judgeName('account', key.account);
  if (key.issuer !== undefined) judgeName('issuer', key.issuer);
  if (!ALGORITHMS.includes(key.algorithm))
    throw new RangeError('otpauth: the algorithm is SHA1, SHA256 or SHA512');
  if (!isDigits(key.digits)) throw new RangeError('otpauth: a code has 6, 7 or 8 digits');
  if (key.type === 'totp' && !(Number.isInteger(key.period) && key.period >= 1 && key.period <= PERIOD_MAX))
    throw new RangeError(`otpauth: the period is 1 to ${PERIOD_MAX} seconds`);
  if (key.type === 'hotp' && (key.counter < 0n || key.counter > COUNTER_MAX))
    throw new RangeError('otpauth: the counter is 0 to 2^64 - 1');
}

function judgeName(field: 'account' | 'issuer', name: string): void {
  if (name === '') throw new RangeError(`otpauth: the ${field} is empty`);
  if (name.includes(':'))
    throw new RangeError(`otpauth: the ${field} has a colon, which parts issuer from account`);
  if (name !== name.trim()) throw new RangeError(`otpauth: the ${field} has white space at an end`);
  if (/\p{Cc}/u.test(name)) throw new RangeError(`otpauth: the ${field} has a control character`);
  if (/\p{Cs}/u.test(name)) throw new RangeError(`otpauth: the ${field} has half a surrogate pair`);
}

/** Issuer and account from `issuer:account`; spaces may follow the colon. Where both issuers are given they must agree. */
function namesOf(label: string, issuer: string | undefined): { account: string; issuer?: string } {
  const colon = label.indexOf(':');
  const prefix = colon < 0 ? undefined : label.slice(0, colon);
  const account = label.slice(colon + 1).replace(/^ +/, '');
  if (prefix !== undefined && issuer !== undefined && prefix !== issuer)
    throw new RangeError('otpauth: the issuer in the label is not the issuer of the parameters');
  const named = issuer ?? prefix;
  return named === undefined ? { account } : { account, issuer: named };
}

function parametersOf(query: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of query.split('&').filter((part) => part !== '')) {
    const equals = pair.indexOf('=');
    const name = decoded(equals < 0 ? pair : pair.slice(0, equals));
    if (parameters.has(name)) throw new RangeError('otpauth: a parameter is given twice');
    parameters.set(name, equals < 0 ? '' : decoded(pair.slice(equals + 1)));
  }
  return parameters;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RangeError('otpauth: a percent sign is not followed by UTF-8 in hexadecimal');
  }
}

function algorithmOf(text: string): Algorithm {
  const algorithm = ALGORITHMS.find((known) => known.toLowerCase() === text.toLowerCase());
  if (algorithm === undefined) throw new RangeError('otpauth: the algorithm is SHA1, SHA256 or SHA512');
  return algorithm;
}

function digitsIn(text: string): Digits {
  const digits = text.length === 1 ? Number(text) : undefined;
  if (!isDigits(digits)) throw new RangeError('otpauth: a code has 6, 7 or 8 digits');
  return digits;
}

/** Up to the 20 digits of 2^64 - 1, so that no long text is turned into a number. */
function wholeNumber(field: 'period' | 'counter', text: string | undefined): bigint {
  if (text === undefined || !/^[0-9]{1,20}$/.test(text))
    throw new RangeError(`otpauth: the ${field} is missing or no whole number`);
  return BigInt(text);
}
