import { assert, type EpochSeconds, uuidv7 } from '@warifu/base';
import { at, type Tx, transact } from '@warifu/pg';
import { isTokenId } from '@warifu/provisioning';
import { sql } from 'kysely';
import type { Ground } from './check.ts';
import type { Sealed } from './key-ring.ts';
import type { TokenTables } from './tables.ts';
import { suiteNameOf, type TokenSuite } from './token.ts';

/** A token whose secret is known beforehand, as a hardware token's is: its maker delivers it in a seed file. */
export interface ImportedToken {
  readonly tokenId: string;
  readonly secret: Uint8Array;
  readonly suite: TokenSuite;
  /** Handed out at a branch: bound from the start, without a code. */
  readonly binding?: { readonly relyingPartyId: string; readonly subject: string };
}

const IMPORTED_MAX = 5_000;

/**
 * Takes tokens over with the secrets that come with them, at most 5,000 a call, all or none.
 *
 * Not on any wire: to fill a database for a measurement. What a maker delivers goes through `importHardTokens`.
 */
export async function importTokens(ground: Ground, tokens: readonly ImportedToken[]): Promise<void> {
  assert(tokens.length <= IMPORTED_MAX, 'at most 5,000 tokens are imported at once');
  const { database, clock, configuration } = ground;
  const now = clock();
  const rows = tokens.map((token) => {
    const isBound = token.binding !== undefined;
    const expiresAt = isBound ? undefined : now + configuration.unboundSeconds;
    return {
      ...token,
      ...sealedToken(ground, token),
      isBound,
      expiresAt,
      driftSteps: 0,
      keyExpiresAt: undefined,
    };
  });
  const bound = rows.flatMap(({ tokenId, binding }) => (binding ? [{ tokenId, ...binding }] : []));
  await transact(database.kysely, async (tx) => {
    await insertTokens(tx, now, rows);
    await sql`insert into token.binding (binding_id, relying_party_id, subject, token_id, bound_at)
      select b.binding_id, b.party, b.subject, b.token_id, ${at(now)}
      from unnest(${bound.map(() => uuidv7())}::uuid[], ${bound.map((row) => row.relyingPartyId)}::uuid[],
        ${bound.map((row) => row.subject)}::text[], ${bound.map((row) => row.tokenId)}::text[])
        as b (binding_id, party, subject, token_id)`.execute(tx);
    await insertImportActs(tx, now, rows, {});
  });
}

/** The secret of a token sealed for its own row. */
export function sealedToken(
  { keyRing }: Ground,
  { tokenId, secret, suite }: Pick<ImportedToken, 'tokenId' | 'secret' | 'suite'>,
): Sealed {
  assert(isTokenId(tokenId), 'a token ID has four letters and eight digits');
  return keyRing.seal(secret, { tokenId, suite: suiteNameOf(suite) });
}

/** A token as it is written. Times in epoch seconds. */
export interface TokenRow extends Sealed {
  readonly tokenId: string;
  readonly suite: TokenSuite;
  readonly isBound: boolean;
  readonly driftSteps: number;
  readonly expiresAt: number | undefined;
  readonly keyExpiresAt: number | undefined;
}

export async function insertTokens(
  tx: Tx<TokenTables>,
  now: EpochSeconds,
  rows: readonly TokenRow[],
): Promise<void> {
  const instants = (read: (row: TokenRow) => number | undefined) =>
    rows.map((row) => {
      const instant = read(row);
      return instant === undefined ? null : at(instant);
    });
  await sql`insert into token.token
      (token_id, state, algorithm, digits, period_seconds, sealed_secret, key_version, drift_steps, created_at,
        expires_at, key_expires_at)
    select t.token_id, case when t.is_bound then 'active' else 'issued' end, t.algorithm, t.digits, t.period,
      t.sealed, t.key_version, t.drift, ${at(now)}, t.expires_at, t.key_expires_at
    from unnest(${rows.map((row) => row.tokenId)}::text[], ${rows.map((row) => row.isBound)}::boolean[],
      ${rows.map((row) => row.suite.algorithm)}::text[], ${rows.map((row) => row.suite.digits)}::smallint[],
      ${rows.map((row) => row.suite.periodSeconds)}::smallint[], ${rows.map((row) => row.sealed)}::bytea[],
      ${rows.map((row) => row.keyVersion)}::integer[], ${rows.map((row) => row.driftSteps)}::integer[],
      ${instants((row) => row.expiresAt)}::timestamptz[], ${instants((row) => row.keyExpiresAt)}::timestamptz[])
      as t (token_id, is_bound, algorithm, digits, period, sealed, key_version, drift, expires_at, key_expires_at)`.execute(
    tx,
  );
}

/** A line in the audit trail for each token. */
export async function insertImportActs(
  tx: Tx<TokenTables>,
  now: EpochSeconds,
  tokens: readonly { readonly tokenId: string }[],
  { actor, reason }: { readonly actor?: string; readonly reason?: string },
): Promise<void> {
  await sql`insert into token.audit (audit_id, at, act, outcome, token_id, actor, reason)
    select a.audit_id, ${at(now)}, 'import', 'done', a.token_id, ${actor ?? null}, ${reason ?? null}
    from unnest(${tokens.map(() => uuidv7())}::uuid[], ${tokens.map((row) => row.tokenId)}::text[])
      as a (audit_id, token_id)`.execute(tx);
}
