export { type BatchedOptions, batched, Overloaded } from './batched.ts';
export { at, type Database, type DatabaseOptions, openDatabase, type Tx } from './database.ts';
export { isDatabaseFault } from './faults.ts';
export { grouped } from './grouped.ts';
export { transact } from './transact.ts';
export type { BatchWatch, DatabaseWatch } from './watch.ts';
