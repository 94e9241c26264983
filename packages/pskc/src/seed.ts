/** Hash of a key's HMAC. */
export type SeedAlgorithm = 'SHA1' | 'SHA256' | 'SHA512';

/** What makes the next code differ from the last. Steps are intervals by which the device's clock is ahead. */
export type SeedMovement =
  | { readonly by: 'time'; readonly periodSeconds: number; readonly driftSteps: number }
  | { readonly by: 'counter'; readonly counter: bigint };

/** One key of a seed file, decrypted and checked. */
export interface Seed {
  /** Where it stood, to name it by. */
  readonly place: string;
  /** `Id` of the PSKC key. */
  readonly keyId?: string;
  readonly manufacturer?: string;
  /** As the maker prints it on the device. */
  readonly serial?: string;
  /** To be filled with zeros by whoever is done with it. */
  readonly secret: Uint8Array;
  readonly algorithm: SeedAlgorithm;
  /** Undefined where the file does not say. */
  readonly digits?: number;
  readonly movement: SeedMovement;
  /** Seconds since 1970: not to be used before. */
  readonly startsAt?: number;
  /** Seconds since 1970: not to be used from then on. */
  readonly expiresAt?: number;
}

/** All seeds of a file. */
export interface SeedsRead {
  readonly outcome: 'read';
  readonly seeds: readonly Seed[];
}

export const FILE_BYTES_MAX = 16 * 1024 * 1024;
export const SEEDS_MAX = 10_000;
export const NAME_LENGTH_MAX = 200;
export const SECRET_BYTES_MAX = 128;
export const PERIOD_SECONDS_MAX = 300;
