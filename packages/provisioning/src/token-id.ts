declare const brand: unique symbol;

/** Number of a token: four letters that say its form, and eight random digits. トークンID. */
export type TokenId = string & { readonly [brand]: 'TokenId' };

/** Forms that are provisioned over the wire: software on a mobile device (`WRSM`) or on a desktop (`WRSD`). */
export type SoftwareForm = 'WRSM' | 'WRSD';

/** Every form: software, and hardware (`WRHT`), whose keys come with the device. */
export type TokenForm = SoftwareForm | 'WRHT';

/** Random octets, handed in: `(length) => crypto.getRandomValues(new Uint8Array(length))`. */
export type RandomBytes = (length: number) => Uint8Array;

const NUMBERS = 100_000_000;

/** The largest multiple of {@link NUMBERS} that 32 bits hold: above it a remainder would favour small numbers. */
const UNBIASED_BELOW = 4_200_000_000;

/** Sixteen draws thrown away in a row: once in 10^26 with a sound source. */
const DRAWS_MAX = 16;

/** Five times the length of a token ID: nobody types more separators than that. */
const TYPED_MAX = 64;

/**
 * Spaces and hyphens of every kind: those a Japanese keyboard makes in the place of `-` (the prolonged sound mark ー,
 * the minus −, box-drawing lines ─ ━), dashes, and the invisible ones that come with copied text.
 */
const SEPARATORS = /[\s\p{Pd}\u00AD\u200B-\u200D\u2060\uFEFF\u2212\u2500\u2501\u30FC]/gu;

/**
 * A new token ID with eight digits of equal chance. Whether it is free is for the caller's unique index to say.
 *
 * @param randomBytes a cryptographic source; one draw in 45 is thrown away for an even spread
 * @throws RangeError where sixteen draws in a row had to be thrown away: then the source is broken
 */
export function newTokenId(form: TokenForm, randomBytes: RandomBytes): TokenId {
  for (let draw = 0; draw < DRAWS_MAX; draw += 1) {
    const bytes = randomBytes(4);
    const drawn = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
    if (drawn < UNBIASED_BELOW) return `${form}${String(drawn % NUMBERS).padStart(8, '0')}` as TokenId;
  }
  throw new RangeError('the random source gives no even spread');
}

/**
 * The token ID that someone typed or pasted, or `undefined` where it is none.
 *
 * Full-width characters become half-width (NFKC), letters upper-case, spaces and hyphens of every kind go.
 * Any four letters pass: whether such a token exists is not for this function to tell.
 */
export function normaliseTokenId(text: string): TokenId | undefined {
  if (text.length > TYPED_MAX) return undefined;
  const characters = text.normalize('NFKC').replaceAll(SEPARATORS, '');
  return /^[A-Za-z]{4}[0-9]{8}$/.test(characters) ? (characters.toUpperCase() as TokenId) : undefined;
}

/** Whether a value from a wire is a token ID as machines write it, with nothing to tidy. */
export function isTokenId(value: unknown): value is TokenId {
  return typeof value === 'string' && /^[A-Z]{4}[0-9]{8}$/.test(value);
}

/** The token ID in three groups, to be read aloud and typed: `WRSM 1234 5678`. */
export function formatTokenId(tokenId: TokenId): string {
  return `${tokenId.slice(0, 4)} ${tokenId.slice(4, 8)} ${tokenId.slice(8)}`;
}
