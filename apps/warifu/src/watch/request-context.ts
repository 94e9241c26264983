import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

const running = new AsyncLocalStorage<string>();

/** The request under way, where there is one: a job has none. */
export const requestIdHere = (): string | undefined => running.getStore();

/** Runs what belongs to a request; whatever follows from it knows whose it is. */
export const withRequestId = (requestId: string, go: () => void): void => running.run(requestId, go);

/** Digits and capitals that nobody takes for one another on the telephone. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const SIGN_BITS = 31;
const SIGNS_EACH = 12;
const POOL_BYTES = SIGNS_EACH * 256;

/** 問い合わせ番号. Makes numbers of 60 random bits, such as `7K2M-Q9XD-4TNB`. */
export function openRequestIds(): () => string {
  let pool = Buffer.alloc(0);
  let at = 0;
  return () => {
    if (at + SIGNS_EACH > pool.length) {
      // One call for many requests: asking for a few bytes costs as much as asking for many.
      pool = randomBytes(POOL_BYTES);
      at = 0;
    }
    let id = '';
    for (let sign = 0; sign < SIGNS_EACH; sign += 1, at += 1) {
      if (sign > 0 && sign % 4 === 0) id += '-';
      id += SIGNS.charAt((pool[at] ?? 0) & SIGN_BITS);
    }
    return id;
  };
}

/** What a proxy may give us: written into logs and headers as it comes. */
const GIVEN = /^[A-Za-z0-9_-]{8,64}$/;

/** Whether the sender of a request is a proxy whose word is taken. Names of networks as in the settings. */
export function openTrust(trustedProxies: readonly string[]): (request: IncomingMessage) => boolean {
  if (trustedProxies.length === 0) return () => false;
  const list = new BlockList();
  for (const entry of trustedProxies) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return ({ socket }) => {
    const address = (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '');
    return isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  };
}

export const REQUEST_ID_HEADER = 'x-request-id';

/** The number that a trusted proxy gave a request, or a new one. */
export function requestIdOf(
  isTrusted: (request: IncomingMessage) => boolean,
  newId: () => string,
): (request: IncomingMessage) => string {
  return (request) => {
    const given = request.headers[REQUEST_ID_HEADER];
    return typeof given === 'string' && GIVEN.test(given) && isTrusted(request) ? given : newId();
  };
}
