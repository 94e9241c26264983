export type { OpenWith } from './protection.ts';
export { readSeedCsv } from './read-csv.ts';
export { readPskc } from './read-pskc.ts';
export { type SeedRefusal, type SeedRefusalReason, sentenceOf } from './refusal.ts';
export type { Seed, SeedAlgorithm, SeedMovement, SeedsRead } from './seed.ts';
