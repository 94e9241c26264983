import { createCipheriv, createDecipheriv, randomBytes, type ScryptOptions, scrypt } from 'node:crypto';

/** Something sealed under a passphrase. Octets stand as base64url. */
export interface Sealed {
  readonly kdf: 'scrypt';
  /** Cost N as a power of two, block size r, parallelism p: RFC 7914 §2. */
  readonly logN: number;
  readonly r: number;
  readonly p: number;
  readonly salt: string;
  readonly cipher: 'aes-256-gcm';
  readonly nonce: string;
  /** The sealed octets, and after them the tag of 16. */
  readonly box: string;
}

/** 128 MiB and about half a second: the strongest row that OWASP names for scrypt. */
const LOG_N = 17;
const R = 8;
const P = 1;

/** A file that asks for more would only stop the machine. */
const LOG_N_MAX = 20;
const TAG_BYTES = 16;

/**
 * Seals octets under a passphrase.
 *
 * @param context what stands beside the box in the clear: opened with another context, it does not open
 */
export async function seal(content: Uint8Array, passphrase: string, context: string): Promise<Sealed> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const form = { kdf: 'scrypt', logN: LOG_N, r: R, p: P, cipher: 'aes-256-gcm' } as const;
  const key = await keyOf(passphrase, salt, form);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context));
  const box = Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  key.fill(0);
  return { ...form, salt: text(salt), nonce: text(nonce), box: text(box) };
}

/** The octets, or `undefined` where the passphrase is another, or anything was changed. */
export async function unseal(
  sealed: Sealed,
  passphrase: string,
  context: string,
): Promise<Buffer | undefined> {
  const key = await keyOf(passphrase, bytes(sealed.salt), sealed);
  const box = bytes(sealed.box);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes(sealed.nonce), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(box.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(box.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  } finally {
    key.fill(0);
  }
}

/** The sealed thing in a value from a file, or `undefined` where it is none that this program makes. */
export function readSealed(value: unknown): Sealed | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const sealed = value as Partial<Record<keyof Sealed, unknown>>;
  const { kdf, logN, r, p, cipher, salt, nonce, box } = sealed;
  if (kdf !== 'scrypt' || cipher !== 'aes-256-gcm' || r !== R || p !== P) return undefined;
  if (typeof logN !== 'number' || !Number.isInteger(logN) || logN < 14 || logN > LOG_N_MAX) return undefined;
  if (typeof salt !== 'string' || typeof nonce !== 'string' || typeof box !== 'string') return undefined;
  if (bytes(salt).length !== 16 || bytes(nonce).length !== 12 || bytes(box).length < TAG_BYTES)
    return undefined;
  return { kdf, logN, r, p, salt, cipher, nonce, box };
}

/** The same characters typed on another system may come in another normal form. */
function keyOf(
  passphrase: string,
  salt: Uint8Array,
  { logN, r, p }: { readonly logN: number; readonly r: number; readonly p: number },
): Promise<Buffer> {
  const N = 2 ** logN;
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

const text = (octets: Buffer): string => octets.toString('base64url');
const bytes = (base64url: string): Buffer => Buffer.from(base64url, 'base64url');
