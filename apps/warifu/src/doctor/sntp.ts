import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { PlainFault } from '../plain-fault.ts';

/** A time server by name and UDP port. */
export interface NtpServer {
  readonly host: string;
  readonly port: number;
}

const PORT = 123;
const ANSWER_MS = 2_000;

/** `host`, `host:port` or `[address]:port`; undefined where it is none of them. */
export function ntpServerOf(text: string): NtpServer | undefined {
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-fA-F:.]+)\]|([\w.-]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = digits === undefined ? PORT : Number(digits);
  return host === undefined || port < 1 || port > 65_535 ? undefined : { host, port };
}

const PACKET_BYTES = 48;
/** Version 4, mode 3: a client's question. */
const QUESTION = 0x23;
const MODE_SERVER = 4;
const UNSYNCHRONISED = 3;
const STRATUM_MAX = 15;
/** From 1900, where NTP begins, to 1970. */
const NTP_EPOCH_SECONDS = 2_208_988_800;
const PLACE = { stratum: 1, origin: 24, received: 32, transmitted: 40 } as const;

const millisAt = (packet: Buffer, place: number): number =>
  (packet.readUInt32BE(place) - NTP_EPOCH_SECONDS) * 1_000 +
  (packet.readUInt32BE(place + 4) / 2 ** 32) * 1_000;

/**
 * By how many milliseconds the time server is ahead of this clock. One question, which carries a random number in
 * place of our time; an answer without it is not ours.
 *
 * @see RFC 5905 section 7.3, 8 (packet, offset); section 14 (SNTP)
 * @throws PlainFault where no usable answer comes within two seconds
 */
export function askNtp(server: NtpServer, nowMs: () => number): Promise<number> {
  const place = `${server.host}:${server.port}`;
  const socket = createSocket(server.host.includes(':') ? 'udp6' : 'udp4');
  const question = Buffer.alloc(PACKET_BYTES);
  question.writeUInt8(QUESTION, 0);
  const mark = randomBytes(8);
  mark.copy(question, PLACE.transmitted);
  return new Promise<number>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new PlainFault(`The time server ${place} did not answer within ${ANSWER_MS / 1_000} s.`)),
      ANSWER_MS,
    );
    const end = (error: Error): void => {
      clearTimeout(timer);
      reject(error);
    };
    let askedAt = 0;
    socket.once('error', () => end(new PlainFault(`The time server ${place} cannot be reached.`)));
    socket.on('message', (packet) => {
      const answeredAt = nowMs();
      if (packet.length < PACKET_BYTES || !packet.subarray(PLACE.origin, PLACE.origin + 8).equals(mark))
        return;
      const stratum = packet.readUInt8(PLACE.stratum);
      const [leap, mode] = [packet.readUInt8(0) >> 6, packet.readUInt8(0) & 7];
      if (mode !== MODE_SERVER || leap === UNSYNCHRONISED || stratum < 1 || stratum > STRATUM_MAX) {
        return end(new PlainFault(`The time server ${place} says that it does not know the time.`));
      }
      clearTimeout(timer);
      const there = millisAt(packet, PLACE.received) + millisAt(packet, PLACE.transmitted);
      resolve((there - askedAt - answeredAt) / 2);
    });
    socket.connect(server.port, server.host, () => {
      askedAt = nowMs();
      socket.send(question);
    });
  }).finally(() => socket.close());
}
