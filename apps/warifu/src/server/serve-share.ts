import type { Settings } from '../config.ts';
import type { Reached } from '../database/reach.ts';
import type { Share } from '../processes/worker.ts';
import { tellFault } from '../tell-fault.ts';
import type { Listening } from './listen.ts';
import { openAuthorityHouse, openHouse } from './open-house.ts';
import { isAuthorityAlone, type Part } from './parts.ts';
import { serveHouse } from './serve-house.ts';

/** Opens what the parts need and serves this process's share of them; closing it closes all of it. */
export async function serveShare(
  settings: Settings,
  reached: Reached,
  parts: readonly Part[],
  share: Share,
): Promise<Listening> {
  const opening = { settings, reached, onFault: tellFault };
  const needsAuthority = parts.includes('token') || parts.includes('console');
  const needsOffice = parts.includes('branch-office') || (parts.includes('jobs') && share.isFirst);
  const house = isAuthorityAlone(parts)
    ? await openAuthorityHouse(opening)
    : await openHouse({ ...opening, needsAuthority, needsOffice });
  try {
    const served = await serveHouse(settings, house, parts, tellFault, share);
    return {
      close: async () => {
        try {
          await served.close();
        } finally {
          await house.close();
        }
      },
    };
  } catch (error) {
    await house.close();
    throw error;
  }
}
