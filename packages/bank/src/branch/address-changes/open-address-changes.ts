import { keyedHash } from '../../contracts/keyed-hash.ts';
import type { AddressChanges } from '../address-changes.ts';
import type { BranchPorts } from '../branch.ts';
import { openSettleAddressChange } from './settle.ts';
import { openAddressChangeOf, openListAddressChanges } from './view.ts';

/** The branch's side of a change of address. 住所・電話番号変更. */
export function openAddressChanges(ports: BranchPorts): AddressChanges {
  const ground = { ports, hash: keyedHash(ports.pepper) };
  return {
    listAddressChanges: openListAddressChanges(ground),
    addressChangeOf: openAddressChangeOf(ground),
    settleAddressChange: openSettleAddressChange(ground),
  };
}
