import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { type EpochSeconds, epochSeconds } from '@warifu/base';
import { WINGS, type Wing } from './trail.ts';

/**
 * What a sealer vouches for: at an instant, the link at this place was this one. `sealed` says that so many rows stood
 * before it; `pruned`, that so many rows up to it were taken away by the owner, and what all links up to it hash to.
 */
export interface Checkpoint {
  readonly wing: Wing;
  readonly kind: 'sealed' | 'pruned';
  readonly seq: bigint;
  readonly link: Buffer;
  readonly at: EpochSeconds;
  readonly rows: bigint;
  /** SHA-256 over all links from the first to this one; of a pruning alone. */
  readonly linksDigest?: Buffer;
}

/** A checkpoint as it was read, with the signature to be judged. */
export interface SignedCheckpoint extends Checkpoint {
  /** Which key signed it: `keyIdOf` its public half. */
  readonly key: string;
  readonly signature: Buffer;
}

const KEY_ID_DIGITS = 16;

/** The name of a key pair: the beginning of the SHA-256 of its public half. */
export const keyIdOf = (key: KeyObject): string =>
  createHash('sha256')
    .update((key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, KEY_ID_DIGITS);

/** What is signed: every field in one stated order, behind the name of the format. */
const signedBytes = ({ wing, kind, seq, link, at, rows, linksDigest }: Checkpoint, key: string): Buffer =>
  Buffer.from(
    JSON.stringify([
      'warifu/checkpoint/v1',
      wing,
      kind,
      String(seq),
      link.toString('hex'),
      at,
      String(rows),
      linksDigest?.toString('hex') ?? null,
      key,
    ]),
  );

/** The checkpoint, signed with Ed25519, as one line of JSON. @see RFC 8032 section 5.1 */
export function signCheckpoint(checkpoint: Checkpoint, privateKey: KeyObject): string {
  const key = keyIdOf(privateKey);
  const { wing, kind, seq, link, at, rows, linksDigest } = checkpoint;
  return `${JSON.stringify({
    wing,
    kind,
    seq: String(seq),
    link: link.toString('hex'),
    at,
    rows: String(rows),
    ...(linksDigest === undefined ? {} : { linksDigest: linksDigest.toString('hex') }),
    key,
    signature: sign(null, signedBytes(checkpoint, key), privateKey).toString('base64url'),
  })}\n`;
}

const HASH = /^[0-9a-f]{64}$/;
const COUNT = /^(?:0|[1-9]\d{0,17})$/;

/** The line as a checkpoint, its signature not yet judged; undefined where it is none. */
export function readCheckpoint(line: string): SignedCheckpoint | undefined {
  let read: { readonly wing?: unknown; readonly kind?: unknown; readonly at?: unknown } & Record<
    string,
    unknown
  >;
  try {
    read = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof read !== 'object' || read === null) return undefined;
  const text = (name: string, form: RegExp): string | undefined => {
    const value = read[name];
    return typeof value === 'string' && form.test(value) ? value : undefined;
  };
  const wing = WINGS.find((one) => one === read.wing);
  const kind = (['sealed', 'pruned'] as const).find((one) => one === read.kind);
  const [seq, rows] = [text('seq', COUNT), text('rows', COUNT)];
  const [link, linksDigest] = [text('link', HASH), text('linksDigest', HASH)];
  const [key, signature] = [text('key', /^[0-9a-f]{16}$/), text('signature', /^[\w-]{86}$/)];
  const { at } = read;
  if (wing === undefined || kind === undefined || seq === undefined || rows === undefined) return undefined;
  if (link === undefined || key === undefined || signature === undefined) return undefined;
  if (typeof at !== 'number' || !Number.isSafeInteger(at)) return undefined;
  if ((linksDigest === undefined) !== (kind === 'sealed')) return undefined;
  return {
    wing,
    kind,
    seq: BigInt(seq),
    rows: BigInt(rows),
    at: epochSeconds(at),
    link: Buffer.from(link, 'hex'),
    ...(linksDigest === undefined ? {} : { linksDigest: Buffer.from(linksDigest, 'hex') }),
    key,
    signature: Buffer.from(signature, 'base64url'),
  };
}

/** Whether one of the keys signed exactly this. */
export const isSigned = (checkpoint: SignedCheckpoint, publicKeys: readonly KeyObject[]): boolean =>
  publicKeys.some(
    (key) =>
      keyIdOf(key) === checkpoint.key &&
      verify(null, signedBytes(checkpoint, checkpoint.key), key, checkpoint.signature),
  );
