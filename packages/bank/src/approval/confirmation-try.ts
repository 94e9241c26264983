import { type Clock, type EpochSeconds, turns } from '@warifu/base';
import { type Database, type Tx, transact } from '@warifu/pg';
import { insertAudit } from '../audit/record.ts';
import type { BankConfiguration } from '../configuration.ts';
import type { Channel } from '../contracts/contract.ts';
import { verifyPassword } from '../contracts/passwords.ts';
import { insertNotices } from '../notices/record.ts';
import type { BankTables } from '../tables.ts';
import { clearConfirmationFailures, lockConfirmation, takeConfirmationTry } from './queries.ts';

interface ConfirmationCall {
  readonly contractId: string;
  readonly channel: Channel;
  /** Absent where it is the password itself that is to be changed. */
  readonly orderId?: string;
}

/** The hash that the password fits, or `undefined`: wrong, locked, or none is set. */
export type TryConfirmation = (call: ConfirmationCall, password: string) => Promise<string | undefined>;

/**
 * Looks at a confirmation password wherever one is typed: there is one count of wrong ones, and one lock. 確認用パスワード.
 * The try is counted before the password is looked at, so that many at once cannot try more often than is allowed.
 */
export function openConfirmationTry(ports: {
  readonly database: Database<BankTables>;
  readonly clock: Clock;
  readonly configuration: BankConfiguration;
}): TryConfirmation {
  const { database, clock, configuration } = ports;
  // A try counts as wrong until its password is found right: without turns, sending one page twice would count twice.
  const inTurn = turns();
  const tryOnce = async (call: ConfirmationCall, password: string): Promise<string | undefined> => {
    const { failuresMax } = configuration.confirmation;
    const taken = await takeConfirmationTry(database, call.contractId, failuresMax);
    const fits = await verifyPassword(taken?.passwordHash, password);
    if (taken && fits) {
      await clearConfirmationFailures(database, call.contractId);
      return taken.passwordHash;
    }
    await transact(database.kysely, (tx) => noteWrong(tx, call, clock(), failuresMax));
    return undefined;
  };
  return (call, password) => inTurn(call.contractId, () => tryOnce(call, password));
}

async function noteWrong(
  tx: Tx<BankTables>,
  { contractId, channel, orderId }: ConfirmationCall,
  now: EpochSeconds,
  failuresMax: number,
): Promise<void> {
  const locks = await lockConfirmation(tx, contractId, now, failuresMax);
  const by = {
    at: now,
    actor: { kind: 'customer', id: contractId },
    contractId,
    ...(orderId === undefined ? {} : { orderId }),
  } as const;
  await insertAudit(tx, [
    { ...by, act: 'confirmation_refused', detail: { channel } },
    ...(locks ? [{ ...by, act: 'confirmation_locked' }] : []),
  ]);
  if (locks) await insertNotices(tx, [{ contractId, kind: 'confirmation_locked', at: now }]);
}
