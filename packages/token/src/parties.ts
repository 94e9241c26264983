import { type EpochSeconds, uuidv7 } from '@warifu/base';
import { at, type Tx, transact } from '@warifu/pg';
import { sql } from 'kysely';
import { insertOperatorAct } from './audit.ts';
import type { Ground } from './check.ts';
import { insertKey, keyNameOf, newKey } from './relying-party.ts';
import type { Scope, TokenTables } from './tables.ts';

/** A relying party in the operator's list. */
export interface PartyLine {
  readonly relyingPartyId: string;
  readonly name: string;
  readonly createdAt: number;
  /** Keys that open now. */
  readonly keys: number;
  readonly activeBindings: number;
  readonly lockedBindings: number;
}

/** A key as the operator sees it: by the name that its hash gives it, never itself. */
export interface PartyKey {
  readonly keyName: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: number;
  /** From when on it opens nothing; may be still to come, after a rotation with an overlap. */
  readonly revokedAt: number | undefined;
}

export interface PartyDetail extends PartyLine {
  readonly keyList: readonly PartyKey[];
}

const PARTIES_MAX = 200;
const KEYS_MAX = 100;
const NAME_LENGTH_MAX = 100;
/** A longer overlap is no rotation. */
export const OVERLAP_SECONDS_MAX = 30 * 86_400;

/** All relying parties, at most 200, by name, with their keys and bindings counted. */
export async function listParties({ database, clock }: Ground): Promise<readonly PartyLine[]> {
  const now = at(clock());
  const { rows } = await sql<{
    relying_party_id: string;
    name: string;
    created_at: number;
    keys: bigint;
    active: bigint;
    locked: bigint;
  }>`select p.relying_party_id, p.name, p.created_at,
      (select count(*) from token.relying_party_key k where k.relying_party_id = p.relying_party_id
        and (k.revoked_at is null or k.revoked_at > ${now})) as keys,
      count(b.binding_id) filter (where b.locked_at is null) as active,
      count(b.binding_id) filter (where b.locked_at is not null) as locked
    from token.relying_party p
    left join token.binding b on b.relying_party_id = p.relying_party_id and b.ended_at is null
    group by p.relying_party_id order by p.name collate "C", p.relying_party_id limit ${PARTIES_MAX}`.execute(
    database.kysely,
  );
  return rows.map((row) => ({
    relyingPartyId: row.relying_party_id,
    name: row.name,
    createdAt: row.created_at,
    keys: Number(row.keys),
    activeBindings: Number(row.active),
    lockedBindings: Number(row.locked),
  }));
}

export async function findParty(ground: Ground, relyingPartyId: string): Promise<PartyDetail | undefined> {
  const line = (await listParties(ground)).find((party) => party.relyingPartyId === relyingPartyId);
  if (!line) return undefined;
  const rows = await ground.database.kysely
    .selectFrom('token.relying_party_key')
    .select(['key_digest', 'scopes', 'created_at', 'revoked_at'])
    .where('relying_party_id', '=', relyingPartyId)
    .orderBy('created_at', 'desc')
    .orderBy('key_digest')
    .limit(KEYS_MAX)
    .execute();
  const keyList = rows.map((row) => ({
    keyName: keyNameOf(row.key_digest),
    scopes: row.scopes,
    createdAt: row.created_at,
    revokedAt: row.revoked_at ?? undefined,
  }));
  return { ...line, keyList };
}

export type AddPartyOutcome =
  | {
      readonly outcome: 'added';
      readonly relyingPartyId: string;
      readonly key: string;
      readonly keyName: string;
    }
  | { readonly outcome: 'refused'; readonly reason: 'name_malformed' | 'scopes_missing' | 'name_taken' };

/** Makes a relying party and its first key, which is told this once. */
export function addParty(
  { database, clock }: Ground,
  call: { readonly name: string; readonly scopes: readonly Scope[]; readonly actor: string },
): Promise<AddPartyOutcome> {
  const now = clock();
  const name = call.name.normalize('NFC').trim();
  const refuse = (reason: 'name_malformed' | 'scopes_missing' | 'name_taken') =>
    ({ outcome: 'refused', reason }) as const;
  return transact(database.kysely, async (tx): Promise<AddPartyOutcome> => {
    if (name === '' || name.length > NAME_LENGTH_MAX || /\p{Cc}/u.test(name)) return refuse('name_malformed');
    if (call.scopes.length === 0) return refuse('scopes_missing');
    const relyingPartyId = uuidv7();
    const inserted = await tx
      .insertInto('token.relying_party')
      .values({ relying_party_id: relyingPartyId, name, created_at: at(now) })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) return refuse('name_taken');
    const { key, digest } = newKey();
    await insertKey(tx, { digest, relyingPartyId, scopes: call.scopes }, now);
    const reason = `key ${keyNameOf(digest)} ${call.scopes.join(' ')}`;
    await insertOperatorAct(tx, now, {
      act: 'party_add',
      outcome: 'done',
      actor: call.actor,
      relyingPartyId,
      reason,
    });
    return { outcome: 'added', relyingPartyId, key, keyName: keyNameOf(digest) };
  });
}

