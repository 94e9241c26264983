import pg from 'pg';
import { readSettings } from '../../../apps/warifu/src/config.ts';
import { reachDatabase } from '../../../apps/warifu/src/database/reach.ts';
import type { Product } from './product.ts';

/** What can have grown old. The product reads real clocks, so a test moves what was written down instead. */
const STATEMENTS = {
  order: `
    update bank.order set prepared_at = prepared_at - interval '1 day', expires_at = expires_at - interval '1 day'
    where state = 'prepared'`,
  session: `
    update bank.session
    set opened_at = opened_at - interval '11 minutes', last_seen_at = last_seen_at - interval '11 minutes'
    where ended_at is null`,
  secondCode: `update token.second_code_wait set asked_at = asked_at - interval '4 minutes'`,
  coolDown: `update bank.contract set cool_down_until = now() where cool_down_until > now()`,
} as const;

/**
 * Makes every open order a day older, every open session eleven minutes, every wait for a second code four, or ends every
 * cool-down. Done as the owner of the database.
 */
export const passTime = (product: Product, what: keyof typeof STATEMENTS): Promise<void> =>
  actAsOwner(product, STATEMENTS[what]);

/** Runs one statement as the owner of the database, who may do what no process of the product may. */
export async function actAsOwner(product: Product, statement: string): Promise<void> {
  const reached = await reachDatabase(readSettings(product.environment), { makesPasswords: false });
  const client = new pg.Client({ connectionString: reached.ownerUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
    await reached.close();
  }
}
