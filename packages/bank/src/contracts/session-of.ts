import { type EpochSeconds, epochSeconds } from '@warifu/base';
import { at, batched, transact } from '@warifu/pg';
import { insertAudit } from '../audit/record.ts';
import type { BankPorts } from '../ports.ts';
import type { Channel, Language } from './contract.ts';
import { isToken, type KeyedHash } from './keyed-hash.ts';
import type { SessionEnd, SessionState } from './login.ts';
import { endSession } from './queries.ts';

interface SessionRow {
  readonly place: bigint;
  readonly id: string;
  readonly contract_id: string;
  readonly contract_number: string;
  readonly state: 'active' | 'stopped';
  readonly channel: Channel;
  readonly must_change_password: boolean;
  readonly language: Language;
  readonly opened_at: EpochSeconds;
  readonly last_seen_at: EpochSeconds;
  readonly expires_at: EpochSeconds;
  readonly end_reason: SessionEnd | null;
}

/**
 * Prepared once for each connection: this statement stands before every page. So a line that has fallen silent is found
 * here first, and sooner than elsewhere: above `lock_timeout`, which is all that it may wait for.
 */
const SEE = {
  query_timeout: 6_000,
  name: 'bank.see_sessions',
  text: 'select * from bank.see_sessions($1::bytea[], $2::timestamptz, $3::timestamptz, $4::timestamptz)',
};

const closed = (reason: SessionEnd): SessionState => ({ outcome: 'closed', reason });

/** What a row says at a moment. A session ends by itself at `idleUntil` or `expiresAt`, whether anybody writes so or not. */
function stateOf(
  row: SessionRow,
  now: EpochSeconds,
  bounds: BankPorts['configuration']['session'],
): SessionState {
  if (row.end_reason !== null) return closed(row.end_reason);
  if (row.state === 'stopped') return closed('stopped');
  if (now >= row.expires_at) return closed('expired');
  if (now >= row.last_seen_at + bounds.idleSeconds) return closed('idle');
  return {
    outcome: 'open',
    session: {
      sessionId: row.id,
      contractId: row.contract_id,
      contractNumber: row.contract_number,
      channel: row.channel,
      mustChangePassword: row.must_change_password,
      openedAt: row.opened_at,
      expiresAt: row.expires_at,
      idleUntil: epochSeconds(Math.min(row.last_seen_at + bounds.idleSeconds, row.expires_at)),
      language: row.language,
    },
  };
}

/**
 * Who is logged in. Requests of one moment are read together, by one indexed statement.
 *
 * A sign of life is written at most every 30 s (cfg), so that a session may end up to that much before ten idle
 * minutes are over, and never after; `idleUntil` is what really holds.
 */
export function openSessionOf(
  ports: BankPorts,
  hash: KeyedHash,
): (sessionToken: string) => Promise<SessionState> {
  const { database, clock, configuration } = ports;
  const bounds = configuration.session;
  const read = batched<Buffer, SessionState>(
    async (tokenHashes) => {
      const now = clock();
      const instants = [now, now - bounds.idleSeconds, now - bounds.lastSeenSeconds].map(at);
      const { rows } = await database.pool.query<SessionRow>({ ...SEE, values: [tokenHashes, ...instants] });
      const states = tokenHashes.map((): SessionState => closed('unknown'));
      for (const row of rows) states[Number(row.place) - 1] = stateOf(row, now, bounds);
      return states;
    },
    // What fails here is the database, and it would fail for each alone too.
    { isolates: () => false, name: 'sessions', watch: database.watch },
  );
  return async (sessionToken) =>
    isToken(sessionToken) ? await read(hash('session', sessionToken)) : closed('unknown');
}

/** Ends the session of the token. Ending it twice, or one that is over, changes nothing. ログアウト. */
export function openLogout(ports: BankPorts, hash: KeyedHash): (sessionToken: string) => Promise<void> {
  const { database, clock } = ports;
  return async (sessionToken) => {
    if (!isToken(sessionToken)) return;
    const now = clock();
    await transact(database.kysely, async (tx) => {
      const ended = await endSession(tx, hash('session', sessionToken), now);
      if (ended === undefined) return;
      await insertAudit(tx, [
        { at: now, actor: { kind: 'customer' }, act: 'logout', contractId: ended.contract_id },
      ]);
    });
  };
}
