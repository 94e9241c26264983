import { setTimeout as wait } from 'node:timers/promises';
import { openCheckpointing, openSealing, WINGS } from '@warifu/audit-chain';
import { epochSeconds } from '@warifu/base';
import { openDatabase } from '@warifu/pg';
import { readCheckpointKey } from '../../apps/warifu/src/audit/checkpoint-key.ts';
import { openCheckpointStore } from '../../apps/warifu/src/audit/checkpoint-store.ts';
import { TRAILS } from '../../apps/warifu/src/audit/open-audit.ts';

/** A sealer process of both wings, until it is killed: `sealer.ts URL CHECKPOINT_FOLDER KEY_FILE`. */
const [url = '', folder = '', keyFile = ''] = process.argv.slice(2);
const REST_MS = 20;
/** Five minutes of its clock pass in a second, so that a short proof has many checkpoints. */
const HURRY = 300;

const began = Date.now();
const clock = () => epochSeconds(Math.floor(began / 1_000 + ((Date.now() - began) / 1_000) * HURRY));
const database = openDatabase<unknown>({ connectionString: url, connectionsMax: 2 });
const privateKey = await readCheckpointKey(keyFile);
const store = openCheckpointStore(folder);

const keepRunning = async (run: () => Promise<number>): Promise<never> => {
  for (;;) {
    const done = await run();
    if (done > 0) process.stdout.write('.');
    if (done === 0) await wait(REST_MS);
  }
};

await Promise.all(
  WINGS.flatMap((wing) => {
    const common = { database, clock, trail: TRAILS[wing] };
    return [
      keepRunning(openSealing(common)),
      keepRunning(openCheckpointing({ ...common, store, privateKey }).run),
    ];
  }),
);
