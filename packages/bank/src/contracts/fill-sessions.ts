import { epochSeconds, uuidv7 } from '@warifu/base';
import { transact } from '@warifu/pg';
import type { BankPorts } from '../ports.ts';
import type { Channel } from './contract.ts';
import { keyedHash, randomToken } from './keyed-hash.ts';
import { insertSessions } from './queries.ts';

export interface FilledSession {
  readonly contractId: string;
  readonly sessionToken: string;
}

/**
 * Sessions without a login, for benchmarks that fill their contracts in bulk; no part of the `Bank` that a site is
 * handed. The contracts must have no open session.
 */
export async function fillSessions(
  ports: BankPorts,
  contractIds: readonly string[],
  channel: Channel,
): Promise<readonly FilledSession[]> {
  const hash = keyedHash(ports.pepper);
  const now = ports.clock();
  const expiresAt = epochSeconds(now + ports.configuration.session.absoluteSeconds);
  const filled = contractIds.map((contractId) => ({ contractId, sessionToken: randomToken() }));
  const rows = filled.map(({ contractId, sessionToken }) => ({
    id: uuidv7(),
    tokenHash: hash('session', sessionToken),
    contractId,
    channel,
  }));
  await transact(ports.database.kysely, (tx) => insertSessions(tx, rows, now, expiresAt));
  return filled;
}
