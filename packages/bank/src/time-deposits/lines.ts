import { type Yen, yen } from '@warifu/base';
import type { Taxed } from '../interest/taxes.ts';
import {
  LOCAL_TAX_ACCOUNT,
  NATIONAL_TAX_ACCOUNT,
  TIME_DEPOSIT_INTEREST_ACCOUNT,
} from '../ledger/internal-accounts.ts';
import type { EntryKind, PostingLine } from '../ledger/posting.ts';
import type { EarlyClosing } from './close-early.ts';

/** `ﾃｲｷ 0123456`: how the lines of other accounts name a deposit. */
export const namedDeposit = (accountNumber: string): string => `ﾃｲｷ ${accountNumber}`;

/** From one account to another; no line of ¥0 is posted. Less than zero goes the other way. */
function move(
  from: string,
  to: string,
  amount: Yen,
  kind: EntryKind,
  counterparty: string,
): readonly PostingLine[] {
  if (amount === 0n) return [];
  return [
    { accountId: from, amount: yen(-amount), kind, counterparty },
    { accountId: to, amount, kind, counterparty },
  ];
}

/** What is paid beyond the principal. Signed: less than zero is taken back, and tax that is given back. */
export type PaidInterest = Pick<Taxed, 'gross' | 'national' | 'local'>;

/** What early closing pays or takes back, as one record. */
export const interestOfEarly = (closing: EarlyClosing): PaidInterest => ({
  gross: yen(closing.interest.gross - closing.takenBack),
  national: yen(closing.interest.national - closing.nationalGivenBack),
  local: yen(closing.interest.local - closing.localGivenBack),
});

/** Interest gross to the customer, and both taxes from there to where they are owed. */
export const interestLines = (
  to: string,
  { gross, national, local }: PaidInterest,
  named: string,
): readonly PostingLine[] => [
  ...move(TIME_DEPOSIT_INTEREST_ACCOUNT, to, gross, 'interest', named),
  ...move(to, NATIONAL_TAX_ACCOUNT, national, 'tax_national', named),
  ...move(to, LOCAL_TAX_ACCOUNT, local, 'tax_local', named),
];

export const principalLines = (
  from: string,
  to: string,
  principal: Yen,
  named: string,
): readonly PostingLine[] => move(from, to, principal, 'time_deposit', named);
