import { createHash, randomBytes } from 'node:crypto';
import { type EpochSeconds, uuidv7 } from '@warifu/base';
import { at, type Tx, transact } from '@warifu/pg';
import { sql } from 'kysely';
import type { Ground } from './check.ts';
import type { Scope, TokenTables } from './tables.ts';

/** 利用契約先: a service that asks the authority about its own bindings. */
export interface RelyingParty {
  readonly relyingPartyId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
}

const KEY_BYTES = 32;
/** A revoked key is taken for so long at most. */
const REMEMBERED_SECONDS = 5;
const REMEMBERED_MAX = 1_000;

/** A key is 256 random bits, so one fast hash hides it: there is nothing to guess. */
const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest();

/** By which an operator tells keys apart: the first 16 of the 64 digits of the hash that is kept of one. */
export const keyNameOf = (digest: Buffer): string => digest.toString('hex').slice(0, 16);

export function newKey(): { readonly key: string; readonly digest: Buffer } {
  const key = randomBytes(KEY_BYTES).toString('base64url');
  return { key, digest: digestOf(key) };
}

export async function insertKey(
  tx: Tx<TokenTables>,
  key: { readonly digest: Buffer; readonly relyingPartyId: string; readonly scopes: readonly Scope[] },
  now: EpochSeconds,
): Promise<void> {
  await tx
    .insertInto('token.relying_party_key')
    .values({
      key_digest: key.digest,
      relying_party_id: key.relyingPartyId,
      scopes: [...key.scopes],
      created_at: at(now),
      revoked_at: null,
    })
    .execute();
}

/** Makes a relying party and its first key. The key is shown this once; the authority keeps its hash. */
export async function createRelyingParty(
  { database, clock }: Ground,
  { name, scopes }: { readonly name: string; readonly scopes: readonly Scope[] },
): Promise<{ readonly relyingPartyId: string; readonly key: string }> {
  const relyingPartyId = uuidv7();
  const { key, digest } = newKey();
  const now = clock();
  await transact(database.kysely, async (tx) => {
    await tx
      .insertInto('token.relying_party')
      .values({ relying_party_id: relyingPartyId, name, created_at: at(now) })
      .execute();
    await insertKey(tx, { digest, relyingPartyId, scopes }, now);
  });
  return { relyingPartyId, key };
}

/** One more key for a relying party: for another scope, or before the old one is revoked. */
export async function issueKey(
  { database, clock }: Ground,
  { relyingPartyId, scopes }: { readonly relyingPartyId: string; readonly scopes: readonly Scope[] },
): Promise<{ readonly key: string }> {
  const { key, digest } = newKey();
  const now = clock();
  await transact(database.kysely, (tx) => insertKey(tx, { digest, relyingPartyId, scopes }, now));
  return { key };
}

/** Ends a key. True where it was one that still opened. */
export async function revokeKey({ database, clock }: Ground, key: string): Promise<boolean> {
  const now = at(clock());
  const { numUpdatedRows } = await database.kysely
    .updateTable('token.relying_party_key')
    .set({ revoked_at: now })
    .where('key_digest', '=', digestOf(key))
    .where((eb) =>
      eb.or([eb('revoked_at', 'is', null), eb('revoked_at', '>', sql<number>`${now}::timestamptz`)]),
    )
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Whose key this is, and what it may do.
 *
 * Asked by every request, so a key found is remembered for five seconds, under its hash; a key not found never is.
 */
export function createRelyingPartyByKey(ground: Ground): (key: string) => Promise<RelyingParty | undefined> {
  const remembered = new Map<string, { readonly party: RelyingParty; readonly until: number }>();
  return async (key) => {
    const digest = digestOf(key);
    const name = digest.toString('base64');
    const now = ground.clock();
    const known = remembered.get(name);
    if (known && known.until > now) return known.party;
    remembered.delete(name);
    const party = await findByDigest(ground, digest);
    if (!party) return undefined;
    if (remembered.size >= REMEMBERED_MAX) remembered.clear();
    remembered.set(name, { party, until: now + REMEMBERED_SECONDS });
    return party;
  };
}

async function findByDigest({ database, clock }: Ground, digest: Buffer): Promise<RelyingParty | undefined> {
  const row = await database.kysely
    .selectFrom('token.relying_party_key as k')
    .innerJoin('token.relying_party as p', 'p.relying_party_id', 'k.relying_party_id')
    .select(['p.relying_party_id', 'p.name', 'k.scopes'])
    .where('k.key_digest', '=', digest)
    .where((eb) =>
      eb.or([
        eb('k.revoked_at', 'is', null),
        eb('k.revoked_at', '>', sql<number>`${at(clock())}::timestamptz`),
      ]),
    )
    .executeTakeFirst();
  return row && { relyingPartyId: row.relying_party_id, name: row.name, scopes: row.scopes };
}
