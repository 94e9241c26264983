import type { EpochSeconds } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import type { Kysely } from 'kysely';
import { normaliseSerial, typedName } from './serial.ts';
import type { HardTokenTable, TokenTables } from './tables.ts';

/** A hardware token's particulars: what its maker says of it, and where it is. */
export interface HardToken {
  readonly manufacturer: string;
  readonly serial: string;
  readonly state: HardTokenTable['state'];
  /** Whom it was handed out to. */
  readonly holder: Holder | undefined;
}

export interface Holder {
  readonly relyingPartyId: string;
  readonly subject: string;
}

/**
 * The ID of the token that was typed by its ID or by its maker's serial; a name that no token has where neither is known.
 *
 * One look-up, whatever was typed, so that the time tells nothing. A serial that reads like an ID of ours is never
 * imported, so no name means two tokens.
 */
export async function resolveTokenId(database: Kysely<TokenTables>, typed: string): Promise<string> {
  const row = await database
    .selectFrom('token.hard_token')
    .select('token_id')
    .where('normalised_serial', '=', normaliseSerial(typed) ?? '')
    .executeTakeFirst();
  return row?.token_id ?? typedName(typed);
}

/** `undefined` for an app's token. To change it, lock the token first. */
export async function findHardToken(
  database: Kysely<TokenTables> | Tx<TokenTables>,
  tokenId: string,
): Promise<HardToken | undefined> {
  const row = await database
    .selectFrom('token.hard_token')
    .select(['manufacturer', 'serial', 'state', 'relying_party_id', 'subject'])
    .where('token_id', '=', tokenId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { manufacturer, serial, state, relying_party_id: relyingPartyId, subject } = row;
  const holder = relyingPartyId !== null && subject !== null ? { relyingPartyId, subject } : undefined;
  return { manufacturer, serial, state, holder };
}

/** Why this subject may not bind that token, for the audit trail alone. An app's token is anybody's who has it in hand. */
export function judgeHolder(hard: HardToken | undefined, binder: Holder): string | undefined {
  if (!hard) return undefined;
  if (hard.state !== 'handed_out') return hard.state;
  const { holder } = hard;
  const isHolder = holder?.relyingPartyId === binder.relyingPartyId && holder.subject === binder.subject;
  return isHolder ? undefined : 'handed_out_to_another';
}

/** Whether the maker's time for this key is over. */
export const isKeyOver = (
  { keyExpiresAt }: { readonly keyExpiresAt?: number | undefined },
  now: EpochSeconds,
): boolean => keyExpiresAt !== undefined && keyExpiresAt <= now;
