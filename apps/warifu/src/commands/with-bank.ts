import type { Bank, BankTables } from '@warifu/bank';
import { type Database, openDatabase } from '@warifu/pg';
import { readSettings } from '../config.ts';
import { type Reached, reachDatabase } from '../database/reach.ts';
import { PlainFault } from '../plain-fault.ts';
import { openHouse } from '../server/open-house.ts';
import { tellFault } from '../tell-fault.ts';

/** Reaches the database for one command, and lets go of it again. */
export async function withDatabase(work: (reached: Reached) => Promise<void>): Promise<void> {
  const reached = await reachDatabase(readSettings(process.env), { makesPasswords: false });
  try {
    await work(reached);
  } finally {
    await reached.close();
  }
}

/** Opens the bank for one command. */
export async function withBank(reached: Reached, work: (bank: Bank) => Promise<void>): Promise<void> {
  const settings = readSettings(process.env);
  const house = await openHouse({ settings, reached, onFault: tellFault, needsAuthority: false });
  try {
    await work(house.bank);
  } finally {
    await house.close();
  }
}

/** The bank's tables as the owner sees them, who may write what no server may. */
export async function withOwner(
  { ownerUrl }: Pick<Reached, 'ownerUrl'>,
  work: (database: Database<BankTables>) => Promise<void>,
): Promise<void> {
  if (ownerUrl === undefined)
    throw new PlainFault('This is for the owner of the database: set DATABASE_URL.');
  const database = openDatabase<BankTables>({
    connectionString: ownerUrl,
    applicationName: 'warifu owner',
    connectionsMax: 1,
  });
  try {
    await work(database);
  } finally {
    await database.close();
  }
}
