import { createHash } from 'node:crypto';
import { AuthorityUnavailable } from '@warifu/token';
import { isAuthentic, writeReply } from './authenticity.ts';
import { openClientList, plainAddress } from './client-list.ts';
import { type DropReason, openDropCount } from './drops.ts';
import { judgeRequest, type RadiusAuthority } from './judge.ts';
import { openReplyMemory, REMEMBERED_MS } from './memory.ts';
import { CODE, type Packet, readPacket, TYPE } from './packet.ts';
import { openRate } from './rate.ts';

export interface RadiusLimits {
  /** From one address. */
  readonly packetsPerSecond: number;
  /** Questions to the authority at one time. */
  readonly underWayMax: number;
  /** Replies kept for who sends again. */
  readonly rememberedMax: number;
}

const DEFAULT_LIMITS: RadiusLimits = { packetsPerSecond: 200, underWayMax: 256, rememberedMax: 10_000 };

export interface RadiusFrontOptions {
  readonly authority: RadiusAuthority;
  /** Bugs, and what the database could not do: never with a secret or a code. */
  readonly onFault: (error: unknown) => void;
  /** A line a minute at most about packets that were not answered. */
  readonly onDropped: (sentence: string) => void;
  readonly limits?: Partial<RadiusLimits>;
  /** Milliseconds since 1970; the machine's where not said. */
  readonly nowMs?: () => number;
}

export interface Sender {
  readonly address: string;
  readonly port: number;
}

/**
 * Answers datagrams: the reply's octets, or undefined, which is silence. It never throws.
 *
 * Only an Access-Request that a known client made is answered at all; whatever else comes is dropped, and costs no more
 * than a few digests. The same request from the same port within thirty seconds gets the same octets, and while its
 * answer is under way nothing: the first one's reply is on its way.
 */
export function openRadiusFront(
  options: RadiusFrontOptions,
): (datagram: Buffer, sender: Sender) => Promise<Buffer | undefined> {
  const { authority, onFault, nowMs = Date.now } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const clientsAt = openClientList(authority.openRadiusClients, nowMs);
  const memory = openReplyMemory(nowMs, limits);
  const isWithinRate = openRate(limits.packetsPerSecond, nowMs);
  const drop = openDropCount(options.onDropped, nowMs);

  const answer = async (
    datagram: Buffer,
    { address, port }: Sender,
  ): Promise<Buffer | DropReason | undefined> => {
    const clients = await clientsAt(address);
    if (clients.length === 0) return 'unknown_address';
    if (!isWithinRate(address)) return 'too_many';
    const request = readPacket(datagram);
    if (request?.code !== CODE.accessRequest) return 'malformed';
    const client = clients.find(({ secret }) => isAuthentic(request, secret));
    if (client === undefined) return 'not_authentic';
    const name = nameOf(request, client.radiusClientId, address, port);
    const known = memory.find(name);
    if (known) return known.reply;
    if (!memory.begin(name)) return 'busy';
    try {
      const halfMinute = Math.floor(nowMs() / REMEMBERED_MS);
      const { code, attributes } = await judgeRequest(authority, client, request, `${name}/${halfMinute}`);
      const reply = writeReply(code, request, [...attributes, ...proxyStatesOf(request)], client.secret);
      memory.finish(name, reply);
      return reply ?? 'reply_too_long';
    } catch (error) {
      memory.forget(name);
      throw error;
    }
  };

  return async (datagram, sender) => {
    const from = { ...sender, address: plainAddress(sender.address) };
    try {
      const answered = await answer(datagram, from);
      return typeof answered === 'string' ? drop(answered, from.address) : answered;
    } catch (error) {
      // Who waits sends again, here or to another server.
      if (error instanceof AuthorityUnavailable) return drop('authority_away', from.address);
      onFault(error);
      return undefined;
    }
  };
}

/** Identifier and authenticator are among the octets. */
const nameOf = ({ octets }: Packet, radiusClientId: string, address: string, port: number): string =>
  [radiusClientId, address, port, createHash('sha256').update(octets).digest('base64url')].join('/');

/** Sent back as they came, in their order. @see RFC 2865 §5.33 */
const proxyStatesOf = ({ attributes }: Packet) => attributes.filter(({ type }) => type === TYPE.proxyState);
