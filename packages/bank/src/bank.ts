import { assert } from '@warifu/base';
import { assertConfiguration } from './configuration.ts';
import { type ContractChanges, openContractChanges } from './contract-changes/open-contract-changes.ts';
import { type Money, openMoney } from './money.ts';
import { openPeople, type People } from './people.ts';
import type { BankPorts } from './ports.ts';

const PEPPER_BYTES_MIN = 32;

/** The whole bank as its sites see it: one flat record of what may be asked of it. */
export type Bank = People & Money & ContractChanges;

/** Opens the bank on its ports. Crashes where the configuration contradicts itself. */
export function openBank(ports: BankPorts): Bank {
  assertConfiguration(ports.configuration);
  assert(ports.pepper.length >= PEPPER_BYTES_MIN, 'the pepper has at least 32 bytes');
  const money = openMoney(ports);
  return {
    ...openPeople(ports, money.listAccounts),
    ...money,
    ...openContractChanges(ports, money.listBookedOrders),
  };
}
