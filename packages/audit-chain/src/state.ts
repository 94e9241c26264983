import type { Clock } from '@warifu/base';
import type { Database } from '@warifu/pg';
import { madeAtOf } from './chain.ts';
import { countUnsealed, findLastLink } from './queries.ts';
import { firstWaitingId, SEALED_WITHIN_MS } from './seal.ts';
import type { Trail, Wing } from './trail.ts';

/** How far a sealer is behind: what an operator is warned by. */
export interface SealingState {
  readonly wing: Wing;
  /** Links made since the beginning. */
  readonly sealed: number;
  /** Rows that wait for a link, counted up to 10,000. */
  readonly unsealed: number;
  /** How long the oldest of them has waited, 0 where none does. */
  readonly unsealedSeconds: number;
}

const COUNTED_MAX = 10_000;

/** Looks at the end of the trail alone: cheap enough to be asked every few seconds. */
export async function sealingStateOf<Tables>(ports: {
  readonly database: Database<Tables>;
  readonly clock: Clock;
  readonly trail: Trail;
}): Promise<SealingState> {
  const { database, clock, trail } = ports;
  const db = database.kysely;
  const last = await findLastLink(db, trail);
  const now = clock();
  const fromId = firstWaitingId(last, now, SEALED_WITHIN_MS);
  const { unsealed, oldestId } = await countUnsealed(db, trail, fromId, COUNTED_MAX);
  const ageMs = oldestId === undefined ? 0 : now * 1_000 - madeAtOf(oldestId);
  return {
    wing: trail.wing,
    sealed: Number(last?.seq ?? 0n),
    unsealed,
    unsealedSeconds: Math.max(0, Math.floor(ageMs / 1_000)),
  };
}
