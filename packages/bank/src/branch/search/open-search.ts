import type { BranchPorts, BranchSearch } from '../branch.ts';
import { openAuditSearch } from './audit/audit.ts';
import { openFindContracts } from './contracts.ts';
import { openContractFile } from './file.ts';
import { openFindOrders, openListUnsentMails } from './orders.ts';

/** What the branch looks up, on its own login role. */
export const openBranchSearch = (ports: BranchPorts): BranchSearch => ({
  findContracts: openFindContracts(ports),
  contractFile: openContractFile(ports),
  findOrders: openFindOrders(ports),
  listUnsentMails: openListUnsentMails(ports),
  ...openAuditSearch(ports),
});
