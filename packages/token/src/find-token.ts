import type { EpochSeconds } from '@warifu/base';
import type { Ground } from './check.ts';
import { findHardToken, type HardToken, isKeyOver, resolveTokenId } from './hard-token.ts';
import type { TokenFound, TokenLookup } from './port.ts';
import type { TokenTable } from './tables.ts';

/** A token as a party's branch may see it; `bindings` are the party's own, at most a hundred of them. */
export type TokenState = TokenFound & {
  readonly bindings: readonly { readonly subject: string; readonly isLocked: boolean }[];
};

const BINDINGS_MAX = 100;

/** A token by its ID or its maker's serial, and its active bindings with one relying party. */
export async function findTokenState(
  { database, clock }: Ground,
  relyingPartyId: string,
  typed: string,
): Promise<TokenState | undefined> {
  const { kysely } = database;
  const tokenId = await resolveTokenId(kysely, typed);
  const token = await kysely
    .selectFrom('token.token')
    .select(['state', 'key_expires_at'])
    .where('token_id', '=', tokenId)
    .executeTakeFirst();
  if (!token) return undefined;
  const hard = await findHardToken(kysely, tokenId);
  const rows = await kysely
    .selectFrom('token.binding')
    .select(['subject', 'locked_at'])
    .where('token_id', '=', tokenId)
    .where('relying_party_id', '=', relyingPartyId)
    .where('ended_at', 'is', null)
    .orderBy('binding_id')
    .limit(BINDINGS_MAX)
    .execute();
  const bindings = rows.map(({ subject, locked_at }) => ({ subject, isLocked: locked_at !== null }));
  const common = { outcome: 'found', tokenId, boundHere: bindings.length > 0, bindings } as const;
  if (!hard) return { ...common, form: formOf(tokenId), state: token.state };
  return { ...common, ...stockOf(hard, relyingPartyId, token, clock()) };
}

/** What a branch asks before it hands a token out. */
export async function findToken(ground: Ground, relyingPartyId: string, typed: string): Promise<TokenLookup> {
  const state = await findTokenState(ground, relyingPartyId, typed);
  if (!state) return { outcome: 'unknown' };
  const { bindings: _, ...found } = state;
  return found;
}

function stockOf(
  { manufacturer, serial, state, holder }: HardToken,
  relyingPartyId: string,
  token: Pick<TokenTable, 'state'> & { readonly key_expires_at: number | null },
  now: EpochSeconds,
) {
  const isOurs = holder?.relyingPartyId === relyingPartyId;
  return {
    form: 'hardware',
    state,
    manufacturer,
    serial,
    isExpired: isKeyOver({ keyExpiresAt: token.key_expires_at ?? undefined }, now),
    ...(isOurs ? { subject: holder.subject } : {}),
  } as const;
}

/** A desktop's token says so in its ID; all others that are no hardware tokens are of a phone. */
export const formOf = (tokenId: string): 'mobile' | 'desktop' =>
  tokenId.startsWith('WRSD') ? 'desktop' : 'mobile';
