import { assert } from '@warifu/base';
import { assertConfiguration } from '../configuration.ts';
import type { Branch, BranchPorts, BranchSearch } from './branch.ts';
import { openOperators } from './operators/open-operators.ts';
import { openProcedures } from './requests/open-procedures.ts';

const PEPPER_BYTES_MIN = 32;

/** Opens the branch's side of the bank on its ports. Crashes where the configuration contradicts itself. 営業店 */
export function openBranch(ports: BranchPorts, openSearch: (ports: BranchPorts) => BranchSearch): Branch {
  assertConfiguration(ports.configuration);
  assert(ports.pepper.length >= PEPPER_BYTES_MIN, 'the pepper has at least 32 bytes');
  return { ...openOperators(ports), ...openProcedures(ports), ...openSearch(ports) };
}
