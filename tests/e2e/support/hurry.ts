import pg from 'pg';
import type { Page } from 'playwright-core';
import { readSettings } from '../../../apps/warifu/src/config.ts';
import { reachDatabase } from '../../../apps/warifu/src/database/reach.ts';

/** The key under which a page keeps by how much its time is ahead. Of the tab alone, and not of the app’s own storage. */
const AHEAD = 'ahead-of-the-test-ms';

/**
 * Lets all of a page's time run ahead of ours by as much as it is told: the wall's clock, the steady one, and what the
 * authority says when it is asked for the time.
 */
const TIME_AHEAD = `{
  const wall = Date.now.bind(Date);
  const steady = performance.now.bind(performance);
  const ask = fetch.bind(globalThis);
  const aheadMs = () => Number(sessionStorage.getItem('${AHEAD}') ?? 0);
  Date.now = () => wall() + aheadMs();
  performance.now = () => steady() + aheadMs();
  globalThis.fetch = async (input, init) => {
    const answer = await ask(input, init);
    if (input !== '/v1/time' || !answer.ok) return answer;
    const { epochMs } = await answer.json();
    return Response.json({ epochMs: epochMs + aheadMs() });
  };
}`;

export async function prepareToHurry(page: Page): Promise<void> {
  await page.addInitScript({ content: TIME_AHEAD });
}

const STEP_MS = 30_000;
/** From here on the next code comes by itself, and the two together would leave one out. */
const SOON_MS = 3_000;
/** The authority takes a device's signed questions within five minutes. */
const LEAD_STEPS_MAX = 8;
/** How far from where it knows the device's clock the authority takes a code. */
const WINDOW_STEPS = 1;

const products = new Map<string, NodeJS.ProcessEnv>();
const originOf = (address: string): string => new URL(address).origin;

/** Remembers where the authority behind a token app writes. */
export const rememberProduct = (tokenApp: string, environment: NodeJS.ProcessEnv): void => {
  products.set(originOf(tokenApp), environment);
};

/** By how many steps the authority believes a token to be ahead; `undefined` for a product that nobody remembered. */
async function findDrift(tokenApp: string, tokenId: string): Promise<number | undefined> {
  const environment = products.get(originOf(tokenApp));
  if (environment === undefined) return undefined;
  const reached = await reachDatabase(readSettings(environment), { makesPasswords: false });
  const client = new pg.Client({ connectionString: reached.ownerUrl });
  try {
    await client.connect();
    const { rows } = await client.query<{ drift: number }>(
      'select drift_steps as drift from token.token where token_id = $1',
      [tokenId],
    );
    return rows[0]?.drift;
  } finally {
    await client.end();
    await reached.close();
  }
}

/**
 * Lets a device's time run one step further ahead, so that its next code is there now instead of in half a minute; only
 * where the authority will take that code by what it has learned of the device's clock. Otherwise it does nothing, and
 * the code is waited for.
 */
export async function hurry(page: Page, tokenApp: string, tokenId: string): Promise<void> {
  if (STEP_MS - (Date.now() % STEP_MS) < SOON_MS) return;
  const aheadMs = await page.evaluate<number>(`Number(sessionStorage.getItem('${AHEAD}') ?? 0)`);
  const lead = aheadMs / STEP_MS + 1;
  if (lead > LEAD_STEPS_MAX) return;
  const drift = await findDrift(tokenApp, tokenId);
  if (drift === undefined || lead - drift > WINDOW_STEPS) return;
  await page.evaluate(`sessionStorage.setItem('${AHEAD}', '${lead * STEP_MS}')`);
}
