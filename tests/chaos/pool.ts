import { openTcpLine } from '../support/tcp-line.ts';
import { actsOfAll, openMoments } from './moments.ts';
import { POSTS_TWICE } from './plants.ts';
import { judge, live, type Scenario } from './scenario.ts';
import { openWorld } from './world.ts';

/**
 * Half of the connections to the database die: once told so (terminated by the server), and once in silence, when no byte
 * passes any more and nothing says so. The second is what a firewall does that forgets a connection.
 */
export const POOL: Scenario = {
  name: 'pool',
  planted: 'each transfer is posted a second time, unguarded',
  missing: async () => undefined,
  run: async (options) => {
    const { customers, isPlanted } = options;
    const world = await openWorld({ customers, postgres: {}, plant: isPlanted ? POSTS_TWICE : [] });
    const line = await openTcpLine(world.stage.ownerUrl);
    try {
      const through = (role: 'bank_app' | 'token_app' | 'branch_app' | 'audit_sealer'): string =>
        line.through(world.stage.reached.urlFor(role));
      await world.restart({
        every: {
          WARIFU_BANK_DATABASE_URL: through('bank_app'),
          WARIFU_TOKEN_DATABASE_URL: through('token_app'),
          WARIFU_BRANCH_DATABASE_URL: through('branch_app'),
          WARIFU_SEALER_DATABASE_URL: through('audit_sealer'),
        },
      });
      let terminated = 0;
      let silenced = 0;
      const all = actsOfAll(customers);
      const moments = openMoments([
        {
          count: Math.floor(all / 4),
          name: 'half terminated',
          happen: async () => {
            const owner = await world.openOwner();
            const { rowCount } = await owner.query(`select pg_terminate_backend(pid) from (
              select pid, row_number() over (partition by application_name order by pid) as nth
              from pg_stat_activity where application_name like 'warifu %') as own where nth % 2 = 1`);
            terminated += rowCount ?? 0;
            await owner.end();
          },
        },
        ...[2, 3].map((quarter) => ({
          count: Math.floor((all * quarter) / 4),
          name: 'half silent',
          happen: async () => {
            silenced += line.silenceHalf();
          },
        })),
      ]);
      const lived = await live(world, { onReceipt: moments.onReceipt });
      const faults = [...(await moments.finish())];
      if (terminated === 0 || silenced === 0) faults.push('no connection died');
      const more = { terminated, silenced };
      return await judge(world, POOL, options, lived, { kills: [], faults, more });
    } finally {
      await world.close();
      await line.close();
    }
  },
};