export interface RotateKeyCall {
  readonly relyingPartyId: string;
  /** The key that goes. */
  readonly keyName: string;
  /** How long the old key still opens; where not said, until it is revoked. */
  readonly overlapSeconds?: number | undefined;
  readonly actor: string;
}

export type RotateKeyOutcome =
  | { readonly outcome: 'rotated'; readonly key: string; readonly keyName: string }
  | { readonly outcome: 'refused'; readonly reason: 'unknown' | 'revoked' | 'overlap' };

/** Makes a key of the same scopes beside an old one, and says when the old one ends. The new key is told this once. */
export function rotateKey({ database, clock }: Ground, call: RotateKeyCall): Promise<RotateKeyOutcome> {
  const now = clock();
  const { relyingPartyId, overlapSeconds, actor } = call;
  return transact(database.kysely, async (tx): Promise<RotateKeyOutcome> => {
    if (overlapSeconds !== undefined && !(overlapSeconds >= 0 && overlapSeconds <= OVERLAP_SECONDS_MAX))
      return { outcome: 'refused', reason: 'overlap' };
    const old = await findKey(tx, relyingPartyId, call.keyName);
    if (!old) return { outcome: 'refused', reason: 'unknown' };
    if (old.revokedAt !== undefined) return { outcome: 'refused', reason: 'revoked' };
    const { key, digest } = newKey();
    await insertKey(tx, { digest, relyingPartyId, scopes: old.scopes }, now);
    if (overlapSeconds !== undefined) await markRevoked(tx, old.digest, now + overlapSeconds);
    const until = overlapSeconds === undefined ? 'until it is revoked' : `for ${overlapSeconds} s`;
    const reason = `key ${keyNameOf(digest)} beside ${call.keyName} ${until}`;
    await insertOperatorAct(tx, now, { act: 'key_rotate', outcome: 'done', actor, relyingPartyId, reason });
    return { outcome: 'rotated', key, keyName: keyNameOf(digest) };
  });
}

/** Ends a key now; servers that asked within the last seconds may still take it for five. */
export function revokePartyKey(
  { database, clock }: Ground,
  call: { readonly relyingPartyId: string; readonly keyName: string; readonly actor: string },
): Promise<{ readonly outcome: 'revoked' | 'unknown' }> {
  const now = clock();
  const { relyingPartyId, keyName, actor } = call;
  return transact(database.kysely, async (tx) => {
    const key = await findKey(tx, relyingPartyId, keyName);
    if (!key || (key.revokedAt !== undefined && key.revokedAt <= now)) return { outcome: 'unknown' };
    await markRevoked(tx, key.digest, now);
    const reason = `key ${keyName}`;
    await insertOperatorAct(tx, now, { act: 'key_revoke', outcome: 'done', actor, relyingPartyId, reason });
    return { outcome: 'revoked' };
  });
}

/** A party's key by its name. Two of one party with one name would be once in 10^19; neither is taken then. */
async function findKey(tx: Tx<TokenTables>, relyingPartyId: string, keyName: string) {
  const rows = await tx
    .selectFrom('token.relying_party_key')
    .select(['key_digest', 'scopes', 'revoked_at'])
    .where('relying_party_id', '=', relyingPartyId)
    .execute();
  const [found, another] = rows.filter((row) => keyNameOf(row.key_digest) === keyName);
  if (!found || another) return undefined;
  return { digest: found.key_digest, scopes: found.scopes, revokedAt: found.revoked_at ?? undefined };
}

async function markRevoked(
  tx: Tx<TokenTables>,
  digest: Buffer,
  instant: EpochSeconds | number,
): Promise<void> {
  await tx
    .updateTable('token.relying_party_key')
    .set({ revoked_at: at(instant) })
    .where('key_digest', '=', digest)
    .execute();
}
