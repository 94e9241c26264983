export type { ChainedRow } from './chain.ts';
export {
  type Checkpoint,
  isSigned,
  keyIdOf,
  readCheckpoint,
  type SignedCheckpoint,
} from './checkpoint.ts';
export {
  CHECKPOINT_SECONDS,
  type Checkpointing,
  type CheckpointStore,
  openCheckpointing,
} from './checkpointing.ts';
export type { ChainFault } from './fault.ts';
export { type AuditVerification, type ChainSource, followChain } from './follow.ts';
export { type PruneOutcome, pruneTrail } from './prune.ts';
export type { LinkedRow } from './queries.ts';
export { ChainRewritten, openSealing } from './seal.ts';
export { inSnapshot } from './snapshot.ts';
export { type SealingState, sealingStateOf } from './state.ts';
export { instantText, type Trail, WINGS, type Wing } from './trail.ts';
export { chainIn, listWaiting, verifyChain } from './verify-chain.ts';
