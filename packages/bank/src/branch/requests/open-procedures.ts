import { keyedHash } from '../../contracts/keyed-hash.ts';
import type { BranchPorts, Procedures } from '../branch.ts';
import { openApproveRequest } from './approve.ts';
import { openCarryOn } from './carry-on.ts';
import { openRefuseRequest, openWithdrawRequest } from './decide.ts';
import { openMakeRequest } from './make.ts';
import { openPrintFirstPasswords } from './print.ts';
import { openListRequests, openRequestOf } from './views.ts';

/** Procedures on paper, on the branch's ports. */
export function openProcedures(ports: BranchPorts): Procedures {
  const ground = { ports, hash: keyedHash(ports.pepper) };
  return {
    makeRequest: openMakeRequest(ground),
    listRequests: openListRequests(ground),
    requestOf: openRequestOf(ground),
    approveRequest: openApproveRequest(ground),
    refuseRequest: openRefuseRequest(ground),
    withdrawRequest: openWithdrawRequest(ground),
    printFirstPasswords: openPrintFirstPasswords(ground),
    carryOn: openCarryOn(ground),
  };
}
