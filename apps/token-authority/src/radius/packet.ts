/** What a packet is for. @see RFC 2865 §4 */
export const CODE = {
  accessRequest: 1,
  accessAccept: 2,
  accessReject: 3,
  accessChallenge: 11,
} as const;
export type ReplyCode = typeof CODE.accessAccept | typeof CODE.accessReject | typeof CODE.accessChallenge;

/** @see RFC 2865 §5, RFC 2869 §5.14 */
export const TYPE = {
  userName: 1,
  userPassword: 2,
  replyMessage: 18,
  state: 24,
  proxyState: 33,
  messageAuthenticator: 80,
} as const;

/** @see RFC 2865 §3 */
export const HEADER_OCTETS = 20;
export const PACKET_OCTETS_MAX = 4_096;
const AUTHENTICATOR_AT = 4;
const VALUE_OCTETS_MAX = 253;

export interface Attribute {
  readonly type: number;
  readonly value: Buffer;
}

/** A packet as it came. Nothing of it is proved by this. */
export interface Packet {
  readonly code: number;
  readonly identifier: number;
  /** 16 octets: random in a request, a digest in a reply. */
  readonly authenticator: Buffer;
  readonly attributes: readonly Attribute[];
  /** The octets that the packet says it has; what was sent behind them is padding. */
  readonly octets: Buffer;
}

/** The packet in a datagram; undefined where it is none, which is to be dropped without a word. RFC 2865 §3. */
export function readPacket(datagram: Buffer): Packet | undefined {
  if (datagram.length < HEADER_OCTETS || datagram.length > PACKET_OCTETS_MAX) return undefined;
  const length = datagram.readUInt16BE(2);
  if (length < HEADER_OCTETS || length > datagram.length) return undefined;
  // A copy: the caller may keep it, and whoever lent the datagram may write over it.
  const octets = Buffer.from(datagram.subarray(0, length));
  const attributes = readAttributes(octets);
  return (
    attributes && {
      code: octets.readUInt8(0),
      identifier: octets.readUInt8(1),
      authenticator: octets.subarray(AUTHENTICATOR_AT, HEADER_OCTETS),
      attributes,
      octets,
    }
  );
}

function readAttributes(octets: Buffer): readonly Attribute[] | undefined {
  const attributes: Attribute[] = [];
  for (let at = HEADER_OCTETS; at < octets.length; ) {
    if (at + 2 > octets.length) return undefined;
    const length = octets.readUInt8(at + 1);
    if (length < 2 || at + length > octets.length) return undefined;
    attributes.push({ type: octets.readUInt8(at), value: octets.subarray(at + 2, at + length) });
    at += length;
  }
  return attributes;
}

/** The one attribute of this type; undefined where there is none, or more than one. */
export function onlyOf({ attributes }: Packet, type: number): Buffer | undefined {
  const found = attributes.filter((attribute) => attribute.type === type);
  return found.length === 1 ? found[0]?.value : undefined;
}

/** The octets of a packet; undefined where they would be more than a packet may have. */
export function writePacket(packet: Omit<Packet, 'octets'>): Buffer | undefined {
  const { code, identifier, authenticator, attributes } = packet;
  const length = attributes.reduce((sum, { value }) => sum + 2 + value.length, HEADER_OCTETS);
  if (length > PACKET_OCTETS_MAX || attributes.some(({ value }) => value.length > VALUE_OCTETS_MAX))
    return undefined;
  const header = Buffer.alloc(AUTHENTICATOR_AT);
  header.writeUInt8(code, 0);
  header.writeUInt8(identifier, 1);
  header.writeUInt16BE(length, 2);
  const parts = attributes.flatMap(({ type, value }) => [Buffer.of(type, value.length + 2), value]);
  return Buffer.concat([header, authenticator, ...parts]);
}
