import { hash, verify } from '@node-rs/argon2';

/**
 * Argon2id with 19 MiB, two passes, one lane.
 * @see OWASP Password Storage Cheat Sheet, Argon2id
 */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const LENGTH_MIN = 12;
const LENGTH_MAX = 128;

/** Why this may not be the console's password. */
export type ConsolePasswordRefusal = 'too_short' | 'too_long';

export function judgeConsolePassword(password: string): ConsolePasswordRefusal | undefined {
  const { length } = [...password];
  if (length < LENGTH_MIN) return 'too_short';
  return length > LENGTH_MAX ? 'too_long' : undefined;
}

/** What is kept of the console's password. */
export const hashConsolePassword = (password: string): Promise<string> => hash(password, ARGON2ID);

let dummy: Promise<string> | undefined;

/** Whether it is the password. Where none is set, none is right, and it takes as long to say so. */
export async function isConsolePassword(password: string, kept: string | undefined): Promise<boolean> {
  dummy ??= hashConsolePassword('no password that anybody has');
  const isRight = await verify(kept ?? (await dummy), password);
  return isRight && kept !== undefined;
}
