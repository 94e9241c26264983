/** Why a seed file is not read. None of them carries anything that stood in the file but names of places. */
export type SeedRefusalReason = keyof typeof SENTENCES;

/** The first thing that is wrong with a file. Nothing of the file was used. */
export interface SeedRefusal {
  readonly outcome: 'refused';
  readonly reason: SeedRefusalReason;
  /** Where: `KeyPackage 3 › Key › Data › Secret`, `line 17`. */
  readonly place: string;
}

const SENTENCES = {
  too_large: 'the file is larger than is read at once',
  too_many: 'there is more of this than is read at once',
  encoding: 'the text is not UTF-8',
  not_well_formed: 'the XML is not well formed, or ends too early',
  doctype: 'a document type is not allowed, and with it no entity of its own',
  instruction: 'a processing instruction is not allowed',
  too_deep: 'elements are nested too deep',
  not_pskc: 'this is no PSKC key container of version 1.0',
  unknown_element: 'this element is not known, and may mean that the key must not be used',
  unknown_attribute: 'this attribute is not known',
  twice: 'this stands here twice',
  missing: 'this is missing',
  signature: 'a signature cannot be checked here: check it with another tool and take it off',
  unknown_algorithm: 'this algorithm is not known',
  unknown_suite: 'this hash is none of SHA-1, SHA-256 and SHA-512',
  unknown_format: 'codes are decimal and have 6 to 8 digits, without a check digit',
  policy: 'this policy cannot be kept here, so the key must not be used',
  number: 'this is not a whole number within its bounds',
  date: 'this is not a date and time with its time zone',
  base64: 'this is not base64',
  key_missing: 'the file is encrypted, and no key or passphrase was given',
  key_length: 'the key given has not the length that the algorithm needs',
  passphrase_or_key: 'the file asks for the other of key and passphrase',
  mac_missing: 'a value encrypted with AES-CBC comes without a MAC',
  mac_wrong: 'the MAC does not fit: wrong key, or the file was changed',
  decryption: 'the value does not decrypt: wrong key, or the file was changed',
  secret_length: 'the secret is empty or too long',
  csv_header: 'the first line must name the columns serial and secret, and may name others that are known',
  csv_quotes: 'a quotation mark is in the wrong place, or is never closed',
  csv_columns: 'this line has not as many fields as the first',
  secret_spelling: 'the secret is neither hex nor base32',
  secret_ambiguous:
    'all secrets can be read as hex and as base32: name the column secret_hex or secret_base32',
  serial: 'the serial is missing or too long',
} as const;

/** What is said to whoever delivers the file: the place, and what is wrong there. */
export const sentenceOf = ({ place, reason }: SeedRefusal): string => `${place}: ${SENTENCES[reason]}.`;

/** Thrown inside of this package alone; the readers answer it as a {@link SeedRefusal}. */
export class Refused extends Error {
  readonly reason: SeedRefusalReason;
  readonly place: string;
  constructor(reason: SeedRefusalReason, place: string) {
    super(reason);
    this.reason = reason;
    this.place = place;
  }
}

/** Runs a reader; its refusal is the answer. */
export function orRefusal<T>(read: () => T): T | SeedRefusal {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { outcome: 'refused', reason: error.reason, place: error.place };
  }
}
