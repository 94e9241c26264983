import type { Settings } from '../config.ts';
import type { Reached } from '../database/reach.ts';
import { judgeServesFrom } from '../database/serves-from.ts';
import type { Share } from '../processes/worker.ts';
import { openWatch, type Watch } from '../watch/open-watch.ts';
import type { Listening } from './listen.ts';
import { type AuthorityHouse, type House, openAuthorityHouse, openHouse } from './open-house.ts';
import { isAuthorityAlone, type Part } from './parts.ts';
import { sealsOf, serveHouse } from './serve-house.ts';

/** Opens what the parts need and serves this process's share of them; closing it closes all of it. */
export async function serveShare(
  settings: Settings,
  reached: Reached,
  parts: readonly Part[],
  share: Share,
): Promise<Listening> {
  await judgeServesFrom(reached.urlFor(isAuthorityAlone(parts) ? 'token_app' : 'bank_app'));
  const watch = await openWatch(settings, process.env);
  try {
    const house = await openShare(settings, reached, parts, share, watch);
    try {
      const served = await serveHouse(settings, house, parts, watch, share);
      return {
        close: async () => {
          await watch.drain(settings.drainSeconds);
          await served.close().finally(house.close).finally(watch.close);
        },
      };
    } catch (error) {
      await house.close();
      throw error;
    }
  } catch (error) {
    await watch.close();
    throw error;
  }
}

function openShare(
  settings: Settings,
  reached: Reached,
  parts: readonly Part[],
  share: Share,
  watch: Watch,
): Promise<House | AuthorityHouse> {
  const opening = {
    settings,
    reached,
    onFault: watch.log.fault,
    watch,
    // The trails are sealed by one of the processes.
    seals: sealsOf(share.isFirst ? parts : []),
  };
  const needsAuthority = parts.includes('token') || parts.includes('console');
  const needsOffice = parts.includes('branch-office') || (parts.includes('jobs') && share.isFirst);
  return isAuthorityAlone(parts)
    ? openAuthorityHouse(opening)
    : openHouse({ ...opening, needsAuthority, needsOffice });
}
