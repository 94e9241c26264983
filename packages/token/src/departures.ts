import { type EpochSeconds, epochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { DepartureTable, TokenTables } from './tables.ts';

type Transaction = Tx<TokenTables>;

export type DepartureReason = DepartureTable['why'];

/** That a token is no longer registered where it was. */
export interface Departure {
  /** Name of the service. */
  readonly service: string;
  /** `replaced`: by another token. `ended`: by its owner. `released`: by the branch, on paper. */
  readonly why: DepartureReason;
  readonly leftAt: EpochSeconds;
}

/** What is told to the device of a token that is asked for where it moved on. */
export interface MovedOn {
  /** The latest first; at most one for each service and reason. */
  readonly departures: readonly Departure[];
  /** Whether any service still takes its codes. */
  readonly isRegistered: boolean;
}

const DEPARTURES_MAX = 100;

/**
 * Remembers that a token left a service, in the transaction in which it does.
 *
 * The subject is left out, and only the last time of each kind is kept: a device is to learn that something moved on,
 * and nothing about contracts.
 */
export async function insertDeparture(
  tx: Transaction,
  left: { readonly tokenId: string; readonly relyingPartyId: string; readonly why: DepartureReason },
  now: EpochSeconds,
): Promise<void> {
  await tx
    .insertInto('token.departure')
    .values({
      token_id: left.tokenId,
      relying_party_id: left.relyingPartyId,
      why: left.why,
      left_at: at(now),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['token_id', 'relying_party_id', 'why'])
        .doUpdateSet((set) => ({ left_at: set.ref('excluded.left_at') })),
    )
    .execute();
}

/** Where a token moved on. What was registered there again since is no news, and is left out. */
export async function findMovedOn(tx: Transaction, tokenId: string): Promise<MovedOn> {
  const { rows } = await sql<{ name: string; why: DepartureReason; left_at: number }>`
    select p.name, d.why, d.left_at
    from token.departure d join token.relying_party p on p.relying_party_id = d.relying_party_id
    where d.token_id = ${tokenId} and not exists (
      select from token.binding b
      where b.token_id = d.token_id and b.relying_party_id = d.relying_party_id
        and b.ended_at is null and b.bound_at > d.left_at)
    order by d.left_at desc, p.name, d.why limit ${DEPARTURES_MAX}`.execute(tx);
  const registered = await tx
    .selectFrom('token.binding')
    .select('binding_id')
    .where('token_id', '=', tokenId)
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return {
    departures: rows.map(({ name, why, left_at }) => ({
      service: name,
      why,
      leftAt: epochSeconds(left_at),
    })),
    isRegistered: registered !== undefined,
  };
}
