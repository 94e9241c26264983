import { type EpochSeconds, epochSeconds, present } from '@warifu/base';
import { type Tx, transact } from '@warifu/pg';
import { hashPassword } from '../../contracts/passwords.ts';
import { setConfirmationPassword, setFirstLoginPassword } from '../../contracts/reissue.ts';
import type { BankTables } from '../../tables.ts';
import type { Procedures } from '../branch.ts';
import { drawFirstPassword } from '../operators/first-password.ts';
import { type BranchGround, insertActs } from '../operators/ground.ts';
import { findOperatorById, type OperatorRow } from '../operators/operator-rows.ts';
import { lockBook } from '../procedures/read-facts.ts';
import type { FirstPasswords, PrintOutcome } from '../request.ts';
import { about } from './decide.ts';
import { findHolder, markFirstPassword, takePrint } from './print-rows.ts';
import { findRequest, lockRequest } from './queries.ts';
import { isPrinted, type RequestRow } from './request-row.ts';
import { actingOf, findVisible } from './scope.ts';

type Reason = Extract<PrintOutcome, { outcome: 'refused' }>['reason'];
const refused = (reason: Reason): PrintOutcome => ({ outcome: 'refused', reason });

/** A first password as it is told once, and as it is kept. */
interface Drawn {
  readonly text: string;
  readonly hash: string;
}

async function draw(): Promise<Drawn> {
  const text = drawFirstPassword();
  return { text, hash: await hashPassword(text) };
}

/** An operator's first password is for a manager's hands alone. */
const mayPrint = ({ role }: OperatorRow, { terms }: RequestRow): boolean =>
  role === 'manager' || (role === 'teller' && !terms.kind.startsWith('operator_'));

function reasonAgainst(request: RequestRow): Reason | undefined {
  if (request.printedAt !== null) return 'printed_already';
  return isPrinted(request) ? undefined : 'not_printable';
}

/**
 * Draws the first passwords of a request that is done and tells them this once: their hashes, the mark that they were
 * printed and the audit row are one transaction. A print that was lost is not printed again; a reissue is. So is one whose
 * password a later procedure has replaced: an old request is no key to a contract that went on without it.
 */
export function openPrintFirstPasswords(ground: BranchGround): Procedures['printFirstPasswords'] {
  const { clock, database } = ground.ports;
  return async ({ session, requestId }) => {
    const operator = await actingOf(ground, session);
    if (operator === undefined || operator.role === 'auditor') return refused('role_missing');
    const request = await findVisible(ground, operator, requestId);
    if (request === undefined) return refused('request_unknown');
    if (!mayPrint(operator, request)) return refused('role_missing');
    const reason = reasonAgainst(request);
    if (reason) return refused(reason);

    const drawn = [await draw(), await draw()] as const;
    const now = clock();
    return await transact(database.kysely, async (tx): Promise<PrintOutcome> => {
      const locked = present(await lockRequest(tx, requestId), 'the request is there');
      await lockBook(tx, locked.terms);
      // Read again behind the locks: another procedure may have been done while this one waited for them.
      const current = present(await findRequest(tx, requestId), 'the request is there');
      const against = reasonAgainst(current);
      if (against) return refused(against);
      if (!(await takePrint(tx, requestId, now))) return refused('printed_already');
      const passwords = await setPasswords(tx, ground, current, { drawn, now });
      const { operatorId } = operator;
      await insertActs(tx, [{ at: now, act: 'first_passwords_printed', operatorId, ...about(current) }]);
      return { outcome: 'printed', passwords };
    });
  };
}

async function setPasswords(
  tx: Tx<BankTables>,
  ground: BranchGround,
  { terms, contractId, operatorId }: RequestRow,
  { drawn, now }: { readonly drawn: readonly [Drawn, Drawn]; readonly now: EpochSeconds },
): Promise<FirstPasswords> {
  const [first, second] = drawn;
  if (operatorId !== null) {
    const expiresAt = epochSeconds(now + ground.ports.configuration.branch.firstPasswordSeconds);
    await markFirstPassword(tx, { operatorId, passwordHash: first.hash, expiresAt });
    const operator = present(await findOperatorById(tx, operatorId), 'the operator is there');
    const { operatorNumber, name } = operator;
    return { of: 'operator', operatorNumber, name, password: first.text };
  }
  const id = present(contractId, 'a request that is printed is about somebody');
  const hasLogin = terms.kind !== 'confirmation_password_reissue';
  const hasConfirmation = terms.kind !== 'login_password_reissue';
  if (hasLogin) await setFirstLoginPassword(tx, id, first.hash);
  if (hasConfirmation) await setConfirmationPassword(tx, id, second.hash);
  return {
    of: 'contract',
    ...present(await findHolder(tx, id), 'the contract is there'),
    ...(hasLogin ? { loginPassword: first.text } : {}),
    ...(hasConfirmation ? { confirmationPassword: second.text } : {}),
  };
}
