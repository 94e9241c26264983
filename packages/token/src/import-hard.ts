import { randomBytes } from 'node:crypto';
import { assert, type EpochSeconds, present, uuidv7 } from '@warifu/base';
import { at, type Tx, transact } from '@warifu/pg';
import { newTokenId } from '@warifu/provisioning';
import { sql } from 'kysely';
import type { Ground } from './check.ts';
import { insertImportActs, insertTokens, sealedToken, type TokenRow } from './import.ts';
import { isLikeTokenId, normaliseSerial } from './serial.ts';
import type { TokenTables } from './tables.ts';
import type { TokenSuite } from './token.ts';

/** A hardware token as its maker's seed file tells it. */
export interface SeededToken {
  /** Where it stands in the file, to name it by. */
  readonly place: string;
  readonly manufacturer: string;
  readonly serial: string;
  /** Filled with zeros once it is sealed. */
  readonly secret: Uint8Array;
  readonly suite: TokenSuite;
  readonly driftSteps: number;
  readonly startsAt?: number;
  readonly expiresAt?: number;
}

/** Why a file is not imported, in order of precedence; none of its tokens is. */
export type ImportRefusalReason =
  | 'too_many'
  | 'serial_malformed'
  | 'serial_like_token_id'
  | 'secret_length'
  | 'drift_too_far'
  | 'not_yet_valid'
  | 'serial_twice'
  | 'serial_known';

export type ImportOutcome =
  | { readonly outcome: 'imported'; readonly batchId: string; readonly tokens: readonly StockedToken[] }
  | {
      readonly outcome: 'refused';
      readonly reason: ImportRefusalReason;
      readonly place: string;
      readonly serial: string;
    };

export interface StockedToken {
  readonly tokenId: string;
  readonly serial: string;
}

const SEEDED_MAX = 10_000;
const ROWS_AT_ONCE = 2_000;
/** RFC 4226 R6 asks for 128 bits; more than the block of SHA-512 would only be hashed away. */
const SECRET_BYTES = { min: 16, max: 128 };
/** With ten million tokens one draw in ten is taken: ten in a row are once in 10^10. */
const TRIES_MAX = 10;

type Drawn = SeededToken & { readonly normalised: string; readonly tokenId: string };

/**
 * Takes a maker's tokens into the stock: each gets an ID of its own, its secret is sealed, and its serial is kept as
 * printed. All of the file or none of it, in one transaction, with a line in the audit trail for each token.
 *
 * A token in stock never expires by the rule for tokens that are never bound; its maker's date stays with it.
 */
export async function importHardTokens(
  ground: Ground,
  { tokens, actor }: { readonly tokens: readonly SeededToken[]; readonly actor: string },
): Promise<ImportOutcome> {
  const { database, clock, configuration } = ground;
  const now = clock();
  try {
    const refusal = judgeSeeds(tokens, now, configuration.farSteps);
    if (refusal) return refusal;
    return await transact(database.kysely, async (tx): Promise<ImportOutcome> => {
      const known = await findKnown(tx, tokens);
      if (known)
        return { outcome: 'refused', reason: 'serial_known', place: known.place, serial: known.serial };
      const batchId = uuidv7();
      const drawn = await drawIds(tx, tokens);
      for (let from = 0; from < drawn.length; from += ROWS_AT_ONCE) {
        const some = drawn.slice(from, from + ROWS_AT_ONCE);
        await insertTokens(
          tx,
          now,
          some.map((token) => rowOf(ground, token)),
        );
        await insertStock(tx, now, batchId, some);
        await insertImportActs(tx, now, some, { actor, reason: `batch ${batchId}` });
      }
      return {
        outcome: 'imported',
        batchId,
        tokens: drawn.map(({ tokenId, serial }) => ({ tokenId, serial })),
      };
    });
  } finally {
    for (const { secret } of tokens) secret.fill(0);
  }
}

