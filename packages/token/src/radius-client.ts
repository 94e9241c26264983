import { randomBytes } from 'node:crypto';
import { type EpochSeconds, epochSeconds, uuidv7 } from '@warifu/base';
import { at, type Tx, transact } from '@warifu/pg';
import { type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { Ground } from './check.ts';
import { SealBroken } from './key-ring.ts';
import type { RadiusClientTable, TokenTables } from './tables.ts';

/** A network access server or the like, which asks over RADIUS in the name of one relying party. */
export interface RadiusClient {
  readonly radiusClientId: string;
  readonly relyingPartyId: string;
  /** Where its packets come from: an address and the length of its prefix. */
  readonly network: string;
}

export interface ListedRadiusClient extends RadiusClient {
  readonly partyName: string;
  readonly createdAt: EpochSeconds;
  readonly revokedAt: EpochSeconds | undefined;
}

/** `secret_used`: no secret serves two clients, revoked ones included. */
export type RadiusClientOutcome =
  | { readonly outcome: 'added'; readonly client: RadiusClient; readonly secret: string }
  | { readonly outcome: 'refused'; readonly reason: 'party_unknown' | 'secret_used' };

/** 256 bits in letters that every device's configuration takes. */
const SECRET_BYTES = 32;
const CLIENTS_MAX = 1_000;

/** Adds a client. Its secret is random where none is given, is told this once, and is kept sealed. */
export async function addRadiusClient(
  { database, clock, keyRing }: Ground,
  call: {
    /** The relying party's id, or its name. */
    readonly party: string;
    readonly network: string;
    readonly secret?: string;
  },
): Promise<RadiusClientOutcome> {
  const now = clock();
  const { network, secret = randomBytes(SECRET_BYTES).toString('base64url') } = call;
  return transact(database.kysely, async (tx) => {
    const relyingPartyId = await findParty(tx, call.party);
    if (relyingPartyId === undefined) return { outcome: 'refused', reason: 'party_unknown' };
    const client = { radiusClientId: uuidv7(), relyingPartyId, network };
    const { sealed, keyVersion } = keyRing.seal(Buffer.from(secret), client);
    const row = await tx
      .insertInto('token.radius_client')
      .values({
        radius_client_id: client.radiusClientId,
        relying_party_id: relyingPartyId,
        network,
        sealed_secret: sealed,
        key_version: keyVersion,
        secret_digest: keyRing.digest('radius', secret),
        created_at: at(now),
        revoked_at: null,
      })
      .onConflict((conflict) => conflict.column('secret_digest').doNothing())
      .returning('radius_client_id')
      .executeTakeFirst();
    if (row === undefined) return { outcome: 'refused', reason: 'secret_used' };
    await insertAudit(tx, now, 'radius_client_added', client);
    return { outcome: 'added', client, secret };
  });
}

async function findParty(tx: Tx<TokenTables>, party: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('token.relying_party')
    .select('relying_party_id')
    .where((eb) => eb.or([eb('name', '=', party), eb(sql`relying_party_id::text`, '=', party)]))
    .executeTakeFirst();
  return row?.relying_party_id;
}

const clientOf = (
  row: Pick<Selectable<RadiusClientTable>, 'radius_client_id' | 'relying_party_id' | 'network'>,
): RadiusClient => ({
  radiusClientId: row.radius_client_id,
  relyingPartyId: row.relying_party_id,
  network: row.network,
});

/** Ends a client; running fronts know within seconds. False where there is none that was not ended before. */
export async function revokeRadiusClient(
  { database, clock }: Ground,
  radiusClientId: string,
): Promise<boolean> {
  const now = clock();
  return transact(database.kysely, async (tx) => {
    const row = await tx
      .updateTable('token.radius_client')
      .set({ revoked_at: at(now) })
      .where(sql`radius_client_id::text`, '=', radiusClientId)
      .where('revoked_at', 'is', null)
      .returning(['radius_client_id', 'relying_party_id', 'network'])
      .executeTakeFirst();
    if (row === undefined) return false;
    await insertAudit(tx, now, 'radius_client_revoked', clientOf(row));
    return true;
  });
}

async function insertAudit(
  tx: Tx<TokenTables>,
  now: EpochSeconds,
  act: 'radius_client_added' | 'radius_client_revoked',
  { radiusClientId, relyingPartyId, network }: RadiusClient,
): Promise<void> {
  await tx
    .insertInto('token.audit')
    .values({
      audit_id: uuidv7(),
      at: at(now),
      act,
      outcome: 'done',
      relying_party_id: relyingPartyId,
      subject: null,
      token_id: null,
      purpose: null,
      step: null,
      previous_step: null,
      reason: `${radiusClientId} ${network}`,
    })
    .execute();
}

/** All clients, the newest first, without their secrets; at most a thousand. */
export async function listRadiusClients({ database }: Ground): Promise<readonly ListedRadiusClient[]> {
  const rows = await database.kysely
    .selectFrom('token.radius_client as c')
    .innerJoin('token.relying_party as p', 'p.relying_party_id', 'c.relying_party_id')
    .select([
      'c.radius_client_id',
      'c.relying_party_id',
      'c.network',
      'c.created_at',
      'c.revoked_at',
      'p.name',
    ])
    .orderBy('c.radius_client_id', 'desc')
    .limit(CLIENTS_MAX)
    .execute();
  return rows.map((row) => ({
    ...clientOf(row),
    partyName: row.name,
    createdAt: epochSeconds(row.created_at),
    revokedAt: row.revoked_at === null ? undefined : epochSeconds(row.revoked_at),
  }));
}

/** A client with its secret open, for the front that must reckon with it. */
export interface OpenRadiusClient extends RadiusClient {
  readonly secret: Buffer;
}

/**
 * The clients that are not ended, the newest first; at most a thousand. One whose sealed secret does not open in its row
 * is left out, so that it closes no door but its own: `verify` names it.
 */
export async function openRadiusClients(ground: Ground): Promise<readonly OpenRadiusClient[]> {
  const rows = await listSealed(ground, (query) => query.where('revoked_at', 'is', null));
  return rows.flatMap((row) => {
    const secret = unsealed(ground, row);
    return secret === undefined ? [] : [{ ...clientOf(row), secret }];
  });
}

/** The ids of clients whose sealed secret does not open in its own row. */
export async function listBrokenRadiusClients(ground: Ground): Promise<readonly string[]> {
  const rows = await listSealed(ground, (query) => query);
  return rows.filter((row) => unsealed(ground, row) === undefined).map((row) => row.radius_client_id);
}

type SealedRow = Selectable<RadiusClientTable>;

function listSealed(
  { database }: Ground,
  narrowed: (query: SelectQueryBuilder<TokenTables, 'token.radius_client', SealedRow>) => typeof query,
): Promise<readonly SealedRow[]> {
  return narrowed(database.kysely.selectFrom('token.radius_client').selectAll())
    .orderBy('radius_client_id', 'desc')
    .limit(CLIENTS_MAX)
    .execute();
}

function unsealed({ keyRing }: Ground, row: SealedRow): Buffer | undefined {
  try {
    return keyRing.unseal({ sealed: row.sealed_secret, keyVersion: row.key_version }, clientOf(row));
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}

/** Seals the next secrets under the current key that are sealed under another; how many there were, 0 at the end. */
export async function resealRadiusClients(ground: Ground): Promise<number> {
  const { database, keyRing } = ground;
  const { currentVersion } = keyRing;
  const rows = await listSealed(ground, (query) => query.where('key_version', '<>', currentVersion));
  if (rows.length === 0) return 0;
  const resealed = rows.map((row) => {
    const client = clientOf(row);
    const secret = keyRing.unseal({ sealed: row.sealed_secret, keyVersion: row.key_version }, client);
    const { sealed } = keyRing.seal(secret, client);
    secret.fill(0);
    return { id: row.radius_client_id, old: row.sealed_secret, sealed };
  });
  await transact(database.kysely, (tx) =>
    sql`select token.reseal_radius_clients(${resealed.map((row) => row.id)}::uuid[],
      ${resealed.map((row) => row.old)}::bytea[], ${resealed.map((row) => row.sealed)}::bytea[],
      ${currentVersion})`.execute(tx),
  );
  return rows.length;
}
