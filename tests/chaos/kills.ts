import { actsOfAll, openMoments } from './moments.ts';
import { ANSWERS_TOO_EARLY } from './plants.ts';
import { judge, live, type Scenario } from './scenario.ts';
import { openWorld, PARTS, type Part } from './world.ts';

/** SIGKILL of every process of the house, one after the other, at moments that follow from the seed. */
export const KILLS: Scenario = {
  name: 'kills',
  planted: 'commits are answered before they are on the disk',
  missing: async () => undefined,
  run: async (options) => {
    const { customers, kills, random, isPlanted } = options;
    const world = await openWorld({ customers, plant: isPlanted ? ANSWERS_TOO_EARLY : [] });
    try {
      const turns = drawTurns(random, kills, isPlanted);
      const between = actsOfAll(customers) / Math.max(1, turns.length);
      const moments = openMoments(
        turns.map((part, nth) => ({
          count: Math.floor(between * (nth + random.below(100) / 100)) + 1,
          name: part,
          happen: () => world.kill(part),
        })),
      );
      const lived = await live(world, { onReceipt: moments.onReceipt });
      const faults = [...(await moments.finish())];
      const spared = PARTS.filter((part) => !moments.happened.includes(part));
      if (!isPlanted && kills >= PARTS.length && spared.length > 0)
        faults.push(`never killed: ${spared.join(', ')}`);
      return await judge(world, KILLS, options, lived, { kills: moments.happened, faults });
    } finally {
      await world.close();
    }
  },
};

/** Every part once in an order of the seed, then all of them again; PostgreSQL is never left out. */
function drawTurns(
  random: { readonly below: (n: number) => number },
  count: number,
  isPlanted: boolean,
): readonly Part[] {
  if (isPlanted) return Array.from({ length: count }, () => 'postgres');
  const turns: Part[] = [];
  while (turns.length < count) {
    const left: Part[] = [...PARTS];
    while (left.length > 0) turns.push(...left.splice(random.below(left.length), 1));
  }
  const drawn = turns.slice(0, count);
  if (count > 0 && !drawn.includes('postgres')) drawn[random.below(count)] = 'postgres';
  return drawn;
}
