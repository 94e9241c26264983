import { epochSeconds } from '@warifu/base';
import { batched } from '@warifu/pg';
import { normaliseTokenId } from '@warifu/provisioning';
import { sql } from 'kysely';
import type { Ground } from './check.ts';
import { isFault } from './faults.ts';
import type { BindingState } from './port.ts';

interface StateRow {
  token_id: string | null;
  serial: string | null;
  locked_at: number | null;
  bound_at: number;
}

/** How a subject's binding stands. Asked before every protected order, so the questions go together like the codes. */
export function createStateOf(
  ground: Ground,
): (relyingPartyId: string, subject: string) => Promise<BindingState> {
  const find = batched<{ readonly party: string; readonly subject: string }, BindingState>(
    async (calls) => {
      const { rows } = await sql<StateRow>`select b.token_id, h.serial, b.locked_at, b.bound_at
        from unnest(${calls.map((call) => call.party)}::uuid[], ${calls.map((call) => call.subject)}::text[])
          with ordinality as c (party, subject, ordinal)
        left join lateral (
          select f.token_id, f.locked_at, f.bound_at from token.binding f
          where f.relying_party_id = c.party and f.subject = c.subject and f.ended_at is null limit 1
        ) b on true
        left join lateral (
          select f.normalised_serial as serial from token.hard_token f where f.token_id = b.token_id limit 1
        ) h on true
        order by c.ordinal`.execute(ground.database.kysely);
      return rows.map(stateOf);
    },
    { isolates: (error) => !isFault(error), name: 'binding states', watch: ground.database.watch },
  );
  return (party, subject) => find({ party, subject });
}

const stateOf = ({ token_id, serial, locked_at, bound_at }: StateRow): BindingState =>
  token_id === null
    ? { state: 'none' }
    : {
        state: locked_at === null ? 'active' : 'locked',
        tokenId: token_id,
        ...(serial === null ? {} : { serial }),
        boundAt: epochSeconds(bound_at),
      };

/**
 * Whom a name means to a relying party: a token's ID means the one subject that it is bound to there, and any other name
 * is a subject itself. Undefined where a token is bound to nobody there, or to several: a guess would let one in as
 * another.
 */
export async function findSubjectNamed(
  { database }: Ground,
  relyingPartyId: string,
  name: string,
): Promise<string | undefined> {
  const tokenId = normaliseTokenId(name);
  if (tokenId === undefined) return name;
  const bindings = await database.kysely
    .selectFrom('token.binding')
    .select('subject')
    .where('token_id', '=', tokenId)
    .where('relying_party_id', '=', relyingPartyId)
    .where('ended_at', 'is', null)
    .limit(2)
    .execute();
  return bindings.length === 1 ? bindings[0]?.subject : undefined;
}
