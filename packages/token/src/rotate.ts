import { transact } from '@warifu/pg';
import { sql } from 'kysely';
import type { Ground } from './check.ts';
import { digitsOf, suiteNameOf } from './token.ts';

const TOKENS_MAX = 500;

/**
 * Seals the next tokens under the current key that are sealed under an older one; how many there were, 0 at the end.
 *
 * It runs beside an authority at work: the old key stays on the ring, and a secret that someone else sealed anew in the
 * meantime is left alone. The old key may leave the file when this has answered 0.
 */
export async function resealSome({ database, keyRing }: Ground): Promise<number> {
  const { currentVersion } = keyRing;
  const tokens = await database.kysely
    .selectFrom('token.token')
    .select(['token_id', 'algorithm', 'digits', 'period_seconds', 'sealed_secret', 'key_version'])
    .where((eb) => eb.or([eb('key_version', '<', currentVersion), eb('key_version', '>', currentVersion)]))
    .orderBy('key_version')
    .limit(TOKENS_MAX)
    .execute();
  if (tokens.length === 0) return 0;
  const resealed = tokens.map((token) => {
    const suite = suiteNameOf({
      algorithm: token.algorithm,
      digits: digitsOf(token.digits),
      periodSeconds: token.period_seconds,
    });
    const context = { tokenId: token.token_id, suite };
    const secret = keyRing.unseal({ sealed: token.sealed_secret, keyVersion: token.key_version }, context);
    const { sealed } = keyRing.seal(secret, context);
    secret.fill(0);
    return { tokenId: token.token_id, old: token.sealed_secret, sealed };
  });
  await transact(database.kysely, (tx) =>
    sql`select token.reseal(${resealed.map((row) => row.tokenId)}::text[],
      ${resealed.map((row) => row.old)}::bytea[], ${resealed.map((row) => row.sealed)}::bytea[],
      ${currentVersion})`.execute(tx),
  );
  return tokens.length;
}
