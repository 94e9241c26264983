import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { Overloaded } from '@warifu/pg';

/**
 * Argon2id with 19 MiB, two passes, one lane: the library's default algorithm, its numbers written out.
 * @see OWASP Password Storage Cheat Sheet, Argon2id
 */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes under way at once. More would fight for the same cores, at 19 MiB each. */
const UNDER_WAY_MAX = Math.min(4, availableParallelism());
/** At about 7 ms a hash the last of these waits for well under a second; the next is sent away. */
const ROOM_MAX = UNDER_WAY_MAX + 64;

/** A password longer than this was never set, so its hash need not be computed over it. */
const CODE_POINTS_MAX = 64;

let inRoom = 0;
let underWay = 0;
const waiting: (() => void)[] = [];

/** Runs the work when its turn comes; the room is what bounds the waiting. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (underWay >= UNDER_WAY_MAX) {
    await new Promise<void>((resolve) => waiting.push(resolve)); // whoever ends hands its place over
  } else underWay += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else underWay -= 1;
  }
}

async function admitted<T>(work: () => Promise<T>): Promise<T> {
  if (inRoom >= ROOM_MAX) throw new Overloaded('too many passwords are waiting to be checked');
  inRoom += 1;
  try {
    return await work();
  } finally {
    inRoom -= 1;
  }
}

/**
 * The password as it is hashed and compared: as typed, but full-width letters, digits, signs and spaces become the
 * half-width ones. A Japanese keyboard types those without a word, and on a masked field nobody sees it. Nothing else
 * is folded: a normalisation that merges letters would make passwords weaker behind their owner's back.
 */
export const typedPassword = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/gu, ' ');

/** The Argon2id hash of a new password, as a PHC string with its own salt. Throws `Overloaded` when too many wait. */
export const hashPassword = (text: string): Promise<string> =>
  admitted(() => inTurn(() => hash(typedPassword(text), ARGON2ID)));

let dummyHash: Promise<string> | undefined;
/** A hash that no password fits, with the parameters of the real ones. */
const dummy = (): Promise<string> => {
  dummyHash ??= hash(crypto.getRandomValues(new Uint8Array(32)), ARGON2ID);
  return dummyHash;
};

/** Makes the hash that no password fits, so that the first unknown contract number does not wait for it. */
export const warmPasswords = (): void => {
  void dummy();
};

/**
 * Whether the password fits the hash. Without a hash (no such contract, or one that may not be tried now) it takes the
 * same time and says no.
 */
export type VerifyPassword = (passwordHash: string | undefined, text: string) => Promise<boolean>;

const verifyInTurn: VerifyPassword = async (passwordHash, text) => {
  const typed = typedPassword(text);
  const isTooLong = typed.length > 2 * CODE_POINTS_MAX;
  const against = passwordHash === undefined || isTooLong ? await dummy() : passwordHash;
  const fits = await inTurn(() => verify(against, isTooLong ? '' : typed));
  return fits && passwordHash !== undefined && !isTooLong;
};

/** `VerifyPassword` by itself. Throws `Overloaded` when too many wait. */
export const verifyPassword: VerifyPassword = (passwordHash, text) =>
  admitted(() => verifyInTurn(passwordHash, text));

/**
 * The same for who counts attempts first: a place is certain before the work begins, so that nobody's try is counted
 * for a password that is then sent away unchecked. Throws `Overloaded` before the work begins.
 */
export const withPasswordPlace = <T>(work: (verifyPlaced: VerifyPassword) => Promise<T>): Promise<T> =>
  admitted(() => work(verifyInTurn));
