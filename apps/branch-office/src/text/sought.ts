import { fieldsOf } from '@warifu/site';
import type { SessionTurn } from '../http/route.ts';

/** Of an address that carries what was looked for, sealed. */
export const SOUGHT_LENGTH_MAX = 2_000;

const scopeOf = (turn: SessionTurn, purpose: string) => ({
  purpose: `sought ${purpose}`,
  binding: turn.session.sessionId,
});

/**
 * What was looked for, as a part of an address. Names and numbers of customers belong into no history and no log, so it is
 * sealed for this session; the page can still be reloaded, paged through and come back to.
 */
export const sealSought = (
  turn: SessionTurn,
  purpose: string,
  values: Readonly<Record<string, string>>,
): string => turn.site.keys.seal(JSON.stringify(values), scopeOf(turn, purpose), turn.session.expiresAt);

/** Undefined where nothing was looked for, or in another session. */
export function readSought<Field extends string>(
  turn: SessionTurn,
  purpose: string,
  sealed: string,
  fields: readonly Field[],
): Readonly<Record<Field, string>> | undefined {
  const text = sealed === '' ? undefined : turn.site.keys.unseal(sealed, scopeOf(turn, purpose), turn.now);
  return text === undefined ? undefined : fieldsOf(JSON.parse(text), fields);
}
