import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { openRadiusFront, type RadiusFrontOptions, type Sender } from './front.ts';

export interface RadiusListening {
  readonly port: number;
  /** Reads no more, and lets the answers under way go out. */
  readonly close: () => Promise<void>;
}

/** Datagrams in hand at one time; more are lost, as datagrams may be. */
const UNDER_WAY_MAX = 1_024;

/** Listens for RADIUS on a UDP port; 0 takes a free one. */
export async function listenRadius(
  options: RadiusFrontOptions & { readonly host: string; readonly port: number },
): Promise<RadiusListening> {
  const { host, port, onFault } = options;
  const answer = openRadiusFront(options);
  const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4' });
  const underWay = new Set<Promise<void>>();
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ address: host, port, exclusive: true }, () => {
      socket.off('error', reject);
      resolve();
    });
  });
  socket.on('error', onFault);
  let isOpen = true;
  const respond = async (datagram: Buffer, from: Sender): Promise<void> => {
    const reply = await answer(datagram, from);
    // A reply that cannot be sent is lost like any datagram: the client sends again.
    if (reply !== undefined)
      await new Promise<void>((done) => socket.send(reply, from.port, from.address, () => done()));
  };
  socket.on('message', (datagram, { address, port: fromPort }) => {
    if (!isOpen || underWay.size >= UNDER_WAY_MAX) return;
    const responding = respond(datagram, { address, port: fromPort })
      .catch(onFault)
      .finally(() => underWay.delete(responding));
    underWay.add(responding);
  });
  return {
    port: socket.address().port,
    close: async () => {
      isOpen = false;
      await Promise.allSettled(underWay);
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
}
