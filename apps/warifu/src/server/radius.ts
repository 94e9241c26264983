import { listenRadius } from '@warifu/token-authority';
import { PORT_OFFSET, type Settings } from '../config.ts';
import { codeOf, PlainFault } from '../plain-fault.ts';
import type { Listening } from './listen.ts';
import type { House } from './open-house.ts';

/** Listens for RADIUS beside the authority's site; nothing where it is switched off. */
export async function serveRadius(
  { radiusHost, portBase }: Settings,
  { authority }: Pick<House, 'authority'>,
  onFault: (what: string, error: unknown) => void,
): Promise<readonly Listening[]> {
  if (radiusHost === undefined || authority === undefined) return [];
  const port = portBase + PORT_OFFSET.radius;
  try {
    const listening = await listenRadius({
      authority,
      host: radiusHost,
      port,
      onFault: (error) => onFault('radius', error),
      onDropped: (sentence) => onFault('radius', sentence),
    });
    return [listening];
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE')
      throw new PlainFault(`UDP port ${port} on ${radiusHost} is taken by another program.`);
    if (codeOf(error) === 'EACCES' || codeOf(error) === 'EADDRNOTAVAIL')
      throw new PlainFault(`Warifu may not listen on ${radiusHost}, UDP port ${port} (${codeOf(error)}).`);
    throw error;
  }
}
