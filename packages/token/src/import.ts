import { assert, uuidv7 } from '@warifu/base';
import { at, transact } from '@warifu/pg';
import { isTokenId } from '@warifu/provisioning';
import { sql } from 'kysely';
import type { Ground } from './check.ts';
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
 * Not on any wire: for hardware tokens, and to fill a database for a measurement.
 */
export async function importTokens(ground: Ground, tokens: readonly ImportedToken[]): Promise<void> {
  assert(tokens.length <= IMPORTED_MAX, 'at most 5,000 tokens are imported at once');
  const { database, clock, keyRing, configuration } = ground;
  const now = at(clock());
  const never = at(clock() + configuration.unboundSeconds);
  const rows = tokens.map((token) => {
    assert(isTokenId(token.tokenId), 'a token ID has four letters and eight digits');
    const sealed = keyRing.seal(token.secret, { tokenId: token.tokenId, suite: suiteNameOf(token.suite) });
    return { ...token, ...sealed };
  });
  const bound = rows.flatMap(({ tokenId, binding }) => (binding ? [{ tokenId, ...binding }] : []));
  await transact(database.kysely, async (tx) => {
    await sql`insert into token.token
        (token_id, state, algorithm, digits, period_seconds, sealed_secret, key_version, created_at, expires_at)
      select t.token_id, case when t.is_bound then 'active' else 'issued' end, t.algorithm, t.digits, t.period,
        t.sealed, t.key_version, ${now}, case when t.is_bound then null else ${never}::timestamptz end
      from unnest(${rows.map((row) => row.tokenId)}::text[], ${rows.map((row) => row.binding !== undefined)}::boolean[],
        ${rows.map((row) => row.suite.algorithm)}::text[], ${rows.map((row) => row.suite.digits)}::smallint[],
        ${rows.map((row) => row.suite.periodSeconds)}::smallint[], ${rows.map((row) => row.sealed)}::bytea[],
        ${rows.map((row) => row.keyVersion)}::integer[])
        as t (token_id, is_bound, algorithm, digits, period, sealed, key_version)`.execute(tx);
    await sql`insert into token.binding (binding_id, relying_party_id, subject, token_id, bound_at)
      select b.binding_id, b.party, b.subject, b.token_id, ${now}
      from unnest(${bound.map(() => uuidv7())}::uuid[], ${bound.map((row) => row.relyingPartyId)}::uuid[],
        ${bound.map((row) => row.subject)}::text[], ${bound.map((row) => row.tokenId)}::text[])
        as b (binding_id, party, subject, token_id)`.execute(tx);
    await sql`insert into token.audit (audit_id, at, act, outcome, token_id)
      select a.audit_id, ${now}, 'import', 'done', a.token_id
      from unnest(${rows.map(() => uuidv7())}::uuid[], ${rows.map((row) => row.tokenId)}::text[])
        as a (audit_id, token_id)`.execute(tx);
  });
}
