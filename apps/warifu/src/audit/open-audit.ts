import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import {
  CHECKPOINT_SECONDS,
  type CheckpointStore,
  openCheckpointing,
  openSealing,
  type SealingState,
  sealingStateOf,
  type Trail,
  type Wing,
} from '@warifu/audit-chain';
import { BANK_TRAIL } from '@warifu/bank';
import { systemClock } from '@warifu/base';
import type { Database } from '@warifu/pg';
import { TOKEN_TRAIL } from '@warifu/token';
import { isBelow, type Settings } from '../config.ts';
import type { DemoMark } from '../database/judge-role.ts';
import type { Job } from '../jobs.ts';
import { PlainFault } from '../plain-fault.ts';
import { makeCheckpointKey, readCheckpointKey } from './checkpoint-key.ts';
import { openCheckpointStore } from './checkpoint-store.ts';

export const TRAILS: Readonly<Record<Wing, Trail>> = { bank: BANK_TRAIL, token: TOKEN_TRAIL };

/** How far sealer and checkpoints of a wing are behind. */
export interface AuditState extends SealingState {
  /** Whether checkpoints are made at all. */
  readonly makesCheckpoints: boolean;
  /** For how long the end of the chain has stood under no checkpoint; 0 where one vouches for it. */
  readonly uncheckedSeconds: number;
}

/** What goes on beside a wing's audit trail: its sealer, and its checkpoints where they are set up. */
export interface WingAudit {
  readonly wing: Wing;
  readonly jobs: readonly Job[];
  readonly state: () => Promise<AuditState>;
}

/** Longer than this, and somebody should look. */
const UNSEALED_SECONDS_MAX = 60;
const UNCHECKED_SECONDS_MAX = 3 * CHECKPOINT_SECONDS;
const WATCH_REST_MS = 60_000;
/** Each piece reads the last seconds again, however little came since; under load this makes it a few hundred rows. */
const SEALING_PAUSE_MS = 250;
const CHECKPOINT_REST_MS = 5_000;

/** Where checkpoints go and what signs them. */
interface Checkpoints {
  readonly folder: string;
  readonly store: CheckpointStore;
  readonly privateKey: KeyObject;
}

/** The folder and the key of the settings; a demo has its own. Undefined where none are set up. */
export async function openCheckpoints(settings: Settings, demo: DemoMark): Promise<Checkpoints | undefined> {
  const { checkpoints, dataDir } = settings;
  if (checkpoints === undefined) return demo === 'none' ? undefined : openDemoCheckpoints(dataDir);
  if (demo === 'none' && [checkpoints.folder, checkpoints.keyFile].some((path) => isBelow(path, dataDir)))
    throw new PlainFault(
      'WARIFU_CHECKPOINT_DIR and WARIFU_CHECKPOINT_KEY_FILE lie in the data folder: keep them apart from what they prove.',
    );
  return inFolder(checkpoints.folder, await readCheckpointKey(checkpoints.keyFile));
}

async function openDemoCheckpoints(dataDir: string): Promise<Checkpoints> {
  const keyFile = join(dataDir, 'keys', 'checkpoint.pem');
  const privateKey = await readCheckpointKey(keyFile).catch(() => makeCheckpointKey(keyFile));
  return inFolder(join(dataDir, 'checkpoints'), privateKey);
}

const inFolder = (folder: string, privateKey: KeyObject): Checkpoints => ({
  folder,
  store: openCheckpointStore(folder),
  privateKey,
});

/** Opens the sealers of some wings on one login that can do nothing else. */
export function openAudit<Tables>(ports: {
  /** As `audit_sealer`. */
  readonly database: Database<Tables>;
  readonly wings: readonly Wing[];
  readonly checkpoints: Checkpoints | undefined;
  readonly onFault: (what: string, error: unknown) => void;
}): readonly WingAudit[] {
  const { database, checkpoints, onFault } = ports;
  return ports.wings.map((wing) => {
    const common = { database, clock: systemClock, trail: TRAILS[wing] };
    const checkpointing = checkpoints && openCheckpointing({ ...common, ...checkpoints });
    const state = async (): Promise<AuditState> => {
      const sealing = await sealingStateOf(common);
      const last = checkpointing?.last();
      const isUnchecked = last !== undefined && BigInt(sealing.sealed) > last.seq;
      return {
        ...sealing,
        makesCheckpoints: checkpointing !== undefined,
        uncheckedSeconds: isUnchecked ? Math.max(0, systemClock() - last.at) : 0,
      };
    };
    const watch = async (): Promise<number> => {
      const late = sentenceOf(await state());
      if (late !== undefined) onFault(`audit chain of ${wing}`, new Error(late));
      return 0;
    };
    return {
      wing,
      state,
      jobs: [
        { name: `audit chain of ${wing}`, run: openSealing(common), pauseMs: SEALING_PAUSE_MS },
        { name: `audit watch of ${wing}`, run: watch, restMs: WATCH_REST_MS },
        ...(checkpointing
          ? [
              {
                name: `audit checkpoints of ${wing}`,
                run: checkpointing.run,
                restMs: CHECKPOINT_REST_MS,
              },
            ]
          : []),
      ],
    };
  });
}

/** What an operator is told where a sealer or its checkpoints are late. */
export function sentenceOf(state: Omit<AuditState, 'wing'>): string | undefined {
  const { unsealed, unsealedSeconds, uncheckedSeconds } = state;
  if (unsealedSeconds > UNSEALED_SECONDS_MAX)
    return `${unsealed} rows wait for a link, the oldest for ${unsealedSeconds} s: is the sealer at work?`;
  if (uncheckedSeconds > UNCHECKED_SECONDS_MAX)
    return `the end of the chain has stood under no checkpoint for ${uncheckedSeconds} s`;
  return undefined;
}
