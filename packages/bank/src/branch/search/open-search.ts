import { openBankDay } from '../../calendar/bank-day.ts';
import { dayStateOf } from '../../day/day-state.ts';
import type { BranchPorts, BranchSearch } from '../branch.ts';
import { openAuditSearch } from './audit/audit.ts';
import { openFindContracts } from './contracts.ts';
import { openContractFile } from './file.ts';
import { openFindOrders, openListUnsentMails } from './orders.ts';

/** What the branch looks up, on its own login role. */
export function openBranchSearch(ports: BranchPorts): BranchSearch {
  const bankDay = openBankDay(ports);
  return {
    findContracts: openFindContracts(ports),
    contractFile: openContractFile(ports, bankDay),
    findOrders: openFindOrders(ports),
    listUnsentMails: openListUnsentMails(ports),
    dayState: async () => dayStateOf(ports.database, await bankDay()),
    ...openAuditSearch(ports),
  };
}
