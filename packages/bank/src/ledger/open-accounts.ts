import { assert, type BusinessDate, type EpochSeconds, present, uuidv7, type Yen, yen } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { BankTables } from '../tables.ts';
import type { AccountKind, DepositKind } from './account.ts';
import { CASH_ACCOUNT } from './internal-accounts.ts';
import { type Posting, post } from './posting.ts';
import { listTakenNumbers } from './queries.ts';

/** An account to be opened at the branch, with its first deposit. 口座開設. */
export interface NewAccount {
  readonly contractId: string;
  readonly branchCode: string;
  readonly kind: AccountKind | DepositKind;
  /** Seven digits; drawn at random where it is not given. */
  readonly accountNumber?: string;
  /** Paid in as cash; ¥0 for none. */
  readonly deposit: Yen;
}

const DRAWS_MAX = 8;
const NUMBERS = 10_000_000;
/** As many as bank.post takes in one call without a statement growing past its bounds. */
const POSTINGS_MAX = 1_000;

/** Opens accounts, many at once, and gives their ids in order. Within the transaction that makes their contracts. */
export async function openAccounts(
  tx: Tx<BankTables>,
  day: { readonly now: EpochSeconds; readonly today: BusinessDate },
  accounts: readonly NewAccount[],
): Promise<readonly string[]> {
  if (accounts.length === 0) return [];
  const ids = accounts.map(() => uuidv7());
  const numbers = await drawNumbers(tx, accounts);
  await sql`select bank.open_accounts(
    ${ids}::uuid[],
    ${accounts.map((account) => account.contractId)}::uuid[],
    ${accounts.map((account) => account.branchCode)}::text[],
    ${accounts.map((account) => account.kind)}::text[],
    ${numbers}::text[],
    ${at(day.now)}::timestamptz
  )`.execute(tx);
  const deposits = accounts.flatMap((account, index): Posting[] => {
    const accountId = ids[index];
    return accountId === undefined || account.deposit === 0n ? [] : [depositOf(accountId, account.deposit)];
  });
  for (let from = 0; from < deposits.length; from += POSTINGS_MAX) {
    await post(tx, day, deposits.slice(from, from + POSTINGS_MAX));
  }
  return ids;
}

const depositOf = (accountId: string, amount: Yen): Posting => ({
  postingId: uuidv7(),
  kind: 'deposit',
  lines: [
    { accountId: CASH_ACCOUNT, amount: yen(-amount), kind: 'deposit', counterparty: '' },
    { accountId, amount, kind: 'deposit', counterparty: '' },
  ],
});

/** Seven digits, free in the branch for an ordinary account. */
export async function drawAccountNumber(tx: Tx<BankTables>, branchCode: string): Promise<string> {
  const wish = { contractId: '', branchCode, kind: 'ordinary' as const, deposit: yen(0n) };
  return present((await drawNumbers(tx, [wish]))[0], 'a number was drawn');
}

/** Seven digits for each that has none, free in its branch and kind. Two who draw the same at once: the second fails. */
async function drawNumbers(tx: Tx<BankTables>, accounts: readonly NewAccount[]): Promise<readonly string[]> {
  const numbers = accounts.map((account) => account.accountNumber);
  const given = new Set(accounts.map((account, index) => keyOf(account, numbers[index] ?? '')));
  for (let draw = 0; draw < DRAWS_MAX && numbers.includes(undefined); draw += 1) {
    const drawn = accounts.map((account, index) => ({
      ...account,
      accountNumber: numbers[index] ?? randomNumber(),
    }));
    const taken = await listTakenNumbers(
      tx,
      drawn.filter((_, index) => numbers[index] === undefined),
    );
    drawn.forEach((account, index) => {
      const key = keyOf(account, account.accountNumber);
      if (numbers[index] !== undefined || taken.has(key) || given.has(key)) return;
      given.add(key);
      numbers[index] = account.accountNumber;
    });
  }
  return numbers.map((number) => {
    assert(number !== undefined, 'a branch has free account numbers');
    return number;
  });
}

const keyOf = (account: NewAccount, number: string): string =>
  `${account.branchCode}-${account.kind}-${number}`;

const randomNumber = (): string => {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return String(1 + (drawn % (NUMBERS - 1))).padStart(7, '0');
};
