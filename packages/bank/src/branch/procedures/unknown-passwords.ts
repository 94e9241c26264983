import { randomToken } from '../../contracts/keyed-hash.ts';
import { hashPassword } from '../../contracts/passwords.ts';
import type { ProcedureTerms } from '../request.ts';

/** A password that nobody knows, and its hash: what stands until a first one is printed. */
export interface UnknownPassword {
  readonly text: string;
  readonly hash: string;
}

/** How many passwords a procedure puts an end to, or begins without. */
function countOf({ kind }: ProcedureTerms): number {
  switch (kind) {
    case 'contract_opening':
      return 2;
    case 'login_password_reissue':
    case 'confirmation_password_reissue':
    case 'operator_addition':
    case 'operator_password_reissue':
      return 1;
    default:
      return 0;
  }
}

/** Drawn and hashed before the transaction begins: hashing takes longer than locks should be held. */
export async function drawUnknownPasswords(terms: ProcedureTerms): Promise<readonly UnknownPassword[]> {
  const drawn: UnknownPassword[] = [];
  while (drawn.length < countOf(terms)) {
    const text = randomToken();
    drawn.push({ text, hash: await hashPassword(text) });
  }
  return drawn;
}
