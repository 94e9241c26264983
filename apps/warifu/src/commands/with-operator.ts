import { userInfo } from 'node:os';
import type { Operator } from '@warifu/token';
import { readSettings } from '../config.ts';
import { reachDatabase } from '../database/reach.ts';
import { PlainFault } from '../plain-fault.ts';
import { openHouse } from '../server/open-house.ts';
import { tellFault } from '../tell-fault.ts';

/** Who acts, for the audit trail. */
const actorOf = (): string => `cli ${userInfo().username}`;

/** Opens the authority for one command of its operator, and closes it again. */
export async function withOperator(
  work: (operator: Operator, actor: string) => Promise<void>,
): Promise<void> {
  const settings = readSettings(process.env);
  const reached = await reachDatabase(settings, { makesPasswords: false });
  try {
    const house = await openHouse({ settings, reached, onFault: tellFault, needsAuthority: true });
    try {
      if (house.authority === undefined) throw new PlainFault('The authority is not in this process.');
      await work(house.authority.operator, actorOf());
    } finally {
      await house.close();
    }
  } finally {
    await reached.close();
  }
}

/** The n-th word of a command, or a sentence that says what belongs there. */
export function wordOf(words: readonly string[], index: number, what: string): string {
  const word = words[index];
  if (word === undefined || word === '') throw new PlainFault(`${what} is missing.`);
  return word;
}

export const instantWords = (epochSeconds: number): string =>
  new Date(epochSeconds * 1_000).toISOString().replace('.000Z', 'Z');
