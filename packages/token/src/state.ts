import { epochSeconds } from '@warifu/base';
import { batched } from '@warifu/pg';
import { normaliseTokenId } from '@warifu/provisioning';
import { sql } from 'kysely';
import { tokenIdOf } from './bind.ts';
import type { Ground } from './check.ts';
import { isFault } from './faults.ts';
import type { BindingState } from './port.ts';
import type { TokenTable } from './tables.ts';

interface StateRow {
  token_id: string | null;
  locked_at: number | null;
  bound_at: number;
}

/** How a subject's binding stands. Asked before every protected order, so the questions go together like the codes. */
export function createStateOf(
  ground: Ground,
): (relyingPartyId: string, subject: string) => Promise<BindingState> {
  const find = batched<{ readonly party: string; readonly subject: string }, BindingState>(
    async (calls) => {
      const { rows } = await sql<StateRow>`select b.token_id, b.locked_at, b.bound_at
        from unnest(${calls.map((call) => call.party)}::uuid[], ${calls.map((call) => call.subject)}::text[])
          with ordinality as c (party, subject, ordinal)
        left join lateral (
          select f.token_id, f.locked_at, f.bound_at from token.binding f
          where f.relying_party_id = c.party and f.subject = c.subject and f.ended_at is null limit 1
        ) b on true
        order by c.ordinal`.execute(ground.database.kysely);
      return rows.map(stateOf);
    },
    { isolates: (error) => !isFault(error) },
  );
  return (party, subject) => find({ party, subject });
}

const stateOf = ({ token_id, locked_at, bound_at }: StateRow): BindingState =>
  token_id === null
    ? { state: 'none' }
    : {
        state: locked_at === null ? 'active' : 'locked',
        tokenId: token_id,
        boundAt: epochSeconds(bound_at),
      };

/** A token as a branch may see it. */
export interface TokenState {
  readonly tokenId: string;
  readonly state: TokenTable['state'];
  /** Active bindings of the party that asks; other parties' are not its business. */
  readonly bindings: readonly { readonly subject: string; readonly isLocked: boolean }[];
}

const BINDINGS_MAX = 100;

/** A token, and its bindings with one relying party; at most a hundred of them. */
export async function findTokenState(
  { database }: Ground,
  relyingPartyId: string,
  typedTokenId: string,
): Promise<TokenState | undefined> {
  const tokenId = tokenIdOf(typedTokenId);
  const token = await database.kysely
    .selectFrom('token.token')
    .select('state')
    .where('token_id', '=', tokenId)
    .executeTakeFirst();
  if (!token) return undefined;
  const bindings = await database.kysely
    .selectFrom('token.binding')
    .select(['subject', 'locked_at'])
    .where('token_id', '=', tokenId)
    .where('relying_party_id', '=', relyingPartyId)
    .where('ended_at', 'is', null)
    .orderBy('binding_id')
    .limit(BINDINGS_MAX)
    .execute();
  return {
    tokenId,
    state: token.state,
    bindings: bindings.map(({ subject, locked_at }) => ({ subject, isLocked: locked_at !== null })),
  };
}

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
