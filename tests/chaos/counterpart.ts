import { openHttpLiar } from './http-liar.ts';
import { judge, live, type Scenario } from './scenario.ts';
import { NETWORKS_URL, openWorld } from './world.ts';

const LIES_PERCENT = 35;

/** Zengin and Pay-easy answer late, twice, wrongly or never, while customers pay. */
export const COUNTERPART: Scenario = {
  name: 'counterpart',
  planted: 'what is sent twice is sent the second time under another id',
  missing: async () => undefined,
  run: async (options) => {
    const { customers, random, isPlanted } = options;
    const liar = await openHttpLiar(NETWORKS_URL, { random, sendsAnew: isPlanted });
    const bankEnvironment = {
      WARIFU_ZENGIN_URL: `${liar.url}/zengin`,
      WARIFU_PAY_EASY_URL: `${liar.url}/pay-easy`,
    };
    const world = await openWorld({ customers, bankEnvironment });
    try {
      liar.setLies(LIES_PERCENT);
      const lived = await live(world);
      liar.setLies(0);
      const more = liar.told();
      return await judge(world, COUNTERPART, options, lived, { kills: [], faults: [], more });
    } finally {
      await world.close();
      await liar.close();
    }
  },
};
