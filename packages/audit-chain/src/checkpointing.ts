import type { KeyObject } from 'node:crypto';
import type { Clock, EpochSeconds } from '@warifu/base';
import type { Database } from '@warifu/pg';
import { type Checkpoint, signCheckpoint } from './checkpoint.ts';
import { findLastLink, findLink, findPruned } from './queries.ts';
import { ChainRewritten } from './seal.ts';
import type { Trail, Wing } from './trail.ts';

/** Where checkpoints are kept: outside the database, and out of reach of whoever owns it. */
export interface CheckpointStore {
  /** The newest of a wing. */
  readonly findLast: (wing: Wing) => Promise<Checkpoint | undefined>;
  /** Adds one, on the disk when it returns; never over one that is there and says otherwise. */
  readonly append: (checkpoint: Checkpoint, line: string) => Promise<void>;
}

/** One is signed when so many links or so many seconds came since the last one; whichever is first. */
const CHECKPOINT_LINKS = 10_000n;
export const CHECKPOINT_SECONDS = 300;

export interface Checkpointing {
  /** A job: signs the end of the chain where one is due; how many it signed, 0 or 1. */
  readonly run: () => Promise<number>;
  /** The newest, as far as this process saw; undefined where it saw none. */
  readonly last: () => Checkpoint | undefined;
}

/**
 * Signs the end of a chain now and then and puts the checkpoint into another place. Before that it looks for the one
 * before in the chain: a history that was rewritten since is told at once, and not vouched for.
 */
export function openCheckpointing<Tables>(ports: {
  /** As `audit_sealer`. */
  readonly database: Database<Tables>;
  readonly clock: Clock;
  readonly trail: Trail;
  readonly store: CheckpointStore;
  readonly privateKey: KeyObject;
}): Checkpointing {
  const { database, clock, trail, store, privateKey } = ports;
  const db = database.kysely;
  let last: Checkpoint | undefined;
  const isDue = (seq: bigint, now: EpochSeconds): boolean =>
    last === undefined ||
    (seq > last.seq && (seq - last.seq >= CHECKPOINT_LINKS || now - last.at >= CHECKPOINT_SECONDS));

  const judgeLast = async (checkpoint: Checkpoint): Promise<void> => {
    const link = await findLink(db, trail, checkpoint.seq);
    if (link?.equals(checkpoint.link)) return;
    throw new ChainRewritten(
      `link ${checkpoint.seq} of the audit trail ${trail.wing} is not the one of its checkpoint: the chain was rewritten, or its database put back to an earlier time`,
    );
  };

  return {
    last: () => last,
    run: async () => {
      const now = clock();
      const end = await findLastLink(db, trail);
      if (end === undefined && last === undefined) last = await store.findLast(trail.wing);
      if (end === undefined ? last === undefined : !isDue(end.seq, now)) return 0;
      // Another process may have signed since.
      last = await store.findLast(trail.wing);
      if (last !== undefined) await judgeLast(last);
      if (end === undefined || !isDue(end.seq, now)) return 0;
      const pruned = await findPruned(db, trail);
      const { seq, link } = end;
      const checkpoint: Checkpoint = {
        wing: trail.wing,
        kind: 'sealed',
        seq,
        link,
        at: now,
        rows: seq - (pruned?.rows ?? 0n),
      };
      await store.append(checkpoint, signCheckpoint(checkpoint, privateKey));
      last = checkpoint;
      return 1;
    },
  };
}
