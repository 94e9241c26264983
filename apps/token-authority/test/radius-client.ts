import { createHash, createHmac, randomBytes } from 'node:crypto';

// The other side of the protocol, written by itself, so that a mistake of the front is not made twice.

export interface RequestOptions {
  readonly secret: string;
  readonly userName: string | Buffer;
  /** Undefined: a request without a password. */
  readonly password?: string | Buffer | undefined;
  readonly identifier?: number;
  readonly authenticator?: Buffer;
  /** Type and value of further attributes, before the Message-Authenticator. */
  readonly more?: readonly (readonly [number, Buffer])[];
  readonly isSigned?: boolean;
}

const md5 = (...parts: readonly (string | Buffer)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('md5')).digest();

const attribute = (type: number, value: Buffer): Buffer =>
  Buffer.concat([Buffer.of(type, value.length + 2), value]);

function hide(password: Buffer, authenticator: Buffer, secret: string): Buffer {
  const padded = Buffer.alloc(Math.max(16, Math.ceil(password.length / 16) * 16));
  password.copy(padded);
  const blocks: Buffer[] = [];
  for (let at = 0; at < padded.length; at += 16) {
    const mask = md5(secret, blocks.at(-1) ?? authenticator);
    blocks.push(Buffer.from(padded.subarray(at, at + 16).map((octet, index) => octet ^ (mask[index] ?? 0))));
  }
  return Buffer.concat(blocks);
}

/** The octets of an Access-Request. */
export function accessRequest(options: RequestOptions): Buffer {
  const { secret, userName, password, identifier = 1, authenticator = randomBytes(16) } = options;
  const { more = [], isSigned = true } = options;
  const attributes = Buffer.concat([
    attribute(1, Buffer.from(userName)),
    ...(password === undefined ? [] : [attribute(2, hide(Buffer.from(password), authenticator, secret))]),
    ...more.map(([type, value]) => attribute(type, value)),
    ...(isSigned ? [attribute(80, Buffer.alloc(16))] : []),
  ]);
  const length = attributes.length + 20;
  const octets = Buffer.concat([
    Buffer.of(1, identifier, length >> 8, length & 255),
    authenticator,
    attributes,
  ]);
  if (isSigned) octets.set(createHmac('md5', secret).update(octets).digest(), octets.length - 16);
  return octets;
}

/** Whether these octets are a reply to this request by who knows the secret, with the Message-Authenticator in front. */
export function isOurReply(reply: Buffer, request: Buffer, secret: string): boolean {
  if (reply.length < 38 || reply[1] !== request[1] || reply.readUInt16BE(2) !== reply.length) return false;
  if (reply[20] !== 80 || reply[21] !== 18) return false;
  const withRequests = Buffer.from(reply);
  withRequests.set(request.subarray(4, 20), 4);
  if (!md5(withRequests, secret).equals(reply.subarray(4, 20))) return false;
  withRequests.fill(0, 22, 38);
  return createHmac('md5', secret).update(withRequests).digest().equals(reply.subarray(22, 38));
}
