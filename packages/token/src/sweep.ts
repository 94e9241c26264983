import { uuidv7 } from '@warifu/base';
import { at, transact } from '@warifu/pg';
import { sql } from 'kysely';
import type { Ground } from './check.ts';

/** How many rows went. */
export interface Swept {
  readonly tokens: number;
  readonly verdicts: number;
  readonly others: number;
}

const ROWS_MAX = 5_000;
const DAY = 86_400;

/**
 * Takes away what has served its time: tokens never bound, verdicts, waits, proofs, old counts. At most 5,000 rows of
 * each kind a call, so that it never holds much; call it again while it finds as many. Audit rows stay for ever.
 */
export async function sweep(ground: Ground): Promise<Swept> {
  const { database, configuration } = ground;
  const now = ground.clock();
  const before = (seconds: number) => at(now - seconds);
  const { kysely } = database;
  const count = async (query: ReturnType<typeof sql>): Promise<number> =>
    Number((await query.execute(kysely)).numAffectedRows ?? 0n);

  const tokens = await sweepTokens(ground, now);
  const verdicts = await count(sql`delete from token.verdict
    where (relying_party_id, subject, purpose, idempotency_key) in (
      select relying_party_id, subject, purpose, idempotency_key from token.verdict
      where made_at < ${before(configuration.verdictSeconds)} order by made_at limit ${ROWS_MAX})`);
  const { farSteps, deviceRequestSeconds, questionsPerDevice } = configuration;
  const { subjectWaits, tokenWaits, relyingPartyWaits } = configuration;
  // A wait is kept while its first code could still be given again: its three minutes are then known to be over.
  const waitSeconds = (2 * farSteps + 2) * 300;
  const forgetSeconds = Math.max(
    ...[subjectWaits, tokenWaits, relyingPartyWaits].map((rule) => rule.forgetSeconds + rule.maxSeconds),
  );
  // A nonce is kept while its request could come again, and while it counts.
  const nonceSeconds = Math.max(3 * deviceRequestSeconds, questionsPerDevice.windowSeconds);
  const others = [
    await count(sql`delete from token.second_code_wait
      where (relying_party_id, subject, token_id, purpose) in (
        select relying_party_id, subject, token_id, purpose from token.second_code_wait
        where asked_at < ${before(waitSeconds)} order by asked_at limit ${ROWS_MAX})`),
    await count(sql`delete from token.replacement_proof where proof_digest in (
      select proof_digest from token.replacement_proof
      where expires_at < ${before(DAY)} order by expires_at limit ${ROWS_MAX})`),
    await count(sql`delete from token.attempt where (counted_by, counted_key) in (
      select counted_by, counted_key from token.attempt
      where last_failed_at < ${before(forgetSeconds)} order by last_failed_at limit ${ROWS_MAX}
      for update skip locked)`),
    await count(sql`delete from token.attempt where (counted_by, counted_key) in (
      select counted_by, counted_key from token.attempt where last_failed_at is null limit ${ROWS_MAX}
      for update skip locked)`),
    await count(sql`delete from token.device_request where (token_id, nonce) in (
      select token_id, nonce from token.device_request
      where at < ${before(nonceSeconds)} order by at limit ${ROWS_MAX})`),
    await count(sql`delete from token.departure where (token_id, relying_party_id, why) in (
      select token_id, relying_party_id, why from token.departure
      where left_at < ${before(configuration.departureSeconds)} order by left_at limit ${ROWS_MAX})`),
    await count(sql`delete from token.provision_count where (counted_by, window_at) in (
      select counted_by, window_at from token.provision_count
      where window_at < ${before(2 * DAY)} limit ${ROWS_MAX})`),
  ];
  return { tokens, verdicts, others: others.reduce((sum, rows) => sum + rows, 0) };
}

/** Tokens never bound in their time, each with a line in the audit trail. */
function sweepTokens({ database }: Ground, now: number): Promise<number> {
  return transact(database.kysely, async (tx) => {
    const { rows } = await sql<{ token_id: string }>`
      select e as token_id from token.sweep_expired(${at(now)}, ${ROWS_MAX}) as e`.execute(tx);
    if (rows.length > 0)
      await sql`insert into token.audit (audit_id, at, act, outcome, token_id)
        select a.audit_id, ${at(now)}, 'expire', 'done', a.token_id
        from unnest(${rows.map(() => uuidv7())}::uuid[], ${rows.map((row) => row.token_id)}::text[])
          as a (audit_id, token_id)`.execute(tx);
    return rows.length;
  });
}
