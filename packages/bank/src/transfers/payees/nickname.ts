import type { NicknameRefusal } from './payee.ts';

const LENGTH_MAX = 20;
/** What breaks a line, hides, or turns the direction of what follows. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** A nickname as it is kept, from how it was typed. */
export const nicknameOf = (typed: string): string =>
  typed.slice(0, 200).normalize('NFC').replace(/\s+/gu, ' ').trim();

/** Why a nickname is not taken; none is one. */
export function judgeNickname(nickname: string): NicknameRefusal | undefined {
  if (HIDDEN.test(nickname)) return { reason: 'nickname_not_allowed' };
  // As PostgreSQL counts: by code points.
  return [...nickname].length > LENGTH_MAX
    ? { reason: 'nickname_too_long', lengthMax: LENGTH_MAX }
    : undefined;
}
