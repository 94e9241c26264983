import { at } from '@warifu/pg';
import { sql } from 'kysely';
import type { BankPorts } from '../ports.ts';
import { settleBrake } from './login-brake.ts';

const DAY_SECONDS = 86_400;
/** Ended sessions are kept for a while, so that a browser that comes back is told why. */
const SESSION_DAYS = 2;
/** A browser unseen for so long is a stranger again: longer than its cookie lives. */
const DEVICE_DAYS = 400;
/** Wrong passwords of so long ago are no longer "in a row". */
const COUNTER_DAYS = 30;
const ROWS_MAX = 1_000;

/** Forgets sessions, browsers and counters that have no effect any more, a thousand of each at most; says how many. */
export function openForgetting(ports: BankPorts): () => Promise<number> {
  const { kysely } = ports.database;
  return async () => {
    const now = ports.clock();
    const before = (days: number) => at(now - days * DAY_SECONDS);
    const settled = await settleBrake(ports, now);
    const results = [
      await sql`delete from bank.session where id in (
        select id from bank.session where expires_at < ${before(SESSION_DAYS)} limit ${ROWS_MAX}::integer)`.execute(
        kysely,
      ),
      await sql`delete from bank.emergency_stop_flow where token_hash in (
        select token_hash from bank.emergency_stop_flow
        where expires_at < ${before(SESSION_DAYS)} limit ${ROWS_MAX}::integer)`.execute(kysely),
      await sql`delete from bank.device where (browser_key, contract_id) in (
        select browser_key, contract_id from bank.device
        where last_login_at < ${before(DEVICE_DAYS)} limit ${ROWS_MAX}::integer)`.execute(kysely),
      await sql`delete from bank.login_counter where (number_key, browser_key) in (
        select number_key, browser_key from bank.login_counter
        where updated_at < ${before(COUNTER_DAYS)} and blocked_until < ${at(now)} limit ${ROWS_MAX}::integer)`.execute(
        kysely,
      ),
    ];
    return results.reduce((sum, result) => sum + Number(result.numAffectedRows ?? 0n), settled);
  };
}
