import { keyedHash } from '../../contracts/keyed-hash.ts';
import { warmPasswords } from '../../contracts/passwords.ts';
import type { BranchPorts, Operators } from '../branch.ts';
import { openAddFirstManager } from './add-first-manager.ts';
import { openChangeOperatorPassword } from './change-password.ts';
import { openEnrolmentOf, openSetFirstPassword } from './enrolment.ts';
import { openRegisterOperatorToken } from './register-token.ts';
import { openBranchSessionOf, openListOperators, openSignOut } from './session-of.ts';
import { openSignIn } from './sign-in.ts';

/** Who signs in at the branch, on its ports. */
export function openOperators(ports: BranchPorts): Operators {
  const ground = { ports, hash: keyedHash(ports.pepper) };
  warmPasswords();
  return {
    addFirstManager: openAddFirstManager(ground),
    signIn: openSignIn(ground),
    enrolmentOf: openEnrolmentOf(ground),
    setFirstPassword: openSetFirstPassword(ground),
    registerOperatorToken: openRegisterOperatorToken(ground),
    branchSessionOf: openBranchSessionOf(ground),
    signOut: openSignOut(ground),
    changeOperatorPassword: openChangeOperatorPassword(ground),
    listOperators: openListOperators(ground),
  };
}
