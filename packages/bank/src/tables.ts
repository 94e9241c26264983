import type { BranchTables } from './branch/tables.ts';
import type { ContractsTables } from './contracts/tables.ts';
import type { DayTables } from './day/tables.ts';
import type { BookTables } from './ledger/tables.ts';

/** All that the bank wing sees of the database; the token authority's tables have no name here. */
export type BankTables = ContractsTables & BookTables & BranchTables & DayTables;