/** Decides by the file alone, and touches nothing. */
function judgeSeeds(
  tokens: readonly SeededToken[],
  now: EpochSeconds,
  farSteps: number,
): Extract<ImportOutcome, { readonly outcome: 'refused' }> | undefined {
  const seen = new Set<string>();
  for (const token of tokens) {
    const reason = tokens.length > SEEDED_MAX ? 'too_many' : judgeSeed(token, now, farSteps, seen);
    if (reason) return { outcome: 'refused', reason, place: token.place, serial: token.serial };
  }
  return undefined;
}

function judgeSeed(
  { serial, secret, driftSteps, startsAt }: SeededToken,
  now: EpochSeconds,
  farSteps: number,
  seen: Set<string>,
): ImportRefusalReason | undefined {
  const normalised = normaliseSerial(serial);
  if (normalised === undefined) return 'serial_malformed';
  if (isLikeTokenId(normalised)) return 'serial_like_token_id';
  if (secret.length < SECRET_BYTES.min || secret.length > SECRET_BYTES.max) return 'secret_length';
  if (Math.abs(driftSteps) > farSteps) return 'drift_too_far';
  if (startsAt !== undefined && startsAt > now) return 'not_yet_valid';
  if (seen.has(normalised)) return 'serial_twice';
  seen.add(normalised);
  return undefined;
}

const normalisedOf = ({ serial }: SeededToken): string =>
  present(normaliseSerial(serial), 'the serial was judged before');

/** The first token of the file whose serial is in the stock already, or ever was. */
async function findKnown(
  tx: Tx<TokenTables>,
  tokens: readonly SeededToken[],
): Promise<SeededToken | undefined> {
  const { rows } = await sql<{ normalised_serial: string }>`select h.normalised_serial from token.hard_token h
    where h.normalised_serial = any (${tokens.map(normalisedOf)}::text[])`.execute(tx);
  const known = new Set(rows.map((row) => row.normalised_serial));
  return tokens.find((token) => known.has(normalisedOf(token)));
}

/** An ID for each token that no other has. One taken meanwhile by another import ends this one, and nothing is kept. */
async function drawIds(tx: Tx<TokenTables>, tokens: readonly SeededToken[]): Promise<readonly Drawn[]> {
  const ids = new Set<string>();
  for (let tries = 0; tries < TRIES_MAX && ids.size < tokens.length; tries += 1) {
    const fresh = tokens.slice(ids.size).map(() => newTokenId('WRHT', (length) => randomBytes(length)));
    const { rows } = await sql<{ token_id: string }>`select t.token_id from token.token t
      where t.token_id = any (${fresh}::text[])`.execute(tx);
    const taken = new Set(rows.map((row) => row.token_id));
    for (const id of fresh) if (!taken.has(id)) ids.add(id);
  }
  assert(ids.size === tokens.length, 'enough token IDs are free');
  const drawn = [...ids];
  return tokens.map((token, index) => ({
    ...token,
    normalised: normalisedOf(token),
    tokenId: present(drawn[index], 'each token has an ID'),
  }));
}

const rowOf = (ground: Ground, token: Drawn): TokenRow => ({
  ...sealedToken(ground, token),
  tokenId: token.tokenId,
  suite: token.suite,
  isBound: false,
  driftSteps: token.driftSteps,
  expiresAt: undefined,
  keyExpiresAt: token.expiresAt,
});

async function insertStock(
  tx: Tx<TokenTables>,
  now: EpochSeconds,
  batchId: string,
  rows: readonly Drawn[],
): Promise<void> {
  await sql`insert into token.hard_token
      (token_id, batch_id, manufacturer, serial, normalised_serial, state, imported_at)
    select h.token_id, ${batchId}, h.manufacturer, h.serial, h.normalised, 'in_stock', ${at(now)}
    from unnest(${rows.map((row) => row.tokenId)}::text[], ${rows.map((row) => row.manufacturer)}::text[],
      ${rows.map((row) => row.serial)}::text[], ${rows.map((row) => row.normalised)}::text[])
      as h (token_id, manufacturer, serial, normalised)`.execute(tx);
}
