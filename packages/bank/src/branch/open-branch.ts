import { assert } from '@warifu/base';
import { assertConfiguration } from '../configuration.ts';
import { openAddressChanges } from './address-changes/open-address-changes.ts';
import type { Branch, BranchPorts } from './branch.ts';
import { openOperators } from './operators/open-operators.ts';
import { openProcedures } from './requests/open-procedures.ts';
import { openBranchSearch } from './search/open-search.ts';

const PEPPER_BYTES_MIN = 32;

/** Opens the branch's side of the bank on its ports. Crashes where the configuration contradicts itself. 営業店 */
export function openBranch(ports: BranchPorts): Branch {
  assertConfiguration(ports.configuration);
  assert(ports.pepper.length >= PEPPER_BYTES_MIN, 'the pepper has at least 32 bytes');
  return {
    ...openOperators(ports),
    ...openProcedures(ports),
    ...openAddressChanges(ports),
    ...openBranchSearch(ports),
  };
}
