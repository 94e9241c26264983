import { verifyChain } from '@warifu/audit-chain';
import type { Database, Tx } from '@warifu/pg';
import { BANK_TRAIL } from './audit/trail.ts';
import type { BankConfiguration } from './configuration.ts';
import { ADDRESS_CLAIMS } from './contract-changes/address/claims.ts';
import { ADDRESS_CHANGE } from './contract-changes/address/plan.ts';
import { LIMIT_TERMS } from './contract-changes/limits/plan.ts';
import { MAIL_ADDRESS_CLAIMS } from './contract-changes/mail-address/claims.ts';
import * as mailAddressTerms from './contract-changes/mail-address/terms.ts';
import { DAY_CLAIMS } from './day/claims.ts';
import { SAVINGS_CLAIMS } from './instalment-savings/claims.ts';
import { SAVINGS_CLOSING_TERMS, SAVINGS_OPENING_TERMS } from './instalment-savings/terms.ts';
import type { Fault } from './ledger/fault.ts';
import { findFaults, LEDGER_CLAIMS } from './ledger/verify.ts';
import { findAlteredTerms, recodeOf } from './orders/altered-terms.ts';
import { ORDER_CLAIMS } from './orders/claims.ts';
import { ordinaryInterestClaims } from './ordinary-interest/claims.ts';
import { OWN_TRANSFER } from './own-transfers/plan.ts';
import { BILL_PAYMENT_CLAIMS } from './pay-easy/claims.ts';
import { BILL_PAYMENT } from './pay-easy/plan.ts';
import type { BankTables } from './tables.ts';
import { TIME_DEPOSIT_CLAIMS } from './time-deposits/claims.ts';
import { TIME_DEPOSIT_TERMS } from './time-deposits/open-time-deposits.ts';
import { TRANSFER_CLAIMS } from './transfers/claims.ts';
import { PAYEE_CLAIMS } from './transfers/payees/claims.ts';
import { PAYEE_CODE } from './transfers/payees/plan.ts';
import { RECALL_CLAIMS } from './transfers/recalls/claims.ts';
import { CANCELLING } from './transfers/scheduled/cancelling.ts';
import { SCHEDULED_TRANSFER_CLAIMS } from './transfers/scheduled/claims.ts';
import { SCHEDULED_TRANSFER_CODE } from './transfers/scheduled/plan.ts';
import * as transferTerms from './transfers/terms.ts';

/** What every room claims of the book. */
const CLAIMS = [
  ...LEDGER_CLAIMS,
  ...ORDER_CLAIMS,
  ...TRANSFER_CLAIMS,
  ...SCHEDULED_TRANSFER_CLAIMS,
  ...RECALL_CLAIMS,
  ...PAYEE_CLAIMS,
  ...TIME_DEPOSIT_CLAIMS,
  ...SAVINGS_CLAIMS,
  ...BILL_PAYMENT_CLAIMS,
  ...MAIL_ADDRESS_CLAIMS,
  ...ADDRESS_CLAIMS,
  ...DAY_CLAIMS,
];

/** How the terms of each kind of order are read from the book and written again: the same text, where nobody altered them. */
const TERMS = [
  {
    kind: 'transfer',
    recode: (terms: unknown) => transferTerms.encodeTerms(transferTerms.decodeTerms(terms)),
  },
  {
    kind: 'mail_address',
    recode: (terms: unknown) => mailAddressTerms.encodeTerms(mailAddressTerms.decodeTerms(terms)),
  },
  recodeOf(OWN_TRANSFER),
  recodeOf(SCHEDULED_TRANSFER_CODE),
  recodeOf(CANCELLING),
  recodeOf(PAYEE_CODE),
  ...TIME_DEPOSIT_TERMS,
  recodeOf(SAVINGS_OPENING_TERMS),
  recodeOf(SAVINGS_CLOSING_TERMS),
  recodeOf(BILL_PAYMENT),
  recodeOf(ADDRESS_CHANGE),
  recodeOf(LIMIT_TERMS.raise),
  recodeOf(LIMIT_TERMS.lower),
] as const;

/** Proves the book over the whole database, in one snapshot: no faults, or each by name. */
export const verifyBank = (
  database: Database<BankTables>,
  { ordinaryInterest }: Pick<BankConfiguration, 'ordinaryInterest'>,
): Promise<readonly Fault[]> =>
  findFaults(database, [...CLAIMS, ...ordinaryInterestClaims(ordinaryInterest)], async (tx) => [
    ...(await findAltered(tx)),
    ...(await findBrokenChain(tx)),
  ]);

async function findAltered(tx: Tx<BankTables>): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  for (const { kind, recode } of TERMS) faults.push(...(await findAlteredTerms(tx, kind, recode)));
  return faults;
}

async function findBrokenChain(tx: Tx<BankTables>): Promise<readonly Fault[]> {
  const { fault } = await verifyChain(tx, BANK_TRAIL);
  return fault === undefined ? [] : [fault];
}
