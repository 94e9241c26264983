import type { EpochSeconds } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import type { TokenConfiguration, WaitRule } from './configuration.ts';
import type { TokenTables } from './tables.ts';
import { type Counter, countedFailure, judgeWait } from './waits.ts';

type Transaction = Tx<TokenTables>;
type CountedBy = TokenTables['token.attempt']['counted_by'];

/** The three counters of an attempt to bind. The subject and the token are locked; the party is read as it stands. */
export interface Attempts {
  readonly relyingPartyId: string;
  readonly subject: Counter;
  readonly token: Counter;
  readonly relyingParty: Counter;
  readonly subjectKey: string;
  readonly tokenKey: string;
}

const NO_FAILURES: Counter = { failures: 0, lastFailedAt: undefined, waitUntil: undefined };

/**
 * Locks the counters of one attempt to bind a token: of the subject, and of the token ID as given, whether such a token
 * exists or not, so that a wait does not tell. They are the first rows that such an attempt locks, in this order.
 *
 * A party's own counter is one row for all its customers: it is only read here, and locked last of all by a failure.
 */
export async function lockAttempts(
  tx: Transaction,
  relyingPartyId: string,
  subject: string,
  tokenId: string,
): Promise<Attempts> {
  const subjectKey = `${relyingPartyId}/${subject}`;
  return {
    relyingPartyId,
    subjectKey,
    tokenKey: tokenId,
    subject: await lockCounter(tx, 'subject', subjectKey),
    token: await lockCounter(tx, 'token', tokenId),
    relyingParty: await findCounter(tx, 'relying_party', relyingPartyId),
  };
}

/** Until when this attempt must wait, where it must. */
export const waitOf = (attempts: Attempts, now: EpochSeconds): number | undefined =>
  judgeWait([attempts.subject, attempts.token, attempts.relyingParty], now);

/** Counts a failure on all three. `isLenient`: nobody is made to wait for it. */
export async function countFailure(
  tx: Transaction,
  attempts: Attempts,
  configuration: TokenConfiguration,
  now: EpochSeconds,
  isLenient: boolean,
): Promise<void> {
  const count = (by: CountedBy, key: string, counter: Counter, rule: WaitRule) =>
    writeCounter(tx, by, key, countedFailure(counter, rule, now, isLenient));
  await count('subject', attempts.subjectKey, attempts.subject, configuration.subjectWaits);
  await count('token', attempts.tokenKey, attempts.token, configuration.tokenWaits);
  const party = await lockCounter(tx, 'relying_party', attempts.relyingPartyId);
  await count('relying_party', attempts.relyingPartyId, party, configuration.relyingPartyWaits);
}

/** A right code: the subject's and the token's counts begin anew. The party's stays; it is not this customer's to clear. */
export async function clearFailures(tx: Transaction, attempts: Attempts): Promise<void> {
  await writeCounter(tx, 'subject', attempts.subjectKey, NO_FAILURES);
  await writeCounter(tx, 'token', attempts.tokenKey, NO_FAILURES);
}

/** One statement makes the row or locks the one that is there: none is between the two for a sweep to take away. */
async function lockCounter(tx: Transaction, by: CountedBy, key: string): Promise<Counter> {
  const row = await tx
    .insertInto('token.attempt')
    .values({ counted_by: by, counted_key: key, failures: 0 })
    .onConflict((conflict) =>
      conflict
        .columns(['counted_by', 'counted_key'])
        .doUpdateSet((eb) => ({ failures: eb.ref('token.attempt.failures') })),
    )
    .returning(['failures', 'last_failed_at', 'wait_until'])
    .executeTakeFirst();
  return counterOf(row);
}

async function findCounter(tx: Transaction, by: CountedBy, key: string): Promise<Counter> {
  const row = await tx
    .selectFrom('token.attempt')
    .select(['failures', 'last_failed_at', 'wait_until'])
    .where('counted_by', '=', by)
    .where('counted_key', '=', key)
    .executeTakeFirst();
  return counterOf(row);
}

function counterOf(
  row: { failures: number; last_failed_at: number | null; wait_until: number | null } | undefined,
): Counter {
  if (!row) return NO_FAILURES;
  return {
    failures: row.failures,
    lastFailedAt: row.last_failed_at ?? undefined,
    waitUntil: row.wait_until ?? undefined,
  };
}

async function writeCounter(tx: Transaction, by: CountedBy, key: string, counter: Counter): Promise<void> {
  await tx
    .updateTable('token.attempt')
    .set({
      failures: counter.failures,
      last_failed_at: counter.lastFailedAt === undefined ? null : at(counter.lastFailedAt),
      wait_until: counter.waitUntil === undefined ? null : at(counter.waitUntil),
    })
    .where('counted_by', '=', by)
    .where('counted_key', '=', key)
    .execute();
}
