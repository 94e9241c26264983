import { type EpochSeconds, epochSeconds, uuidv7 } from '@warifu/base';
import { at, type Tx, transact } from '@warifu/pg';
import { parseLifecycle, verifyLifecycle } from '@warifu/provisioning';
import { sql } from 'kysely';
import type { Ground } from './check.ts';
import type { Cap } from './configuration.ts';
import { findMovedOn, type MovedOn } from './departures.ts';
import { lockTokens } from './queries.ts';
import type { TokenTables } from './tables.ts';

/**
 * `malformed`: not such a request. `not_accepted`: no such token, not signed by its device, too far from now, or seen
 * before; a stranger learns not which. `too_many`: this device has asked too often within the hour.
 */
export type DeviceRequestOutcome =
  | { readonly outcome: 'deleted' }
  | { readonly outcome: 'listed'; readonly services: readonly string[] }
  | ({ readonly outcome: 'moved_on' } & MovedOn)
  | { readonly outcome: 'refused'; readonly reason: 'too_many'; readonly until: EpochSeconds }
  | { readonly outcome: 'refused'; readonly reason: 'malformed' | 'not_accepted' };

const SERVICES_MAX = 100;

/**
 * Does what a device asks about its own token: give it up, or tell with which services it is registered, or which ones
 * it has left.
 *
 * A token given up takes no code any more, and its bindings stay: a service that asked for codes goes on asking, and
 * the customer stops or changes the token there.
 */
export async function answerDevice(ground: Ground, wire: unknown): Promise<DeviceRequestOutcome> {
  const parsed = parseLifecycle(wire);
  if (!parsed) return { outcome: 'refused', reason: 'malformed' };
  const device = await ground.database.kysely
    .selectFrom('token.provision')
    .select('device_public_key')
    .where('token_id', '=', parsed.tokenId)
    .executeTakeFirst();
  const verified = device && (await verifyLifecycle(wire, device.device_public_key));
  const now = ground.clock();
  if (verified?.outcome !== 'verified') return NOT_ACCEPTED;
  const { action, tokenId, at: askedAt, nonce } = verified;
  if (Math.abs(askedAt - now) > ground.configuration.deviceRequestSeconds) return NOT_ACCEPTED;

  return transact(ground.database.kysely, async (tx): Promise<DeviceRequestOutcome> => {
    // Two questions at once are counted one after the other.
    await lockTokens(tx, [tokenId]);
    const until = await waitOf(tx, tokenId, ground.configuration.questionsPerDevice, now);
    if (until !== undefined && action !== 'delete') return { outcome: 'refused', reason: 'too_many', until };
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('token.device_request')
      .values({ token_id: tokenId, nonce, at: at(now) })
      .onConflict((conflict) => conflict.columns(['token_id', 'nonce']).doNothing())
      .executeTakeFirst();
    const isSeen = numInsertedOrUpdatedRows !== 1n;
    // A deletion sent again after a lost answer is told that it is done; nothing is told that was not known.
    if (isSeen) return action === 'delete' ? { outcome: 'deleted' } : NOT_ACCEPTED;
    switch (action) {
      case 'list-services':
        await insertAudit(tx, tokenId, action, now);
        return { outcome: 'listed', services: await listServices(tx, tokenId) };
      case 'list-departures': {
        const movedOn = await findMovedOn(tx, tokenId);
        // Most are asked day by day in vain: the trail is not to become a diary of who opens an app when.
        if (movedOn.departures.length > 0) await insertAudit(tx, tokenId, action, now);
        return { outcome: 'moved_on', ...movedOn };
      }
      case 'delete':
        await insertAudit(tx, tokenId, action, now);
        await sql`select token.retire(${tokenId})`.execute(tx);
        return { outcome: 'deleted' };
    }
  });
}

const NOT_ACCEPTED = { outcome: 'refused', reason: 'not_accepted' } as const;

/** Until when a device must wait that has asked as often as it may; `undefined` where it may ask now. */
async function waitOf(
  tx: Tx<TokenTables>,
  tokenId: string,
  { max, windowSeconds }: Cap,
  now: EpochSeconds,
): Promise<EpochSeconds | undefined> {
  const asked = await tx
    .selectFrom('token.device_request')
    .select('at')
    .where('token_id', '=', tokenId)
    .where('at', '>', sql<number>`${at(now - windowSeconds)}`)
    .orderBy('at', 'desc')
    .limit(max)
    .execute();
  if (asked.length < max) return undefined;
  return epochSeconds((asked.at(-1)?.at ?? now) + windowSeconds);
}

/** Names of the services that the token is registered with, in alphabetical order; at most a hundred. */
async function listServices(tx: Tx<TokenTables>, tokenId: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('token.binding as b')
    .innerJoin('token.relying_party as p', 'p.relying_party_id', 'b.relying_party_id')
    .select('p.name')
    .distinct()
    .where('b.token_id', '=', tokenId)
    .where('b.ended_at', 'is', null)
    .orderBy('p.name')
    .limit(SERVICES_MAX)
    .execute();
  return rows.map((row) => row.name);
}

async function insertAudit(tx: Tx<TokenTables>, tokenId: string, action: string, now: number): Promise<void> {
  await tx
    .insertInto('token.audit')
    .values({
      audit_id: uuidv7(),
      at: at(now),
      act: `device_${action}`,
      outcome: 'done',
      relying_party_id: null,
      subject: null,
      token_id: tokenId,
      purpose: null,
      step: null,
      previous_step: null,
      reason: null,
    })
    .execute();
}
