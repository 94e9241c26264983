import { isCommonPassword } from './common-passwords.ts';
import type { PasswordRefusal } from './login.ts';
import { typedPassword } from './passwords.ts';

export interface PasswordFacts {
  /** As typed. */
  readonly next: string;
  /** As typed; known to be right when this is asked. Not given where there is none yet. */
  readonly current?: string;
  readonly contractNumber: string;
  /** Whether it is on the list of those that are found most often. */
  readonly isListed: boolean;
  readonly lengthMin: number;
  readonly lengthMax: number;
}

/** Why a password may not be set, in order of precedence; a length is counted in characters, not in bytes. */
export function judgePassword(facts: PasswordFacts): Exclude<PasswordRefusal, 'current_wrong'> | undefined {
  const next = typedPassword(facts.next);
  const length = Array.from(next).length;
  if (length < facts.lengthMin) return 'too_short';
  if (length > facts.lengthMax) return 'too_long';
  if (facts.current !== undefined && next === typedPassword(facts.current)) return 'same';
  if (next.replace(/[-\s]/gu, '').includes(facts.contractNumber)) return 'holds_contract_number';
  if (facts.isListed || isCommonPassword(next)) return 'common';
  return undefined;
}
