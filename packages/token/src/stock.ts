import { assert } from '@warifu/base';
import { transact } from '@warifu/pg';
import { sql } from 'kysely';
import { insertOperatorAct } from './audit.ts';
import type { Ground } from './check.ts';
import { findHardToken, resolveTokenId } from './hard-token.ts';
import { lockTokens } from './queries.ts';
import type { HardTokenTable } from './tables.ts';

/** A hardware token in the list of the stock. */
export interface StockLine {
  readonly tokenId: string;
  readonly manufacturer: string;
  readonly serial: string;
  readonly state: HardTokenTable['state'];
  readonly batchId: string;
  readonly importedAt: number;
  readonly expiresAt: number | undefined;
}

const LINES_MAX = 500;

/** Hardware tokens in the order of their IDs, at most 500 of them, those after `after`. */
export async function listStock(
  { database }: Ground,
  { state, after = '' }: { readonly state?: HardTokenTable['state'] | undefined; readonly after?: string },
): Promise<readonly StockLine[]> {
  let query = database.kysely
    .selectFrom('token.hard_token as h')
    .innerJoin('token.token as t', 't.token_id', 'h.token_id')
    .select([
      'h.token_id',
      'h.manufacturer',
      'h.serial',
      'h.state',
      'h.batch_id',
      'h.imported_at',
      't.key_expires_at',
    ])
    .where('h.token_id', '>', after)
    .orderBy('h.token_id')
    .limit(LINES_MAX);
  if (state !== undefined) query = query.where('h.state', '=', state);
  return (await query.execute()).map((row) => ({
    tokenId: row.token_id,
    manufacturer: row.manufacturer,
    serial: row.serial,
    state: row.state,
    batchId: row.batch_id,
    importedAt: row.imported_at,
    expiresAt: row.key_expires_at ?? undefined,
  }));
}

export interface MoveStock {
  readonly tokenIdOrSerial: string;
  readonly reason: string;
  readonly actor: string;
}

/** Takes a hardware token out of use for good: no code of it is accepted any more, wherever it is bound. */
export function withdrawToken(
  { database, clock }: Ground,
  { tokenIdOrSerial, reason, actor }: MoveStock,
): Promise<{ readonly outcome: 'withdrawn'; readonly tokenId: string } | { readonly outcome: 'unknown' }> {
  const now = clock();
  return transact(database.kysely, async (tx) => {
    const tokenId = await resolveTokenId(tx, tokenIdOrSerial);
    await lockTokens(tx, [tokenId]);
    if (!(await findHardToken(tx, tokenId))) return { outcome: 'unknown' };
    await tx
      .updateTable('token.hard_token')
      .set({ state: 'withdrawn' })
      .where('token_id', '=', tokenId)
      .execute();
    await sql`select token.retire(${tokenId})`.execute(tx);
    await insertOperatorAct(tx, now, { act: 'withdraw', outcome: 'done', actor, tokenId, reason });
    return { outcome: 'withdrawn', tokenId };
  });
}

/** Takes a token that was handed in again back into the stock, once nobody has it bound. */
export function restockToken(
  { database, clock }: Ground,
  { tokenIdOrSerial, reason, actor }: MoveStock,
): Promise<
  | { readonly outcome: 'restocked'; readonly tokenId: string }
  | { readonly outcome: 'refused'; readonly reason: 'unknown' | 'withdrawn' | 'bound' }
> {
  const now = clock();
  return transact(database.kysely, async (tx) => {
    const tokenId = await resolveTokenId(tx, tokenIdOrSerial);
    await lockTokens(tx, [tokenId]);
    const hard = await findHardToken(tx, tokenId);
    if (!hard) return { outcome: 'refused', reason: 'unknown' };
    if (hard.state === 'withdrawn') return { outcome: 'refused', reason: 'withdrawn' };
    const bound = await tx
      .selectFrom('token.binding')
      .select('binding_id')
      .where('token_id', '=', tokenId)
      .where('ended_at', 'is', null)
      .limit(1)
      .executeTakeFirst();
    if (bound) return { outcome: 'refused', reason: 'bound' };
    const { numUpdatedRows } = await tx
      .updateTable('token.hard_token')
      .set({ state: 'in_stock', relying_party_id: null, subject: null, handed_out_at: null })
      .where('token_id', '=', tokenId)
      .executeTakeFirst();
    assert(numUpdatedRows === 1n, 'the token is in stock again');
    await insertOperatorAct(tx, now, { act: 'restock', outcome: 'done', actor, tokenId, reason });
    return { outcome: 'restocked', tokenId };
  });
}
