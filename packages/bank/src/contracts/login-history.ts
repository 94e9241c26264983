import type { EpochSeconds } from '@warifu/base';
import type { Kysely } from 'kysely';
import type { BankTables } from '../tables.ts';
import type { Channel } from './contract.ts';
import { listLogins } from './queries.ts';

/** The last log-ins of a contract, newest first, with whole addresses: for the branch. */
export const listLoginHistory = (
  db: Kysely<BankTables>,
  contractId: string,
  limit: number,
): Promise<readonly { readonly at: EpochSeconds; readonly channel: Channel; readonly address: string }[]> =>
  listLogins(db, contractId, limit);
