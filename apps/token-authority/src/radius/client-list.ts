import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { OpenRadiusClient } from '@warifu/token';

/** A client that was ended is answered for so long at most. */
const KEPT_MS = 5_000;
/** Clients tried for one packet; each costs a digest. */
const TRIED_MAX = 16;

interface Placed {
  readonly client: OpenRadiusClient;
  readonly prefix: number;
  readonly contains: (address: string) => boolean;
}

/** `192.0.2.7` or `192.0.2.0/24` as it is kept, with its prefix; undefined where it is no address and no network. */
export function networkOf(text: string): string | undefined {
  const [address = '', length] = text.trim().toLowerCase().split('/');
  const bits = isIPv4(address) ? 32 : isIPv6(address) && !address.includes('%') ? 128 : 0;
  const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : 0;
  // A prefix of nothing is everybody, and whoever may send from anywhere needs no place to send from.
  return bits === 0 || prefix < 1 || prefix > bits ? undefined : `${address}/${prefix}`;
}

/** An IPv4 address in its own clothes, also where a socket for both families saw it. */
export const plainAddress = (address: string): string => {
  const inner = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  return inner !== undefined && isIPv4(inner) ? inner : address.replace(/%.*$/, '');
};

const familyOf = (address: string) => (isIPv4(address) ? 'ipv4' : 'ipv6');

function placed(client: OpenRadiusClient): readonly Placed[] {
  const [address = '', prefix] = (networkOf(client.network) ?? '').split('/');
  if (prefix === undefined) return [];
  const network = new BlockList();
  network.addSubnet(address, Number(prefix), familyOf(address));
  const contains = (from: string) => network.check(from, familyOf(from));
  return [{ client, prefix: Number(prefix), contains }];
}

/**
 * The clients that may send from an address: the narrowest network first, then the newest; at most sixteen.
 *
 * The list is asked for anew after five seconds, by the first packet that comes then, and by one at a time.
 */
export function openClientList(
  load: () => Promise<readonly OpenRadiusClient[]>,
  nowMs: () => number,
): (address: string) => Promise<readonly OpenRadiusClient[]> {
  let list: readonly Placed[] = [];
  let loadedAt = Number.NEGATIVE_INFINITY;
  let loading: Promise<void> | undefined;
  const reload = async (): Promise<void> => {
    const startedAt = nowMs();
    list = (await load()).flatMap(placed).sort((one, other) => other.prefix - one.prefix);
    loadedAt = startedAt;
  };
  return async (address) => {
    if (nowMs() - loadedAt >= KEPT_MS) {
      loading ??= reload().finally(() => {
        loading = undefined;
      });
      await loading;
    }
    const from = list.filter(({ contains }) => contains(address));
    return from.slice(0, TRIED_MAX).map(({ client }) => client);
  };
}
