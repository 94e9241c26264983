import type { Keys } from './keys.ts';
import { fieldsOf } from './read.ts';

/** Of an address that carries what was looked for, sealed. */
export const SOUGHT_LENGTH_MAX = 2_000;

/** What a turn after login has, on every site. */
interface SeekingTurn {
  readonly now: number;
  readonly site: { readonly keys: Keys };
  readonly session: { readonly sessionId: string; readonly expiresAt: number };
}

const scopeOf = (turn: SeekingTurn, purpose: string) => ({
  purpose: `sought ${purpose}`,
  binding: turn.session.sessionId,
});

/**
 * What was looked for, as a part of an address. Names, numbers and amounts belong into no history and no log, so it is
 * sealed for this session; the page can still be reloaded, paged through and come back to.
 */
export const sealSought = (
  turn: SeekingTurn,
  purpose: string,
  values: Readonly<Record<string, string>>,
): string => turn.site.keys.seal(JSON.stringify(values), scopeOf(turn, purpose), turn.session.expiresAt);

/** Undefined where nothing was looked for, or in another session. */
export function readSought<Field extends string>(
  turn: SeekingTurn,
  purpose: string,
  sealed: string,
  fields: readonly Field[],
): Readonly<Record<Field, string>> | undefined {
  const text = sealed === '' ? undefined : turn.site.keys.unseal(sealed, scopeOf(turn, purpose), turn.now);
  return text === undefined ? undefined : fieldsOf(JSON.parse(text), fields);
}
