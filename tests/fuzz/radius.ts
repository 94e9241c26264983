import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import fc from 'fast-check';
import { listenRadius } from '../../apps/token-authority/src/index.ts';
import { accessRequest, isOurReply } from '../../apps/token-authority/test/radius-client.ts';
import type { IntrudersGround } from '../intruders/ground.ts';
import type { ApiGround } from './api.ts';
import { type Target, targetOf } from './target.ts';
import { around, mostly, seldom } from './values.ts';

const REPLIES: Readonly<Record<number, string>> = { 2: 'accept', 3: 'reject', 11: 'challenge' };
const UNLIMITED = 1_000_000_000;
/** Attributes of an Access-Request that mean something, and some that mean nothing. */
const TYPES = [1, 2, 3, 4, 24, 33, 60, 79, 80, 0, 255];
const ATTRIBUTE_OCTETS_MAX = 253;

type Damage =
  | { readonly how: 'none' }
  | { readonly how: 'flip'; readonly at: number; readonly octet: number }
  | { readonly how: 'cut'; readonly at: number }
  | { readonly how: 'length'; readonly length: number }
  | { readonly how: 'padded'; readonly octets: Uint8Array };

interface Packet {
  readonly wild: Uint8Array | null;
  readonly userName: string;
  readonly password: string | undefined;
  readonly more: readonly (readonly [number, Uint8Array])[];
  readonly isSigned: boolean;
  readonly identifier: number;
  readonly damage: Damage;
}

const damages: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Damage>({ how: 'none' }) },
  {
    weight: 2,
    arbitrary: fc.record({ how: fc.constant('flip' as const), at: fc.nat(200), octet: fc.nat(255) }),
  },
  { weight: 1, arbitrary: fc.record({ how: fc.constant('cut' as const), at: fc.nat(200) }) },
  { weight: 1, arbitrary: fc.record({ how: fc.constant('length' as const), length: fc.nat(0xffff) }) },
  {
    weight: 1,
    arbitrary: fc.record({ how: fc.constant('padded' as const), octets: fc.uint8Array({ maxLength: 300 }) }),
  },
);

function packetsOf({ known }: ApiGround): fc.Arbitrary<Packet> {
  const short = (text: string): string =>
    Buffer.from(text).subarray(0, ATTRIBUTE_OCTETS_MAX).toString('latin1');
  return fc.record({
    wild: seldom(fc.uint8Array({ maxLength: 5_000 }), 6),
    userName: around([...(known['subject'] ?? []), ...(known['tokenId'] ?? [])]).map(short),
    // 128 octets are the most that can be hidden.
    password: fc.option(
      around(known['code'] ?? []).map((text) => short(text).slice(0, 128)),
      { freq: 10, nil: undefined },
    ),
    more: fc.array(fc.tuple(fc.constantFrom(...TYPES), fc.uint8Array({ maxLength: ATTRIBUTE_OCTETS_MAX })), {
      maxLength: 3,
    }),
    isSigned: mostly(10),
    identifier: fc.nat(255),
    damage: damages,
  });
}

function octetsOf({ wild, damage, ...request }: Packet, secret: string): Buffer {
  if (wild !== null) return Buffer.from(wild);
  const more = request.more.map(([type, value]) => [type, Buffer.from(value)] as const);
  const octets = accessRequest({
    ...request,
    userName: Buffer.from(request.userName, 'latin1'),
    password: request.password === undefined ? undefined : Buffer.from(request.password, 'latin1'),
    more,
    secret,
  });
  switch (damage.how) {
    case 'none':
      return octets;
    case 'flip':
      octets[damage.at % octets.length] = damage.octet;
      return octets;
    case 'cut':
      return octets.subarray(0, damage.at);
    case 'length':
      octets.writeUInt16BE(damage.length, 2);
      return octets;
    case 'padded':
      return Buffer.concat([octets, damage.octets]);
  }
}

async function openSocket(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

export interface FuzzedRadius {
  readonly targets: readonly Target[];
  readonly close: () => Promise<void>;
}

/**
 * The whole front over UDP on loopback. Silence is one of its answers, so that each packet is followed by a request that
 * must be answered: where it is, the front lives, and the packet before it was answered, or dropped, or is on its way.
 */
export async function openRadiusFuzz(ground: IntrudersGround, api: ApiGround): Promise<FuzzedRadius> {
  const { authority } = ground;
  const added = await authority.addRadiusClient({ party: api.relyingPartyId, network: '127.0.0.0/8' });
  if (added.outcome !== 'added') throw new Error('the client was to be added');
  const { secret } = added;
  const faults: unknown[] = [];
  const front = await listenRadius({
    authority,
    host: '127.0.0.1',
    port: 0,
    onFault: (error) => faults.push(error),
    onDropped: () => undefined,
    limits: { packetsPerSecond: UNLIMITED },
  });
  const [socket, prober] = [await openSocket(), await openSocket()];
  let last: string | undefined;
  socket.on('message', (reply) => {
    last = REPLIES[reply[0] ?? 0] ?? `code ${reply[0]}`;
  });
  let probes = 0;
  const probe = async (): Promise<void> => {
    probes += 1;
    const question = accessRequest({
      secret,
      userName: `nobody-${probes}`,
      password: '000000',
      identifier: probes & 255,
    });
    prober.send(question, front.port, '127.0.0.1');
    const [reply] = (await once(prober, 'message')) as [Buffer];
    if (!isOurReply(reply, question, secret)) throw new Error('the reply is none of the front');
  };
  const target = targetOf<Packet>({
    name: 'radius UDP',
    group: 'radius',
    inputs: packetsOf(api),
    send: async (packet) => {
      last = undefined;
      socket.send(octetsOf(packet, secret), front.port, '127.0.0.1');
      await probe();
      const [fault] = faults.splice(0);
      if (fault !== undefined) throw fault;
      return last ?? 'silence';
    },
    isDoor: (verdict) => verdict === 'silence',
    share: 4,
  });
  return {
    targets: [target],
    close: async () => {
      socket.close();
      prober.close();
      await front.close();
    },
  };
}
